"""What citizens said of a unit or a person, and what they were answered."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class FeedbackRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    received_on: str
    channel: str
    kind: str
    unit_id: int = Field(foreign_key="unit.id")
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    service: str | None = None
    text: str
    due_on: str | None = None
    answered_on: str | None = None
    answer: str | None = None
    violation_id: int | None = Field(default=None, foreign_key="violation.id")
    voided_on: str | None = None
    void_reason: str | None = None
