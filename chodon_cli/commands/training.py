"""Training: enter, list, show, correct, void."""

from chodon_cli.commands._records import Field, records
from chodon_cli.locale import N_

HELP = N_("Who studied what: courses by field, with days and certificates.")
group = records(
    HELP,
    "training",
    Field("staff", "--staff", N_("Code of the person, or a full name that only one bears.")),
    Field("field", "--field", N_("What was studied.")),
    Field("title", "--title", N_("The course.")),
    Field("provider", "--provider", N_("Who held the course.")),
    Field("started_on", "--from", N_("First day of the course.")),
    Field("ended_on", "--until", N_("Last day of the course.")),
    Field("days", "--days", N_("Days of study; all from the first to the last if not given.")),
    Field("certificate", "--certificate", N_("The certificate: its number, or what it is.")),
    Field("note", "--note", N_("A note.")),
)
