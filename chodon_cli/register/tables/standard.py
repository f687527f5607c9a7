"""The rules of conduct, each with its source and how well that is verified."""

from chodon_cli.nouns import standard
from chodon_cli.register.tables import row_class

StandardRow = row_class(standard.DECLARATION)
