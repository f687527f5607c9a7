"""Every write: the changeset (one command) and its changes (records before and after)."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class ChangesetRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    at: str
    operator: str
    command: str


class ChangeRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    changeset_id: int = Field(foreign_key="changeset.id")
    noun: str
    record_id: int | None = None
    count: int
    before: str | None = None
    after: str | None = None
    packed: bytes | None = None
