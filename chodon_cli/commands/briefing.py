"""Briefings: enter, list, show, correct, void."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.briefing import DECLARATION

HELP = N_("Which documents were made known in which unit, and to how many.")
SECTION = "daily"
group = records(HELP, DECLARATION)
