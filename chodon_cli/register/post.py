"""Posts: who served in which unit, as what, from when to when. `staff` has the verbs; here is what they share."""

from operator import gt

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.law import titles
from chodon_cli.law.categories import EndedCategory, ended_category
from chodon_cli.locale import _
from chodon_cli.nouns.post import LIST
from chodon_cli.register import journal, record
from chodon_cli.register.bulk.column_draft import ColumnDraft, until
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Columns, Row
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.staff import PostRow
from chodon_cli.words import CATEGORY, LEADERSHIP


def row(draft: Draft) -> Row:
    draft.needs("staff", "unit", "category", "started_on")
    draft.in_order("started_on", "ended_on")
    staff = draft.refer(draft.refs.staff, "staff")
    unit = draft.refer(draft.refs.unit, "unit")
    if draft["reason"] and not draft["ended_on"]:
        draft.refuse("reason", _("a reason for leaving needs the last day of the post"))
    born_on = staff.born_on if staff else None
    if born_on and draft["started_on"] and draft["started_on"] <= born_on:
        draft.refuse("started_on", _("is not after the day of birth, {day}").format(day=show_day(born_on)))
    if ended := ended_category(draft["category"], draft["started_on"]):
        draft.hints.append(no_more(ended))
    return {
        "staff_id": staff and staff.id,
        "unit_id": unit and unit.id,
        "category": draft["category"],
        "title": draft["title"],
        "leadership": draft["leadership"] or _from_title(draft),
        "started_on": draft["started_on"],
        "ended_on": draft["ended_on"],
        "reason": draft["reason"],
        "voided_on": draft["voided_on"],
        "void_reason": draft["void_reason"],
    }


def columns(many: ColumnDraft) -> Columns:
    """`row` for many at once; of people who are new nobody can have another post."""
    many.needs("staff", "unit", "category", "started_on")
    many.lacks("voided_on", "void_reason")
    staff, units = many.refer("staff"), many.refer("unit")
    started_on, ended_on = many["started_on"], until(many["ended_on"])
    many.in_order(started_on, ended_on)
    many.in_order([opened_on or "" for _id, _code, _name, opened_on, _closed in units], started_on)
    many.in_order(ended_on, until([closed_on for *_unit, closed_on in units]))
    many.sure(all(map(gt, started_on, [born_on or "" for _id, _code, _name, born_on in staff])))
    many.sure(all(end for end, reason in zip(many["ended_on"], many["reason"], strict=True) if reason))
    if not many.has_referred("staff"):
        many.marks += zip([person.code for person in staff], started_on, strict=True)
        many.touched.update(person.id for person in staff)
    meant = {title: titles.leadership(title) for title in set(many["title"]) if title}
    guessed = [not said and meant.get(title) for said, title in zip(many["leadership"], many["title"], strict=True)]
    many.from_titles = sum(guess not in (None, False, "none") for guess in guessed)
    return {
        "staff_id": [person.id for person in staff],
        "unit_id": [unit.id for unit in units],
        "category": many["category"],
        "title": many["title"],
        "leadership": [said or guess or "none" for said, guess in zip(many["leadership"], guessed, strict=True)],
        "started_on": started_on,
        "ended_on": many["ended_on"],
        "reason": many["reason"],
        "voided_on": many["voided_on"],
        "void_reason": many["void_reason"],
    }


NEAR = """
SELECT near.id FROM json_each(:rows) AS row
JOIN staff who ON who.code = json_extract(row.value, '$.staff')
JOIN post near ON near.staff_id = who.id AND near.voided_on IS NULL
"""
NOUN = NounVerbs(
    LIST,
    PostRow,
    row,
    touches=lambda row: {"staff": [row["staff_id"]]},
    identity=record.by("staff", "started_on"),
    references={"staff": "staff", "unit": "unit"},
    defaulted=("leadership",),
    columns=columns,
    near=NEAR,
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
    moving = [dict(row) for row in SessionReader(session).execute(sql, {"unit": unit, "on": on}).mappings()]
    for found in moving:
        id = found.pop("id")
        if found["started_on"] >= on:
            journal.change(session, PostRow, id, unit_id=target)
            continue
        journal.change(session, PostRow, id, ended_on=dates.shift(on, -1), reason=None)
        rest = {**found, "unit_id": target, "started_on": on, "voided_on": None, "void_reason": None}
        journal.add(session, PostRow, rest)
    people = sorted({found["staff_id"] for found in moving})
    follow(session, people)
    return people


def follow(session: Session, staff: list[int]) -> list[str]:
    """Let the violations of these people stand in the unit where they served on the day; the numbers of those moved."""
    from json import dumps

    from chodon_cli.nouns.violation import NUMBER
    from chodon_cli.register.tables.violation import ViolationRow

    sql = f"""
    SELECT v.id, {NUMBER}, p.unit_id
    FROM violation v
    JOIN post p ON p.staff_id = v.staff_id AND p.voided_on IS NULL AND p.started_on <= v.occurred_on
         AND coalesce(p.ended_on, '9999-12-31') >= v.occurred_on
    WHERE v.staff_id IN (SELECT value FROM json_each(:staff)) AND v.unit_id <> p.unit_id
    ORDER BY v.year, v.n
    """
    moved = []
    for id, number, unit in SessionReader(session).execute(sql, {"staff": dumps(staff)}).all():
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


def _from_title(draft: Draft) -> str:
    """The leadership that the title means, said aloud: nobody typed it."""
    if not draft["title"]:
        return "none"
    found = titles.leadership(draft["title"])
    if found != "none":
        word = _(LEADERSHIP.labels[found])
        draft.hints.append(_("leadership: {word}, from the title “{title}”").format(word=word, title=draft["title"]))
    return found
