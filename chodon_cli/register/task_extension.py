"""What may be done to an extension of a task: grant it, void it. It is known by the task and the new due day."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.task_extension import DECLARATION
from chodon_cli.queries.references import TaskRef
from chodon_cli.register import record
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import not_in_future
from chodon_cli.register.settle import settle

VERBS = NounVerbs(  # how it stands to the task and to other extensions is the rule `task_extension_order`
    DECLARATION, (not_in_future("extended_on"),), identity_by=("task", "due_on")
)


def grant(session: Session, reference: str, values: Values, today: str) -> WriteOutcome:
    """Put off the due day of an open task. Refused unless the new day is later than the one that holds."""
    from chodon_cli.register import task as tasks

    task = Resolver(session).task(reference)
    tasks.is_open(record.read(session, tasks.VERBS, task.id))
    outcome = record.add(session, VERBS, {**values, "task": task.number}, today)
    settle(session, units=[task.unit_id])
    return WriteOutcome(task.id, outcome.hints)


def void(session: Session, reference: str, due_on: str, reason: str, today: str) -> WriteOutcome:
    """Mark the extension to this day as entered by mistake: the due day before it holds again."""
    task = Resolver(session).task(reference)
    record.void(session, VERBS, extension_id(session, task, due_on), reason, today)
    settle(session, units=[task.unit_id])
    return WriteOutcome(task.id)


def extension_id(session: Session, task: TaskRef, due_on: str) -> int:
    """The id of the extension of the task to this day. NotFound if there is none."""
    sql = "SELECT id FROM task_extension WHERE task_id = :task AND due_on = :due_on AND voided_on IS NULL"
    missing = _("{number} was never put off to {day}").format(number=task.number, day=show_day(due_on))
    return record.find_id(session, sql, missing, task=task.id, due_on=due_on)
