"""Which document was made known in which unit, to how many."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class BriefingRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    document_id: int = Field(foreign_key="document.id")
    unit_id: int = Field(foreign_key="unit.id")
    held_on: str
    form: str
    invited: int
    attended: int
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
