"""What citizens said: praise and complaints by unit, whether they were answered in time, and what became of them."""

from collections.abc import Sequence
from dataclasses import replace
from json import loads
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.locale import N_, _
from chodon_cli.nouns import feedback
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import (
    ANSWER_OVERDUE,
    ANSWER_WAITED_FOR,
    ANSWER_WITHOUT_DAY,
    ANSWERED_LATE,
    ANSWERED_ON_TIME,
    COUNTS_AS_VIOLATION,
    FEEDBACK_ANSWERED,
)
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS, Line, UnitQuery
from chodon_cli.reports.base.options import Cell, Depth, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.result import Column, Result, Row

HELP = N_("Feedback of a period by unit: praise, complaints, answers in time, late or missing.")
BY = ("unit", "kind")
CONDITIONS_OF_FIGURES = {  # key -> which of those received are counted
    "received": "1 = 1",
    "praise": "f.kind = 'praise'",
    "complaints": "f.kind <> 'praise'",
    "in_time": ANSWERED_ON_TIME,
    "late": ANSWERED_LATE,
    "unanswered": ANSWER_WAITED_FOR,
    "overdue": ANSWER_OVERDUE,
    "without_day": ANSWER_WITHOUT_DAY,
    "became_violations": f"""EXISTS (
        SELECT 1 FROM violation v WHERE v.id = f.violation_id AND {COUNTS_AS_VIOLATION} AND v.found_on <= :end)""",
}
FIGURE_COLUMNS = [
    Column("received", "integer", label=N_("Received")),
    Column("praise", "integer", label=N_("Praise")),
    Column("complaints", "integer", label=N_("Complaints")),
    Column("in_time", "integer", label=N_("Answered in time")),
    Column("late", "integer", label=N_("Answered late")),
    Column("unanswered", "integer", label=N_("Not answered")),
    Column("overdue", "integer", 2, label=N_("Answer overdue")),
    Column("without_day", "integer", 2, label=N_("No day set for the answer")),
    Column("became_violations", "integer", 2, label=N_("Became violations")),
    Column("on_time_rate", "percent", label=N_("On time %")),
    Column("median_days_to_answer", "decimal", 3, label=N_("Median days to the answer")),
]
HAD_A_DAY = f"(({ANSWERED_ON_TIME}) OR ({ANSWERED_LATE}) OR ({ANSWER_OVERDUE}))"  # and it came, or the answer
CONDITIONS_OF_CELLS = {**CONDITIONS_OF_FIGURES, "on_time_rate": HAD_A_DAY, "median_days_to_answer": FEEDBACK_ANSWERED}
RECEIVED_IN_PERIOD = "f.voided_on IS NULL AND f.received_on BETWEEN :start AND :end"
FEEDBACK_COUNTS_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line,
       {", ".join(f"sum(CASE WHEN {test} THEN 1 ELSE 0 END)" for test in CONDITIONS_OF_FIGURES.values())},
       json_group_array(CASE WHEN {FEEDBACK_ANSWERED} THEN
           CAST(julianday(f.answered_on) - julianday(f.received_on) AS INTEGER)
       END)
FROM place
CROSS JOIN feedback f ON f.unit_id = place.unit_id AND {RECEIVED_IN_PERIOD}
GROUP BY 1
"""

By = Annotated[str, Option(parser=options.one_of_words(*BY), metavar="|".join(BY), help=N_("One row a unit or kind."))]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """What was received in a period (this year so far by default), as it stood on its last day; units with any."""
    query = UnitQuery(db, period or dates.this_year(), by, depth, unit, units == "now")
    if cell:
        return records(query, cell)
    counted: dict[Line, Row] = {}
    days: dict[Line, list[int]] = {}  # how long each answer took
    for line, *counts, waited in query.ask(FEEDBACK_COUNTS_SQL, "place"):
        counted[line] = tuple(counts)
        days[line] = [each for each in loads(waited) if each is not None]
    nothing = (0,) * len(CONDITIONS_OF_FIGURES)
    total = tuple(map(sum, zip(nothing, *counted.values(), strict=True)))  # each is in one row
    all_days = [each for of_line in days.values() for each in of_line]
    return Result(
        N_("Feedback"),
        [*KEY_COLUMNS[by], *FIGURE_COLUMNS],
        [(*query.name(line), *figures(counted[line], days[line])) for line in sorted(counted, key=query.order)],
        totals=(*(None,) * len(KEY_COLUMNS[by]), *figures(total, all_days)),
        notes=[
            _(
                "complaints, and praise with a day for it, are to be answered; in time only where a day was set and "
                "kept; as it stood on the last day"
            )
        ],
        period=query.period,
        as_of=query.period.end,
    )


def figures(counts: Row, days: Sequence[int]) -> Row:
    """The figures of one row, in the order of FIGURE_COLUMNS; days: how long each answer took."""
    of = dict(zip(CONDITIONS_OF_FIGURES, counts, strict=True))
    return (*counts, rate(of["in_time"], of["in_time"] + of["late"] + of["overdue"]), median(days))


def median(values: Sequence[int]) -> float | None:
    """The middle one, or half-way between the middle two; None of none."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def records(query: UnitQuery, cell: str) -> Result:
    """The feedback behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    line = drilldown.line_of(query, name)
    values = {**query.values, "line": line}
    where = [*drilldown.conditions(query, "f.unit_id", line), RECEIVED_IN_PERIOD]
    rows = lists.rows(
        query.db, feedback.DECLARATION, [*where, CONDITIONS_OF_CELLS[key]], known_on=query.period.end, **values
    )
    result = Result(N_("Feedback behind the figure"), feedback.FIELDS, rows)
    if key == "on_time_rate":
        in_time = lists.rows(
            query.db,
            feedback.DECLARATION,
            [*where, CONDITIONS_OF_FIGURES["in_time"]],
            known_on=query.period.end,
            **values,
        )
        result = replace(result, notes=[drilldown.part_of(len(in_time), len(rows))])
    return drilldown.with_title(result, drilldown.row_name(query, line), key, FIGURE_COLUMNS, query.period)
