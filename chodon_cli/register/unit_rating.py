"""What may be done to the rating of a unit: entered, corrected, voided. What is odd is listed, not refused."""

from chodon_cli.nouns.unit_rating import DECLARATION
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.rating import AFTER_YEAR_BEGAN, IS_SCORE
from chodon_cli.register.row_rule import IS_YEAR, not_in_future

VERBS = NounVerbs(
    DECLARATION,
    (IS_YEAR, not_in_future("decided_on"), AFTER_YEAR_BEGAN, IS_SCORE),
    touches=lambda row: {"units": [row["unit_id"]]},
    numbering=Numbering(DECLARATION, "year"),
)
