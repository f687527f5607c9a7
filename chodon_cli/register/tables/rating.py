"""How a year of somebody's work was rated, by whom."""

from chodon_cli.nouns import rating
from chodon_cli.register.tables import row_class

RatingRow = row_class(rating.DECLARATION)
