"""The yearly review of the people of a unit, or of all: from when to when it was open."""

from chodon_cli.nouns import review
from chodon_cli.register.tables import row_class

ReviewRow = row_class(review.DECLARATION)
