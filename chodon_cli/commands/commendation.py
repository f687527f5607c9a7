"""Commendations: enter, list, show, correct, void."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.commendation import DECLARATION

HELP = N_("Which people and units were commended.")
SECTION = "daily"
group = records(HELP, DECLARATION)
