"""rating.csv: how a year of somebody's work was rated, by themselves and in the end."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2, shown="people"),
    Column("year", "code"),
    Column("kind", "word", words="rating-kind", label=N_("Kind of rating")),
    Column("unit", "code", label=N_("Rated by")),
    Column("level", "word", words="rating-level", label=N_("Rating")),
    Column("score", "decimal", 3),
    Column("decided_on", "date", 2),
    Column("note", "text", 5),
    *VOIDED,
]
NUMBER = number("XL", "r", 4)
SQL = f"""
SELECT {NUMBER} AS number, s.code AS staff, s.full_name, r.year, r.kind, u.code AS unit, r.level, r.score, r.decided_on,
       r.note, r.voided_on, r.void_reason
FROM rating r
JOIN staff s ON s.id = r.staff_id
JOIN unit u ON u.id = r.unit_id
"""
LIST = NounList(N_("Ratings"), "r", "r.year, r.n", COLUMNS, SQL, NUMBER, "decided_on")
