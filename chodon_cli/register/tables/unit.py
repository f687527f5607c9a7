"""Units of the authority, each for its whole life; who closes may leave a successor."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class UnitRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    code: str
    name: str
    kind: str
    parent_id: int | None = Field(default=None, foreign_key="unit.id")
    opened_on: str | None = None
    closed_on: str | None = None
    successor_id: int | None = Field(default=None, foreign_key="unit.id")
    sort_key: bytes
    search_key: str
    voided_on: str | None = None
    void_reason: str | None = None
