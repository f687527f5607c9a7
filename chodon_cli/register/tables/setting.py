"""What the office has set, by key."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class SettingRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    key: str
    value: str | None = None
