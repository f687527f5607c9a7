"""Pledges: enter, list, show, correct, void."""

from chodon_cli.commands._records import TypedField, records
from chodon_cli.locale import N_

HELP = N_("Who signed a document's commitment for a year.")
group = records(
    HELP,
    "pledge",
    TypedField("staff", "--staff", N_("Code of the person, or a full name that only one bears.")),
    TypedField("document", "--document", N_("The document: its number, or NUMBER@DATE where several have it.")),
    TypedField("year", "--year", N_("The year for which it is made.")),
    TypedField("signed_on", "--on", N_("Day of signing.")),
    TypedField("note", "--note", N_("A note.")),
)
