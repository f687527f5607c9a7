"""People: enter, list, show, correct, transfer, let leave, void."""

from typing import Annotated

from typer import Option

from chodon_cli import dates, store
from chodon_cli.cli.options import (
    AsOf,
    Category,
    Find,
    Leadership,
    Note,
    On,
    Reason,
    Unit,
    Units,
    Voided,
    argument,
    birth,
    birth_or_nothing,
    day,
    maybe_day,
    one_of,
    text_option,
    word_or_nothing,
)
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.errors import Usage
from chodon_cli.law.identity import clean_identity_number as clean_number
from chodon_cli.locale import N_, _
from chodon_cli.nouns import post as posts
from chodon_cli.nouns import staff as people
from chodon_cli.result import Result
from chodon_cli.words.staff import CATEGORY, REASON, SEX

HELP = N_("People and their posts.")
SECTION = "setup"
group = Group(HELP)

Who = Annotated[str, argument("STAFF", N_("Code of the person, or a full name that only one bears."))]
Several = Annotated[list[str], argument("STAFF…", N_("Codes of the persons, or full names that only one bears."))]
Code = Annotated[str | None, text_option("CODE", N_("Code; the next of the category if none is given."))]
NewCode = Annotated[str | None, text_option("CODE", N_("Another code."), "--code")]
Name = Annotated[str, text_option("TEXT", N_("Full name."))]
NewName = Annotated[str | None, text_option("TEXT", N_("Full name."), "--name")]
InUnit = Annotated[str, text_option("UNIT", N_("Unit in which the person serves."))]
ToUnit = Annotated[str | None, text_option("UNIT", N_("The new unit; the same if not given."), "--to")]
PostUnit = Annotated[str | None, text_option("UNIT", N_("With --post: the unit."), "--unit")]
Title = Annotated[str | None, text_option("TEXT", N_("Title of the post."))]
From = Annotated[str, day("--from", help=N_("First day of the post."))]
PostFrom = Annotated[str | None, day("--from", help=N_("With --post: its first day."))]
PostUntil = Annotated[str | None, maybe_day("--until", N_("With --post: its last day; “” for none."))]
BORN = N_("Day of birth, or the year alone.")
Born = Annotated[str | None, Option("--born", parser=birth, metavar="DATE", help=BORN)]
NEW_BORN = N_("Day of birth, or the year alone; “” for none.")
NewBorn = Annotated[str | None, Option("--born", parser=birth_or_nothing, metavar="DATE", help=NEW_BORN)]
Sex = Annotated[str | None, one_of(SEX, N_("Sex."))]
IdNumber = Annotated[
    str | None,
    Option("--id-number", parser=clean_number, metavar="NUMBER", help=N_("Identity number.")),
]
Post = Annotated[str | None, day("--post", help=N_("The post that began on this day, instead of the person."))]
Reveal = Annotated[bool, Option("--reveal", help=N_("With the whole identity number; the journal records it."))]
LeavingReason = Annotated[str, one_of(REASON, N_("Why the person leaves."))]
PostReason = Annotated[
    str | None,
    text_option("|".join(REASON.codes), N_("With --post: why the person left; “” for no reason."), "--reason"),
]


@group.change("add", help=N_("Enter a person with the first post."))
def add(
    name: Name,
    unit: InUnit,
    category: Annotated[str, one_of(CATEGORY, N_("Category of staff."))],
    from_: From,
    title: Title = None,
    leadership: Leadership = None,
    code: Code = None,
    born: Born = None,
    sex: Sex = None,
    id_number: IdNumber = None,
    note: Note = None,
) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    values = {
        "code": code,
        "full_name": name,
        "born_on": born,
        "sex": sex,
        "id_number": id_number,
        "note": note,
        "unit": unit,
        "category": category,
        "title": title,
        "leadership": leadership,
        "started_on": from_,
    }
    with transaction() as session:
        outcome = staff.add(session, values, dates.today())
    return people.written_person([outcome.id], N_("Person entered"), outcome.hints)


@group.query("list", help=N_("List the people, each with the post of today or the last one."))
def list_(
    unit: Unit = None,
    units: Units = "then",
    category: Category = None,
    as_of: AsOf = None,
    find: Find = None,
    voided: Voided = False,
) -> Result:
    with store.reading() as db:
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
def edit(
    person: Who,
    name: NewName = None,
    born: NewBorn = None,
    sex: Sex = None,
    id_number: IdNumber = None,
    note: Note = None,
    code: NewCode = None,
    post: Post = None,
    unit: PostUnit = None,
    category: Category = None,
    title: Title = None,
    leadership: Leadership = None,
    from_: PostFrom = None,
    until: PostUntil = None,
    reason: PostReason = None,
) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    of_person = {"code": code, "full_name": name, "born_on": born, "sex": sex, "id_number": id_number, "note": note}
    of_post = {
        "unit": unit,
        "category": category,
        "title": title,
        "leadership": leadership,
        "started_on": from_,
        "ended_on": until,
        "reason": None if reason is None else word_or_nothing(REASON)(reason),
    }
    wrong = of_person if post else of_post
    if any(value is not None for value in wrong.values()):
        raise Usage(_("what belongs to a post is corrected with --post DATE, what belongs to the person without it"))
    with transaction() as session:
        if post:
            outcome = staff.edit_post(session, person, post, of_post, dates.today())
        else:
            outcome = staff.edit(session, person, of_person, dates.today())
    if post:
        return written_records(posts.LIST, [outcome.id], N_("Post corrected"), outcome.hints)
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
    with transaction() as session:
        outcome = staff.transfer(session, person, on, changes, dates.today())
    return people.written_person([outcome.id], N_("New post entered"), outcome.hints, on)


@group.change("leave", help=N_("End a person's service; --on is the last day."))
def leave(person: Who, on: On, reason: LeavingReason) -> Result:
    from chodon_cli.register import staff
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
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

    with transaction() as session:
        ids, hints = record.each_of(persons, void_one)
    if post:
        return written_records(posts.LIST, ids, N_("{noun} entered by mistake"), hints)
    return people.written_person(ids, N_("{noun} entered by mistake"), hints)
