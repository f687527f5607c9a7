"""commendation.csv: which person or unit was commended, how, by whom."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2, shown="people"),
    Column("unit", "code"),
    Column("form", "word", words="commendation-form"),
    Column("title", "text", label=N_("Commended as")),
    Column("decision", "text", 2),
    Column("authority", "text", 3),
    Column("decided_on", "date"),
    Column("note", "text", 5),
    *VOIDED,
]
NUMBER = number("TD", "c", 4)
# --unit finds the commended unit, and the people who served in it on that day
SQL = f"""
SELECT {NUMBER} AS number, s.code AS staff, s.full_name, w.code AS unit, c.form, c.title, c.decision, c.authority,
       c.decided_on, c.note, c.voided_on, c.void_reason
FROM commendation c
LEFT JOIN staff s ON s.id = c.staff_id
LEFT JOIN unit w ON w.id = c.unit_id
LEFT JOIN post p ON p.staff_id = c.staff_id AND p.voided_on IS NULL AND p.started_on <= c.decided_on
     AND coalesce(p.ended_on, '9999-12-31') >= c.decided_on
LEFT JOIN unit u ON u.id = coalesce(c.unit_id, p.unit_id)
"""
LIST = NounList(N_("Commendations"), "c", "c.year, c.n", COLUMNS, SQL, NUMBER, "decided_on")
