"""The rules of conduct, each with its source and how well that is verified."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class StandardRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    code: str
    group_name: str
    title: str
    document: str | None = None
    article: str | None = None
    verified: str | None = None
    in_force_from: str | None = None
    in_force_to: str | None = None
    search_key: str
