"""The notice of a review meeting."""

from sqlite3 import Connection

from chodon_cli.dates import show_day
from chodon_cli.drafts._case import case_values, last_event
from chodon_cli.drafts._parts import GAP_NAMES as SHARED
from chodon_cli.input_row import Values
from chodon_cli.locale import N_

WHAT_IT_IS = N_("Notice of the review meeting, from a case.")
RECORD_NOUN = "case"
GAP_NAMES = {**SHARED, "send_by": N_("day by which the self-criticism is to be sent")}


def values(db: Connection, reference: str, today: str) -> Values:
    case, gaps = case_values(db, reference, today, "TB")
    met_on = last_event(case, "review", today)
    return gaps | {
        "meeting_day": show_day(met_on) if met_on else None,
        "recipients": [f"{gaps['address'].capitalize()} {gaps['full_name']}", gaps["unit"] or "Đơn vị có liên quan"],
    }
