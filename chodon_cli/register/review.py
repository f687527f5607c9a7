"""What may be done to a yearly review: open it, close it."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import NotFound, Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.nouns.review import DECLARATION
from chodon_cli.register import journal, record
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import IS_YEAR, RowRule, in_order, not_in_future, only_with
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.review import ReviewRow
from chodon_cli.yearly import review as reviews

MOST_PEOPLE_NAMED = 5


HAS_BEGUN = RowRule(
    "year",
    ("year",),
    lambda today, years: all(year is None or year <= int(today[:4]) for year in years),
    lambda row: _("has not begun"),
)
VERBS = NounVerbs(
    DECLARATION,
    (
        IS_YEAR,
        HAS_BEGUN,
        not_in_future("opened_on"),
        not_in_future("closed_on"),
        in_order("opened_on", "closed_on"),
        only_with("reason", "closed_on", N_("a reason is given when a review is closed")),
    ),
    identity_by=("year", "unit"),
)


def open(session: Session, values: Values, today: str) -> WriteOutcome:
    """Open the review of a year, for a unit with those beneath it or for all. Refused if there is one."""
    question = SessionReader(session)
    unit = values.get("unit")
    try:
        there = reviews.review_of(question, values["year"], unit)
    except NotFound:
        return record.add(session, VERBS, values, today)
    raise Refused(
        _("the review of {year} was opened already on {day}").format(year=there.year, day=show_day(there.opened_on)),
        _("see: {command}").format(command=_command_to_show(there)),
    )


def close(session: Session, year: int, unit: str | None, on: str, reason: str | None, today: str) -> WriteOutcome:
    """Close a review; `on` is its last day. Refused with what is missing, unless there is a reason to close it so."""
    question = SessionReader(session)
    review = reviews.review_of(question, year, unit)
    if review.closed_on:
        raise Refused(
            _("the review was closed already on {day}").format(day=show_day(review.closed_on)),
            _("see: {command}").format(command=_command_to_show(review)),
        )
    lacking = [person for person in reviews.people(question, review, today) if not person.is_complete]
    if lacking and not reason:
        people = ", ".join(map(reviews.what_is_lacking, lacking[:MOST_PEOPLE_NAMED])) + (
            " …" if len(lacking) > MOST_PEOPLE_NAMED else ""
        )
        raise Refused(
            one_or_several(
                len(lacking),
                N_("{number} person still lacks something: {people}"),
                N_("{number} people still lack something: {people}"),
            ).format(number=figure(len(lacking), 0), people=people),
            _("see {command}; --force --reason TEXT closes it all the same").format(command=_command_to_show(review)),
        )
    before = record.read(session, VERBS, review.id)
    after = {**before, "closed_on": on, "reason": reason}
    draft, new_row = record.redraft(Resolver(session), VERBS, before, after, today)
    record.sound(draft)
    journal.change(session, ReviewRow, review.id, **new_row)
    return WriteOutcome(review.id)


def _command_to_show(review: reviews.YearReview) -> str:
    return f"chodon review show --year {review.year}" + (f" --unit {review.unit}" if review.unit else "")
