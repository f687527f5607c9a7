"""What cases add to the compliance of a unit: what nobody took up, what is open, what is late, who was disciplined."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from chodon_cli.casework.case import SHOWN, Case, row
from chodon_cli.locale import N_
from chodon_cli.nouns.violation import COUNTED, TAKEN_UP
from chodon_cli.reports.base import drilldown as _cells
from chodon_cli.reports.base.units import PLACES
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("unhandled", "integer", 2),
    Column("open_cases", "integer", 3),
    Column("overdue_cases", "integer", 2),
    Column("disciplined", "integer", 2),
]
NONE = (0, 0, 0, 0)
UNHANDLED = f"""
WITH {PLACES}
SELECT {{line}} AS line, count(*)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.occurred_on BETWEEN :start AND :end
     AND {COUNTED} AND NOT {TAKEN_UP.strip()}
{{post}}
GROUP BY 1
"""


def figures(asked: Any, line: str) -> dict[Any, tuple[int, ...]]:
    """Row -> its figures, in the order of COLUMNS."""
    counted = defaultdict(int, {row[0]: row[1] for row in asked.ask(UNHANDLED, line)})
    found: dict[Any, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for case in asked.cases:
        for key, place, what in _facts(asked, case, line):
            found[place][key].add(what)
    return {
        place: (counted[place], *(len(found[place][column.key]) for column in COLUMNS[1:]))
        for place in {*counted, *found}
    }


def records(db: Any, asked: Any, key: str, values: dict[str, Any]) -> Result:
    """The violations or the cases behind a figure."""
    if key == "unhandled":
        return _cells.violations(db, asked, key, values)
    line = values["line"]
    behind = [
        case
        for case in asked.cases
        for of, place, _what in _facts(asked, case, "all" if line is None else asked.line)
        if of == key and (line is None or place == line)
    ]
    rows = [made for case in behind if (made := row(case, asked.period.end))]
    return Result(N_("Cases behind the figure"), SHOWN, rows)


def _facts(asked: Any, case: Case, line: str) -> Iterator[tuple[str, Any, Any]]:
    """In which figures of which row the case counts, and as what."""
    end = asked.period.end
    place = asked.places.get(case.earliest.unit_id) if case.earliest else None
    if place is None or (now := case.standing(end)) is None:
        return

    def of(day: str) -> Any:
        return {"place": place, "all": 0, "category": case.position(day).category}[line]

    if now.is_live:
        yield "open_cases", of(end), case.id
        if (now.days_left(end) or 0) < 0:
            yield "overdue_cases", of(end), case.id
    if now.decided and now.decided.happened_on >= asked.period.start:
        yield "disciplined", of(now.decided.happened_on), case.staff_id
