"""Feedback that is still to be answered by a day."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.due import Duty
from chodon_cli.nouns.feedback import NUMBER

SQL = f"""
SELECT {NUMBER}, s.code, u.code, f.due_on, f.text
FROM feedback f
JOIN unit u ON u.id = f.unit_id
LEFT JOIN staff s ON s.id = f.staff_id
WHERE f.voided_on IS NULL AND f.due_on IS NOT NULL AND f.received_on <= :today
  AND coalesce(f.answered_on, '9999-12-31') > :today
"""


def due(db: Connection, today: str) -> Iterator[Duty]:
    """Every question with a day that has no answer yet; its basis is what was said."""
    for number, staff, unit, due_on, text in db.execute(SQL, {"today": today}):
        yield Duty("answer", number, staff, unit, due_on, text)
