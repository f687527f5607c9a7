"""A violation above minor that was dealt with by a reminder alone: it needs a case."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _
from chodon_cli.nouns import number
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION, REMINDED_OF, TAKEN_UP_BY_A_CASE
from chodon_cli.rules.advisory import Finding

SERIOUS_AND_REMINDED_SQL = f"""
SELECT {number.VIOLATION_NUMBER.sql("v")} FROM violation v
WHERE {COUNTS_AS_VIOLATION} AND {ABOVE_MINOR} AND {REMINDED_OF} AND NOT {TAKEN_UP_BY_A_CASE.strip()}
ORDER BY v.year, v.n
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a violation."""
    for (of,) in db.execute(SERIOUS_AND_REMINDED_SQL, {"today": today, "end": today}):
        message = _("{number}: more than minor, and only a reminder was given").format(number=of)
        yield Finding(of, message, f"chodon case open {of}")
