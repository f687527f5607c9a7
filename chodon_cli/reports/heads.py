"""What was done and stayed undone in each unit under each of its heads, and while it had none."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.dates import Period
from chodon_cli.locale import N_, _
from chodon_cli.queries.measures import (
    ANSWER_OVERDUE,
    COUNTS_AS_VIOLATION,
    REMEDY_OVERDUE,
    TASK_OVERDUE,
    TASKS_AS_OF,
)
from chodon_cli.queries.unit_tree import PLACES, UnitTree, as_json
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.heads import COLUMNS, HeadTerm, join_periods, stretches
from chodon_cli.reports.parts.compliance import compliance
from chodon_cli.result import Column, Result, Row

HELP = N_("What was done and stayed undone in each unit under each head, and while it had none.")
INHERITED = [  # what closed units left, whose last successor this one is, on the last day
    Column("inherited_open_cases", "integer", 5, label=N_("Open cases inherited")),
    Column("inherited_overdue_cases", "integer", 5, label=N_("Overdue cases inherited")),
    Column("inherited_remedies_overdue", "integer", 5, label=N_("Remedies overdue, inherited")),
    Column("inherited_tasks_overdue", "integer", 4, label=N_("Tasks overdue, inherited")),
    Column("inherited_answers_overdue", "integer", 5, label=N_("Answers overdue, inherited")),
]
FIGURES = [
    Column("violations", "integer"),
    Column("serious", "integer", 3, label=N_("Serious or worse")),
    Column("unhandled", "integer", 2),
    Column("open_cases", "integer", 4),
    Column("overdue_cases", "integer", 2),
    Column("disciplined", "integer", 4),
    Column("inspections", "integer", 4),
    Column("check_pass_rate", "percent", 4),
    Column("remedies_overdue", "integer", 3),
    Column("tasks_due", "integer", 4),
    Column("tasks_on_time_rate", "percent", 3),
    Column("tasks_overdue", "integer", 2),
    Column("answers_overdue", "integer", 3),
    Column("evidence", "word", 4),
    *INHERITED,
    Column("own_violations", "integer", 3),
]
NOBODY = 0  # the id of no unit
SUMMED = ("violations", "serious", "inspections")  # of a day, so what is of no two days may be added up
OWN = f"""
WITH {PLACES}
SELECT s.code, v.occurred_on
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.occurred_on BETWEEN :start AND :end AND {COUNTS_AS_VIOLATION}
JOIN staff s ON s.id = v.staff_id
"""
UNDONE = {  # what was overdue on the last day, since whenever
    "remedies_overdue": f"""
        SELECT i.unit_id FROM inspection i WHERE i.voided_on IS NULL AND {REMEDY_OVERDUE}
    """,
    "tasks_overdue": f"SELECT s.unit_id FROM stood s WHERE {TASK_OVERDUE}",
    "answers_overdue": f"""
        SELECT f.unit_id FROM feedback f
        WHERE f.voided_on IS NULL AND f.received_on <= :end AND {ANSWER_OVERDUE}
    """,
}
NUMBER = f"""
WITH {PLACES}, {TASKS_AS_OF}
SELECT {{line}} AS line, count(*) FROM place CROSS JOIN ({{undone}}) AS undone ON undone.unit_id = place.unit_id
GROUP BY 1
"""


def report(db: Connection, period: options.Within = None, unit: options.Unit = None) -> Result:
    """A row for each stretch of a period (this year so far by default) under one head, or under none.

    Its figures are those that the other reports show of that unit for just these days.
    """
    query = UnitQuery(db, period or dates.this_year(), "unit", None, unit, now=False)
    found = stretches(query)
    units = groupby(found, lambda each: each.unit)
    runs = [(id, run) for id, those in units for run in join_periods(each.period for each in those)]
    figures = _figures(query, {*runs, *((each.unit, each.period) for each in found)})
    own = _own(query, found)
    blank = (None,) * (2 + len(COLUMNS))
    return Result(
        N_("Units under their heads"),
        [Column("unit_code", "code"), Column("unit", "text", 3), *COLUMNS, *FIGURES],
        [
            (*query.name(each.unit), *each.row, *figures[each.unit, each.period], own_violations)
            for each, own_violations in zip(found, own, strict=True)
        ],
        totals=(*blank, *_totals([figures[run] for run in runs]), sum(number or 0 for number in own)),
        notes=_notes(query, found),
        period=query.period,
        as_of=query.period.end,
    )


def _figures(query: UnitQuery, wanted: set[tuple[int, Period]]) -> dict[tuple[int, Period], Row]:
    """The figures of each unit and stretch: those of the other reports, one period after the other."""
    units = defaultdict(set)
    for id, period in wanted:
        units[period].add(id)
    found = {}
    for period, ids in units.items():
        here = query.narrowed(period, ids)
        result = compliance(here)
        undone = {key: dict(here.ask(NUMBER.replace("{undone}", sql), "place")) for key, sql in UNDONE.items()}
        inherited = _inherited(here)
        rows = {row[0]: dict(zip((c.key for c in result.columns), row, strict=True)) for row in result.rows}
        for id in ids:
            row = rows[query.name(id)[0]] | {key: counts.get(id, 0) for key, counts in undone.items()}
            row |= {key: counts.get(id, 0) for key, counts in inherited.items()}
            found[id, period] = tuple(row[column.key] for column in FIGURES[:-1])
    return found


def _inherited(here: UnitQuery) -> dict[str, dict[int, int]]:
    """What closed units left undone or open on the last day, by the last of their successors."""
    end = here.period.end
    tree = UnitTree(here.db, end, now=True)
    heirs = {id: heir for id in tree.places() if (heir := tree.standing(id)) != id and heir in here.lines}
    values = {**here.values, "places": as_json(heirs)}
    found = {
        f"inherited_{key}": dict(
            map(tuple, here.db.execute(NUMBER.replace("{undone}", sql).format(line="place.line"), values))
        )
        for key, sql in UNDONE.items()
    }
    cases: dict[str, dict[int, int]] = {"inherited_open_cases": {}, "inherited_overdue_cases": {}}
    for case in here.cases if heirs else []:
        heir = heirs.get(case.earliest.unit_id, NOBODY) if case.earliest else NOBODY
        if heir != NOBODY and (now := case.standing(end)) and now.is_live:
            for key, is_counted in zip(cases, (True, (now.days_left(end) or 0) < 0), strict=True):
                cases[key][heir] = cases[key].get(heir, 0) + is_counted
    return found | cases


def _own(query: UnitQuery, found: Sequence[HeadTerm]) -> list[int | None]:
    """Of each stretch, how many violations the head committed; None where there was no head."""
    days = defaultdict(list)
    for staff, day in query.db.execute(OWN, query.values):
        days[staff].append(day)
    return [
        sum(each.period.start <= day <= each.period.end for day in days[each.staff]) if each.staff else None
        for each in found
    ]


def _totals(runs: Sequence[Row]) -> Row:
    """The sums of what can be added up, over days that are counted once, also where there were two heads."""
    return tuple(
        sum(row[place] for row in runs) if column.key in SUMMED else None for place, column in enumerate(FIGURES[:-1])
    )


def _notes(query: UnitQuery, found: Sequence[HeadTerm]) -> list[str]:
    without = dict.fromkeys(query.name(each.unit)[0] for each in found if each.staff is None)
    return [
        *([_("without a head at some time: {units}").format(units=", ".join(without))] if without else []),
        _("head: the post says so; a row without a person: people served there, and nobody was their head"),
        _("figures of the unit in these days and on the last of them: no judgement of whose fault it is"),
    ]
