"""Briefings: enter, list, show, correct, void."""

from chodon_cli.commands._records import TypedField, records
from chodon_cli.locale import N_

HELP = N_("Which documents were made known in which unit, and to how many.")
group = records(
    HELP,
    "briefing",
    TypedField("document", "--document", N_("The document: its number, or NUMBER@DATE where several have it.")),
    TypedField("unit", "--unit", N_("The unit.")),
    TypedField("held_on", "--on", N_("The day.")),
    TypedField("form", "--form", N_("In which form.")),
    TypedField("invited", "--invited", N_("How many people were to hear it.")),
    TypedField("attended", "--attended", N_("How many of them did.")),
    TypedField("note", "--note", N_("A note.")),
)
