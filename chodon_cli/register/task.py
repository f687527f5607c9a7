"""What may be done to a task: assign, finish, cancel, correct, void; `task_extension` and `task_series` do the rest."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.task import DECLARATION, NUMBER_FORM, NUMBER_SQL
from chodon_cli.register import record
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns, Row
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.row_rule import RowRule, in_order, is_needed_with, no_row_is, not_in_future
from chodon_cli.register.session import SessionReader
from chodon_cli.result import Cell

IS_LAST = f"""
NOT EXISTS (
    SELECT 1 FROM task later
    WHERE later.series = coalesce(t.series, {NUMBER_SQL}) AND later.scheduled_on > t.scheduled_on
)
"""  # a condition: no later task of its series has been made
TWINS_SQL = f"""
SELECT {NUMBER_SQL}, count(*) OVER () FROM task new
JOIN task t ON t.unit_id = new.unit_id AND t.due_on = new.due_on AND t.title = new.title AND t.id <> new.id
     AND coalesce(t.staff_id, 0) = coalesce(new.staff_id, 0) AND t.voided_on IS NULL
WHERE new.id = :id
ORDER BY 1 LIMIT {record.MOST_TWINS_NAMED}
"""


def derive(draft: Draft) -> dict[str, Cell]:
    """Of a task that comes again the day for which it is scheduled, and the number of the first of its series."""
    return {
        "scheduled_on": draft["scheduled_on"] or (draft["due_on"] if draft["repeats"] else None),
        "series": _series(draft),
    }


def derive_columns(many: ColumnDraft) -> Columns:
    """`derive` of tasks that do not come again."""
    many.lacks("repeats", "scheduled_on", "series")
    return {"scheduled_on": many["scheduled_on"], "series": many["series"]}


def touches(row: Row) -> dict[str, list[int]]:
    return {"units": [row["unit_id"]], "staff": [row["staff_id"]] if row["staff_id"] else []}


IS_NOT_CANCELLED = RowRule(
    "cancelled_on",
    ("done_on", "cancelled_on"),
    no_row_is(lambda done_on, cancelled_on: done_on and cancelled_on),
    lambda row: _("a task that was done cannot be cancelled"),
)
VERBS = NounVerbs(  # that unit and person were there on the day is a rule of `blocking`: both can change later
    DECLARATION,
    (
        *map(not_in_future, ("assigned_on", "done_on", "cancelled_on")),
        *(in_order("assigned_on", later) for later in ("due_on", "scheduled_on", "done_on", "cancelled_on")),
        is_needed_with("done_on", "quality"),
        is_needed_with("cancel_reason", "cancelled_on"),
        is_needed_with("cancelled_on", "cancel_reason"),
        IS_NOT_CANCELLED,
    ),
    derive=derive,
    derive_columns=derive_columns,
    touches=touches,
    numbering=Numbering(DECLARATION, "assigned_on"),
)


def assign(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a task for a unit open on that day, and for a person if one is named who then served there.

    One of the same words for the same ones and day may come again: that is said, not refused.
    """
    outcome = record.add(session, VERBS, values, today, asked_next=TWINS_SQL)
    twins = record.twins(session, TWINS_SQL, outcome.id)
    hints = [_("the same task, unit, person and due day: {numbers}").format(numbers=twins)] if twins else []
    return WriteOutcome(outcome.id, [*outcome.hints, *hints])


def mark_done(session: Session, reference: str, on: str, quality: str | None, today: str) -> WriteOutcome:
    """Enter that a task was done. Refused if it is done or cancelled already."""
    return _end(session, reference, {"done_on": on, "quality": quality}, today)


def cancel(session: Session, reference: str, on: str, reason: str, today: str) -> WriteOutcome:
    """Enter that a task need not be done any more: it counts neither as due nor as late. A series ends with it."""
    outcome = _end(session, reference, {"cancelled_on": on, "cancel_reason": reason}, today)
    sql = f"SELECT t.id FROM task t WHERE t.id = :id AND t.repeats IS NOT NULL AND {IS_LAST}"
    if SessionReader(session).execute(sql, {"id": outcome.id}).fetchone():
        outcome.hints.append(_("the series ends with it: no further one is made"))
    return outcome


def edit(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a task. Without the day it was done it has no quality, cancelled no reason."""
    id = record.id_by_number(session, VERBS, reference)
    before = record.read(session, VERBS, id)
    follows: dict[str, Cell] = {}
    if changes.get("due_on") and before["scheduled_on"] == before["due_on"]:
        follows["scheduled_on"] = changes["due_on"]
    for day, detail in (("done_on", "quality"), ("cancelled_on", "cancel_reason")):
        if changes.get(day) == "":
            follows[detail] = ""
    return record.edit(session, VERBS, id, {**changes, **follows}, today)


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark a task as entered by mistake: it no longer counts, keeps its number, and is not made again."""
    return record.void(session, VERBS, record.id_by_number(session, VERBS, reference), reason, today)


def _end(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    id = record.id_by_number(session, VERBS, reference)
    before = record.read(session, VERBS, id)
    is_open(before)
    return record.edit(session, VERBS, id, changes, today)


def is_open(task: Values) -> None:
    """Refused if the task is done or cancelled."""
    if task["done_on"]:
        day = show_day(task["done_on"])
        raise Refused(
            _("{number} was done on {day}").format(number=task["number"], day=day),
            _("was that entered by mistake? take it back with: chodon undo"),
        )
    if task["cancelled_on"]:
        day = show_day(task["cancelled_on"])
        raise Refused(
            _("{number} was cancelled on {day}").format(number=task["number"], day=day),
            _("see: {command}").format(command=f"chodon task show {task['number']}"),
        )


def _series(draft: Draft) -> str | None:
    """The number of the first task of the series, as it is written."""
    if not draft["series"]:
        return None
    place = NUMBER_FORM.parse(draft["series"])
    if place is None:
        example = NUMBER_FORM.example
        draft.refuse("series", _("this is not a number of the form {example}").format(example=example))
        return None
    return NUMBER_FORM.text(*place)
