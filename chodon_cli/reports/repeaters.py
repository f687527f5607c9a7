"""Who broke the rules more than once in a period, and how often before."""

from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.input_row import Values
from chodon_cli.locale import N_
from chodon_cli.nouns import violation
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import UnitQuery, dated_column
from chodon_cli.reports.base.options import Cell, Dated, Under
from chodon_cli.result import Column, Result

HELP = N_("People with more than one violation in a period, and how many they had before.")
FIGURE_COLUMNS = [
    Column("violations", "integer"),
    Column("serious", "integer", 2, label=N_("Serious or worse")),
    Column("last_on", "date", 2, label=N_("Last one on")),
    Column("before", "integer", label=N_("Before the period")),
]
REPEATER_COLUMNS = [
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person"),
    Column("unit", "code", label=N_("Unit code of the last one")),
    *FIGURE_COLUMNS,
]
REPEATERS_SQL = f"""
WITH {PLACES_SQL}, counted AS (
    SELECT v.staff_id, v.{{day}} AS day, v.severity, place.line,
           row_number() OVER (PARTITION BY v.staff_id ORDER BY v.{{day}} DESC, v.id DESC) AS place_from_last
    FROM place
    CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.{{day}} BETWEEN :start AND :end AND {COUNTS_AS_VIOLATION}
)
SELECT s.code, s.full_name, max(CASE WHEN v.place_from_last = 1 THEN v.line END), count(*),
       sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END), max(v.day),
       (SELECT count(*) FROM violation v WHERE v.staff_id = s.id AND v.{{day}} < :start AND {COUNTS_AS_VIOLATION})
FROM counted v
JOIN staff s ON s.id = v.staff_id
GROUP BY s.id
HAVING count(*) > 1
ORDER BY count(*) DESC, s.name_key, s.code
"""


def report(
    db: Connection,
    period: options.Within = None,
    unit: options.Unit = None,
    units: Under = "then",
    dated: Dated = "occurred",
    cell: Cell = None,
) -> Result:
    """One row a person: violations that count, in the period and before it (in any unit), most first."""
    day = dated_column(dated)
    query = UnitQuery(db, period or dates.this_year(), "unit", None, unit, units == "now", day)
    if cell:
        return records(query, cell)
    rows = [
        (staff, name, query.units[line].code, *figures)
        for staff, name, line, *figures in db.execute(REPEATERS_SQL.format(day=day), query.values)
    ]
    return Result(N_("Repeated violations"), REPEATER_COLUMNS, rows, period=query.period, as_of=query.period.end)


def records(query: UnitQuery, cell: str) -> Result:
    """The violations behind PERSON:KEY; `before` are those of any unit. Usage error for an unknown key."""
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    person = lookup.staff(query.db, name)
    where = [COUNTS_AS_VIOLATION, "v.staff_id = :staff", f"v.{query.day} < :start"]
    if key != "before":
        where[2:] = [f"v.{query.day} BETWEEN :start AND :end", *drilldown.conditions(query, "v.unit_id", None)]
    if key == "serious":
        where.append(ABOVE_MINOR)
    values: Values = {**query.values, "staff": person.id, "known": dates.today()}
    records_found = lists.rows(query.db, violation.DECLARATION, where, **values)
    if key == "last_on":
        place = lists.keys(violation.DECLARATION).index(query.day)
        records_found = [row for row in records_found if row[place] == max(other[place] for other in records_found)]
    made = Result(N_("Violations behind the figure"), violation.FIELDS, records_found)
    return drilldown.with_title(made, person.full_name, key, FIGURE_COLUMNS, query.period)
