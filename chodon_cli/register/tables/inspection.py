"""Inspections of a unit, planned or carried out, and what was checked at them."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class InspectionRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    unit_id: int = Field(foreign_key="unit.id")
    kind: str
    planned_on: str | None = None
    visited_on: str | None = None
    hour: str | None = None
    people: int | None = None
    present: int | None = None
    absent_with_reason: int | None = None
    absent_without_reason: int | None = None
    came_late: int | None = None
    conclusion: str | None = None
    concluded_on: str | None = None
    to_remedy: str | None = None
    remedy_due_on: str | None = None
    remedied: str | None = None
    remedied_on: str | None = None
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None


class InspectionCheckRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    inspection_id: int = Field(foreign_key="inspection.id")
    item: str  # of the checklist, or the code of a standard
    standard_id: int | None = Field(default=None, foreign_key="standard.id")
    made: int
    passed: int
    failed: str | None = None  # ids of the people who failed, as a JSON array
    note: str | None = None
