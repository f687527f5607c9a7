"""What citizens said: praise and complaints by unit, whether they were answered in time, and what became of them."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Annotated

from typer import Option

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.locale import N_, _
from chodon_cli.nouns import feedback
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ANSWER_OVERDUE, ANSWER_OWED, ANSWER_WAITED_FOR, ANSWERED
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEYS, Cell, Depth, Under, UnitQuery
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.units import PLACES
from chodon_cli.result import Column, Result, Row

HELP = N_("Feedback of a period by unit: praise, complaints, answers in time, late or missing.")
BY = ("unit", "kind")
COUNTED = {  # key -> which of those received are counted
    "received": "1 = 1",
    "praise": "f.kind = 'praise'",
    "complaints": "f.kind = 'complaint'",
    "in_time": f"{ANSWERED} AND f.answered_on <= coalesce(f.due_on, f.answered_on)",
    "late": f"{ANSWERED} AND f.answered_on > f.due_on",
    "unanswered": ANSWER_WAITED_FOR,
    "overdue": ANSWER_OVERDUE,
    "became_violations": """f.violation_id IN (
        SELECT made.id FROM violation made WHERE made.voided_on IS NULL AND made.found_on <= :end)""",
}
FIGURES = [
    Column("received", "integer", label=N_("Received")),
    Column("praise", "integer", label=N_("Praise")),
    Column("complaints", "integer", label=N_("Complaints")),
    Column("in_time", "integer", label=N_("Answered in time")),
    Column("late", "integer", label=N_("Answered late")),
    Column("unanswered", "integer", label=N_("Not answered")),
    Column("overdue", "integer", 2, label=N_("Answer overdue")),
    Column("became_violations", "integer", 2, label=N_("Became violations")),
    Column("on_time_rate", "percent", label=N_("On time %")),
]
BEHIND = {**COUNTED, "on_time_rate": ANSWER_OWED}
RECEIVED = "f.voided_on IS NULL AND f.received_on BETWEEN :start AND :end"
SQL = f"""
WITH {PLACES}
SELECT {{line}} AS line, {", ".join(f"sum(CASE WHEN {test} THEN 1 ELSE 0 END)" for test in COUNTED.values())}
FROM place
CROSS JOIN feedback f ON f.unit_id = place.unit_id AND {RECEIVED}
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
    counted = {row[0]: tuple(row[1:]) for row in query.ask(SQL, "place")}
    total = next((tuple(row[1:]) for row in query.ask(SQL, "all")), (0,) * len(COUNTED))
    return Result(
        N_("Feedback"),
        [*KEYS[by], *FIGURES],
        [(*query.name(line), *figures(counted[line])) for line in sorted(counted, key=query.order)],
        totals=(*(None,) * len(KEYS[by]), *figures(total)),
        notes=[_("complaints, and praise with a day for it, are to be answered; as it stood on the last day")],
        period=query.period,
        as_of=query.period.end,
    )


def figures(counts: Row) -> Row:
    """The figures of one row, in the order of FIGURES."""
    of = dict(zip(COUNTED, counts, strict=True))
    return (*counts, rate(of["in_time"], of["in_time"] + of["late"] + of["unanswered"]))


def records(query: UnitQuery, cell: str) -> Result:
    """The feedback behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = drilldown.parse_cell(cell, list(BEHIND))
    values = {**query.values, "line": drilldown.line_of(query, name)}
    where = [*drilldown.conditions(query, "f.unit_id", values["line"]), RECEIVED]
    found = lists.rows(query.db, feedback.LIST, [*where, BEHIND[key]], **values)
    made = Result(N_("Feedback behind the figure"), feedback.COLUMNS, found)
    if key == "on_time_rate":
        in_time = lists.rows(query.db, feedback.LIST, [*where, COUNTED["in_time"]], **values)
        made = replace(made, notes=[drilldown.part_of(len(in_time), len(found))])
    return replace(made, period=query.period, as_of=query.period.end)
