"""Sums over the tasks of a period by unit, kind or document, put together from two questions.

Nearly all tasks were never put off, and of these an index says everything: they are summed as their days were first
set. The tasks that were put off are summed by how much that changes.
"""

from collections.abc import Sequence

from chodon_cli.queries.measures import STOOD_OF_A_TASK, TASK_HELD_DUE_ON, TASKS_AS_FIRST_SET
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base.by_unit import Line, UnitQuery

GROUPS_OF_TASKS = {"unit": "s.unit_id", "kind": "s.unit_id", "document": "coalesce(s.document_id, 0)"}
OF_PLACES = "s.unit_id IN (SELECT unit_id FROM place)"
AS_FIRST_SET = {"s.due_on": "s.first_due_on", "s.extensions": "0"}
OF_ALL_UNITS = "task_extension e CROSS JOIN task t ON t.id = e.task_id"
OF_FEW_UNITS = "task t CROSS JOIN task_extension e ON e.task_id = t.id"  # of other tasks no extension is read
OTHER_EXTENSION = "SELECT 1 FROM task_extension o WHERE o.task_id = e.task_id AND o.voided_on IS NULL"
# A task that was put off is met once, by its last extension, whose day is the latest of all, and which was granted last
# (rules/blocking/task_extension_order.py). Whatever is granted after a day moves only a day that had not come by then:
# so that of what has fallen due, the day that holds in the end held on each day before, too.
IS_LAST_EXTENSION = f"""e.voided_on IS NULL AND NOT EXISTS (
    {OTHER_EXTENSION} AND o.due_on >= e.due_on AND (o.due_on > e.due_on OR o.id > e.id)
)"""
DUE_ON_IN_THE_END = f"""
CASE WHEN EXISTS ({OTHER_EXTENSION} AND o.due_on <= e.due_on AND o.id <> e.id) THEN {TASK_HELD_DUE_ON.strip()}
     WHEN e.extended_on <= t.due_on THEN e.due_on ELSE t.due_on END
"""  # most were put off once, of which nothing has to be put in order
EXTENSIONS_IN_PERIOD = """(
    SELECT count(*) FROM task_extension o
    WHERE o.task_id = e.task_id AND o.voided_on IS NULL AND o.extended_on BETWEEN :start AND :end
)"""


def task_sums(query: UnitQuery, sums: Sequence[str], relevant: str) -> dict[Line, list[int]]:
    """Line -> the sums over its tasks, of expressions on a row `s` of TASKS_AS_OF.

    They say nothing of the day of a task that falls due after the period. `relevant`: which of the tasks that were
    not put off can add to a sum at all.
    """
    group = GROUPS_OF_TASKS[query.by]
    put_off = STOOD_OF_A_TASK.format(
        due_on=DUE_ON_IN_THE_END,
        last_due_on="e.due_on",
        extensions=EXTENSIONS_IN_PERIOD,
        tasks=OF_FEW_UNITS if query.is_of_few else OF_ALL_UNITS,
    )
    may_matter = f"{IS_LAST_EXTENSION} AND (e.due_on >= :start OR e.extended_on >= :start)"
    of_few = "t.unit_id IN (SELECT unit_id FROM place)" if query.is_of_few else "1 = 1"
    totals: dict[Line, list[int]] = {}
    first_sums = [as_first_set(each) for each in sums]
    different = [*dict.fromkeys(first_sums)]  # most are the same where nothing was put off
    for stood, which, expressions, places in (
        (TASKS_AS_FIRST_SET, relevant, [f"sum({each})" for each in different], [*map(different.index, first_sums)]),
        (
            f"stood AS MATERIALIZED ({put_off} AND {of_few} AND {may_matter})",
            "s.due_on > s.first_due_on OR s.extensions > 0",
            [f"sum({each}) - sum({first})" for each, first in zip(sums, first_sums, strict=True)],
            [*range(len(sums))],
        ),
    ):
        sql = f"""
        WITH {PLACES_SQL}, {stood}
        SELECT {group}, {", ".join(expressions)} FROM stood s WHERE {OF_PLACES} AND ({which}) GROUP BY 1
        """
        for key, *values in map(tuple, query.db.execute(sql, query.values)):
            line = key if query.by == "document" else query.places[key]
            of_line = totals.setdefault(line, [0] * len(sums))
            for place, of in enumerate(places):
                of_line[place] += values[of]
    return totals


def as_first_set(sql: str) -> str:
    """The expression as if no day had been put off."""
    for column, first in AS_FIRST_SET.items():
        sql = sql.replace(column, first)
    return sql
