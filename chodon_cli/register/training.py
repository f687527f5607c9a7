"""What may be done to a person's training: entered, corrected, voided, all by `record`."""

from chodon_cli import dates
from chodon_cli.locale import N_, figure, one_or_several
from chodon_cli.nouns.training import DECLARATION
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.row_rule import in_order, not_in_future
from chodon_cli.result import Cell


def derive(draft: Draft) -> dict[str, Cell]:
    """Days are those from the first to the last, unless fewer are given."""
    started_on, ended_on = draft["started_on"], draft["ended_on"]
    span = dates.days_between(started_on, ended_on) + 1 if started_on and ended_on else None
    days = draft["days"] if draft["days"] is not None else span
    if span is not None and days is not None and days > span > 0:
        one = N_("there is only {number} day from the first to the last")
        several = N_("there are only {number} days from the first to the last")
        draft.refuse("days", one_or_several(span, one, several).format(number=figure(span, 0)))
    return {"days": days}


VERBS = NounVerbs(
    DECLARATION,
    (not_in_future("started_on"), in_order("started_on", "ended_on")),
    derive=derive,
    numbering=Numbering(DECLARATION, "started_on"),
)
