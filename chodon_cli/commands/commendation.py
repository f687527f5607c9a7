"""Commendations: enter, list, show, correct, void."""

from chodon_cli.commands._records import Field, records
from chodon_cli.locale import N_

HELP = N_("Which people and units were commended.")
group = records(
    HELP,
    "commendation",
    Field("staff", "--staff", N_("The person, by code or full name; or else --unit.")),
    Field("unit", "--unit", N_("The unit, where a unit was commended.")),
    Field("form", "--form", N_("In which form.")),
    Field("title", "--title", N_("As what, or for what.")),
    Field("decision", "--decision", N_("Number of the decision.")),
    Field("authority", "--authority", N_("Who decided.")),
    Field("decided_on", "--on", N_("Day of the decision.")),
    Field("note", "--note", N_("A note.")),
)
