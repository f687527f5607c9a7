"""How each year of a unit's work was rated."""

from chodon_cli.nouns import unit_rating
from chodon_cli.register.tables import row_class

UnitRatingRow = row_class(unit_rating.DECLARATION)
