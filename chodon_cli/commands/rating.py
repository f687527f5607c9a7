"""Ratings: enter, list, show, correct, void."""

from chodon_cli.commands._records import TypedField, records
from chodon_cli.locale import N_

HELP = N_("How each year of a person's work was rated, by themselves and in the end.")
group = records(
    HELP,
    "rating",
    TypedField("staff", "--staff", N_("Code of the person, or a full name that only one bears.")),
    TypedField("year", "--year", N_("The year that is rated.")),
    TypedField("kind", "--kind", N_("Rated by oneself, or decided.")),
    TypedField("level", "--level", N_("The level.")),
    TypedField("score", "--score", N_("The score, where there is one: 0 to 100.")),
    TypedField("decided_on", "--on", N_("Day of the rating.")),
    TypedField("unit", "--unit", N_("The unit that rated; that of the last post in the year if not given.")),
    TypedField("note", "--note", N_("A note.")),
)
