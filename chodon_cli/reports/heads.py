"""What was done and stayed undone in each unit under each of its heads, and while it had none."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from json import dumps
from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.queries.measures import COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import PLACES_SQL, ids_under
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.heads import HEAD_COLUMNS, HeadTerm, join_periods, stretches
from chodon_cli.reports.base.options import Cell, Under
from chodon_cli.reports.parts import head_cells, undone
from chodon_cli.reports.parts.stretch_figures import figures_of_stretches, sums_of_stretches
from chodon_cli.result import Column, Result, Row

HELP = N_("What was done and stayed undone in each unit under each head, and while it had none.")
FIGURE_COLUMNS = [
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
    *undone.PART_COLUMNS,
    Column("own_violations", "integer", 3),
]
KEYS_OF_FIGURES = [column.key for column in FIGURE_COLUMNS[:-1]]
FIGURES_THAT_ADD_UP = ("violations", "serious", "inspections")  # of a day, so what is of no two days may be added up
VIOLATIONS_OF_HEADS_SQL = f"""
WITH {PLACES_SQL}
SELECT s.code, v.occurred_on
FROM staff s
CROSS JOIN violation v ON v.staff_id = s.id AND v.occurred_on BETWEEN :start AND :end AND {COUNTS_AS_VIOLATION}
WHERE s.code IN (SELECT value FROM json_each(:heads)) AND v.unit_id IN (SELECT unit_id FROM place)
"""


def report(
    db: Connection,
    period: options.Within = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """A row for each stretch of a period (this year so far by default) under one head, or under none.

    Its figures are those that the other reports show of that unit for just these days. Each unit has its own heads, so
    with `now` a closed one keeps its rows, under the unit that succeeded it.
    """
    query = _query(db, period or dates.this_year(), unit, units == "now")
    terms = stretches(query)
    units_in_order = groupby(terms, lambda each: each.unit)
    runs = [(id, run) for id, those in units_in_order for run in join_periods(each.period for each in those)]
    if cell:
        return head_cells.records(query, terms, [HeadTerm(*run) for run in runs], cell, FIGURE_COLUMNS)
    figures = figures_of_stretches(query, dict.fromkeys((each.unit, each.period) for each in terms))
    sums = sums_of_stretches(query, [run for run in runs if run not in figures])
    own = _own_violation_counts(query, terms)
    blank = (None,) * (2 + len(HEAD_COLUMNS))
    return Result(
        N_("Units under their heads"),
        [Column("unit_code", "code"), Column("unit", "text", 3), *HEAD_COLUMNS, *FIGURE_COLUMNS],
        [
            (*query.name(each.unit), *each.row, *(of[key] for key in KEYS_OF_FIGURES), own_violations)
            for each, own_violations in zip(terms, own, strict=True)
            for of in [figures[each.unit, each.period]]
        ],
        totals=(*blank, *_totals([figures.get(run) or sums[run] for run in runs]), sum(number or 0 for number in own)),
        notes=_notes(query, terms),
        period=query.period,
        as_of=query.period.end,
    )


def _query(db: Connection, within: Period, unit: str | None, is_now: bool) -> UnitQuery:
    """Of the unit and those under it; now: of the closed ones too that one of these succeeded."""
    if unit is None or not is_now:
        return UnitQuery(db, within, "unit", None, unit, now=False)
    return UnitQuery(db, within, "unit", None, None, now=False).narrow(within, ids_under(db, unit, is_now))


def _own_violation_counts(query: UnitQuery, terms: Sequence[HeadTerm]) -> list[int | None]:
    """Of each stretch, how many violations the head committed; None where there was no head."""
    days = defaultdict(list)
    values = {**query.values, "heads": dumps([*{each.staff for each in terms if each.staff}])}
    for staff, day in query.db.execute(VIOLATIONS_OF_HEADS_SQL, values):
        days[staff].append(day)
    return [
        sum(each.period.start <= day <= each.period.end for day in days[each.staff]) if each.staff else None
        for each in terms
    ]


def _totals(runs: Sequence[Values]) -> Row:
    """The sums of what can be added up, over days that are counted once, also where there were two heads."""
    return tuple(sum(run[key] for run in runs) if key in FIGURES_THAT_ADD_UP else None for key in KEYS_OF_FIGURES)


def _notes(query: UnitQuery, terms: Sequence[HeadTerm]) -> list[str]:
    without = dict.fromkeys(query.name(each.unit)[0] for each in terms if each.staff is None)
    return [
        *([_("without a head at some time: {units}").format(units=", ".join(without))] if without else []),
        _("head: the post says so; a row without a person: people served there, and nobody was their head"),
        _("figures of the unit in these days and on the last of them: no judgement of whose fault it is"),
    ]
