"""The minutes of a review meeting."""

from sqlite3 import Connection

from chodon_cli.dates import show_day
from chodon_cli.drafts._case import case_values, last_event
from chodon_cli.drafts._parts import GAP_NAMES as SHARED
from chodon_cli.input_row import Values
from chodon_cli.locale import N_

WHAT_IT_IS = N_("Minutes of the review meeting, from a case.")
RECORD_NOUN = "case"
GAP_NAMES = {
    **SHARED,
    "invited": N_("number of those invited"),
    "present": N_("number of those present"),
    "statement": N_("what the person says"),
    "own_form": N_("form that the person accepts"),
    "opinions": N_("what others say"),
    "proposal": N_("what the meeting proposes"),
    "votes_for": N_("votes for"),
    "votes_against": N_("votes against"),
    "ended_at": N_("hour of the end"),
}


def values(db: Connection, reference: str, today: str) -> Values:
    case, gaps = case_values(db, reference, today, "BB")
    met_on = last_event(case, "review", today)
    return gaps | {"meeting_day": show_day(met_on) if met_on else None}
