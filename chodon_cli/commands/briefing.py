"""Briefings: enter, list, show, correct, void."""

from chodon_cli.commands._records import Field, records
from chodon_cli.locale import N_

HELP = N_("Which documents were made known in which unit, and to how many.")
group = records(
    HELP,
    "briefing",
    Field("document", "--document", N_("The document: its number, or NUMBER@DATE where several have it.")),
    Field("unit", "--unit", N_("The unit.")),
    Field("held_on", "--on", N_("The day.")),
    Field("form", "--form", N_("In which form.")),
    Field("invited", "--invited", N_("How many people were to hear it.")),
    Field("attended", "--attended", N_("How many of them did.")),
    Field("note", "--note", N_("A note.")),
)
