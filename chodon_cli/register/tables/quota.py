"""How many people of a category a unit may have in a year."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class QuotaRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    year: int
    category: str
    number: int
