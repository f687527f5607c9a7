"""What inspections tell of a unit: the columns that `report compliance` gains, and the records behind them."""

from collections.abc import Collection
from sqlite3 import Connection

from chodon_cli.errors import Usage
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import inspection, inspection_check
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import BY_OTHERS
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.rates import rate
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.words.staff import CATEGORY

Figures = Row
PART_COLUMNS = [
    Column("inspections", "integer", 2),
    Column("last_inspected_on", "date", 3),
    Column("check_pass_rate", "percent", 3),
]
NO_FIGURES: Figures = (0, None, None)
ALSO_BEHIND: tuple[str, ...] = ("checks",)  # keys of other columns whose records these are
UNKNOWN_FIGURES: Figures = (None, None, None)  # an inspection looks at a unit, not at a category of its people
# {line} is one of the report's own LINES, never what somebody typed
VISITS_SQL = f"""
WITH {PLACES_SQL}, checked AS (
    SELECT k.inspection_id, sum(k.made) AS made, sum(k.passed) AS passed
    FROM place
    CROSS JOIN inspection i ON i.unit_id = place.unit_id AND i.voided_on IS NULL
         AND i.visited_on BETWEEN :start AND :end
    CROSS JOIN inspection_check k ON k.inspection_id = i.id
    GROUP BY k.inspection_id
)
SELECT {{line}} AS line, sum(CASE WHEN i.visited_on >= :start THEN 1 ELSE 0 END), max(i.visited_on),
       sum(checked.made), sum(checked.passed)
FROM place
CROSS JOIN inspection i ON i.unit_id = place.unit_id AND i.voided_on IS NULL AND i.visited_on <= :end
LEFT JOIN checked ON checked.inspection_id = i.id
GROUP BY 1
"""


def figures(query: UnitQuery, line: str) -> dict[Cell, Figures]:
    """Row -> inspections carried out in the period, the last one ever up to its end, checks passed of those made."""
    if query.by == "category":
        return dict.fromkeys([*CATEGORY.codes, 0], UNKNOWN_FIGURES)
    rows = query.remember("visits", lambda: {row[0]: row[1:] for row in query.ask(VISITS_SQL, "place")})
    if line == "all":  # each inspection is in one row
        rows = {0: sum_visits(rows.values())} if rows else {}
    return {
        row: (visits, last, rate(passed or 0, checks_made or 0))
        for row, (visits, last, checks_made, passed) in rows.items()
    }


def sum_visits(rows: Collection[Row]) -> Row:
    """The visits of several rows: how many, the last day, and the checks made and passed."""
    visits, last, checks_made, passed = zip(*rows, strict=True)
    return (sum(visits), max(last), *(sum(number or 0 for number in numbers) for numbers in (checks_made, passed)))


def records(db: Connection, query: UnitQuery, key: str, values: dict[str, object]) -> Result:
    """The inspections of the period, the last one, or the checks behind the figure."""
    if query.by == "category":
        raise Usage(_("inspections do not belong to a category"), _("ask with --by unit"))
    conditions = [*drilldown.conditions(query, "i.unit_id", values["line"]), "i.voided_on IS NULL"]
    if key != "last_inspected_on":
        conditions.append("i.visited_on BETWEEN :start AND :end")
    if key == "checks":
        return checks(db, [*conditions, BY_OTHERS], values)
    if key == "check_pass_rate":
        return checks(db, conditions, values)
    if key == "last_inspected_on":
        among = " AND ".join([*conditions, "i.visited_on <= :end"])
        conditions.append(f"i.visited_on = (SELECT max(i.visited_on) FROM inspection i WHERE {among})")
    return visits(db, conditions, values)


def visits(db: Connection, conditions: list[str], values: Values) -> Result:
    rows = lists.rows(
        db, inspection.DECLARATION, conditions, "i.visited_on, i.year, i.n", known_on=values["end"], **values
    )
    columns = inspection.FIELDS
    sums = [
        sum(row[place] or 0 for row in rows) if column.type == "integer" else None
        for place, column in enumerate(columns)
    ]
    return Result(N_("Inspections behind the figure"), columns, rows, totals=tuple(sums))


def checks(db: Connection, conditions: list[str], values: Values) -> Result:
    rows = lists.rows(db, inspection_check.DECLARATION, conditions, known_on=values["end"], **values)
    columns = inspection_check.FIELDS
    checks_made, passed = (sum(row[place] for row in rows) for place in (2, 3))
    totals = tuple({"made": checks_made, "passed": passed}.get(column.key) for column in columns)
    return Result(N_("Checks behind the figure"), columns, rows, totals=totals)
