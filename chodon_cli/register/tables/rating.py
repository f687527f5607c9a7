"""How a year of somebody's work was rated, by whom."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class RatingRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    staff_id: int = Field(foreign_key="staff.id")
    unit_id: int = Field(foreign_key="unit.id")
    kind: str
    level: str
    score: float | None = None
    decided_on: str
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
