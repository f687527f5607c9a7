"""What may be done to a reminder: given, corrected, voided. It deals with a violation that needs no case."""

from typing import Any

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns import number
from chodon_cli.nouns.reminder import LIST
from chodon_cli.queries.measures import ABOVE_MINOR
from chodon_cli.register import record
from chodon_cli.register.draft import Draft
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs, WriteOutcome
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.reminder import ReminderRow

ABOVE_MINOR_REMINDED = f"SELECT {number.VIOLATION.sql('v')} FROM reminder m JOIN violation v ON v.id = m.violation_id"
NUMBERING = Numbering(LIST, "reminded_on")


def row(draft: Draft) -> dict[str, Any]:
    """A reminder's number and what it refers to. Not before the violation is found, nor of a void one."""
    draft.needs("violation", "reminded_on")
    draft.not_in_future("reminded_on")
    draft.void_has_reason()
    violation = draft.refer(draft.refs.violation, "violation")
    by = draft.refer(draft.refs.staff, "reminded_by")
    if violation and not draft["voided_on"]:
        if violation.voided_on:
            draft.refuse("violation", _("was entered by mistake"))
        elif draft["reminded_on"] and draft["reminded_on"] < violation.found_on:
            draft.refuse("reminded_on", _("was found on {day} only").format(day=show_day(violation.found_on)))
    year, n = NUMBERING.of(draft)
    return {"year": year, "n": n, "violation_id": violation and violation.id, "reminded_by_id": by and by.id}


NOUN = NounVerbs(
    LIST,
    ReminderRow,
    row,
    touches=lambda row: {},
    identity=NUMBERING.identity,
    references={"violation": "violation", "reminded_by": "staff"},
    defaulted=("number",),
    numbering=NUMBERING,
)


def remind(session: Session, numbers: list[str], values: Values, today: str) -> tuple[list[int], list[str]]:
    """Give a reminder of each violation: (the reminders, what the person at the keyboard should know)."""

    def give(number: str) -> WriteOutcome:
        outcome = record.add(session, NOUN, {**values, "violation": number}, today)
        return WriteOutcome(outcome.id, hints(session, outcome))

    return record.each_of(numbers, give)


def hints(session: Session, outcome: WriteOutcome) -> list[str]:
    """Those of the write, and that a violation above minor needs a case all the same."""
    found = SessionReader(session).execute(
        f"{ABOVE_MINOR_REMINDED} WHERE m.id = :id AND {ABOVE_MINOR}", {"id": outcome.id}
    )
    text = _("{number} is more than minor: a reminder does not replace a case")
    return [*outcome.hints, *(text.format(number=number) for (number,) in found)]
