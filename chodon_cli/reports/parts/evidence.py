"""Whether anybody looked: a unit of which nothing was seen, said or found in a period is unknown, not clean."""

from sqlite3 import Connection
from typing import Any

from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import feedback, inspection
from chodon_cli.nouns.violation import NUMBER
from chodon_cli.queries.measures import COUNTS_AS_VIOLATION
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.units import PLACES
from chodon_cli.result import Column, Result
from chodon_cli.words import CATEGORY

COLUMNS = [Column("evidence", "word", 2)]
NONE = ("none",)
KEPT = {  # what is known of a unit: its record -> number, day, and which count in the period
    "i": (inspection.LIST.number_sql, "i.visited_on", "inspection i WHERE i.voided_on IS NULL"),
    "f": (feedback.LIST.number_sql, "f.received_on", "feedback f WHERE f.voided_on IS NULL"),
    "v": (NUMBER, "v.occurred_on", f"violation v WHERE {COUNTS_AS_VIOLATION}"),
}
WITHIN = "BETWEEN :start AND :end"
ANY = " OR ".join(
    f"EXISTS (SELECT 1 FROM {which} AND {day} {WITHIN} AND {record}.unit_id = place.unit_id)"
    for record, (_number, day, which) in KEPT.items()
)
SQL = f"WITH {PLACES} SELECT DISTINCT place.line FROM place WHERE {ANY}"
ALL = " UNION ALL ".join(
    f"SELECT {number} AS number, {record}.unit_id, {day} AS happened_on FROM {which} AND {day} {WITHIN}"
    for record, (number, day, which) in KEPT.items()
)
RECORDS = f"""
WITH seen AS ({ALL})
SELECT seen.number, u.code, seen.happened_on FROM seen JOIN unit u ON u.id = seen.unit_id
WHERE {{where}} ORDER BY seen.happened_on, seen.number
"""


def figures(query: UnitQuery, line: str) -> dict[Any, tuple[str | None]]:
    """`none` for a row of which nothing is known (by default); nothing for the others, for totals and categories."""
    if line == "all" or query.by == "category":
        return dict.fromkeys([*CATEGORY.codes, 0], (None,))
    return {row: (None,) for (row,) in query.db.execute(SQL, query.values)}


def records(db: Connection, query: UnitQuery, key: str, values: dict[str, Any]) -> Result:
    """The inspections, the feedback and the violations of the period, by number."""
    if query.by == "category":
        raise Usage(_("what is known of a unit belongs to no category"))
    where = " AND ".join(drilldown.conditions(query, "seen.unit_id", values["line"]))
    found = db.execute(RECORDS.format(where=where), values).fetchall()
    columns = [Column("number", "code"), Column("unit", "code"), Column("happened_on", "date")]
    return Result(N_("What is known in the period"), columns, found)
