"""One unit's whole page: its figures over a period, and every record behind them, the units beneath it included."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli import dates, options
from chodon_cli.dates import Period
from chodon_cli.law.clock import LIVE
from chodon_cli.lists import briefing, case, commendation, feedback, inspection, lookup, numbered, task, training
from chodon_cli.lists import decision as decisions
from chodon_cli.lists import unit as units
from chodon_cli.lists import violation as violations
from chodon_cli.locale import N_
from chodon_cli.reports import compliance
from chodon_cli.result import Result

HELP = N_("One unit's whole page: its figures and what stands behind them.")
COMPARING = ("expected", "signal")  # of one row nothing can be said beside others


def report(db: Connection, code: options.Code, period: options.Within = None) -> Result:
    """The unit over a period (this year so far by default), without the parts that are empty.

    NotFound if there is no such unit.
    """
    asked = period or dates.this_year()
    name = lookup.unit(db, code)[1]
    found = compliance.report(db, asked, depth=1, unit=name)
    places = [place for place, column in enumerate(found.columns) if column.key not in COMPARING]
    own = numbered.Asked(asked, name)
    today = min(asked.end, dates.today())
    parts = [
        replace(units.shown(db, name, today).details[0], title=N_("People who served here on the last day")),
        violations.listed(db, violations.Asked(asked, name)),
        _cases(db, asked, name, today),
        Result(
            N_("Disciplinary decisions in force"),
            decisions.COLUMNS,
            decisions.in_force(db, today, units=lookup.beneath(db, name)),
        ),
        *(numbered.listed(db, noun.LIST, own) for noun in (inspection, commendation, briefing, training)),
        task.listed(db, own, today),
        feedback.listed(db, own, today),
    ]
    return Result(
        N_("A unit's page"),
        [replace(found.columns[place], shown="always") for place in places],
        [tuple(row[place] for place in places) for row in found.rows],
        period=asked,
        as_of=asked.end,
        layout="record",
        details=[replace(part, period=None, as_of=None, notes=()) for part in parts if part.rows],
    )


def _cases(db: Connection, asked: Period, unit: str, today: str) -> Result:
    """The cases that were opened in the period, and those that are still live on its last day."""
    found = case.listed(db, case.Asked(today, unit=unit))
    opened_on, state = found.position("opened_on"), found.position("state")
    return replace(found, rows=[row for row in found.rows if row[opened_on] >= asked.start or row[state] in LIVE])
