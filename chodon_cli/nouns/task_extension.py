"""task_extension.csv: each time that a task was put off, to which day, by whom and why.

A void extension shares task and new due day with the one that took its place, so it is in no file.
"""

from chodon_cli.locale import N_
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("task", "code"),
    Column("extended_on", "date"),
    Column("due_on", "date", label=N_("New due day")),
    Column("extended_by"),
    Column("reason"),
    *VOIDED,
]
SQL = f"""
SELECT {number("NV", "t", 4)} AS task, e.extended_on, e.due_on, e.extended_by, e.reason, e.voided_on, e.void_reason
FROM task_extension e
JOIN task t ON t.id = e.task_id
"""
LIST = NounList(N_("Extensions of tasks"), "e", "t.year, t.n, e.due_on, e.id", COLUMNS, SQL, live="e.voided_on IS NULL")
