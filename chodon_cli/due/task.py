"""Tasks that are still to be done, by the day to which they were last put off."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.due import Duty
from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL
from chodon_cli.nouns.task import NUMBER_SQL
from chodon_cli.queries.measures import TASK_OPEN, TASKS_AS_OF

OPEN_TASKS_SQL = f"""
WITH {TASKS_AS_OF}
SELECT {NUMBER_SQL}, p.code, u.code, s.last_due_on, {DOCUMENT_REFERENCE_SQL}, t.title
FROM stood s
JOIN task t ON t.id = s.id
JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff p ON p.id = t.staff_id
LEFT JOIN document d ON d.id = t.document_id
WHERE {TASK_OPEN} AND s.last_due_on <= :last
"""


def due(db: Connection, today: str, last: str) -> Iterator[Duty]:
    """Every open task that is due by the last day; its basis is the document it rests on, and what is to be done."""
    for number, staff, unit, due_on, document, title in db.execute(
        OPEN_TASKS_SQL, {"start": today, "end": today, "last": last}
    ):
        yield Duty("task", number, staff, unit, due_on, f"{document}: {title}" if document else title)
