"""The cases as they are listed and shown: how each stands on a day."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from chodon_cli.casework.case import Case, case_of_number, cases, not_yet
from chodon_cli.casework.selection import cases_in_units
from chodon_cli.casework.steps import advice
from chodon_cli.dates import Period, show_day
from chodon_cli.law.rules import first_day, unsure, weakest
from chodon_cli.locale import N_, _
from chodon_cli.nouns.case import DECLARATION
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.filters import having
from chodon_cli.queries.unit_tree import ids_under
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.text import clean

CASE_LIST_COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", 2, label=N_("Person")),
    Column("full_name", "person", 2),
    Column("unit", "code", 2),
    Column("violations", "code", 5, label=N_("Violations of a case")),
    Column("found_on", "date", 4),
    Column("opened_on", "date", 3, label=N_("Case opened on")),
    Column("state", "word"),
    Column("due_on", "date"),
    Column("days_left", "integer"),
    Column("extended", "integer", 5),
    Column("paused", "integer", 5),
    Column("outcome", "word", 3),
    Column("form", "word", 2, label=N_("Form of discipline")),
    Column("decision", "text", 4),
    Column("decided_on", "date", 3),
    Column("effective_on", "date", 5),
    Column("lapses_on", "date", 4),
    Column("verified", "word", 3),
]


def row(case: Case, day: str) -> Row | None:
    """The case as it stands on the day, in the order of CASE_LIST_COLUMNS; None before it is opened."""
    now = case.standing(day)
    if now is None:
        return None
    decided = now.decided
    tags = [tag for tag in (case.verified_on(day), decided and decided.verified) if tag]
    return (
        case.number,
        case.staff,
        case.full_name,
        case.unit,
        " ".join(sorted(act.number for act in case.acts)),
        case.found_on,
        case.opened_on,
        now.state,
        now.due_on,
        now.days_left(day),
        now.granted,
        now.paused,
        now.closed and now.closed.outcome,
        decided and decided.form,
        decided and decided.decision,
        decided and decided.happened_on,
        decided and decided.effective_on,
        decided and decided.lapses_on,
        weakest(tags) if tags else None,
    )


class CaseFilter(NamedTuple):
    """Which cases are wanted; None asks for all."""

    as_of: str
    period: Period | None = None
    unit: str | None = None
    staff: str | None = None
    state: str | None = None
    is_overdue: bool = False
    find: str | None = None
    is_now: bool = False  # the unit with those that it succeeded
    among: frozenset[int] | None = None  # units by id, where no unit is named


def list_cases(db: Reader, asked: CaseFilter) -> Result:
    """The cases by number, as they stand on the day."""
    staff = None if asked.staff is None else [lookup.staff(db, asked.staff).id]
    units = asked.among if asked.unit is None else ids_under(db, asked.unit, asked.is_now)
    every = cases(db, staff=staff) if staff or units is None else cases_in_units(db, units)
    rows = [
        made
        for case in every
        if (made := row(case, asked.as_of))
        and (asked.period is None or asked.period.start <= case.opened_on <= asked.period.end)
        and (units is None or (case.earliest and case.earliest.unit_id in units))
    ]
    place = {column.key: at for at, column in enumerate(CASE_LIST_COLUMNS)}
    if asked.state:
        rows = [made for made in rows if made[place["state"]] == asked.state]
    if asked.is_overdue:
        rows = [made for made in rows if (made[place["days_left"]] or 0) < 0]
    found = having(Result(DECLARATION.title, CASE_LIST_COLUMNS, rows), asked.find, DECLARATION.number)
    return replace(found, notes=notes(found.rows), period=asked.period, as_of=asked.as_of)


def notes(rows: Sequence[Row]) -> list[str]:
    """What is to be known of cases as they are shown: a last day that no rule gives, rules that nobody has checked."""
    due_on = [column.key for column in CASE_LIST_COLUMNS].index("due_on")
    said = unsure(row[-1] for row in rows)
    if any(row[due_on] is None for row in rows):
        said.insert(0, _("no rule is held for days before {first}").format(first=show_day(first_day())))
    return said


def show_case(db: Reader, said: str, today: str) -> Result:
    """One case: how it stands, what it was opened on, and what happened to it."""
    from chodon_cli.nouns import case_event, violation

    case = case_of_number(db, clean(said))
    now = case.standing(today)
    made = [made for made in [row(case, today)] if made]
    if not made or now is None:
        raise not_yet(case)
    where = f"v.id IN (SELECT violation_id FROM case_violation WHERE case_id = {case.id})"
    events = lists.rows(db, case_event.DECLARATION, ["c.id = :id", "e.happened_on <= :today"], id=case.id, today=today)
    asked = [
        replace(column, shown="asked") if column.key == "case" or not any(e[place] for e in events) else column
        for place, column in enumerate(case_event.FIELDS)
    ]
    return Result(
        N_("Case"),
        CASE_LIST_COLUMNS,
        made,
        notes=[*notes(made), *advice(case, now, today)],
        as_of=today,
        layout="record",
        details=[
            Result(N_("Violations"), violation.FIELDS, lists.rows(db, violation.DECLARATION, [where], known=today)),
            Result(case_event.DECLARATION.title, asked, events),
        ],
    )


def written_case(id: int, title: str, today: str, hints: Sequence[str]) -> Result:
    """The case as just written."""
    from chodon_cli import store

    with store.reading() as db:
        made = [made for case in cases(db, [id]) if (made := row(case, max(today, case.opened_on)))]
    told = lists.written_title(title, made)
    return Result(told, CASE_LIST_COLUMNS, made, notes=notes(made), hints=hints, is_write=True, layout="record")
