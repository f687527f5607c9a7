"""Tasks in `report compliance`: how many fell due, and how many of them were done by then."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from chodon_cli import dates
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import task
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import TASK_DUE, TASK_ON_TIME, TASKS_AS_OF
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.drilldown import conditions, part_of
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.units import PLACES
from chodon_cli.result import Column, Result
from chodon_cli.words import CATEGORY

COLUMNS = [Column("tasks_due", "integer", 3), Column("tasks_on_time_rate", "percent", 3)]
NONE = (0, None)
LINES = {"place": "place.line", "all": "0"}
SQL = f"""
WITH {PLACES}, {TASKS_AS_OF}
SELECT {{line}} AS line, count(*), sum(CASE WHEN {TASK_ON_TIME} THEN 1 ELSE 0 END)
FROM place
CROSS JOIN stood s ON s.unit_id = place.unit_id
WHERE {TASK_DUE}
GROUP BY 1
"""
BEHIND = f"t.id IN (WITH {TASKS_AS_OF} SELECT s.id FROM stood s WHERE {{condition}})"


def figures(query: UnitQuery, line: str) -> dict[Any, tuple[Any, ...]]:
    """(tasks_due, tasks_on_time_rate) by row. A task is a unit's: it has no category."""
    if query.by == "category":
        return dict.fromkeys([*CATEGORY.codes, 0], (None, None))
    found = query.db.execute(SQL.format(line=LINES[line]), query.values)
    return {row: (due, rate(on_time, due)) for row, due, on_time in found}


def records(db: Connection, query: UnitQuery, key: str, values: dict[str, Any]) -> Result:
    """The tasks that fell due."""
    if query.by == "category":
        raise Usage(_("tasks do not belong to a category"))
    places = conditions(query, "t.unit_id", values["line"])
    due = behind(db, TASK_DUE, places, values)
    return replace(due, notes=on_time_note(db, due, places, values)) if key == "tasks_on_time_rate" else due


def on_time_note(db: Connection, due: Result, places: list[str], values: dict[str, Any]) -> list[str]:
    """How many of the tasks that fell due were done by then."""
    return [part_of(len(behind(db, TASK_ON_TIME, places, values).rows), len(due.rows))]


def behind(db: Connection, condition: str, places: list[str], values: dict[str, Any]) -> Result:
    """The tasks in these places that met the condition on the last day of the period, and what became of them."""
    found = lists.rows(db, task.LIST, [BEHIND.format(condition=condition), *places], **values)
    return task.stated(Result(N_("Tasks behind the figure"), task.COLUMNS, found), dates.today())
