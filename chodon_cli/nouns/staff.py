"""The people, each with one post: that of a day, or the latest.

One row is a person with the post, as in an office's own list; `nouns/person.py` is staff.csv, the person alone.
"""

from dataclasses import replace
from operator import itemgetter
from sqlite3 import Connection

from chodon_cli.dates import FOREVER
from chodon_cli.input_row import Values
from chodon_cli.locale import N_
from chodon_cli.nouns import person, post, registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.nouns.fields import VOIDED_FIELDS
from chodon_cli.nouns.post import ON_DAY
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.text_search import find_condition
from chodon_cli.queries.unit_tree import under_unit_condition
from chodon_cli.result import Result

FIELDS = [
    person.DECLARATION.by_key["code"].with_changes(
        is_needed=False, help=N_("Code of the person; empty for a new one: the program gives it.")
    ),
    person.DECLARATION.by_key["full_name"],
    person.DECLARATION.by_key["born_on"],
    person.DECLARATION.by_key["sex"],
    person.DECLARATION.by_key["id_number"],
    post.DECLARATION.by_key["category"].with_changes(rank=2, filter_help=N_("Category of staff.")),
    post.DECLARATION.by_key["unit"],
    post.DECLARATION.by_key["title"],
    post.DECLARATION.by_key["leadership"].with_changes(rank=4),
    post.DECLARATION.by_key["started_on"].with_changes(rank=3),
    person.DECLARATION.by_key["note"],
    post.DECLARATION.by_key["ended_on"].with_changes(rank=3, shown="people"),
    post.DECLARATION.by_key["reason"].with_changes(rank=6, shown="asked", is_seldom=True),
    *VOIDED_FIELDS,
]
PLACE_OF_CASES = 60  # the place of a person's cases in the dossier
DECLARATION = Noun(
    "staff",
    N_("Staff"),
    one=N_("person"),
    alias="s",
    order="s.name_key, s.code",
    fields=FIELDS,
    table="staff",
    joins="""LEFT JOIN post p ON p.id = (
    SELECT latest.id FROM post latest
    WHERE latest.staff_id = s.id AND latest.voided_on IS NULL
    ORDER BY CASE WHEN latest.started_on <= :day THEN 0 ELSE 1 END,
             CASE WHEN latest.started_on <= :day THEN latest.started_on END DESC,
             latest.started_on
    LIMIT 1
)
LEFT JOIN unit u ON u.id = p.unit_id
""",
    file="-",
    place=45,
    filters=("unit", "units", "category", "as_of", "find", "voided"),
)


def list_staff(
    db: Connection,
    today: str,
    as_of: str | None,
    unit: str | None,
    category: str | None,
    find: str | None,
    voided: bool,
    is_now: bool = False,
) -> Result:
    """The people with the post of today, or their last; with a day, those who served on it.

    is_now: of a unit also those whose post is in a unit that it succeeded.
    """
    where: list[str] = list(ON_DAY) if as_of else []
    values: Values = {"day": as_of or today}
    if unit:
        condition, values["unit_ids"] = under_unit_condition(db, unit, is_now)
        where.append(condition)
    if category:
        where.append("p.category = :category")
        values["category"] = category
    if find:
        condition, sought = find_condition("s.search_key", find, "s.code")
        where.append(condition)
        values |= sought
    return person.mask_identity_numbers(
        replace(lists.listing(db, DECLARATION, where, show_voided=voided, **values), as_of=as_of)
    )


def show_dossier(db: Connection, reference: str, today: str, reveal: bool = False) -> Result:
    """One person's whole dossier: what was entered, every post, violation, case, task, merit and course."""
    id = lookup.even_if_void(lookup.staff, db, reference).id
    person_columns = [replace(column, shown="always") for column in person.FIELDS]
    posts = [replace(c, shown="asked") if c.key in ("staff", "full_name") else c for c in post.FIELDS]
    dossier = Result(
        N_("Staff file"),
        person_columns,
        lists.rows(db, person.DECLARATION, ["s.id = :id"], id=id),
        layout="record",
        details=[
            Result(
                N_("Posts"),
                posts,
                lists.rows(db, post.DECLARATION, ["s.id = :id", "p.voided_on IS NULL"], "p.started_on", id=id),
            ),
            *_parts(db, id, today),
        ],
    )
    return dossier if reveal else person.mask_identity_numbers(dossier)


def _parts(db: Connection, id: int, today: str) -> list[Result]:
    """What the nouns that belong in a dossier hold of the person, and the cases among them."""
    parts = [(noun.dossier or 0, of_person(db, noun, id, today)) for noun in registry.by_place("dossier")]
    parts += [(PLACE_OF_CASES, part) for part in _cases(db, id, today)]
    return [part for _place, part in sorted(parts, key=itemgetter(0))]


def _cases(db: Connection, id: int, today: str) -> list[Result]:
    """The cases against the person, and the decisions in force; nothing where there is none."""
    from chodon_cli.casework import in_force as decision
    from chodon_cli.casework import listing as case
    from chodon_cli.casework.case import cases

    against = [case_row for each_case in cases(db, staff=[id]) if (case_row := case.row(each_case, today))]
    running = decision.in_force(db, today, today, staff=[id])
    tables = [
        Result(N_("Cases"), case.CASE_LIST_COLUMNS, against),
        Result(N_("Decisions in force: what they keep the person from"), decision.DECISION_COLUMNS, running),
    ]
    hidden = ("staff", "full_name")
    return [
        replace(table, columns=[replace(c, shown="asked") if c.key in hidden else c for c in table.columns])
        for table in tables
        if table.rows
    ]


def of_person(db: Connection, noun: Noun, id: int, today: str) -> Result:
    """What the register holds of a person in a noun's list, as it stands today."""
    columns = [replace(c, shown="asked") if c.key in ("staff", "full_name") else c for c in noun.fields]
    result = Result(noun.title, columns, lists.rows(db, noun, ["s.id = :id"], known_on=today, id=id))
    return noun.with_state(result, today) if noun.with_state else result


def written_person(ids: list[int], title: str, hints: list[str], day: str = FOREVER) -> Result:
    """The people as just written, with the post of the day; without one, the latest, even if it is still to begin."""
    from chodon_cli import store

    with store.reading() as db:
        people = lists.rows(db, DECLARATION, [f"s.id IN ({', '.join(map(str, ids))})"], day=day)
    columns = lists.saying(FIELDS, people)
    heading = lists.written_title(title, people, DECLARATION)
    return person.mask_identity_numbers(Result(heading, columns, people, hints=hints, is_write=True, layout="record"))
