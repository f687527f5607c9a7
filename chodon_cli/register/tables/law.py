"""What the office has confirmed or set of a rule of law: who checked it, when, against what."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class LawRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    n: int
    rule: str
    says: str | None = None
    checked_by: str
    checked_on: str
    against: str
