"""Tasks that are still to be done, by the day to which they were last put off."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.due import Duty
from chodon_cli.nouns.document import REFERENCE
from chodon_cli.nouns.task import NUMBER, STOOD

SQL = f"""
WITH {STOOD}
SELECT {NUMBER}, s.code, u.code, stood.due_on, {REFERENCE}, t.title
FROM stood
JOIN task t ON t.id = stood.id
JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff s ON s.id = t.staff_id
LEFT JOIN document d ON d.id = t.document_id
WHERE stood.done_on IS NULL AND stood.cancelled_on IS NULL
"""


def due(db: Connection, today: str) -> Iterator[Duty]:
    """Every open task; its basis is the document it rests on, and what is to be done."""
    for number, staff, unit, due_on, document, title in db.execute(SQL, {"end": today}):
        yield Duty("task", number, staff, unit, due_on, f"{document}: {title}" if document else title)
