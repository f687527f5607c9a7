"""quota.csv: how many people a unit may have, by year and category."""

from sqlite3 import Connection
from typing import Any

from chodon_cli.locale import N_
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.select import NounList
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("unit", "code"),
    Column("year", "code"),
    Column("category", "word"),
    Column("number", "integer"),
    Column("name", "text", 2, shown="people", label=N_("Unit name")),
]
SQL = """
SELECT u.code AS unit, q.year, q.category, q.number, u.name
FROM quota q
JOIN unit u ON u.id = q.unit_id
"""
LIST = NounList(N_("Quotas"), "q", "u.code, q.year, q.category", COLUMNS, SQL)


def listed(db: Connection, year: int | None, unit: str | None) -> Result:
    """The quotas, of a year and of a unit with those beneath it if asked."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if year:
        where.append("q.year = :year")
        values["year"] = year
    if unit:
        where.append(lookup.BENEATH)
        values["unit"] = lookup.unit(db, unit)[0]
    return lists.listing(db, LIST, where, **values)
