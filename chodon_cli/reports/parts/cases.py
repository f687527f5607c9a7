"""What cases add to the compliance of a unit: what nobody took up, what is open, what is late, who was disciplined."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.casework.case import Case
from chodon_cli.casework.counted_cases import NO_PLAIN_CASES, PlainCases
from chodon_cli.casework.listing import CASE_LIST_COLUMNS, row
from chodon_cli.dates import Period
from chodon_cli.locale import N_, _, figure
from chodon_cli.queries.measures import COUNTS_AS_VIOLATION, VIOLATION_UNHANDLED
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import Line, UnitQuery
from chodon_cli.reports.base.stretch_violations import dealt_with
from chodon_cli.reports.base.unit_counts import violations_by_unit
from chodon_cli.result import Cell, Column, Result

PART_COLUMNS = [
    Column("unhandled", "integer", 2),
    Column("open_cases", "integer", 3),
    Column("overdue_cases", "integer", 2),
    Column("disciplined", "integer", 2),
]
NO_FIGURES = (0, 0, 0, 0)
ALSO_BEHIND: tuple[str, ...] = ()
UNHANDLED_COUNT = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.{{day}} BETWEEN :start AND :end
     AND {COUNTS_AS_VIOLATION} AND {VIOLATION_UNHANDLED}
{{post}}
GROUP BY 1
"""


class CaseFacts:
    """What counts of the cases of one row."""

    def __init__(self, plain: PlainCases = NO_PLAIN_CASES) -> None:
        self.open_cases, self.overdue_cases = plain.live, plain.overdue
        self.disciplined = {*plain.disciplined}  # people: one who was disciplined twice counts once

    def add(self, other: "CaseFacts") -> None:
        self.open_cases += other.open_cases
        self.overdue_cases += other.overdue_cases
        self.disciplined |= other.disciplined

    def count(self, case: Case, period: Period) -> None:
        """Add a case of the row, as it stands at the end of a period."""
        now = case.standing(period.end)
        if now and now.is_live:
            self.open_cases += 1
            self.overdue_cases += (now.days_left(period.end) or 0) < 0
        if now and any(e.kind == "decide" and period.start <= e.happened_on <= period.end for e in case.events):
            self.disciplined.add(case.staff_id)


def figures(query: UnitQuery, line: str) -> dict[Cell, tuple[int, ...]]:
    """Row -> its figures, in the order of PART_COLUMNS."""
    unhandled = defaultdict(int, _unhandled_counts(query, line))
    facts = _facts_by_line(query, line)
    return {
        place: (unhandled[place], of.open_cases, of.overdue_cases, len(of.disciplined))
        for place in {*unhandled, *facts}
        for of in [facts.get(place, CaseFacts())]
    }


def _facts_by_line(query: UnitQuery, line: str) -> dict[Cell, CaseFacts]:
    if query.by == "category":
        return _facts_of_cases(query, line)
    facts = query.remember("case facts", lambda: _facts_of_cases(query, "place"))
    if line != "all":
        return facts
    total = CaseFacts()
    for of_line in facts.values():
        total.add(of_line)
    return {0: total} if facts else {}


def _facts_of_cases(query: UnitQuery, line: str) -> dict[Cell, CaseFacts]:
    facts = defaultdict[Cell, CaseFacts](CaseFacts)
    counted = query.counted_cases
    for case in counted.others:
        for key, place, staff in _facts(query, case, line):
            if key == "open_cases":
                facts[place].open_cases += 1
            elif key == "overdue_cases":
                facts[place].overdue_cases += 1
            else:
                facts[place].disciplined.add(staff)
    for place, plain in zip(query.places.values(), counted.plain, strict=False):  # of a category there are none
        facts[place].add(CaseFacts(plain))
    return {**facts}


def _unhandled_counts(query: UnitQuery, line: str) -> dict[Cell, int]:
    """Row -> how many violations nobody took up. Each is in one row, but for categories: in none, or in several."""
    if query.by == "category":
        return dict(query.ask(UNHANDLED_COUNT, line))
    numbers = query.remember("unhandled", lambda: _unhandled_by_place(query))
    return {0: sum(numbers.values())} if line == "all" else numbers


def _unhandled_by_place(query: UnitQuery) -> dict[Cell, int]:
    if query.is_of_few:
        return dict(query.ask(UNHANDLED_COUNT, "place"))
    numbers = Counter[Cell]()
    violations = violations_by_unit(query)
    if not violations:
        return numbers
    for unit, of_unit in violations.items():
        numbers[query.places[unit]] += of_unit.known
    first_id = min(of_unit.first_id for of_unit in violations.values())
    last_id = max(of_unit.last_id for of_unit in violations.values())
    taken_up = dealt_with(query.stretches, query.day, first_id, last_id)
    for k, place in enumerate(query.places.values()):
        numbers[place] -= taken_up.get(k, 0)
    return numbers


def records(db: Connection, query: UnitQuery, key: str, values: dict[str, Cell]) -> Result:
    """The violations or the cases behind a figure."""
    if key == "unhandled":
        return drilldown.violations(db, query, key, values)
    line = values["line"]
    behind = {
        case.id: case
        for case in query.cases
        for of, place, _what in _facts(query, case, "all" if line is None else query.line)
        if of == key and (line is None or place == line)
    }
    rows = [case_row for case in behind.values() if (case_row := row(case, query.period.end))]
    return Result(N_("Cases behind the figure"), CASE_LIST_COLUMNS, rows)


def annulled_note(query: UnitQuery) -> list[str]:
    """How many of the decisions of the period had been annulled by its last day, and count all the same."""
    start, end = query.period.start, query.period.end
    number = 0
    for case in query.counted_cases.others:
        made = [event for event in case.events if event.kind == "decide" and start <= event.happened_on <= end]
        now = case.standing(end)
        number += sum(1 for event in made if not now or now.decided != event)
    said = _("disciplined: of the decisions of the period {number} were annulled by its last day")
    return [said.format(number=figure(number, 0))] if number else []


def _facts(query: UnitQuery, case: Case, line: str) -> Iterator[tuple[str, Cell, int]]:
    """In which figures of which row the case counts, against whom."""
    end = query.period.end
    place = query.places.get(case.earliest.unit_id) if case.earliest else None
    if place is None or (now := case.standing(end)) is None:
        return

    def line_on(day: str) -> Line:
        return {"place": place, "all": 0, "category": case.position(day).category}[line]

    if now.is_live:
        yield "open_cases", line_on(end), case.staff_id
        if (now.days_left(end) or 0) < 0:
            yield "overdue_cases", line_on(end), case.staff_id
    for event in case.events:
        if event.kind == "decide" and query.period.start <= event.happened_on <= end:
            yield "disciplined", line_on(event.happened_on), case.staff_id
