"""Tasks in `report compliance`: how many fell due, and how many of them were done by then."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli.errors import Usage
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import task
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import (
    TASK_DUE,
    TASK_FIRST_DUE,
    TASK_ON_FIRST_TIME,
    TASK_ON_TIME,
    granted_in_order,
    tasks_as_of,
)
from chodon_cli.reports.base.by_unit import Line, UnitQuery
from chodon_cli.reports.base.drilldown import conditions, part_of
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.stretch_tasks import task_counts
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.words.staff import CATEGORY

PART_COLUMNS = [
    Column("tasks_due", "integer", 3),
    Column("tasks_on_time_rate", "percent", 3),
    Column("tasks_on_time_original_rate", "percent", 4, label=N_("Tasks on time by the first day %")),
]
NO_FIGURES = (0, None, None)
ALSO_BEHIND: tuple[str, ...] = ()
CONDITIONS_OF_RATES = {  # rate -> which tasks it is of, and which of these were done in time
    "on_time_rate": (TASK_DUE, TASK_ON_TIME),
    "on_time_original_rate": (TASK_FIRST_DUE, TASK_ON_FIRST_TIME),
}
EXTENSIONS_OF_TASKS = "task t CROSS JOIN task_extension e ON e.task_id = t.id"
TASK_IS_AMONG = "t.id IN (WITH {stood} SELECT s.id FROM stood s WHERE {condition})"


def figures(query: UnitQuery, line: str) -> dict[Cell, Row]:
    """Row -> its figures, in the order of PART_COLUMNS. A task is a unit's: it has no category."""
    if query.by == "category":
        return dict.fromkeys([*CATEGORY.codes, 0], (None, None, None))
    rows = query.remember("tasks", lambda: _counts(query))
    if line == "all":  # each task is in one row
        rows = {0: [sum(counts) for counts in zip(*rows.values(), strict=True)]} if rows else {}
    return {
        row: (due, rate(on_time, due), rate(first_on_time, first_due))
        for row, (due, on_time, first_due, first_on_time) in rows.items()
    }


def _counts(query: UnitQuery) -> dict[Line, list[int]]:
    counts: dict[Line, list[int]] = {}
    for line, of in zip(query.places.values(), task_counts(query.stretches, has_overdue=False), strict=True):
        of_line = counts.setdefault(line, [0] * 4)
        for place, number in enumerate((of.due, of.on_time, of.first_due, of.first_on_time)):
            of_line[place] += number
    return counts


def records(db: Connection, query: UnitQuery, key: str, values: dict[str, Cell]) -> Result:
    """The tasks that fell due."""
    if query.by == "category":
        raise Usage(_("tasks do not belong to a category"), _("ask with --by unit"))
    places = conditions(query, "t.unit_id", values["line"])
    if key == "tasks_due":
        return tasks_behind_figure(db, TASK_DUE, places, values)
    return rate_behind(db, key.removeprefix("tasks_"), places, values)


def rate_behind(db: Connection, key: str, places: list[str], values: dict[str, Cell]) -> Result:
    """The tasks that a rate (a key of CONDITIONS_OF_RATES) is taken of, and how many of them were done in time."""
    whole, part = CONDITIONS_OF_RATES[key]
    due = tasks_behind_figure(db, whole, places, values)
    return replace(due, notes=[part_of(len(tasks_behind_figure(db, part, places, values).rows), len(due.rows))])


def tasks_behind_figure(db: Connection, condition: str, places: list[str], values: Values) -> Result:
    """The tasks in these places that met the condition on the last day of the period, and what became of them.

    `places` are conditions on `t.unit_id`: of other tasks the extensions are not read.
    """
    of_these = " AND ".join([*places, "t.voided_on IS NULL"])
    stood = tasks_as_of(granted_in_order(EXTENSIONS_OF_TASKS, of_these), places)
    is_among = TASK_IS_AMONG.format(stood=stood, condition=condition)
    rows = lists.rows(db, task.DECLARATION, [is_among, *places], known_on=values["end"], **values)
    return task.with_states(Result(N_("Tasks behind the figure"), task.FIELDS, rows), values["end"])
