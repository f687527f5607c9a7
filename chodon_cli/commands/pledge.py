"""Pledges: enter, list, show, correct, void."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.pledge import DECLARATION

HELP = N_("Who signed a document's commitment for a year.")
SECTION = "daily"
group = records(HELP, DECLARATION)
