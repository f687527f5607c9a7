"""What may be done to feedback: enter, answer, make a violation of it, correct, void."""

from operator import or_

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.law.petitions import days_in_words
from chodon_cli.locale import _
from chodon_cli.nouns.feedback import DECLARATION, IS_COMPLAINT, VIOLATION_CAME_FIRST
from chodon_cli.register import record, violation
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.draft import POST_KEY, Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver, StretchOfPost
from chodon_cli.register.row_rule import OneRow, RowRule, in_order, is_needed_with, keeps, not_in_future
from chodon_cli.result import Cell


def derive(draft: Draft) -> dict[str, Cell]:
    """Without a unit it is about that of the person's post on the day."""
    _say_days(draft)
    return {"unit_id": _unit(draft)}


def derive_columns(many: ColumnDraft) -> Columns:
    """The units, where all are named; nothing is to be said of days where each has a due day or an answer."""
    many.has_all("unit")
    many.doubt_unless(all(map(or_, map(bool, many["due_on"]), map(bool, many["answered_on"]))))
    return {"unit_id": many.column("unit.id")}


def _late_violation(row: OneRow) -> str:
    day = show_day(row.value("violation.occurred_on"))
    return _("occurred on {day}, after the complaint").format(day=day)


ONLY_COMPLAINT_BECOMES_VIOLATION = RowRule(
    "violation",
    ("violation.id", *IS_COMPLAINT.keys),
    lambda today, violations, kinds: not any(violations) or IS_COMPLAINT.holds(kinds),
    lambda row: _("only a complaint becomes a violation"),
    is_of_live=True,
)
VERBS = NounVerbs(
    DECLARATION,
    (
        not_in_future("received_on"),
        not_in_future("answered_on"),
        in_order("received_on", "due_on"),
        in_order("received_on", "answered_on"),
        is_needed_with("answered_on", "answer"),
        ONLY_COMPLAINT_BECOMES_VIOLATION,
        keeps(VIOLATION_CAME_FIRST, "violation", _late_violation, is_of_live=True),
    ),
    derive=derive,
    derive_columns=derive_columns,
    post_on=("staff", "received_on"),
    numbering=Numbering(DECLARATION, "received_on"),
)


def _say_days(draft: Draft) -> None:
    """By when the law has it accepted and settled, where nobody said a day of its own and it waits for an answer."""
    received_on = draft["received_on"]
    is_open = received_on and not draft["due_on"] and not draft["answered_on"]
    if is_open and (sentence := days_in_words(draft["kind"], received_on)):
        draft.hints.append(sentence)


def answer(session: Session, reference: str, on: str, text: str, today: str) -> WriteOutcome:
    """Enter what was answered. Refused if an answer is there, or before the question came."""
    id = record.id_by_number(session, VERBS, reference)
    before = record.read(session, VERBS, id)
    if before["answered_on"]:
        day = show_day(before["answered_on"])
        raise Refused(
            _("{number} was answered on {day}").format(number=before["number"], day=day),
            _("see: {command}").format(command="chodon feedback edit --help"),
        )
    return record.edit(session, VERBS, id, {"answered_on": on, "answer": text}, today)


def become_violation(session: Session, reference: str, values: Values, today: str) -> tuple[WriteOutcome, WriteOutcome]:
    """Log the violation that a complaint is about, known from a citizen on the day it was received; and link the two.

    Gives the violation and the complaint. Refused for praise, and for a complaint that became one already.
    """
    id = record.id_by_number(session, VERBS, reference)
    before = record.read(session, VERBS, id)
    if before["violation"] and not Resolver(session).violation(before["violation"]).voided_on:
        message = _("{number} became {violation} already")
        raise Refused(
            message.format(number=before["number"], violation=before["violation"]),
            _("see: {command}").format(command=f"chodon violation show {before['violation']}"),
        )
    day = values["occurred_on"] or before["received_on"]
    staff = values["staff"] or before["staff"]
    defaults = {"staff": staff, "occurred_on": day, "found_on": max(day, before["received_on"]), "source": "citizen"}
    logged = violation.log(session, {**values, **defaults}, today)
    number = record.read(session, violation.VERBS, logged.id)["number"]
    return logged, record.edit(session, VERBS, id, {"violation": number}, today)


def _unit(draft: Draft) -> int | None:
    if draft["unit"]:
        unit_id: int | None = draft.value("unit.id")
        return unit_id
    served: StretchOfPost | None = draft.records[POST_KEY]
    if served is None and not any(problem.column in ("staff", "received_on") for problem in draft.problems):
        draft.refuse("unit", _("this is needed: nobody is named who had a post on that day"))
    return served.unit_id if served else None
