"""The yearly review: open it, see who lacks what, close it."""

from dataclasses import replace
from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli import options
from chodon_cli.cli.options import day, text_option
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns.review import DECLARATION
from chodon_cli.result import Result
from chodon_cli.yearly import review as reviews

HELP = N_("The yearly review: what each person still lacks of it.")
SECTION = "cases"
group = Group(HELP)

Year = Annotated[int, Option(parser=options.number, metavar="YEAR", help=N_("The year that is reviewed."))]
Of = Annotated[str | None, text_option("UNIT", N_("This unit and those beneath it; all if not given."), "--unit")]
Due = Annotated[str | None, day("--due", help=N_("By when; the legal day of each unit if not given."))]
OpenedOn = Annotated[str | None, day("--on", help=N_("First day of the review; today if not given."))]
ClosedOn = Annotated[str | None, day("--on", help=N_("Last day of the review; today if not given."))]
Force = Annotated[bool, Option("--force", help=N_("Close it with things missing; needs --reason."))]
Why = Annotated[str | None, text_option("TEXT", N_("Why it is closed so."), "--reason")]


@group.change("open", help=N_("Open a review, and see what each person still lacks."))
def open_(year: Year, unit: Of = None, due: Due = None, on: OpenedOn = None) -> Result:
    from chodon_cli.register import review
    from chodon_cli.register.transaction import transaction

    values = {"year": year, "unit": unit, "due_on": due, "opened_on": on or dates.today()}
    with transaction() as session:
        review.open(session, values, dates.today())
    with store.reading() as db:
        return replace(reviews.show_review(db, reviews.review_of(db, year, unit), dates.today()), is_write=True)


@group.query("show", help=N_("Show who still lacks what."))
def show(year: Year, unit: Of = None, has_details: bool = True) -> Result:
    with store.reading_until_shown() as db:
        return reviews.show_review(
            db, reviews.review_known_on(db, year, unit, dates.today()), dates.today(), has_details
        )


@group.change("close", help=N_("Close a review; refused while something is missing."))
def close(year: Year, unit: Of = None, on: ClosedOn = None, force: Force = False, reason: Why = None) -> Result:
    from chodon_cli.register import review
    from chodon_cli.register.transaction import transaction

    if force != bool(reason):
        raise Usage(_("--force and --reason go together"))
    with transaction() as session:
        closed = review.close(session, year, unit, on or dates.today(), reason, dates.today())
    return written_records(DECLARATION, [closed.id], N_("Review closed"))
