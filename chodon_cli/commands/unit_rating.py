"""Ratings of units: enter, list, show, correct, void."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.unit_rating import DECLARATION

HELP = N_("How each year of a unit's work was rated: its head is rated no better, and more may be rated excellent.")
SECTION = "cases"
group = records(HELP, DECLARATION)
