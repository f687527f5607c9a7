"""The program's SQL in words that PostgreSQL plans well, where those that SQLite works through quickly cost it more.

The answers are the same. What SQLite reads is left as it is (`translate` of `dialect.py` asks for this).
"""

import re

UNIT_OF_CASE = re.compile(
    r"SELECT v\.unit_id FROM case_violation cv JOIN violation v ON v\.id = cv\.violation_id\s+"
    r"WHERE cv\.case_id = c\.id ORDER BY v\.occurred_on, v\.year, v\.n LIMIT 1"
)
KEPT_UNIT_OF_CASE = "SELECT k.unit_id FROM case_unit k WHERE k.case_id = c.id"  # beside the case (`access.sql`)
LOOKED_UP_BY_ID = re.compile(r"\bCROSS JOIN (\w+) (\w+)\s+ON \2\.id = (\w+\.\w+)")
LOOK_UP = r"JOIN LATERAL (SELECT * FROM \1 WHERE \1.id = \3 LIMIT -1) \2 ON TRUE"


def reword_for_planner(sql: str) -> str:
    """The statement, with the unit of a case read where the server keeps it, and rows looked up that are known by id.

    A CROSS JOIN keeps SQLite from reading the long table first; PostgreSQL would read all of it to make a hash, which
    costs more than to look up one row in ten.
    """
    return LOOKED_UP_BY_ID.sub(LOOK_UP, UNIT_OF_CASE.sub(KEPT_UNIT_OF_CASE, sql))
