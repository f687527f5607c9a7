"""training.csv: who studied what, from when to when."""

from chodon_cli.locale import N_
from chodon_cli.nouns.post import SERVED
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2, shown="people"),
    Column("unit", "code", 3, shown="people"),
    Column("field", "word", words="training-field"),
    Column("title", "text", label=N_("Course")),
    Column("provider", "text", 4),
    Column("started_on", "date"),
    Column("ended_on", "date", 3),
    Column("days", "integer", 2),
    Column("certificate", "text", 3),
    Column("note", "text", 5),
    *VOIDED,
]
NUMBER = number("BD", "t", 4)
SQL = f"""
SELECT {NUMBER} AS number, s.code AS staff, s.full_name, u.code AS unit, t.field, t.title, t.provider, t.started_on,
       t.ended_on, t.days, t.certificate, t.note, t.voided_on, t.void_reason
FROM training t
JOIN staff s ON s.id = t.staff_id
{SERVED.format(day="t.started_on")}
"""
LIST = NounList(N_("Training"), "t", "t.year, t.n", COLUMNS, SQL, NUMBER, "started_on")
