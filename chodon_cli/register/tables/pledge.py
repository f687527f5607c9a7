"""Who signed the commitment of a document for a year."""

from chodon_cli.nouns import pledge
from chodon_cli.register.tables import row_class

PledgeRow = row_class(pledge.LIST)
