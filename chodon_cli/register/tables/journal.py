"""Every write: the changeset (one command) and its changes (records before and after)."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class ChangesetRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    at: str
    operator: str
    command: str
    account: str | None = None
    undoes: int | None = Field(default=None, foreign_key="changeset.id")
    command_digest: bytes | None = None
    command_erased: bytes | None = None
    digest: bytes | None = None


class ChangeRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    changeset_id: int = Field(foreign_key="changeset.id")
    noun: str
    record_id: int | None = None
    count: int
    before: str | None = None
    after: str | None = None
    packed: bytes | None = None
    first_id: int | None = None
    digest: bytes | None = None
    erased: bytes | None = None


class NumberGivenRow(TableRow, table=True):
    """The highest id (`year` 0) or number of a year that an undone record had: it is not given again."""

    id: int | None = Field(default=None, primary_key=True)
    noun: str
    year: int
    n: int
