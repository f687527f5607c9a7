"""Every figure of compliance by unit, kind or category: who served, what counts as a violation, and what the parts add.

Other reports that show compliance (heads of units, one unit's page) take it from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from chodon_cli.locale import N_, _
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION
from chodon_cli.reports.base.by_unit import KEYS, SERVED, UnitQuery
from chodon_cli.reports.base.rates import YEAR, rate, signal
from chodon_cli.reports.base.units import PLACES
from chodon_cli.reports.parts import cases, evidence, inspections, tasks
from chodon_cli.result import Column, Result

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
# What other nouns add: modules with COLUMNS, NONE (the figures of a row that has none), `figures(query, line)`, where
# line is a key of LINES (row -> its figures in the order of COLUMNS), and `records(db, query, key, values)` behind one.
PARTS: tuple[ModuleType, ...] = (cases, inspections, tasks, evidence)

VIOLATED = f"""
WITH {PLACES}
SELECT {{line}} AS line, count(*), count(DISTINCT v.staff_id), sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.occurred_on BETWEEN :start AND :end
     AND {COUNTS_AS_VIOLATION}
{{post}}
GROUP BY 1
"""


def compliance(query: UnitQuery) -> Result:
    """Every figure by unit, kind or category."""
    served = {row[0]: row[1:] for row in query.ask(SERVED, query.line)}
    violated = {row[0]: row[1:] for row in query.ask(VIOLATED, query.line)}
    all_served = next(iter(query.ask(SERVED, "all")), (0, 0, 0, 0))[1:]
    all_violated = next(iter(query.ask(VIOLATED, "all")), (0, 0, 0, 0))[1:]
    total = Counts(*all_served, *all_violated)
    added = [(part.figures(query, query.line), part.NONE) for part in PARTS]
    rows = [
        (
            *query.name(line),
            *figures(Counts(*served[line], *violated.get(line, (0, 0, 0))), total),
            *(figure for found, none in added for figure in found.get(line, none)),
        )
        for line in sorted(served, key=query.order)
    ]
    all_added = [figure for part in PARTS for figure in part.figures(query, "all").get(0, part.NONE)]
    blank = (None,) * len(KEYS[query.by])
    return Result(
        N_("Compliance by unit") if query.by == "unit" else N_("Compliance"),
        [*KEYS[query.by], *FIGURES, *(column for part in PARTS for column in part.COLUMNS)],
        rows,
        totals=(*blank, *figures(total, total, is_total=True), *all_added),
        notes=[
            _("signal: more violations than chance explains, given how many people served how long"),
            *_in_total_only(query, served, [found for found, _none in added]),
        ],
        period=query.period,
        as_of=query.period.end,
    )


def _in_total_only(query: UnitQuery, served: Mapping[Any, Any], added: Sequence[Mapping[Any, Any]]) -> list[str]:
    """Which rows have something that counts, and are not there because nobody served in them in the period."""
    hidden = {
        line
        for found in added
        for line, counts in found.items()
        if line not in served and any(isinstance(count, int) and count for count in counts)
    }
    names = ", ".join(query.name(line)[0] for line in sorted(hidden, key=query.order))
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
