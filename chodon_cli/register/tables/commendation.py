"""For what a person or a unit was commended, and by whom."""

from chodon_cli.nouns import commendation
from chodon_cli.register.tables import row_class

CommendationRow = row_class(commendation.DECLARATION)
