"""Who signed the commitment of a document for a year."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class PledgeRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    staff_id: int = Field(foreign_key="staff.id")
    document_id: int = Field(foreign_key="document.id")
    signed_on: str
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
