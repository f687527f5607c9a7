"""For what a person or a unit was commended, and by whom."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class CommendationRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    form: str
    title: str | None = None
    decision: str | None = None
    authority: str | None = None
    decided_on: str
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
