"""Feedback that is still to be answered by a day: its own, or for a complaint under the law that of the law."""

from collections.abc import Collection, Iterator
from sqlite3 import Connection

from chodon_cli.due import Duty
from chodon_cli.law.petitions import petition
from chodon_cli.nouns.feedback import NUMBER_SQL

ANSWERS_OWED_SQL = f"""
SELECT {NUMBER_SQL}, s.code, u.code, f.kind, f.received_on, f.due_on, f.text
FROM feedback f
CROSS JOIN unit u ON u.id = f.unit_id
LEFT JOIN staff s ON s.id = f.staff_id
WHERE f.voided_on IS NULL AND NOT f.received_on > :today
  AND coalesce(f.answered_on, '9999-12-31') > :today
"""  # CROSS and NOT: all feedback as it lies; by the index SQLite would take each from another page


def due(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """Every question with a day that has no answer yet; its basis is what was said.

    Where the law gives the day: the acceptance, of which nobody enters that it was done, until its day; then the
    settlement, as if it was accepted on that day.
    """
    for number, staff, unit, kind, received_on, due_on, text in db.execute(ANSWERS_OWED_SQL, {"today": today}):
        rule = petition(kind, received_on)
        if due_on:
            yield Duty("answer", number, staff, unit, due_on, text)
        elif rule:
            accepted = rule.accepted_by(received_on)
            if accepted >= today:
                yield Duty("acceptance", number, staff, unit, accepted, rule.basis, rule.verified)
            basis = rule.settlement_basis(accepted)
            yield Duty("answer", number, staff, unit, rule.settled_by(accepted), basis, rule.verified)
