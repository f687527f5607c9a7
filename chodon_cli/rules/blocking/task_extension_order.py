"""Each extension of a task is granted while the task is open, and to a later day than the one that held until then."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns.task import NUMBER_SQL

NOUN = "task_extension"
ID_COLUMNS = {"unit": "t.unit_id"}
ROW_COLUMNS = {"task": ("id", "t.id"), "task_extension": ("task_id", "t.id")}
BREACHES_SQL = f"""
SELECT e.id, {NUMBER_SQL}, e.due_on,
       CASE WHEN e.extended_on < t.assigned_on THEN 'early'
            WHEN e.extended_on > coalesce(t.done_on, t.cancelled_on) THEN 'ended' ELSE 'order' END
FROM task_extension e
JOIN task t ON t.id = e.task_id
WHERE e.voided_on IS NULL AND t.voided_on IS NULL {{only}}
  AND (e.extended_on < t.assigned_on OR e.extended_on > coalesce(t.done_on, t.cancelled_on) OR e.due_on <= t.due_on
       OR EXISTS (
           SELECT 1 FROM task_extension b
           WHERE b.task_id = t.id AND b.id <> e.id AND b.voided_on IS NULL AND b.due_on >= e.due_on
             AND (b.extended_on < e.extended_on OR (b.extended_on = e.extended_on AND b.due_on = e.due_on))
       ))
ORDER BY t.year, t.n, e.due_on
"""
MESSAGES_BY_CAUSE = {
    "early": N_("{number}: the extension to {day} was granted before the task was assigned"),
    "ended": N_("{number}: the extension to {day} was granted after the task was done or cancelled"),
    "order": N_("{number}: the extension to {day} is not to a later day than the one that held until then"),
}


def message(number: str, due_on: str, why: str) -> str:
    return _(MESSAGES_BY_CAUSE[why]).format(number=number, day=show_day(due_on))
