"""Training: enter, list, show, correct, void."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.training import DECLARATION

HELP = N_("Who studied what: courses by field, with days and certificates.")
SECTION = "daily"
group = records(HELP, DECLARATION)
