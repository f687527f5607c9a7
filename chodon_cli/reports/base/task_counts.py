"""Sums over the tasks of a period by unit, kind or document, put together from two questions.

Nearly all tasks were never put off, and of these an index says everything: they are summed as their days were first
set. The tasks that were put off are summed by how much that changes.
"""

from collections.abc import Sequence

from chodon_cli.queries.measures import (
    ALL_EXTENSIONS,
    GRANTED_AGAIN_SQL,
    IS_EXTENDED_AGAIN,
    STOOD_OF_A_TASK,
    TASKS_AS_FIRST_SET,
)
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base.by_unit import Line, UnitQuery

GROUPS_OF_TASKS = {"unit": "s.unit_id", "kind": "s.unit_id", "document": "coalesce(s.document_id, 0)"}
OF_PLACES = "s.unit_id IN (SELECT unit_id FROM place)"
AS_FIRST_SET = {"s.due_on": "s.first_due_on", "s.last_due_on": "s.first_due_on", "s.extensions": "0"}
EXTENSIONS_SQL = """
SELECT task_id, last_due_on, due_on, NULL AS extended_on, extensions
FROM ({again}) granted_again
UNION ALL
SELECT e.task_id, max(e.due_on), NULL, max(e.extended_on), sum(e.extended_on >= :start)
FROM task_extension e
WHERE e.voided_on IS NULL AND e.extended_on <= :end
GROUP BY e.task_id
HAVING count(*) = 1 AND {only_extension_may_matter}
"""  # most were put off once, of which nothing has to be put in order
DUE_ON = """
CASE WHEN granted.extended_on IS NULL THEN coalesce(granted.due_on, t.due_on)
     WHEN granted.extended_on <= t.due_on THEN granted.last_due_on ELSE t.due_on END
"""
TASKS_OF_FEW_UNITS = """
place CROSS JOIN task t ON t.unit_id = place.unit_id AND t.voided_on IS NULL AND {may_matter}
      CROSS JOIN task_extension e ON e.task_id = t.id
"""  # from the units on: of other tasks no extension is read


def task_sums(
    query: UnitQuery,
    sums: Sequence[str],
    relevant: str,
    is_first_relevant: str,
    may_matter: str = "1 = 1",
    only_extension_may_matter: str = "1 = 1",
) -> dict[Line, list[int]]:
    """Line -> the sums over its tasks, of expressions on a row `s` of TASKS_AS_OF.

    `relevant`: which tasks can add to a sum at all; `is_first_relevant`: the same of those that were not put off;
    `may_matter`: the tasks `t` of few units whose extensions have to be read; `only_extension_may_matter`: of all
    units those tasks that were put off once, by aggregates of the one extension `e`.
    """
    group = GROUPS_OF_TASKS[query.by]
    again = GRANTED_AGAIN_SQL.format(extensions=ALL_EXTENSIONS, of_these=IS_EXTENDED_AGAIN)
    granted, due_on = EXTENSIONS_SQL.format(again=again, only_extension_may_matter=only_extension_may_matter), DUE_ON
    if query.is_of_few:
        extensions = TASKS_OF_FEW_UNITS.format(may_matter=may_matter)
        granted = GRANTED_AGAIN_SQL.format(extensions=extensions, of_these="1 = 1")
        due_on = "coalesce(granted.due_on, t.due_on)"
    put_off = STOOD_OF_A_TASK.format(
        due_on=due_on,
        last_due_on="granted.last_due_on",
        extensions="granted.extensions",
        tasks=f"({granted}) granted CROSS JOIN task t ON t.id = granted.task_id",
    )
    totals: dict[Line, list[int]] = {}
    for stood, which, expressions in (
        (TASKS_AS_FIRST_SET, is_first_relevant, [f"sum({each})" for each in sums]),
        (f"stood AS ({put_off})", relevant, [f"sum({each}) - sum({as_first_set(each)})" for each in sums]),
    ):
        sql = f"""
        WITH {PLACES_SQL}, {stood}
        SELECT {group}, {", ".join(expressions)} FROM stood s WHERE {OF_PLACES} AND ({which}) GROUP BY 1
        """
        for key, *values in map(tuple, query.db.execute(sql, query.values)):
            line = key if query.by == "document" else query.places[key]
            of_line = totals.setdefault(line, [0] * len(sums))
            for place, value in enumerate(values):
                of_line[place] += value
    return totals


def as_first_set(sql: str) -> str:
    """The expression as if no day had been put off."""
    for column, first in AS_FIRST_SET.items():
        sql = sql.replace(column, first)
    return sql
