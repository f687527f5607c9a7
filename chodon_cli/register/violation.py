"""What may be done to a violation: log, correct, void."""

import re
from typing import Any

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.entry import Values
from chodon_cli.errors import Refused
from chodon_cli.lists.violation import LIST, NUMBER
from chodon_cli.locale import _
from chodon_cli.register import Question, record
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.record import Noun, Outcome
from chodon_cli.register.tables.violation import Violation

READABLE = re.compile(r"VP-([0-9]{4})-([0-9]{4,})", re.I)


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
    if standard and standard[2] and occurred_on and occurred_on > standard[2] and not draft["voided_on"]:
        draft.refuse("standard", _("was in force until {day}").format(day=show_day(standard[2])))
    if draft["inspection"]:
        draft.refuse("inspection", _("inspections are not kept yet"))
    year, n = _number(draft)
    return {
        "year": year,
        "n": n,
        "staff_id": staff and staff[0],
        "unit_id": _unit(draft, staff),
        "standard_id": standard and standard[0],
        "occurred_on": occurred_on,
        "found_on": found_on,
        "source": draft["source"] or "other",
        "severity": draft["severity"] or "minor",
        "note": draft["note"],
        "voided_on": draft["voided_on"],
        "void_reason": draft["void_reason"],
    }


NOUN = Noun(
    LIST,
    Violation,
    row,
    touches=lambda row: {"staff": [row["staff_id"]]},
    identity=lambda values: parsed(values["number"]) if values.get("number") else None,
    references={"staff": "staff", "unit": "unit", "standard": "standard"},
    defaulted=("number", "unit", "found_on", "source", "severity"),
)


def log(session: Session, values: Values, today: str) -> Outcome:
    """Enter a violation by a person who served on that day, against a standard then in force; it gets its number.

    The same person, standard and day may come again: that is said, not refused.
    """
    from dataclasses import replace

    twins: list[str] = []

    def numbered(draft: Draft) -> Row:
        made = row(draft)
        if not draft.problems:
            made["n"] = highest(session, made["year"]) + 1
            twins.extend(_twins(session, made))
        return made

    outcome = record.add(session, replace(NOUN, row=numbered), values, today)
    hints = [_("the same person, standard and day: {numbers}").format(numbers=", ".join(twins))] if twins else []
    return Outcome(outcome.id, [*outcome.hints, *hints])


def edit(session: Session, said: str, changes: Values, today: str) -> Outcome:
    """Correct what was entered of a violation. The year of its number stands: another year is another violation."""
    id = numbered(session, said)
    before = record.read(session, NOUN, id)
    if changes.get("occurred_on") and changes["occurred_on"][:4] != before["occurred_on"][:4]:
        raise Refused(
            _("{number} belongs to the year {year}").format(number=before["number"], year=before["occurred_on"][:4]),
            _("void it and log it anew"),
        )
    follows = {"unit": ""} if changes.get("occurred_on") or changes.get("staff") else {}
    if changes.get("occurred_on") and not changes.get("found_on") and before["found_on"] == before["occurred_on"]:
        follows["found_on"] = ""
    return record.edit(session, NOUN, id, {**changes, **follows}, today)


def void(session: Session, said: str, reason: str, today: str) -> Outcome:
    """Mark a violation as entered by mistake: it no longer counts, and keeps its number."""
    return record.void(session, NOUN, numbered(session, said), reason, today)


def numbered(session: Session, said: str) -> int:
    """The id of the violation with this number."""
    year, n = parsed(said) or (0, 0)
    sql = "SELECT id FROM violation WHERE year = :year AND n = :n"
    return record.found(session, sql, _("there is no violation {number}").format(number=said), year=year, n=n)


def parsed(number: str) -> tuple[int, int] | None:
    """Year and place of a readable number; None if it is none. VP-2022-0007 -> (2022, 7)."""
    found = READABLE.fullmatch(number)
    return (int(found[1]), int(found[2])) if found and int(found[2]) < 1 << 62 else None


def highest(session: Session, year: int) -> int:
    sql = "SELECT coalesce(max(n), 0) FROM violation WHERE year = :year"
    return int(Question(session).execute(sql, {"year": year}).scalar_one())


def _number(draft: Draft) -> tuple[int, int]:
    year = int((draft["occurred_on"] or "0")[:4])
    if not draft["number"]:
        return year, 0
    found = parsed(draft["number"])
    if found is None or not found[1]:
        draft.refuse("number", _("this is not the number of a violation (VP-2022-0001)"))
    elif found[0] != year and draft["occurred_on"]:
        draft.refuse("number", _("its year is not that of the violation"))
    return found or (year, 0)


def _unit(draft: Draft, staff: Any) -> int | None:
    """The unit of the person's post on the day; where a unit is named it must be that one."""
    named = draft.refer(draft.refs.unit, "unit")
    if not staff or not draft["occurred_on"]:
        return None
    if draft["voided_on"] and named:
        return int(named[0])  # entered by mistake: it need not agree with anything
    day = draft["occurred_on"]
    served = draft.refs.post_on(staff[0], day)
    if served is None:
        draft.refuse("occurred_on", _("{staff} has no post on {day}").format(staff=staff[1], day=show_day(day)))
        return None
    if named and named[0] != served[0]:
        draft.refuse(
            "unit",
            _("on {day} {staff} served in {here}").format(day=show_day(day), staff=staff[1], here=served[1]),
        )
    return int(served[0])


def _twins(session: Session, row: Row) -> list[str]:
    sql = f"""
    SELECT {NUMBER} FROM violation v
    WHERE v.staff_id = :staff_id AND v.standard_id = :standard_id AND v.occurred_on = :occurred_on
      AND v.voided_on IS NULL
    """
    key = {name: row[name] for name in ("staff_id", "standard_id", "occurred_on")}
    return [number for (number,) in Question(session).execute(sql, key)]
