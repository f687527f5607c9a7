"""People, and their posts: who served in which unit, as what, from when to when."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class StaffRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    code: str
    full_name: str
    born_on: str | None = None
    sex: str | None = None
    id_number: str | None = None
    note: str | None = None
    name_key: bytes
    search_key: str
    voided_on: str | None = None
    void_reason: str | None = None


class PostRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    unit_id: int = Field(foreign_key="unit.id")
    category: str
    title: str | None = None
    leadership: str
    started_on: str
    ended_on: str | None = None
    reason: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
