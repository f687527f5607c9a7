"""Posts: who served in which unit, as what, from when to when. `staff` has the verbs; here is what they share."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.law import titles
from chodon_cli.law.categories import EndedCategory, ended_category
from chodon_cli.locale import N_, _
from chodon_cli.nouns.post import (
    BEGINS_AFTER_BIRTH,
    BEGINS_IN_LIFE_OF_UNIT,
    DECLARATION,
    ENDS_IN_LIFE_OF_UNIT,
    is_held_sql,
)
from chodon_cli.register import journal
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.row_rule import Column, StoredColumn, in_order, is_before, keeps, keeps_by_rule, only_with
from chodon_cli.register.session import SessionReader, rows_by_column
from chodon_cli.register.tables.staff import PostRow
from chodon_cli.result import Cell
from chodon_cli.words.staff import CATEGORY, LEADERSHIP


def leadership_meant(words: Column, posts: Column) -> list[str]:
    """The leadership that is said, or else that which the title means."""
    return [word or guess or "none" for word, guess in zip(words, leadership_from_titles(words, posts), strict=True)]


def leadership_from_titles(words: Column, posts: Column) -> list[str | None]:
    """Of each post the leadership that its title means, where nobody says it; None if it is none."""
    meant: dict[str | None, str | None] = {title: titles.leadership(title) for title in set(posts) if title}
    meant = {title: None if word == "none" else word for title, word in meant.items()}
    return [None if word else meant.get(title) for word, title in zip(words, posts, strict=True)]


def count_from_titles(words: Column, posts: Column) -> int:
    return len(posts) - leadership_from_titles(words, posts).count(None)


def derive(draft: Draft) -> dict[str, Cell]:
    """Nothing; what comes from the title is told, for nobody typed it, and that the class of staff is no more."""
    [guess] = leadership_from_titles([draft["leadership"]], [draft["title"]])
    if ended := ended_category(draft["category"], draft["started_on"]):
        draft.hints.append(no_more(ended))
    if guess:
        word = _(LEADERSHIP.labels[guess])
        draft.hints.append(_("leadership: {word}, from the title “{title}”").format(word=word, title=draft["title"]))
    return {}


def prove(many: ColumnDraft) -> None:
    """Of people who are new nobody can have another post."""
    if not many.has_referred("staff"):
        many.touched.update(many.column("staff.id"))


CANDIDATES_SQL = """
SELECT near.id FROM json_each(:rows) AS row
JOIN staff who ON who.code = json_extract(row.value, '$.staff')
JOIN post near ON near.staff_id = who.id AND near.voided_on IS NULL
"""
VERBS = NounVerbs(
    DECLARATION,
    (
        in_order("started_on", "ended_on"),
        only_with("reason", "ended_on", N_("a reason for leaving needs the last day of the post")),
        keeps(BEGINS_AFTER_BIRTH, "started_on", is_before("staff.born_on", N_("is not after the day of birth, {day}"))),
        keeps_by_rule(BEGINS_IN_LIFE_OF_UNIT),
        keeps_by_rule(ENDS_IN_LIFE_OF_UNIT),
    ),
    {"leadership": StoredColumn(("leadership", "title"), leadership_meant)},
    derive,
    touches=lambda row: {"staff": [row["staff_id"]]},
    identity_by=("staff", "started_on"),
    prove=prove,
    near=CANDIDATES_SQL,
    near_by=("staff", "started_on"),
)


def move_all(session: Session, unit: int, target: int, on: str) -> list[int]:
    """Move every post of the unit that is live on this day or begins later to the target; the people who moved.

    A post that is live is ended the day before, and goes on in the target with all that it had.
    """
    from chodon_cli import dates

    columns = "id, staff_id, category, title, leadership, started_on, ended_on, reason"
    sql = f"""
    SELECT {columns} FROM post
    WHERE unit_id = :unit AND voided_on IS NULL AND coalesce(ended_on, '9999-12-31') >= :on
    ORDER BY id
    """
    moving = rows_by_column(SessionReader(session).execute(sql, {"unit": unit, "on": on}))
    for post_id in moving:
        id = post_id.pop("id")
        if post_id["started_on"] >= on:
            journal.change(session, PostRow, id, unit_id=target)
            continue
        journal.change(session, PostRow, id, ended_on=dates.shift(on, -1), reason=None)
        rest = {**post_id, "unit_id": target, "started_on": on, "voided_on": None, "void_reason": None}
        journal.add(session, PostRow, rest)
    people = sorted({post_id["staff_id"] for post_id in moving})
    follow(session, people)
    return people


def follow(session: Session, staff: list[int]) -> list[str]:
    """Let the violations of these people stand in the unit where they served on the day; the numbers of those moved."""
    from json import dumps

    from chodon_cli.nouns.violation import NUMBER_SQL
    from chodon_cli.register.tables.violation import ViolationRow

    sql = f"""
    SELECT v.id, {NUMBER_SQL}, p.unit_id
    FROM violation v
    JOIN post p ON p.staff_id = v.staff_id AND {is_held_sql("v.occurred_on")}
    WHERE v.staff_id IN (SELECT value FROM json_each(:staff)) AND v.unit_id <> p.unit_id
    ORDER BY v.year, v.n
    """
    moved = []
    for id, number, unit in SessionReader(session).execute(sql, {"staff": dumps(staff)}).fetchall():
        journal.change(session, ViolationRow, id, unit_id=unit)
        moved.append(number)
    return moved


def no_more(ended: EndedCategory) -> str:
    """That the class of staff is no more, and which took its place."""
    sentence = _("{category} is a class until {day} only: from then on {becomes} ({source})")
    return sentence.format(
        category=CATEGORY.label(ended.code),
        day=show_day(ended.until),
        becomes=CATEGORY.label(ended.becomes),
        source=ended.document,
    )
