"""What inspections found in each unit, and which units nobody has inspected."""

from collections.abc import Collection
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.locale import N_, _, figure
from chodon_cli.nouns.inspection_check import IS_REPEATED_FAILURE_SQL, LAST_BEFORE
from chodon_cli.queries.measures import REMEDY_DONE, REMEDY_DUE, REMEDY_OVERDUE
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS, UnitQuery
from chodon_cli.reports.base.options import Cell, Depth, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.parts import inspections as part
from chodon_cli.result import Column, Result, Row

HELP = N_("Inspections of a period by unit: who was there, what failed, what was remedied; who was never inspected.")
INSPECTION_FIGURE_COLUMNS = [
    Column("inspections", "integer"),
    Column("planned", "integer", 3),
    Column("surprise", "integer", 3),
    Column("self", "integer", 3),
    Column("people", "integer", 3),
    Column("present", "integer", 3),
    Column("absent_with_reason", "integer", 4),
    Column("absent_without_reason", "integer", 2),
    Column("came_late", "integer", 2),
    Column("checks_made", "integer", 3),
    Column("checks_passed", "integer", 4),
    Column("check_pass_rate", "percent", 2),
    Column("items_failed", "integer", 2),
    Column("repeated", "integer"),
    Column("concluded", "integer", 3),
    Column("remedies_due", "integer", 3),
    Column("remedies_done", "integer", 4),
    Column("remedies_overdue", "integer"),
    Column("last_inspected_on", "date", 2),
]
COUNT_OF_VISIT_FIGURES, COUNT_OF_REMEDY_FIGURES = 10, 3  # how many figures each question answers
COUNT_OF_CHECK_FIGURES = COUNT_OF_FAILURE_FIGURES = 2
# {line} is one of the report's LINES, never what somebody typed
VISITS_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*), sum(CASE WHEN i.kind = 'planned' THEN 1 ELSE 0 END),
       sum(CASE WHEN i.kind = 'surprise' THEN 1 ELSE 0 END), sum(CASE WHEN i.kind = 'self' THEN 1 ELSE 0 END),
       sum(coalesce(i.people, 0)), sum(coalesce(i.present, 0)), sum(coalesce(i.absent_with_reason, 0)),
       sum(coalesce(i.absent_without_reason, 0)), sum(coalesce(i.came_late, 0)),
       sum(CASE WHEN i.concluded_on <= :end THEN 1 ELSE 0 END)
FROM place
CROSS JOIN inspection i ON i.unit_id = place.unit_id AND i.voided_on IS NULL AND i.visited_on BETWEEN :start AND :end
GROUP BY 1
"""
CHECKS_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, sum(k.made), sum(k.passed)
FROM place
CROSS JOIN inspection i ON i.unit_id = place.unit_id AND i.voided_on IS NULL AND i.visited_on BETWEEN :start AND :end
CROSS JOIN inspection_check k ON k.inspection_id = i.id
GROUP BY 1
"""
FAILURES_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*), count(before.id)
FROM place
CROSS JOIN inspection i ON i.unit_id = place.unit_id AND i.voided_on IS NULL AND i.visited_on BETWEEN :start AND :end
LEFT JOIN inspection last ON last.id = {LAST_BEFORE}
CROSS JOIN inspection_check k ON k.inspection_id = i.id AND k.passed < k.made
LEFT JOIN inspection_check before ON before.inspection_id = last.id AND before.item BETWEEN k.item AND k.item
          AND before.passed < before.made
GROUP BY 1
"""  # apart, from an index of these checks alone: BETWEEN, as SQLite takes = for a question to that of all checks
REMEDIES_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, sum(CASE WHEN {REMEDY_DUE} THEN 1 ELSE 0 END), sum(CASE WHEN {REMEDY_DONE} THEN 1 ELSE 0 END),
       sum(CASE WHEN {REMEDY_OVERDUE} THEN 1 ELSE 0 END)
FROM inspection i
CROSS JOIN place ON place.unit_id = i.unit_id + 0
WHERE i.voided_on IS NULL AND i.remedy_due_on <= :end
GROUP BY 1
"""  # few have something to remedy: + 0, so that SQLite starts from them and not from every unit
LAST_VISIT_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, max((
    SELECT max(i.visited_on) FROM inspection i
    WHERE i.unit_id = place.unit_id AND i.voided_on IS NULL AND i.visited_on <= :end
))
FROM place
GROUP BY 1
"""
LINES_WHERE_SOMEBODY_SERVED_SQL = f"""
WITH {PLACES_SQL}
SELECT DISTINCT {{line}} AS line
FROM place
WHERE EXISTS (
    SELECT 1 FROM post p
    WHERE p.unit_id = place.unit_id AND p.voided_on IS NULL
          AND p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
)
"""
VISITED_IN_PERIOD = "i.visited_on BETWEEN :start AND :end"
CONDITIONS_OF_CELLS = {  # figure -> which inspections it counts
    "planned": f"{VISITED_IN_PERIOD} AND i.kind = 'planned'",
    "surprise": f"{VISITED_IN_PERIOD} AND i.kind = 'surprise'",
    "self": f"{VISITED_IN_PERIOD} AND i.kind = 'self'",
    "absent_with_reason": f"{VISITED_IN_PERIOD} AND i.absent_with_reason > 0",
    "absent_without_reason": f"{VISITED_IN_PERIOD} AND i.absent_without_reason > 0",
    "came_late": f"{VISITED_IN_PERIOD} AND i.came_late > 0",
    "concluded": f"{VISITED_IN_PERIOD} AND i.concluded_on <= :end",
    "remedies_due": REMEDY_DUE,
    "remedies_done": REMEDY_DONE,
    "remedies_overdue": REMEDY_OVERDUE,
    **dict.fromkeys(("inspections", "people", "present"), VISITED_IN_PERIOD),
}
BEHIND_CHECKS = {  # figure -> which checks
    "items_failed": f"{VISITED_IN_PERIOD} AND k.passed < k.made",
    "repeated": f"{VISITED_IN_PERIOD} AND {IS_REPEATED_FAILURE_SQL}",
    **dict.fromkeys(("checks_made", "checks_passed", "check_pass_rate"), VISITED_IN_PERIOD),
}

By = Annotated[
    str,
    Option(parser=options.one_of_words("unit", "kind"), metavar="unit|kind", help=N_("One row a unit, or a kind.")),
]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """Inspections of a period (this year so far by default): a row for each unit where somebody served, or that was
    inspected. Remedies due: by the day they are due; overdue: not done by the period's last day, since whenever."""
    query = UnitQuery(db, period or dates.this_year(), by, depth, unit, units == "now")
    if cell:
        return _records(db, query, cell)
    sources = InspectionFigures(query)
    figures = {line: sources.figures_of_row(line) for line in _lines(query, sources)}
    of_units = figures
    if by != "unit" or depth is not None:
        query_of_units = UnitQuery(db, query.period, "unit", None, unit, units == "now")
        sources_of_units = InspectionFigures(query_of_units)
        of_units = {line: sources_of_units.figures_of_row(line) for line in _lines(query_of_units, sources_of_units)}
    return Result(
        N_("Inspections"),
        [*KEY_COLUMNS[by], *INSPECTION_FIGURE_COLUMNS],
        [(*query.name(line), *counts) for line, counts in figures.items()],
        totals=(*(None,) * len(KEY_COLUMNS[by]), *sources.of_all()),
        notes=_notes_on_uninspected(of_units.values()),
        period=query.period,
        as_of=query.period.end,
    )


class InspectionFigures:
    """What the register says of each row: a unit and so an inspection counts in one row only."""

    def __init__(self, query: UnitQuery) -> None:
        self._visits, self._checks, self._failures, self._remedies, self._last = (
            {row[0]: tuple(row[1:]) for row in query.ask(sql, "place")}
            for sql in (VISITS_SQL, CHECKS_SQL, FAILURES_SQL, REMEDIES_SQL, LAST_VISIT_SQL)
        )

    @property
    def lines(self) -> set[object]:
        """The rows of which there is something to say about the period."""
        with_remedy = {line for line, counts in self._remedies.items() if any(counts)}
        return {*self._visits, *with_remedy}

    def figures_of_row(self, line: object) -> Row:
        """The figures of one row, in the order of INSPECTION_FIGURE_COLUMNS."""
        visits = self._visits.get(line, (0,) * COUNT_OF_VISIT_FIGURES)
        checks = self._checks.get(line, (0,) * COUNT_OF_CHECK_FIGURES)
        failures = self._failures.get(line, (0,) * COUNT_OF_FAILURE_FIGURES)
        remedies = self._remedies.get(line, (0,) * COUNT_OF_REMEDY_FIGURES)
        return _side_by_side(visits, checks, failures, remedies, *self._last.get(line, (None,)))

    def of_all(self) -> Row:
        """Those of all rows together."""
        visits, checks, failures, remedies = (
            tuple(map(sum, zip((0,) * width, *counts.values(), strict=True)))
            for counts, width in (
                (self._visits, COUNT_OF_VISIT_FIGURES),
                (self._checks, COUNT_OF_CHECK_FIGURES),
                (self._failures, COUNT_OF_FAILURE_FIGURES),
                (self._remedies, COUNT_OF_REMEDY_FIGURES),
            )
        )
        last = max((day for (day,) in self._last.values() if day), default=None)
        return _side_by_side(visits, checks, failures, remedies, last)


def _side_by_side(visits: Row, checks: Row, failures: Row, remedies: Row, last: str | None) -> Row:
    *seen, concluded = visits
    checks_made, passed = checks
    return (*seen, checks_made, passed, rate(passed, checks_made), *failures, concluded, *remedies, last)


def _lines(query: UnitQuery, sources: InspectionFigures) -> list[object]:
    """The rows: where somebody served, or of which inspections have something to say about the period."""
    served = {line for (line,) in query.ask(LINES_WHERE_SOMEBODY_SERVED_SQL, "place")}
    return sorted(served | sources.lines, key=query.order)


def _notes_on_uninspected(figures_of_units: Collection[Row]) -> list[str]:
    """The notes that say how many units were not inspected in the period, and how many never; none without units."""
    if not figures_of_units:
        return []
    visits = [counts[0] for counts in figures_of_units]
    last = [counts[-1] for counts in figures_of_units]
    return [
        _("not inspected in the period: {number} of {all}").format(
            number=figure(visits.count(0), 0), all=figure(len(visits), 0)
        ),
        _("never inspected: {number} of {all}").format(number=figure(last.count(None), 0), all=figure(len(last), 0)),
    ]


def _records(db: Connection, query: UnitQuery, cell: str) -> Result:
    """The inspections or the checks behind ROW:KEY."""
    name, key = drilldown.parse_cell(cell, INSPECTION_FIGURE_COLUMNS)
    line = drilldown.line_of(query, name)
    values = {**query.values, "line": line}
    values.pop("days")
    result = _records_behind(db, query, key, values)
    return drilldown.with_title(result, drilldown.row_name(query, line), key, INSPECTION_FIGURE_COLUMNS, query.period)


def _records_behind(db: Connection, query: UnitQuery, key: str, values: dict[str, object]) -> Result:
    if key == "last_inspected_on":
        return part.records(db, query, key, values)
    conditions = [*drilldown.conditions(query, "i.unit_id", values["line"]), "i.voided_on IS NULL"]
    if key in CONDITIONS_OF_CELLS:
        return part.visits(db, [*conditions, CONDITIONS_OF_CELLS[key]], values)
    return part.checks(db, [*conditions, BEHIND_CHECKS[key]], values)
