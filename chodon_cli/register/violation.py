"""What may be done to a violation: log, correct, void."""

from sqlmodel import Session

from chodon_cli.casework import case as cases
from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.violation import LIST, NUMBER
from chodon_cli.queries.resolve import InspectionRef, StaffRef
from chodon_cli.register import record
from chodon_cli.register.bulk.column_draft import ColumnDraft, until
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Columns, Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs, WriteOutcome
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.violation import ViolationRow

NUMBERING = Numbering(LIST, "occurred_on")
NEAR = """
SELECT near.id FROM json_each(:rows) AS row
JOIN staff who ON who.code = json_extract(row.value, '$.staff')
JOIN standard what ON what.code = json_extract(row.value, '$.standard')
JOIN violation near ON near.staff_id = who.id AND near.occurred_on = json_extract(row.value, '$.occurred_on')
     AND near.standard_id = what.id
UNION ALL SELECT near.id FROM json_each(:rows) AS row
JOIN violation near ON near.year = json_extract(row.value, '$.identity[0]')
     AND near.n = json_extract(row.value, '$.identity[1]')
"""


def row(draft: Draft) -> Row:
    """A violation's row; `n` is 0 where no number was given, until `log` or an import numbers it."""
    draft.needs("staff", "standard", "occurred_on")
    occurred_on = draft["occurred_on"]
    draft.values["found_on"] = found_on = draft["found_on"] or occurred_on
    draft.not_in_future(*(("occurred_on",) if found_on == occurred_on else ("occurred_on", "found_on")))
    draft.in_order("occurred_on", "found_on")
    draft.void_has_reason()
    staff = draft.refer(draft.refs.staff, "staff")
    standard = draft.refer(draft.refs.standard, "standard")
    last = standard and standard.in_force_to
    if last and occurred_on and occurred_on > last and not draft["voided_on"]:
        draft.refuse("standard", _("was in force until {day}").format(day=show_day(last)))
    inspection = _inspection(draft)
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        "staff_id": staff and staff.id,
        "unit_id": _unit(draft, staff),
        "standard_id": standard and standard.id,
        "occurred_on": occurred_on,
        "found_on": found_on,
        "source": draft["source"] or ("inspection" if inspection else "other"),
        "severity": draft["severity"] or "minor",
        "note": draft["note"],
        "voided_on": draft["voided_on"],
        "void_reason": draft["void_reason"],
        "inspection_id": inspection and inspection.id,
    }


def columns(many: ColumnDraft) -> Columns:
    """`row` for many at once."""
    many.needs("staff", "standard", "occurred_on")
    many.lacks("inspection", "voided_on", "void_reason")
    occurred_on = many["occurred_on"]
    found_on = [found or occurred for found, occurred in zip(many["found_on"], occurred_on, strict=True)]
    many.not_in_future(found_on)
    many.in_order(occurred_on, found_on)
    staff = [person.id for person in many.refer("staff")]
    standards = many.refer("standard")
    many.in_order(occurred_on, until([standard.in_force_to for standard in standards]))
    served = many.units_served_in(staff, occurred_on)
    if any(many["unit"]):
        named = many.refer("unit") if None not in many["unit"] else []
        many.sure([unit.id for unit in named] == served)
    years, numbers = NUMBERING.columns(many)
    return {
        "year": years,
        "n": numbers,
        "staff_id": staff,
        "unit_id": served,
        "standard_id": [standard.id for standard in standards],
        "occurred_on": occurred_on,
        "found_on": found_on,
        "source": many.fill("source", "other"),
        "severity": many.fill("severity", "minor"),
        "note": many["note"],
        "voided_on": many["voided_on"],
        "void_reason": many["void_reason"],
        "inspection_id": many["inspection"],
    }


NOUN = NounVerbs(
    LIST,
    ViolationRow,
    row,
    touches=lambda row: {"staff": [row["staff_id"]]},
    identity=NUMBERING.identity,
    references={"staff": "staff", "unit": "unit", "standard": "standard", "inspection": "inspection"},
    defaulted=("number", "unit", "found_on", "source", "severity"),
    numbering=NUMBERING,
    columns=columns,
    near=NEAR,
    near_by=("number", "staff", "standard", "occurred_on"),
)


def log(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a violation by a person who served on that day, against a standard then in force; it gets its number.

    The same person, standard and day may come again: that is said, not refused.
    """
    outcome = record.add(session, NOUN, values, today)
    twins = _twins(session, outcome.id)
    hints = [_("the same person, standard and day: {numbers}").format(numbers=", ".join(twins))] if twins else []
    return WriteOutcome(outcome.id, [*outcome.hints, *hints])


def edit(session: Session, said: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a violation."""
    id = record.id_by_number(session, NOUN, said)
    before = record.read(session, NOUN, id)
    follows = {"unit": ""} if changes.get("occurred_on") or changes.get("staff") else {}
    if changes.get("occurred_on") and not changes.get("found_on") and before["found_on"] == before["occurred_on"]:
        follows["found_on"] = ""
    if changes.get("inspection") and not changes.get("source"):
        follows["source"] = "inspection"
    return record.edit(session, NOUN, id, {**changes, **follows}, today)


def void(session: Session, said: str, reason: str, today: str) -> WriteOutcome:
    """Mark a violation as entered by mistake: it no longer counts, and keeps its number.

    Refused while a case on it is live, or a decision stands that rests on it.
    """
    id = record.id_by_number(session, NOUN, said)
    for case in cases.cases(SessionReader(session), of_violation=id):
        if case.latest.is_live:
            raise Refused(
                _("{record} is in the case {case}, which is still live").format(record=said, case=case.number)
            )
        if case.latest.decided:
            raise Refused(
                _("{record} is in the case {case}, and its decision still stands").format(
                    record=said, case=case.number
                ),
                _("annul it with: chodon case annul; then close the case"),
            )
    return record.void(session, NOUN, id, reason, today)


def _inspection(draft: Draft) -> InspectionRef | None:
    """The inspection at which it was found, which says how it came to be known."""
    found = draft.refer(draft.refs.inspection, "inspection")
    if not found or draft["voided_on"]:
        return found  # entered by mistake: it need not agree with anything
    if not found.visited_on:
        draft.refuse("inspection", _("the inspection has not been carried out"))
    elif draft["occurred_on"] and draft["occurred_on"] > found.visited_on:
        draft.refuse("occurred_on", _("is after the inspection, {day}").format(day=show_day(found.visited_on)))
    if draft["source"] not in (None, "inspection"):
        draft.refuse("source", _("what an inspection found has the source “inspection”"))
    return found


def _unit(draft: Draft, staff: StaffRef | None) -> int | None:
    """The unit of the person's post on the day; where a unit is named it must be that one."""
    named = draft.refer(draft.refs.unit, "unit")
    if not staff or not draft["occurred_on"]:
        return None
    if draft["voided_on"] and named:
        return named.id  # entered by mistake: it need not agree with anything
    day = draft["occurred_on"]
    served = draft.refs.post_on(staff.id, day)
    if served is None:
        draft.refuse("occurred_on", _("{staff} has no post on {day}").format(staff=staff.code, day=show_day(day)))
        return None
    if named and named.id != served.unit_id:
        draft.refuse(
            "unit",
            _("on {day} {staff} served in {here}").format(day=show_day(day), staff=staff.code, here=served.unit),
        )
    return served.unit_id


def _twins(session: Session, id: int) -> list[str]:
    """The other violations of the same person, standard and day."""
    sql = f"""
    SELECT {NUMBER} FROM violation new
    JOIN violation v ON v.staff_id = new.staff_id AND v.standard_id = new.standard_id
         AND v.occurred_on = new.occurred_on AND v.id <> new.id AND v.voided_on IS NULL
    WHERE new.id = :id
    """
    return [number for (number,) in SessionReader(session).execute(sql, {"id": id})]
