"""A record that came from the register of another office: the unit it was taken in under, and its name there."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class OfficeRecordRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    noun: str  # table of the record
    name: str  # its code, number, or number and day, in the other register
    record_id: int
    is_own: int  # 0: the record was here before, from this office or another one, and is the same
