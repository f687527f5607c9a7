"""Feedback: enter, answer, make a violation of it, list, show, correct, void."""

from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli.options import Note, Number, On, day, one_of, text_option
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._list_options import listing
from chodon_cli.commands._records import records
from chodon_cli.locale import N_
from chodon_cli.nouns import feedback as feedbacks
from chodon_cli.nouns import violation as violations
from chodon_cli.result import Result
from chodon_cli.words.violation import SEVERITY

HELP = N_("What citizens praised or complained of, and what they were answered.")
SECTION = "daily"
group: Group = records(HELP, feedbacks.DECLARATION, without=("list",))

Answer = Annotated[str, text_option("TEXT", N_("What was answered."), "--text")]
Standard = Annotated[str, text_option("CODE", N_("The standard that was broken."), "--standard")]
Who = Annotated[str | None, text_option("STAFF", N_("Who broke it; the person complained of if not given."), "--staff")]
Occurred = Annotated[str | None, day("--on", help=N_("When; the day of the complaint if not given."))]
Severity = Annotated[str | None, one_of(SEVERITY, N_("How grave it is."))]


@group.change("answer", help=N_("Enter what was answered."))
def answer(number: Number, on: On, text: Answer) -> Result:
    from chodon_cli.register import feedback
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = feedback.answer(session, number, on, text, dates.today())
    return written_records(feedbacks.DECLARATION, [outcome.id], N_("Answer entered"), outcome.hints)


@group.change("violation", help=N_("Log the violation that a complaint is about, and link the two."))
def violation(
    number: Number,
    standard: Standard,
    staff: Who = None,
    on: Occurred = None,
    severity: Severity = None,
    note: Note = None,
) -> Result:
    from chodon_cli.register import feedback
    from chodon_cli.register.transaction import transaction

    values = {"standard": standard, "staff": staff, "occurred_on": on, "severity": severity, "note": note}
    with transaction(reads_first=True) as session:
        outcome, _complaint = feedback.become_violation(session, number, values, dates.today())
    return written_records(violations.DECLARATION, [outcome.id], N_("Violation logged"), outcome.hints)


group.query("list", help=N_("List the feedback; --period is that in which it was received."))(
    listing(feedbacks.DECLARATION)
)
