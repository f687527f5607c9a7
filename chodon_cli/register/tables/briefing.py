"""Which document was made known in which unit, to how many."""

from chodon_cli.nouns import briefing
from chodon_cli.register.tables import row_class

BriefingRow = row_class(briefing.DECLARATION)
