"""The yearly review of the people of a unit, or of all: from when to when it was open."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class ReviewRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    due_on: str | None = None
    opened_on: str
    closed_on: str | None = None
    reason: str | None = None
