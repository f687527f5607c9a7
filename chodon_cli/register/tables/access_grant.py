"""An account of a server that reads and writes only what lies under a unit."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class AccessGrantRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    account: str  # as the database knows it
    unit_id: int = Field(foreign_key="unit.id")
    since: int  # the last changeset before: of the journal the account reads what it has written since
    granted_on: str
    revoked_on: str | None = None
