"""What is due: deadlines of every noun together."""

from dataclasses import replace
from typing import Annotated

from typer import Option

from chodon_cli import dates, due, store
from chodon_cli.cli import options
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_
from chodon_cli.result import Result

HELP = N_("What is overdue, and what falls due in the coming days.")
SECTION = "daily"
group = Group(HELP)

FINDINGS, AHEAD = 3, 14
Days = Annotated[
    int | None, Option("--within", parser=options.number, metavar="N", help=N_("So many days ahead; 14 if not given."))
]
Exits = Annotated[bool, Option("--exit-code", help=N_("End with 3 if something is overdue."))]


@group.query("due", help=HELP)
def due_(
    within: Days = None, unit: options.Unit = None, units: options.Units = "then", exit_code: Exits = False
) -> Result:
    with store.reading() as db:
        found = due.due_list(db, dates.today(), AHEAD if within is None else within, unit, units == "now")
    is_late = any(row[found.position("days_left")] < 0 for row in found.rows)
    return replace(found, exit_code=FINDINGS if exit_code and is_late else 0)
