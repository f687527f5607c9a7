"""What is due: deadlines of every noun together."""

from dataclasses import replace
from typing import Annotated

from chodon_cli import dates, due, store
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import FOUND_SOMETHING
from chodon_cli.locale import N_
from chodon_cli.result import Result

HELP = N_("What is overdue, and what falls due in the coming days.")
SECTION = "daily"
group = Group(HELP)

DAYS_AHEAD = 14
Days = Annotated[
    int | None, Option("--within", parser=options.number, metavar="N", help=N_("So many days ahead; 14 if not given."))
]
ChangedOnly = Annotated[
    bool, Option("--changed-only", help=N_("Only what differs from the last run with this option."))
]
Exits = Annotated[bool, Option("--exit-code", help=N_("End with 3 if something is overdue."))]


@group.query("due", help=HELP, special=("ics",))
def due_(
    within: Days = None,
    unit: options.Unit = None,
    units: options.Units = "then",
    exit_code: Exits = False,
    changed_only: ChangedOnly = False,
) -> Result:
    ahead = DAYS_AHEAD if within is None else within
    with store.reading() if changed_only else store.reading_until_shown() as db:
        result = due.due_list(db, dates.today(), ahead, unit, units == "now")
        if changed_only:
            from chodon_cli.commands._due_changes import only_changes
            from chodon_cli.store import told

            result = only_changes(result, told.memory_of(db, "due", ahead, unit, units))
    late = exit_code and any((row[result.position("days_left")] or 0) < 0 for row in result.rows)
    return replace(result, exit_code=FOUND_SOMETHING if late else 0)
