"""Units of the authority, each for its whole life; who closes may leave a successor."""

from chodon_cli.nouns import unit
from chodon_cli.register.tables import row_class

UnitRow = row_class(unit.DECLARATION)
