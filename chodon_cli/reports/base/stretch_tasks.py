"""How many tasks fell due in stretches of days, were done in time, and stood overdue on the last of them.

Nearly all tasks were never put off, and of these an index says everything: they are counted by the day that was set
first. Of the tasks that were put off it is counted how much that changes. Whatever came after the last day changes
nothing: who is done or cancelled later was open on it, and an extension that is granted later moves only a day that had
not come by then.
"""

from typing import NamedTuple

from chodon_cli.queries.measures import TASK_DONE_IN_TIME, TASK_DUE, TASK_ON_TIME, TASK_OVERDUE
from chodon_cli.queries.stretches import Stretches, numbers, of_stretch
from chodon_cli.reports.base.task_counts import (
    DUE_ON_IN_THE_END,
    IS_LAST_EXTENSION,
    OF_ALL_UNITS,
    OF_FEW_UNITS,
    as_first_set,
)


def of_task(condition: str) -> str:
    """A condition on a row of TASKS_AS_OF, asked of the task `t` as its day was first set."""
    return of_stretch(condition).replace("s.", "t.")


FALLEN_DUE_SQL = f"""
SELECT stretch.k, (
    SELECT count(*) || ' ' || coalesce(sum(CASE WHEN {of_task(TASK_DONE_IN_TIME)} THEN 1 ELSE 0 END), 0)
    FROM task t
    WHERE t.unit_id = stretch.unit_id AND t.voided_on IS NULL AND {of_task(TASK_DUE)}
)
FROM stretch
"""
OVERDUE_SQL = f"""
SELECT stretch.k, (
    SELECT count(*) FROM task t
    WHERE t.unit_id = stretch.unit_id AND t.voided_on IS NULL AND {of_task(TASK_OVERDUE)}
)
FROM stretch
"""
IN_THESE_UNITS = "t.unit_id IN (SELECT value FROM json_each(:units))"
PUT_OFF_SQL = f"""
put_off AS MATERIALIZED (
    SELECT t.unit_id, t.due_on AS first_due_on, t.done_on, t.cancelled_on, {DUE_ON_IN_THE_END.strip()} AS due_on
    FROM {{tasks}}
    WHERE {{where}} AND t.voided_on IS NULL AND t.due_on <= :last_day AND e.due_on >= :first_day
          AND {IS_LAST_EXTENSION}
)
"""
CONDITIONS_OF_COUNTS = (TASK_DUE, TASK_ON_TIME, TASK_OVERDUE)
COUNTS_PUT_OFF = [f"sum(CASE WHEN {of_stretch(condition)} THEN 1 ELSE 0 END)" for condition in CONDITIONS_OF_COUNTS]
CHANGES_SQL = f"""
{PUT_OFF_SQL.strip()}
SELECT stretch.k, {", ".join(f"{count} - {as_first_set(count)}" for count in COUNTS_PUT_OFF)}
FROM put_off s
CROSS JOIN stretch ON stretch.unit_id = s.unit_id AND s.due_on >= stretch.first AND s.first_due_on <= stretch.last
WHERE s.due_on > s.first_due_on
GROUP BY stretch.k
"""
NO_CHANGES = (0, 0, 0)


class TaskCounts(NamedTuple):
    """Tasks of a stretch: those due in it and those of them done in time, by the day that held and as first set."""

    due: int
    on_time: int
    first_due: int
    first_on_time: int
    overdue: int  # on the last day, since whenever


def task_counts(stretches: Stretches, has_overdue: bool = True) -> list[TaskCounts]:
    """Of each stretch, in their order; not `has_overdue`: without what stood overdue."""
    fallen_due = stretches.ask(FALLEN_DUE_SQL)
    overdue = stretches.ask(OVERDUE_SQL) if has_overdue else {}
    tasks, where = (OF_FEW_UNITS, IN_THESE_UNITS) if stretches.is_of_few else (OF_ALL_UNITS, "1 = 1")
    changes = stretches.ask(CHANGES_SQL.replace("{tasks}", tasks).replace("{where}", where))
    counts = []
    for k in range(len(stretches.stretches)):
        first_due, first_on_time = numbers(fallen_due[k][0])
        (first_overdue,) = overdue.get(k, (0,))
        more_due, more_on_time, more_overdue = changes.get(k, NO_CHANGES)
        counts.append(
            TaskCounts(
                first_due + more_due,
                first_on_time + more_on_time,
                first_due,
                first_on_time,
                first_overdue + more_overdue if has_overdue else 0,
            )
        )
    return counts
