"""What every document of a case has in it."""

from sqlite3 import Connection

from chodon_cli.casework.case import Case, case_of_number, not_yet
from chodon_cli.casework.listing import row
from chodon_cli.dates import show_day
from chodon_cli.drafts._parts import acts, legal_basis, office, person_facts
from chodon_cli.input_row import Values


def case_values(
    db: Connection, reference: str, today: str, kind: str, *items: str, number: str | None = None, on: str | None = None
) -> tuple[Case, Values]:
    """The case, and what a document of it says: office, person, acts, legal basis of the day on which it is signed."""
    case = case_of_number(db, reference)
    if row(case, today) is None:
        raise not_yet(case)
    signed_on = on or today
    who = person_facts(db, case.staff_id, signed_on, today)
    return case, {
        **office(db, kind, number, on, today),
        **who,
        "case": case.number,
        "found_on": show_day(case.found_on),
        "opened_on": show_day(case.opened_on),
        "acts": acts(db, case, today),
        "legal_basis": legal_basis(case, signed_on, *items),
        "recipients": ["Như trên", f"{who['unit'] or ''}".strip() or "Đơn vị có liên quan"],
    }


def last_event(case: Case, kind: str, today: str) -> str | None:
    """The day on which it last happened; None where it has not."""
    days = [event.happened_on for event in case.events if event.kind == kind and event.happened_on <= today]
    return days[-1] if days else None
