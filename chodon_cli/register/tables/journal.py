"""Every write: the changeset (one command) and its changes (records before and after)."""

from sqlmodel import Field, SQLModel


class Changeset(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    at: str
    operator: str
    command: str


class Change(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    changeset_id: int = Field(foreign_key="changeset.id")
    noun: str
    record_id: int | None = None
    count: int
    before: str | None = None
    after: str | None = None
    packed: bytes | None = None
