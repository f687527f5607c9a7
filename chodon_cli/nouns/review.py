"""review.csv: the yearly reviews."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import NounList
from chodon_cli.result import Column

COLUMNS = [
    Column("year", "code"),
    Column("unit", "code"),
    Column("due_on", "date"),
    Column("opened_on", "date", label=N_("Open from")),
    Column("closed_on", "date", label=N_("Open until")),
    Column("reason", "text", 5),
]
SQL = """
SELECT w.year, u.code AS unit, w.due_on, w.opened_on, w.closed_on, w.reason
FROM review w
LEFT JOIN unit u ON u.id = w.unit_id
"""
LIST = NounList(N_("Reviews"), "w", "w.year, coalesce(u.code, '')", COLUMNS, SQL)
