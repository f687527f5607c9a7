"""What may be done to a person's training: entered, corrected, voided, all by `record`."""

from chodon_cli import dates
from chodon_cli.locale import _
from chodon_cli.nouns.training import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.tables.training import TrainingRow

NUMBERING = Numbering(LIST, "started_on")


def row(draft: Draft) -> Row:
    """A training's row. Days are those from the first to the last, unless fewer are given."""
    draft.needs("staff", "field", "started_on")
    draft.not_in_future("started_on")
    draft.in_order("started_on", "ended_on")
    draft.void_has_reason()
    staff = draft.refer(draft.refs.staff, "staff")
    started_on, ended_on = draft["started_on"], draft["ended_on"]
    span = dates.between(started_on, ended_on) + 1 if started_on and ended_on else None
    days = draft["days"] if draft["days"] is not None else span
    if span is not None and days is not None and days > span > 0:
        draft.refuse("days", _("there are only {number} days from the first to the last").format(number=span))
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        "staff_id": staff and staff.id,
        "started_on": started_on,
        "ended_on": ended_on,
        "days": days,
        **{key: draft[key] for key in ("field", "title", "provider", "certificate", "note")},
        **{key: draft[key] for key in ("voided_on", "void_reason")},
    }


NOUN = NounVerbs(
    LIST,
    TrainingRow,
    row,
    touches=lambda row: {},
    identity=NUMBERING.identity,
    references={"staff": "staff"},
    defaulted=("number", "days"),
    numbering=NUMBERING,
)
