"""case.csv: one row a case."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import NounList, number
from chodon_cli.result import Column

NUMBER = number("VV", "c", 4)
COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("found_on", "date"),
    Column("opened_on", "date", label=N_("Case opened on")),
    Column("limitation", "word"),
    Column("category", "word"),
    Column("normal_days", "integer"),
    Column("extended_days", "integer"),
    Column("document"),
    Column("article"),
    Column("verified", "word"),
    Column("rules", "integer", 6),
]
SQL = f"""
SELECT {NUMBER} AS number, s.code AS staff, c.found_on, c.opened_on, c.limitation, c.category, c.normal_days,
       c.extended_days, c.document, c.article, c.verified, c.rules
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
"""
LIST = NounList(N_("Cases"), "c", "c.year, c.n", COLUMNS, SQL)
