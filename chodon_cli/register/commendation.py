"""What may be done to a commendation: entered, corrected, voided, all by `record`."""

from chodon_cli.locale import _
from chodon_cli.nouns.commendation import DECLARATION
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.row_rule import RowRule, no_row_is, not_in_future

OF_ONE = RowRule(  # of a person or of a unit, never of both or of neither
    "staff",
    ("staff", "unit"),
    no_row_is(lambda person, unit: (person is None) == (unit is None)),
    lambda row: _("a person or a unit is commended: name one of them"),
)
VERBS = NounVerbs(
    DECLARATION,
    (not_in_future("decided_on"), OF_ONE),
    numbering=Numbering(DECLARATION, "decided_on"),
)
