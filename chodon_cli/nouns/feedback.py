"""feedback.csv: what citizens praised or complained of, whom or which unit, and what they were answered."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli.locale import N_
from chodon_cli.queries import filters as numbered
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("number", "code"),
    Column("received_on", "date"),
    Column("channel", "word", 4),
    Column("kind", "word", words="feedback-kind"),
    Column("unit", "code"),
    Column("staff", "code", 3, label=N_("Person")),
    Column("full_name", "person", 3, shown="people"),
    Column("service", "text", 5),
    Column("text", "text", 2),
    Column("due_on", "date", 2),
    Column("answered_on", "date", 2),
    Column("answer", "text", 6),
    Column("violation", "code", 4),
    *VOIDED,
]
NUMBER = number("PA", "f", 4)
SQL = f"""
SELECT {NUMBER} AS number, f.received_on, f.channel, f.kind, u.code AS unit, s.code AS staff, s.full_name, f.service,
       f.text, f.due_on, f.answered_on, f.answer, {number("VP", "v", 4)} AS violation, f.voided_on, f.void_reason
FROM feedback f
JOIN unit u ON u.id = f.unit_id
LEFT JOIN staff s ON s.id = f.staff_id
LEFT JOIN violation v ON v.id = f.violation_id
"""
LIST = NounList(N_("Feedback"), "f", "f.year, f.n", COLUMNS, SQL, NUMBER, "received_on")


def listed(db: Connection, asked: numbered.ListFilter, today: str, open: bool = False, late: bool = False) -> Result:
    """The feedback by number; only what waits for an answer, or had it late or not by its day, if asked."""
    found = numbered.listed(db, LIST, asked)
    kind, due_on, answered_on = (found.position(key) for key in ("kind", "due_on", "answered_on"))
    rows = found.rows
    if open:
        rows = [row for row in rows if not row[answered_on] and (row[kind] == "complaint" or row[due_on])]
    if late:
        rows = [row for row in rows if row[due_on] and (row[answered_on] or today) > row[due_on]]
    return replace(found, rows=rows)
