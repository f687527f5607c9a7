"""How cases come and go: by unit, what was live, opened, ended, how old, with what outcome, and what is late."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.casework.case import Case
from chodon_cli.casework.listing import CASE_LIST_COLUMNS, row
from chodon_cli.casework.selection import cases_under_way
from chodon_cli.cli import options
from chodon_cli.dates import Period, days_between
from chodon_cli.law import clock
from chodon_cli.law.clock import Event
from chodon_cli.locale import N_, _
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.unit_tree import UnitTree, as_json, unit_id
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.options import Cell, Under
from chodon_cli.reports.parts.case_counts import LAST_DAYS_OF_AGES, OUTCOME_KEYS, case_counts
from chodon_cli.result import Column, Result

HELP = N_("Cases by unit: the balance of cases and of people, ages, outcomes, what is late.")
FIGURE_COLUMNS = [
    *(Column(key, "integer") for key in ("opening", "opened", "ended", "closing")),
    *(Column(f"people_{key}", "integer", 4) for key in ("opening", "opened", "ended", "closing")),
    *(Column(f"live_{age}", "integer", 5) for age in (*LAST_DAYS_OF_AGES, "more")),
    *(Column(f"ended_{age}", "integer", 6) for age in (*LAST_DAYS_OF_AGES, "more")),
    *(Column(key.replace("-", "_"), "integer", 3) for key in OUTCOME_KEYS),
    Column("late", "integer", 2),
    Column("pausing", "integer", 2),
    Column("overdue", "integer", 1),
]
CASE_FIGURE_COLUMNS = [Column("unit_code", "code"), Column("unit", "text"), *FIGURE_COLUMNS]


def report(
    db: Connection,
    period: options.Within = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """The balance opening + opened - ended = closing over a period (this year so far by default).

    A person counts while at least one case against them is live: people entered and left that state. A reopened case
    (its decision was annulled) counts as opened once more; its former ending counts as `annulled`.
    """
    within = period or dates.this_year()
    tree = UnitTree(db, dates.today(), units == "now", within)
    places = tree.places(unit_id(db, unit))
    if cell:
        return _records(db, within, by_line(places, cases_under_way(db, within.start, within.end)), cell)
    counted = case_counts(db, within, as_json(places))
    lines = by_line(places, counted.others)
    others = [case for cases_of_line in lines.values() for case in cases_of_line]
    of_line = {
        line: add(counted.by_line.get(line), figures(lines.get(line, ()), within))
        for line in sorted({*counted.by_line, *lines}, key=tree.order)
    }
    return Result(
        N_("Cases by unit"),
        CASE_FIGURE_COLUMNS,
        [(tree[line].code, tree[line].name, *of_line[line]) for line in of_line if any(of_line[line])],
        totals=(None, None, *add(counted.total, figures(others, within))),
        notes=[_("opening + opened - ended = closing, for cases and for people with a live case")],
        period=within,
        as_of=within.end,
    )


def by_line(places: Mapping[int, int], cases_counted: Iterable[Case]) -> dict[int, list[Case]]:
    """The unit of each row -> the cases that count in it."""
    lines: dict[int, list[Case]] = {}
    for case in cases_counted:
        if case.earliest and case.earliest.unit_id in places:
            lines.setdefault(places[case.earliest.unit_id], []).append(case)
    return lines


def add(one: tuple[int, ...] | None, other: tuple[int, ...]) -> tuple[int, ...]:
    """The figures of the cases against some people and those of the cases against others."""
    return tuple(a + b for a, b in zip(one, other, strict=True)) if one else other


def _records(db: Connection, within: Period, lines: dict[int, list[Case]], cell: str) -> Result:
    """The cases behind UNIT:KEY, each as it stands on the last day, as many as the figure says."""
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    unit = None if drilldown.is_total(name) else lookup.unit(db, name)
    line = unit and unit.id
    place = [column.key for column in FIGURE_COLUMNS].index(key)
    wanted = [case for of, cases_of_line in lines.items() for case in cases_of_line if line in (None, of)]
    behind = behind_people(wanted, within, place) if key.startswith("people_") else every_count(wanted, within, place)
    rows = [each for case in behind if (each := row(case, within.end))]
    case_row = Result(N_("Cases behind the figure"), CASE_LIST_COLUMNS, rows)
    return drilldown.with_title(case_row, unit.name if unit else _("Total"), key, FIGURE_COLUMNS, within)


def every_count(cases: Sequence[Case], within: Period, place: int) -> list[Case]:
    """The cases that make the figure, each as often as it counts: one whose decision was annulled was opened twice."""
    return [case for case in cases for _count in range(figures([case], within)[place])]


def behind_people(cases: Sequence[Case], within: Period, place: int) -> list[Case]:
    """Of each person as many cases as the person counts: of several live at once the first stands for all."""
    theirs: dict[int, list[Case]] = {}
    for case in cases:
        theirs.setdefault(case.staff_id, []).append(case)
    return [
        case
        for several in theirs.values()
        for case in every_count(several, within, place)[: figures(several, within)[place]]
    ]


class StatusChange(NamedTuple):
    """A case became live (+1) or ceased to be (-1)."""

    day: str
    sign: int
    event: Event | None
    case: Case


def figures(cases_counted: Sequence[Case], within: Period) -> tuple[int, ...]:
    """The figures of one row, in the order of CASE_FIGURE_COLUMNS."""
    turns = [StatusChange(*turn, case) for case in cases_counted for turn in clock.ends(case.clock_start, case.events)]
    turns = [turn for turn in turns if turn.day <= within.end]
    turns_within = [turn for turn in turns if turn.day >= within.start]
    opening = sum(turn.sign for turn in turns if turn.day < within.start)
    ended = [turn for turn in turns_within if turn.sign < 0]
    live = [(case, now) for case in cases_counted if (now := case.standing(within.end)) and now.is_live]
    outcomes = [outcome(turn, within.end) for turn in ended]
    return (
        *(opening, sum(turn.sign > 0 for turn in turns_within), len(ended), len(live)),
        *people(turns, within),
        *count_by_age(days_between(case.found_on, within.end) for case, _now in live),
        *count_by_age(days_between(turn.case.found_on, turn.day) for turn in ended),
        *(outcomes.count(word) for word in OUTCOME_KEYS),
        sum(is_late(turn) for turn in ended),
        sum(now.state == "paused" for _case, now in live),
        sum((now.days_left(within.end) or 0) < 0 for _case, now in live),
    )


def people(turns: Sequence[StatusChange], within: Period) -> tuple[int, int, int, int]:
    """Who had a live case before the period, entered and left that state in it, and has one at its end."""
    before = entered = leavers = 0
    live: dict[int, int] = {}
    for turn in sorted(turns, key=lambda turn: (turn.day, -turn.sign)):
        count = live.get(turn.case.staff_id, 0)
        live[turn.case.staff_id] = count + turn.sign
        is_entry, is_leave = turn.sign > 0 and count == 0, turn.sign < 0 and count == 1
        if turn.day < within.start:
            before += is_entry - is_leave
        else:
            entered += is_entry
            leavers += is_leave
    return before, entered, leavers, sum(count > 0 for count in live.values())


def count_by_age(days: Iterator[int]) -> list[int]:
    """How many are of each age."""
    counts = [0] * (len(LAST_DAYS_OF_AGES) + 1)
    for age in days:
        counts[bisect_left(LAST_DAYS_OF_AGES, age)] += 1
    return counts


def outcome(turn: StatusChange, day: str) -> str:
    """How the case ended then, seen from the last day: a decision that was annulled since has had none."""
    event = turn.event
    assert event
    if event.outcome:
        return event.outcome
    now = turn.case.standing(day)
    return "disciplined" if now and now.decided == event else "annulled"


def is_late(turn: StatusChange) -> bool:
    """Whether the case ended by a decision after its last day."""
    event = turn.event
    assert event
    earlier = [past for past in turn.case.events if past.n < event.n]
    before = clock.standing(turn.case.clock_start, earlier, event.happened_on)
    return bool(event.kind == "decide" and before and before.due_on and before.due_on < event.happened_on)
