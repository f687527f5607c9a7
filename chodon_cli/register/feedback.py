"""What may be done to feedback: enter, answer, make a violation of it, correct, void."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.feedback import LIST
from chodon_cli.queries.resolve import StaffRef
from chodon_cli.register import record, violation
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs, WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.tables.feedback import FeedbackRow

NUMBERING = Numbering(LIST, "received_on")


def row(draft: Draft) -> Row:
    """A row of feedback. Without a unit it is about that of the person's post on the day."""
    draft.needs("received_on", "kind", "text")
    draft.not_in_future("received_on", "answered_on")
    draft.in_order("received_on", "due_on")
    draft.in_order("received_on", "answered_on")
    draft.void_has_reason()
    if draft["answer"] and not draft["answered_on"]:
        draft.refuse("answered_on", _("this is needed"))
    staff = draft.refer(draft.refs.staff, "staff")
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        **{key: draft[key] for key in ("received_on", "kind", "service", "text", "due_on", "answered_on", "answer")},
        "channel": draft["channel"] or "other",
        "unit_id": _unit(draft, staff),
        "staff_id": staff and staff.id,
        "violation_id": _violation(draft),
        **{key: draft[key] for key in ("voided_on", "void_reason")},
    }


NOUN = NounVerbs(
    LIST,
    FeedbackRow,
    row,
    touches=lambda row: {},
    identity=NUMBERING.identity,
    references={"unit": "unit", "staff": "staff", "violation": "violation"},
    defaulted=("number", "unit", "channel"),
    numbering=NUMBERING,
)


def answer(session: Session, said: str, on: str, text: str, today: str) -> WriteOutcome:
    """Enter what was answered. Refused if an answer is there, or before the question came."""
    id = record.id_by_number(session, NOUN, said)
    before = record.read(session, NOUN, id)
    if before["answered_on"]:
        day = show_day(before["answered_on"])
        raise Refused(_("{number} was answered on {day}").format(number=before["number"], day=day))
    return record.edit(session, NOUN, id, {"answered_on": on, "answer": text}, today)


def become_violation(session: Session, said: str, values: Values, today: str) -> tuple[WriteOutcome, WriteOutcome]:
    """Log the violation that a complaint is about, known from a citizen on the day it was received; and link the two.

    Gives the violation and the complaint. Refused for praise, and for a complaint that became one already.
    """
    id = record.id_by_number(session, NOUN, said)
    before = record.read(session, NOUN, id)
    if before["violation"] and not Resolver(session).violation(before["violation"]).voided_on:
        told = _("{number} became {violation} already")
        raise Refused(told.format(number=before["number"], violation=before["violation"]))
    day = values["occurred_on"] or before["received_on"]
    staff = values["staff"] or before["staff"]
    known = {"staff": staff, "occurred_on": day, "found_on": max(day, before["received_on"]), "source": "citizen"}
    logged = violation.log(session, {**values, **known}, today)
    number = record.read(session, violation.NOUN, logged.id)["number"]
    return logged, record.edit(session, NOUN, id, {"violation": number}, today)


def _unit(draft: Draft, staff: StaffRef | None) -> int | None:
    named = draft.refer(draft.refs.unit, "unit")
    if named or draft["unit"]:
        return named.id if named else None
    served = draft.refs.post_on(staff.id, draft["received_on"]) if staff and draft["received_on"] else None
    if served is None and not any(problem.column in ("staff", "received_on") for problem in draft.problems):
        draft.refuse("unit", _("this is needed: nobody is named who had a post on that day"))
    return served.unit_id if served else None


def _violation(draft: Draft) -> int | None:
    """The violation that it became: only a complaint does, and only of what lay before it."""
    found = draft.refer(draft.refs.violation, "violation")
    if not found:
        return None
    if draft["kind"] != "complaint":
        draft.refuse("violation", _("only a complaint becomes a violation"))
    elif draft["received_on"] and found.occurred_on > draft["received_on"]:
        draft.refuse("violation", _("occurred on {day}, after the complaint").format(day=show_day(found.occurred_on)))
    return found.id
