"""Plans, directives, decisions: known by number and day of issue together."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class DocumentRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    number: str
    kind: str | None = None
    issued_on: str
    issuer: str | None = None
    title: str | None = None
    number_key: str
    search_key: str
    voided_on: str | None = None
    void_reason: str | None = None
