"""The reminder of a task that is late, to the unit that has it."""

from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.drafts._parts import office, records, unit_name
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import task
from chodon_cli.queries import numbered
from chodon_cli.queries.names import names_of

WHAT_IT_IS = N_("Reminder of a task to the unit that has it.")
RECORD_NOUN = "task"
GAP_NAMES = {"report_by": N_("day by which the unit reports"), "unit": N_("unit")}


def values(db: Connection, reference: str, today: str) -> Values:
    """Refused for a task that is done or cancelled: there is nothing to remind of."""
    [task_record] = records(
        db, task.DECLARATION, ["t.id = :id"], today, id=numbered.record_id(db, task.DECLARATION, reference)
    )
    if task_record["done_on"] or task_record["cancelled_on"] or task_record["voided_on"]:
        raise Refused(
            _("{number}: the task is done, cancelled or void").format(number=task_record["number"]),
            _("see: {command}").format(command=f"chodon task show {task_record['number']}"),
        )
    due_on = task_record["current_due_on"]
    late = dates.days_between(due_on, today)
    names = names_of(db, "staff", [task_record["staff"]]) if task_record["staff"] else {}
    unit = unit_name(db, task_record["unit"])
    return {
        **office(db, "TB", None, None, today),
        "task": task_record["number"],
        "task_title": task_record["title"],
        "document": reference_in_words(task_record["document"]),
        "unit": unit,
        "assigned_on": dates.show_day(task_record["assigned_on"]),
        "first_due_on": dates.show_day(task_record["due_on"]),
        "due_on": dates.show_day(due_on),
        "extensions": task_record["extensions"] or "",
        "days_late": late if late > 0 else "",
        "person": names.get(task_record["staff"], ""),
        "recipients": ["Như trên"],
    }


def reference_in_words(reference: str | None) -> str:
    """A document as one writes it: 30/KH-UBND@2022-02-23 -> 30/KH-UBND ngày 23/02/2022."""
    number, _at, issued_on = (reference or "").partition("@")
    return f"{number} ngày {dates.show_day(issued_on)}" if issued_on else number
