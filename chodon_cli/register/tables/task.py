"""What a unit, or a person in it, was told to do by a day; and each later day that was granted."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class TaskRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    year: int
    n: int
    title: str
    document_id: int | None = Field(default=None, foreign_key="document.id")
    unit_id: int = Field(foreign_key="unit.id")
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    assigned_on: str
    due_on: str
    done_on: str | None = None
    quality: str | None = None
    cancelled_on: str | None = None
    cancel_reason: str | None = None
    repeats: str | None = None
    scheduled_on: str | None = None
    series: str | None = None
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None


class TaskExtensionRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    extended_on: str
    due_on: str
    extended_by: str
    reason: str
    voided_on: str | None = None
    void_reason: str | None = None
