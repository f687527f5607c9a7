"""Training: enter, list, show, correct, void."""

from chodon_cli.commands._records import TypedField, records
from chodon_cli.locale import N_

HELP = N_("Who studied what: courses by field, with days and certificates.")
group = records(
    HELP,
    "training",
    TypedField("staff", "--staff", N_("Code of the person, or a full name that only one bears.")),
    TypedField("field", "--field", N_("What was studied.")),
    TypedField("title", "--title", N_("The course.")),
    TypedField("provider", "--provider", N_("Who held the course.")),
    TypedField("started_on", "--from", N_("First day of the course.")),
    TypedField("ended_on", "--until", N_("Last day of the course.")),
    TypedField("days", "--days", N_("Days of study; all from the first to the last if not given.")),
    TypedField("certificate", "--certificate", N_("The certificate: its number, or what it is.")),
    TypedField("note", "--note", N_("A note.")),
)
