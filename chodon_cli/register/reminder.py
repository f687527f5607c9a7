"""What may be done to a reminder: given, corrected, voided. It deals with a violation that needs no case."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns import number
from chodon_cli.nouns.reminder import DECLARATION, VIOLATION_IS_VALID, VIOLATION_WAS_FOUND
from chodon_cli.queries.measures import ABOVE_MINOR
from chodon_cli.register import record
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.row_rule import OneRow, keeps, not_in_future
from chodon_cli.register.session import SessionReader

ABOVE_MINOR_REMINDED = (
    f"SELECT {number.VIOLATION_NUMBER.sql('v')} FROM reminder m JOIN violation v ON v.id = m.violation_id"
)


def _late_found(row: OneRow) -> str:
    return _("was found on {day} only").format(day=show_day(row.value("violation.found_on")))


VERBS = NounVerbs(
    DECLARATION,
    (
        not_in_future("reminded_on"),
        keeps(VIOLATION_IS_VALID, "violation", lambda row: _("was entered by mistake"), is_of_live=True),
        keeps(VIOLATION_WAS_FOUND, "reminded_on", _late_found, is_of_live=True),
    ),
    numbering=Numbering(DECLARATION, "reminded_on"),
)


def remind(session: Session, numbers: list[str], values: Values, today: str) -> tuple[list[int], list[str]]:
    """Give a reminder of each violation: (the reminders, what the person at the keyboard should know)."""

    def give(number: str) -> WriteOutcome:
        outcome = record.add(session, VERBS, {**values, "violation": number}, today)
        return WriteOutcome(outcome.id, hints(session, outcome))

    return record.each_of(numbers, give)


def hints(session: Session, outcome: WriteOutcome) -> list[str]:
    """Those of the write, and that a violation above minor needs a case all the same."""
    rows = SessionReader(session).execute(
        f"{ABOVE_MINOR_REMINDED} WHERE m.id = :id AND {ABOVE_MINOR}", {"id": outcome.id}
    )
    text = _("{number} is more than minor: a reminder does not replace a case")
    return [*outcome.hints, *(text.format(number=number) for (number,) in rows)]
