"""Violations: log, list, show, correct, void."""

from chodon_cli import dates, store
from chodon_cli.cli.options import (
    Number,
    Numbers,
    Reason,
)
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import correcting, entering, parameter, takes
from chodon_cli.commands._list_options import listing
from chodon_cli.locale import N_
from chodon_cli.nouns import reminder as reminders
from chodon_cli.nouns import violation as violations
from chodon_cli.queries import numbered
from chodon_cli.result import Result

HELP = N_("Who broke which standard, when and where.")
SECTION = "daily"
group = Group(HELP)


@group.change("log", help=N_("Log a violation."))
@takes(*entering(violations.DECLARATION))
def log(**values: object) -> Result:
    from chodon_cli.register import violation
    from chodon_cli.register.transaction import transaction

    with transaction(is_one_record=True) as session:
        outcome = violation.log(session, values, dates.today())
    return written_records(violations.DECLARATION, [outcome.id], N_("Violation logged"), outcome.hints)


group.query("list", help=N_("List the violations, void ones among them."))(listing(violations.DECLARATION))


@group.query("show", help=N_("Show one violation."))
def show(number: Number) -> Result:
    with store.reading() as db:
        return with_attached(db, numbered.show_record(db, violations.DECLARATION, number))


@group.change("edit", help=N_("Correct what was entered of a violation."))
@takes(parameter("number", Number), *correcting(violations.DECLARATION, without=("unit",)))
def edit(number: str, **changes: object) -> Result:
    from chodon_cli.register import violation
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = violation.edit(session, number, changes, dates.today())
    return written_records(violations.DECLARATION, [outcome.id], N_("Violation corrected"), outcome.hints)


@group.change("void", help=N_("Mark a violation as entered by mistake: it keeps its number and no longer counts."))
def void(numbers: Numbers, reason: Reason) -> Result:
    from chodon_cli.register import record, violation
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        ids, hints = record.each_of(numbers, lambda said: violation.void(session, said, reason, dates.today()))
    return written_records(violations.DECLARATION, ids, N_("Violation voided"), hints)


@group.change(
    "remind", help=N_("Enter that somebody was reminded of violations that need no case: they are dealt with.")
)
@takes(
    parameter("numbers", Numbers),
    *entering(
        reminders.DECLARATION,
        without=("violation",),
        help={"reminded_on": N_("The day."), "reminded_by": N_("Who reminded: a code, or a full name.")},
    ),
)
def remind(numbers: list[str], **values: object) -> Result:
    from chodon_cli.register import reminder
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        ids, hints = reminder.remind(session, numbers, values, dates.today())
    return written_records(reminders.DECLARATION, ids, N_("Reminder entered"), hints)
