"""How each unit complies: who served there, how long, what was violated, and whether that is more than chance."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from sqlite3 import Connection
from types import ModuleType
from typing import Annotated, Any

from typer import Option

from chodon_cli import dates
from chodon_cli.casework.case import Case, cases
from chodon_cli.cli import options
from chodon_cli.dates import Period
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns.violation import COUNTED
from chodon_cli.reports.base import drilldown as _cells
from chodon_cli.reports.base.rates import YEAR, rate, signal
from chodon_cli.reports.base.units import PLACES, UnitTree, as_json, chosen
from chodon_cli.reports.parts import cases as _of_cases
from chodon_cli.reports.parts import evidence as _evidence
from chodon_cli.reports.parts import inspections as _inspected
from chodon_cli.reports.parts import tasks as _of_tasks
from chodon_cli.result import Column, Result
from chodon_cli.words import CATEGORY, KIND

HELP = N_("How each unit complies: violations, rates and signals over a period.")
KEYS = {
    "unit": [Column("unit_code", "code"), Column("unit", "text")],
    "kind": [Column("kind", "word")],
    "category": [Column("category", "word")],
    "standard": [Column("standard", "code"), Column("title", "text", 2, label=N_("Standard of conduct"))],
}
FIGURES = [
    Column("staff", "integer", label=N_("No. of staff")),
    Column("headcount", "integer", 3),
    Column("staff_years", "decimal", 4),
    Column("violations", "integer"),
    Column("violators", "integer", 2),
    Column("compliance_rate", "percent"),
    Column("per_100", "decimal", 2),
    Column("expected", "decimal", 2),
    Column("signal", "word"),
    Column("serious", "integer", 2, label=N_("Serious or worse")),
]
# What other nouns add: modules with COLUMNS, NONE (the figures of a row that has none), `figures(asked, line)`, where
# line is a key of LINES (row -> its figures in the order of COLUMNS), and `records(db, asked, key, values)` behind one.
PARTS: tuple[ModuleType, ...] = (_of_cases, _inspected, _of_tasks, _evidence)

# line: the row in which a post or a violation counts; {line} is one of LINES, never what somebody typed
LINES = {"place": "place.line", "category": "p.category", "all": "0"}
SERVED = f"""
WITH {PLACES}
SELECT {{line}} AS line, count(DISTINCT p.staff_id),
       count(DISTINCT CASE WHEN coalesce(p.ended_on, '9999-12-31') >= :end THEN p.staff_id END),
       sum(CASE WHEN p.started_on <= :start AND coalesce(p.ended_on, '9999-12-31') >= :end THEN :days
                ELSE julianday(CASE WHEN coalesce(p.ended_on, '9999-12-31') < :end THEN p.ended_on ELSE :end END)
                   - julianday(CASE WHEN p.started_on > :start THEN p.started_on ELSE :start END) + 1 END)
FROM place
CROSS JOIN post p ON p.unit_id = place.unit_id AND p.voided_on IS NULL
WHERE p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
GROUP BY 1
"""
VIOLATED = f"""
WITH {PLACES}
SELECT {{line}} AS line, count(*), count(DISTINCT v.staff_id), sum(CASE WHEN v.severity <> 'minor' THEN 1 ELSE 0 END)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.occurred_on BETWEEN :start AND :end
     AND {COUNTED}
{{post}}
GROUP BY 1
"""
POST_OF_DAY = """
JOIN post p ON p.staff_id = v.staff_id AND p.voided_on IS NULL AND p.started_on <= v.occurred_on
     AND coalesce(p.ended_on, '9999-12-31') >= v.occurred_on
"""
BY_STANDARD = f"""
WITH {PLACES}
SELECT c.code, c.title, count(*), count(DISTINCT v.staff_id), sum(CASE WHEN v.severity <> 'minor' THEN 1 ELSE 0 END)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.occurred_on BETWEEN :start AND :end
     AND {COUNTED}
JOIN standard c ON c.id = v.standard_id
GROUP BY c.code, c.title
ORDER BY c.code
"""


By = Annotated[
    str,
    Option(
        parser=options.one_of_words(*KEYS),
        metavar="|".join(KEYS),
        help=N_("One row a unit, kind, category or standard."),
    ),
]
Depth = Annotated[
    int | None,
    Option(parser=options.number, metavar="N", help=N_("Roll the units up to this depth of their tree; 1 is the top.")),
]
Under = Annotated[
    str,
    Option(
        "--units",
        parser=options.one_of_words("then", "now"),
        metavar="then|now",
        help=N_("Count under the units of that time, or under the successors of those closed since."),
    ),
]
Cell = Annotated[
    str | None, options.text_option("ROW:KEY", N_("List the records behind one figure: PNV:violations; total:KEY."))
]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """Compliance over a period (this year so far by default); see the interface for each figure's definition."""
    asked = UnitQuery(db, period or dates.this_year(), by, depth, unit, units == "now")
    if cell:
        return _cells.records(db, asked, cell, PARTS)
    return _by_standard(asked) if by == "standard" else told(asked)


def told(asked: "UnitQuery") -> Result:
    """Every figure by unit, kind or category."""
    served = {row[0]: row[1:] for row in asked.ask(SERVED, asked.line)}
    violated = {row[0]: row[1:] for row in asked.ask(VIOLATED, asked.line)}
    all_served = next(iter(asked.ask(SERVED, "all")), (0, 0, 0, 0))[1:]
    all_violated = next(iter(asked.ask(VIOLATED, "all")), (0, 0, 0, 0))[1:]
    total = Counts(*all_served, *all_violated)
    added = [(part.figures(asked, asked.line), part.NONE) for part in PARTS]
    rows = [
        (
            *asked.name(line),
            *figures(Counts(*served[line], *violated.get(line, (0, 0, 0))), total),
            *(figure for found, none in added for figure in found.get(line, none)),
        )
        for line in sorted(served, key=asked.order)
    ]
    all_added = [figure for part in PARTS for figure in part.figures(asked, "all").get(0, part.NONE)]
    blank = (None,) * len(KEYS[asked.by])
    return Result(
        N_("Compliance by unit") if asked.by == "unit" else N_("Compliance"),
        [*KEYS[asked.by], *FIGURES, *(column for part in PARTS for column in part.COLUMNS)],
        rows,
        totals=(*blank, *figures(total, total, is_total=True), *all_added),
        notes=[
            _("signal: more violations than chance explains, given how many people served how long"),
            *_in_total_only(asked, served, [found for found, _none in added]),
        ],
        period=asked.period,
        as_of=asked.period.end,
    )


def _in_total_only(asked: "UnitQuery", served: Mapping[Any, Any], added: Sequence[Mapping[Any, Any]]) -> list[str]:
    """Which rows have something that counts, and are not there because nobody served in them in the period."""
    hidden = {
        line
        for found in added
        for line, counts in found.items()
        if line not in served and any(isinstance(count, int) and count for count in counts)
    }
    names = ", ".join(asked.name(line)[0] for line in sorted(hidden, key=asked.order))
    return (
        [_("in the total only, because nobody served there in the period: {rows}").format(rows=names)] if names else []
    )


@dataclass(frozen=True)
class Counts:
    """What was counted for one row."""

    staff: int
    headcount: int
    days: float
    violations: int
    violators: int
    serious: int


def figures(counts: Counts, total: Counts, is_total: bool = False) -> tuple[Any, ...]:
    """The figures of one row, in the order of FIGURES; `interface` §5 defines each."""
    expected = counts.days * total.violations / total.days if total.days else 0.0
    return (
        counts.staff,
        counts.headcount,
        round(counts.days / YEAR, 2),
        counts.violations,
        counts.violators,
        rate(counts.staff - counts.violators, counts.staff),
        rate(counts.violations * YEAR, counts.days),
        round(expected, 2),
        None if is_total else signal(counts.violations, expected),
        counts.serious,
    )


class UnitQuery:
    """What the report was asked for, and how its questions are put."""

    def __init__(self, db: Connection, period: Period, by: str, depth: int | None, unit: str | None, now: bool) -> None:
        if depth == 0:
            raise Usage(_("the depth is 1 or more"))
        self.db, self.period, self.by = db, period, by
        self.units = UnitTree(db, dates.today(), now)
        places = self.units.places(chosen(db, unit), depth if by == "unit" else None)
        self.lines = set(places.values())  # the units that can have a row
        kinds = {id: self.units[place].kind for id, place in places.items()}
        self.places: dict[int, Any] = {**(kinds if by == "kind" else places)}  # unit id -> its row
        self.values: dict[str, Any] = {"places": as_json(self.places)}
        self.values |= {"start": period.start, "end": period.end, "days": period.days, "today": dates.today()}

    def narrowed(self, period: Period, lines: Collection[Any]) -> "UnitQuery":
        """The same question about another period and fewer rows."""
        other = copy(self)
        other.cases = self.cases  # read once
        other.period, other.lines = period, self.lines & {*lines}
        other.places = {id: line for id, line in self.places.items() if line in lines}
        other.values = {**self.values, "places": as_json(other.places)}
        other.values |= {"start": period.start, "end": period.end, "days": period.days}
        return other

    @cached_property
    def cases(self) -> list[Case]:
        """Every case of the register."""
        return cases(self.db)

    @property
    def line(self) -> str:
        return "category" if self.by == "category" else "place"

    def ask(self, sql: str, line: str) -> list[tuple[Any, ...]]:
        post = POST_OF_DAY if line == "category" else ""
        return self.db.execute(sql.format(line=LINES[line], post=post), self.values).fetchall()

    def name(self, line: Any) -> tuple[str, ...]:
        """What a row is called: the code and name of a unit, or a word."""
        return (self.units[line].code, self.units[line].name) if self.by == "unit" else (line,)

    def order(self, line: Any) -> Any:
        if self.by == "unit":
            return self.units.order(line)
        return (KIND if self.by == "kind" else CATEGORY).rank(line)


def _by_standard(asked: UnitQuery) -> Result:
    rows = asked.db.execute(BY_STANDARD, asked.values).fetchall()
    total = next(iter(asked.ask(VIOLATED, "all")), (0, 0, 0, 0))[1:]
    columns = [*KEYS["standard"], *(column for column in FIGURES if column.key in _cells.OF_STANDARD)]
    return Result(
        N_("Violations by standard"),
        columns,
        rows,
        totals=(None, None, *total),
        period=asked.period,
        as_of=asked.period.end,
    )
