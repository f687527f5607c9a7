"""Commendations: enter, list, show, correct, void."""

from chodon_cli.commands._records import TypedField, records
from chodon_cli.locale import N_

HELP = N_("Which people and units were commended.")
group = records(
    HELP,
    "commendation",
    TypedField("staff", "--staff", N_("The person, by code or full name; or else --unit.")),
    TypedField("unit", "--unit", N_("The unit, where a unit was commended.")),
    TypedField("form", "--form", N_("In which form.")),
    TypedField("title", "--title", N_("As what, or for what.")),
    TypedField("decision", "--decision", N_("Number of the decision.")),
    TypedField("authority", "--authority", N_("Who decided.")),
    TypedField("decided_on", "--on", N_("Day of the decision.")),
    TypedField("note", "--note", N_("A note.")),
)
