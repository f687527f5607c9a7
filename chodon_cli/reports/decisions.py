"""Which disciplinary decisions are in force on a day, until when, and whom they keep from what."""

from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.casework.in_force import DECISION_COLUMNS, in_force
from chodon_cli.cli import options
from chodon_cli.law.rules import unchecked_note
from chodon_cli.locale import N_
from chodon_cli.queries.unit_tree import ids_under
from chodon_cli.result import Result

HELP = N_("Disciplinary decisions in force on a day: when each lapses, whom it keeps from what.")


def report(
    db: Connection, as_of: options.AsOf = None, unit: options.Unit = None, units: options.Units = "then"
) -> Result:
    """The decisions in force on the day (today by default), by number; an annulled one is in force on no day."""
    day = as_of or dates.today()
    among = None if unit is None else ids_under(db, unit, units == "now", day)
    rows = in_force(db, day, dates.today(), units=among)
    return Result(
        N_("Disciplinary decisions in force"),
        DECISION_COLUMNS,
        rows,
        notes=unchecked_note(row[-1] for row in rows),
        as_of=day,
    )
