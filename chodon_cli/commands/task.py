"""Tasks: assign, finish, put off, cancel, list, show, correct, void, and make the next of those that come again."""

from contextlib import suppress
from dataclasses import replace
from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import (
    Number,
    Numbers,
    On,
    Reason,
    argument,
    day,
    one_of,
    text_option,
)
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands import _undo
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import correcting, entering, parameter, takes
from chodon_cli.commands._list_options import listing
from chodon_cli.locale import N_, _
from chodon_cli.nouns import task as tasks
from chodon_cli.result import Result
from chodon_cli.words.task import QUALITY

HELP = N_("What units and people were told to do, by when, and what became of it.")
SECTION = "daily"
group = Group(HELP)

Title = Annotated[str, argument("TASK", N_("What is to be done."))]
Quality = Annotated[str | None, one_of(QUALITY, N_("How well it was done."))]
Until = Annotated[str, day("--until", help=N_("The new due day."))]
By = Annotated[str, text_option("WHO", N_("Who granted it."), "--by")]
Extension = Annotated[str | None, day("--extension", help=N_("Not the task, only its extension to this day."))]


@group.change("assign", help=N_("Assign a task to a unit, or to a person in it."))
@takes(
    parameter("title", Title),
    *entering(
        tasks.DECLARATION, without=("title",), help={"repeats": N_("It comes again: `task roll` makes the next one.")}
    ),
)
def assign(**values: object) -> Result:
    from chodon_cli.register import task
    from chodon_cli.register.transaction import transaction

    with transaction(is_one_record=True) as session:
        outcome = task.assign(session, values, dates.today())
    return written_records(tasks.DECLARATION, [outcome.id], N_("Task assigned"), outcome.hints)


@group.change("done", help=N_("Enter that a task was done."))
def done(number: Number, on: On, quality: Quality = None) -> Result:
    from chodon_cli.register import task
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = task.mark_done(session, number, on, quality, dates.today())
    return written_records(tasks.DECLARATION, [outcome.id], N_("Task done"), outcome.hints)


@group.change("extend", help=N_("Move the due day of a task to a later day."))
def extend(number: Number, until: Until, on: On, by: By, reason: Reason) -> Result:
    from chodon_cli.register import task_extension
    from chodon_cli.register.transaction import transaction

    values = {"due_on": until, "extended_on": on, "extended_by": by, "reason": reason}
    with transaction(reads_first=True) as session:
        outcome = task_extension.grant(session, number, values, dates.today())
    return written_records(tasks.DECLARATION, [outcome.id], N_("Task put off"), outcome.hints)


@group.change("cancel", help=N_("Enter that a task need not be done any more; of a series no further one is made."))
def cancel(number: Number, on: On, reason: Reason) -> Result:
    from chodon_cli.register import task
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = task.cancel(session, number, on, reason, dates.today())
    return written_records(tasks.DECLARATION, [outcome.id], N_("Task cancelled"), outcome.hints)


group.query("list", help=N_("List the tasks; --period is that in which they were assigned."))(
    listing(tasks.DECLARATION)
)


@group.query("show", help=N_("Show one task, and how often it was put off."))
def show(number: Number) -> Result:
    with store.reading() as db:
        return with_attached(db, tasks.show_task(db, number, dates.today()))


@group.change("edit", help=N_("Correct what was entered of a task."))
@takes(parameter("number", Number), *correcting(tasks.DECLARATION))
def edit(number: str, **changes: object) -> Result:
    from chodon_cli.register import task
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = task.edit(session, number, changes, dates.today())
    return written_records(tasks.DECLARATION, [outcome.id], N_("Task corrected"), outcome.hints)


@group.change("void", help=N_("Mark a task, or one extension of it, as entered by mistake."))
def void(numbers: Numbers, reason: Reason, extension: Extension = None) -> Result:
    from chodon_cli.register import record, task, task_extension
    from chodon_cli.register.transaction import transaction

    def void_one(number: str) -> record.WriteOutcome:
        if extension:
            return task_extension.void(session, number, extension, reason, dates.today())
        return task.void(session, number, reason, dates.today())

    with transaction(reads_first=True) as session:
        ids, hints = record.each_of(numbers, void_one)
    return written_records(tasks.DECLARATION, ids, N_("{noun} entered by mistake"), hints)


@group.change("roll", help=N_("Make the next task of each that comes again, once its scheduled day has passed."))
def roll(dry_run: _undo.DryRun = False) -> Result:
    from chodon_cli.register import task_series
    from chodon_cli.register.session import SessionReader
    from chodon_cli.register.transaction import transaction

    with suppress(_undo.NotWanted), transaction() as session:
        made, hints = task_series.roll(session, dates.today())
        hints += [] if made else [_("nothing is to be made")]
        result = tasks.rolled_tasks(SessionReader(session), made, hints)
        if dry_run:
            raise _undo.NotWanted
    if dry_run:
        return replace(result, hints=[*hints, _("only shown: nothing was changed")], is_stored=False)
    return result
