"""What somebody studied, from when to when."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class TrainingRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    staff_id: int = Field(foreign_key="staff.id")
    field: str
    title: str | None = None
    provider: str | None = None
    started_on: str
    ended_on: str | None = None
    days: int | None = None
    certificate: str | None = None
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
