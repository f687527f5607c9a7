"""What a unit was called and which it was under, until it was renamed or moved."""

from chodon_cli.nouns import unit_past
from chodon_cli.register.tables import row_class

UnitPastRow = row_class(unit_past.DECLARATION)
