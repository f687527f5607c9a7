"""post.csv: who served where, as what, from when to when."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import VOIDED, NounList
from chodon_cli.result import Column

ON_DAY = ["p.started_on <= :day", "coalesce(p.ended_on, '9999-12-31') >= :day"]
SERVED = """
LEFT JOIN post p ON p.staff_id = s.id AND p.voided_on IS NULL AND p.started_on <= {day}
     AND coalesce(p.ended_on, '9999-12-31') >= {day}
LEFT JOIN unit u ON u.id = p.unit_id
"""  # the unit u in which the person s served on a day; none without a post
COLUMNS = [
    Column("staff", "code", label=N_("Person")),
    Column("unit", "code"),
    Column("category", "word"),
    Column("title"),
    Column("leadership", "word", 3),
    Column("started_on", "date"),
    Column("ended_on", "date"),
    Column("reason", "word", 2),
    Column("full_name", "person", 2, shown="people"),
    *VOIDED,
]
SQL = """
SELECT s.code AS staff, u.code AS unit, p.category, p.title, p.leadership, p.started_on, p.ended_on, p.reason,
       s.full_name, p.voided_on, p.void_reason
FROM post p
JOIN staff s ON s.id = p.staff_id
JOIN unit u ON u.id = p.unit_id
"""
LIST = NounList(N_("Posts"), "p", "s.code, p.started_on, p.id", COLUMNS, SQL, live="p.voided_on IS NULL")
