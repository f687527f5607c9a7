"""Who broke the rules more than once in a period, and how often before."""

from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.locale import N_
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base.by_unit import Under, UnitQuery
from chodon_cli.result import Column, Result

HELP = N_("People with more than one violation in a period, and how many they had before.")
REPEATER_COLUMNS = [
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person"),
    Column("unit", "code", label=N_("Unit of the last one")),
    Column("violations", "integer"),
    Column("serious", "integer", 2, label=N_("Serious or worse")),
    Column("last_on", "date", 2, label=N_("Last one on")),
    Column("before", "integer", label=N_("Before the period")),
]
REPEATERS_SQL = f"""
WITH {PLACES_SQL}, counted AS (
    SELECT v.staff_id, v.occurred_on, v.id, v.severity, u.code,
           row_number() OVER (PARTITION BY v.staff_id ORDER BY v.occurred_on DESC, v.id DESC) AS place_from_last
    FROM place
    CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.occurred_on BETWEEN :start AND :end
         AND {COUNTS_AS_VIOLATION}
    JOIN unit u ON u.id = v.unit_id
)
SELECT s.code, s.full_name, max(CASE WHEN v.place_from_last = 1 THEN v.code END), count(*),
       sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END), max(v.occurred_on),
       (SELECT count(*) FROM violation v
        WHERE v.staff_id = s.id AND v.occurred_on < :start AND {COUNTS_AS_VIOLATION})
FROM counted v
JOIN staff s ON s.id = v.staff_id
GROUP BY s.id
HAVING count(*) > 1
ORDER BY count(*) DESC, s.name_key, s.code
"""


def report(db: Connection, period: options.Within = None, unit: options.Unit = None, units: Under = "then") -> Result:
    """One row a person: violations that count, in the period and before it, most first."""
    query = UnitQuery(db, period or dates.this_year(), "unit", None, unit, units == "now")
    rows = db.execute(REPEATERS_SQL, {**query.values, "end": query.period.end}).fetchall()
    return Result(
        N_("Repeated violations"), REPEATER_COLUMNS, [*map(tuple, rows)], period=query.period, as_of=query.period.end
    )
