"""What may be done to a check of an inspection: set it; and what follows from those that people failed."""

from collections.abc import Container
from json import dumps, loads
from operator import le

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.law import checklist
from chodon_cli.locale import N_, _
from chodon_cli.nouns.fields import INSPECTION_WAS_CARRIED_OUT
from chodon_cli.nouns.inspection_check import DECLARATION, STANDARD_WAS_IN_FORCE
from chodon_cli.nouns.post import is_held_sql
from chodon_cli.queries.resolve import IS_BENEATH_UNIT
from chodon_cli.register import record
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns, Row
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import is_before, keeps
from chodon_cli.register.session import SessionReader
from chodon_cli.result import Cell


def derive(draft: Draft) -> dict[str, Cell]:
    """Of something in force on the day of the visit, with no more people failing than checks."""
    item, people = draft.records["item"], draft.records["failed_staff"]
    is_whole = all(draft[key] is not None for key in DECLARATION.needed_keys)
    if is_whole and draft["passed"] > draft["made"]:
        draft.refuse("passed", _("more than were made, {number}").format(number=draft["made"]))
    elif is_whole and people and len(people.ids) > draft["made"] - draft["passed"]:
        draft.refuse("failed_staff", _("names more people than failed, {number}").format(number=_failed_count(draft)))
    return {
        "item": item and item.code,
        "standard_id": item and item.standard_id,
        "failed": dumps(people.ids) if people and people.ids else None,
    }


def derive_columns(many: ColumnDraft) -> Columns:
    """`derive` of checks that name nobody."""
    many.lacks("failed_staff")
    many.has_all("made", "passed")
    many.doubt_unless(all(map(le, many["passed"], many["made"])))
    items = {"item": many.column("item.code"), "standard_id": many.column("item.standard_id")}
    return {**items, "failed": many["failed_staff"]}


def touches(row: Row) -> dict[str, list[int]]:
    return {"staff": loads(row["failed"] or "[]")}


VERBS = NounVerbs(
    DECLARATION,
    (
        keeps(INSPECTION_WAS_CARRIED_OUT, "inspection", lambda row: _("the inspection has not been carried out")),
        keeps(STANDARD_WAS_IN_FORCE, "item", is_before("item.in_force_to", N_("was in force until {day}"))),
    ),
    derive=derive,
    derive_columns=derive_columns,
    touches=touches,
    identity_by=("inspection", "item"),
)


def set(session: Session, values: Values, today: str, refs: Resolver | None = None) -> WriteOutcome:
    """Say what came of checking one item: a new check, or another outcome of an old one.

    `refs`: what others have looked up already in the same command.
    """
    refs = refs or Resolver(session)
    inspection, item = refs.inspection(values["inspection"]), refs.item(values["item"])
    sql = "SELECT id FROM inspection_check WHERE inspection_id = :inspection AND item = :item"
    existing = SessionReader(session).execute(sql, {"inspection": inspection.id, "item": item.code}).fetchone()
    if existing:
        outcome = record.edit(session, VERBS, int(existing[0]), values, today, refs)
    else:
        outcome = record.add(session, VERBS, values, today, refs)
    return WriteOutcome(outcome.id, [*outcome.hints, *_from_elsewhere(session, outcome.id)])


def failings(session: Session, inspection: str, only: Values, today: str) -> list[Values]:
    """What people failed at an inspection and no violation tells yet: staff, standard, severity and note of each.

    Refused if an item is of no standard and none is given for it.
    """
    refs = Resolver(session)
    id = refs.inspection(inspection).id
    item = only.get("item") and refs.item(only["item"]).code
    staff = only.get("staff") and refs.staff(only["staff"]).code
    failings_of_items: list[Values] = []
    missing: list[str] = []
    rows = SessionReader(session).execute(FAILED_PEOPLE_SQL, {"id": id}).fetchall()
    for checked, code, note in rows:
        if (item and checked != item) or (staff and code != staff):
            continue
        standard = only.get("standard") or (checklist.item(checked) or {"standard": checked}).get("standard")
        if standard is None:
            missing.append(checked)
        elif (code, refs.standard(standard).code) not in _violations_logged(session, id, failings_of_items):
            failings_of_items.append(
                {"staff": code, "standard": standard, "severity": only.get("severity"), "note": note}
            )
    if missing:
        raise Refused(
            _("{items}: no standard goes with it").format(items=", ".join(dict.fromkeys(missing))),
            _("say which was broken: --item ITEM --standard CODE"),
        )
    return failings_of_items


def _from_elsewhere(session: Session, id: int) -> list[str]:
    """The hints that name who failed and served outside the inspected unit and those beneath it: perhaps a slip."""
    rows = SessionReader(session).execute(SERVED_ELSEWHERE_SQL, {"id": id}).fetchall()
    return [
        _("on {day} {staff} served in {here}").format(day=show_day(day), staff=code, here=unit)
        for code, unit, day in rows
    ]


SERVED_ELSEWHERE_SQL = f"""
SELECT s.code, u.code, i.visited_on
FROM inspection_check k
JOIN inspection i ON i.id = k.inspection_id
JOIN json_each(k.failed) f
JOIN staff s ON s.id = f.value
JOIN post p ON p.staff_id = s.id AND {is_held_sql("i.visited_on")}
JOIN unit u ON u.id = p.unit_id
WHERE k.id = :id AND NOT ({IS_BENEATH_UNIT.replace(":unit", "i.unit_id")})
"""
FAILED_PEOPLE_SQL = """
SELECT k.item, s.code, k.note
FROM inspection_check k
JOIN json_each(k.failed) f
JOIN staff s ON s.id = f.value
WHERE k.inspection_id = :id
ORDER BY k.item, s.code
"""


def _violations_logged(session: Session, inspection: int, failings_of_items: list[Values]) -> Container[object]:
    """(person, standard) of the violations that the inspection has led to, and of those about to be logged."""
    sql = """
    SELECT s.code, c.code FROM violation v
    JOIN staff s ON s.id = v.staff_id
    JOIN standard c ON c.id = v.standard_id
    WHERE v.inspection_id = :id AND v.voided_on IS NULL
    """
    logged_pairs = {tuple(pair) for pair in SessionReader(session).execute(sql, {"id": inspection})}
    return logged_pairs | {(each["staff"], each["standard"]) for each in failings_of_items}


def _failed_count(draft: Draft) -> int:
    return int(draft["made"] - draft["passed"])
