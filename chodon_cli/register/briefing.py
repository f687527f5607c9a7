"""What may be done to a briefing: entered, corrected, voided, all by `record`."""

from chodon_cli.locale import _
from chodon_cli.nouns.briefing import DECLARATION
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.row_rule import RowRule, no_row_is, not_in_future

WERE_INVITED = RowRule(
    "attended",
    ("attended", "invited"),
    no_row_is(lambda attended, invited: None not in (attended, invited) and attended > invited),
    lambda row: _("more than the {number} invited").format(number=row.value("invited")),
)
VERBS = NounVerbs(
    DECLARATION,
    (not_in_future("held_on"), WERE_INVITED),
    touches=lambda row: {"units": [row["unit_id"]]},
    numbering=Numbering(DECLARATION, "held_on"),
)
