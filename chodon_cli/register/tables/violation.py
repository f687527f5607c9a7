"""Who broke which standard, on which day, in which unit."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class ViolationRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    staff_id: int = Field(foreign_key="staff.id")
    unit_id: int = Field(foreign_key="unit.id")
    standard_id: int = Field(foreign_key="standard.id")
    occurred_on: str
    found_on: str
    source: str
    severity: str
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
    inspection_id: int | None = Field(default=None, foreign_key="inspection.id")
