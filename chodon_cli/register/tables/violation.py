"""Who broke which standard, on which day, in which unit."""

from chodon_cli.nouns import violation
from chodon_cli.register.tables import row_class

ViolationRow = row_class(violation.DECLARATION)
