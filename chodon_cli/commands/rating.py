"""Ratings: enter, list, show, correct, void."""

from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns.rating import DECLARATION

HELP = N_("How each year of a person's work was rated, by themselves and in the end.")
SECTION = "cases"
group = records(HELP, DECLARATION)
