"""Reminders: list, show, correct, void; `violation remind` gives them, several at once."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.reminder import DECLARATION

HELP = N_("Who was reminded of which violation: what needs no case.")
SECTION = "daily"
group = records(HELP, DECLARATION)
