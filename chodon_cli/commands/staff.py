"""People: enter, list, show, correct, transfer, let leave, void."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import (
    Category,
    Leadership,
    On,
    Reason,
    argument,
    day,
    one_of,
    text_option,
)
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import correcting, entering, needed_first, parameter, takes, with_option
from chodon_cli.commands._list_options import list_options
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import person
from chodon_cli.nouns import post as posts
from chodon_cli.nouns import staff as people
from chodon_cli.result import Result
from chodon_cli.words.staff import REASON_OF_POST

HELP = N_("People and their posts.")
SECTION = "setup"
group = Group(HELP)

Who = Annotated[str, argument("STAFF", N_("Code of the person, or a full name that only one bears."))]
Several = Annotated[list[str], argument("STAFF…", N_("Codes of the persons, or full names that only one bears."))]
Post = Annotated[str | None, day("--post", help=N_("The post that began on this day, instead of the person."))]
Reveal = Annotated[bool, Option("--reveal", help=N_("With the whole identity number; the journal records it."))]
LeavingReason = Annotated[str, one_of(REASON_OF_POST, N_("Why the person leaves."))]
ToUnit = Annotated[str | None, text_option("UNIT", N_("The new unit; the same if not given."), "--to")]
Title = Annotated[str | None, text_option("TEXT", N_("Title of the post."))]
OF_LEAVING = ("ended_on", "reason")
OF_POST = {  # what the help of `edit` says of what belongs to a post
    "unit": N_("With --post: the unit."),
    "started_on": N_("With --post: its first day."),
}
OF_PERSON = {"born_on": N_("Day of birth, or the year alone; “” for none."), "code": N_("Another code.")}


@group.change("add", help=N_("Enter a person with the first post."))
@takes(
    *needed_first(
        [*entering(person.DECLARATION, needed=("full_name",)), *entering(posts.DECLARATION, without=OF_LEAVING)]
    )
)
def add(**values: object) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = staff.add(session, values, dates.today())
    return people.written_person([outcome.id], N_("Person entered"), outcome.hints)


@group.query("list", help=N_("List the people, each with the post of today or the last one."))
@takes(*list_options(people.DECLARATION))
def list_(
    unit: str | None, units: str, category: str | None, as_of: str | None, find: str | None, voided: bool
) -> Result:
    with store.reading_until_shown() as db:
        return people.list_staff(db, dates.today(), as_of, unit, category, find, voided, units == "now")


@group.query("show", help=N_("Show a person's whole dossier."))
def show(person: Who, reveal: Reveal = False) -> Result:
    if reveal:
        from chodon_cli.register import staff
        from chodon_cli.register.transaction import transaction

        with transaction() as session:
            staff.reveal(session, person)
    with store.reading() as db:
        return with_attached(db, people.show_dossier(db, person, dates.today(), reveal))


@group.change("edit", help=N_("Correct what was entered of a person, or with --post of a post."))
@takes(
    parameter("who", Who),
    *correcting(person.DECLARATION, help=OF_PERSON),
    parameter("post", Post, None),
    *correcting(posts.DECLARATION, help=OF_POST),
)
def edit(who: str, post: str | None, **changes: object) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    of_person, of_post = (
        {field.key: changes[field.key] for field in with_option(noun)}
        for noun in (person.DECLARATION, posts.DECLARATION)
    )
    wrong = of_person if post else of_post
    if any(value is not None for value in wrong.values()):
        raise Usage(_("what belongs to a post is corrected with --post DATE, what belongs to the person without it"))
    with transaction(reads_first=True) as session:
        if post:
            outcome = staff.edit_post(session, who, post, of_post, dates.today())
        else:
            outcome = staff.edit(session, who, of_person, dates.today())
    if post:
        return written_records(posts.DECLARATION, [outcome.id], N_("Post corrected"), outcome.hints)
    return people.written_person([outcome.id], N_("Person corrected"), outcome.hints)


@group.change("transfer", help=N_("Begin a new post; --on is its first day. Also a promotion or a re-hiring."))
def transfer(
    person: Who,
    on: On,
    to: ToUnit = None,
    category: Category = None,
    title: Title = None,
    leadership: Leadership = None,
) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    changes = {"unit": to, "category": category, "title": title, "leadership": leadership}
    with transaction(reads_first=True) as session:
        outcome = staff.transfer(session, person, on, changes, dates.today())
    return people.written_person([outcome.id], N_("New post entered"), outcome.hints, on)


@group.change("leave", help=N_("End a person's service; --on is the last day."))
def leave(person: Who, on: On, reason: LeavingReason) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = staff.leave(session, person, on, reason)
    return people.written_person([outcome.id], N_("Leaving entered"), outcome.hints, on)


@group.change("void", help=N_("Mark a person, or with --post a post, as entered by mistake."))
def void(persons: Several, reason: Reason, post: Post = None) -> Result:
    from chodon_cli.register import record, staff
    from chodon_cli.register.transaction import transaction

    def void_one(person: str) -> record.WriteOutcome:
        if post:
            return staff.void_post(session, person, post, reason, dates.today())
        return staff.void(session, person, reason, dates.today())

    with transaction(reads_first=True) as session:
        ids, hints = record.each_of(persons, void_one)
    if post:
        return written_records(posts.DECLARATION, ids, N_("{noun} entered by mistake"), hints)
    return people.written_person(ids, N_("{noun} entered by mistake"), hints)
