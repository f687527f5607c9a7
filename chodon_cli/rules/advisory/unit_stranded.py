"""A unit that goes on under one that has closed: nobody is above it any more."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.dates import shift, show_day
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding

UNITS_UNDER_CLOSED_SQL = """
SELECT u.code, above.code, above.closed_on
FROM unit u
JOIN unit above ON above.id = u.parent_id
WHERE u.voided_on IS NULL AND above.closed_on < :today AND coalesce(u.closed_on, '9999-12-31') > above.closed_on
ORDER BY u.code
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a unit."""
    for code, above, closed_on in db.execute(UNITS_UNDER_CLOSED_SQL, {"today": today}):
        message = _("{unit} goes on under {above}, which closed on {day}").format(
            unit=code, above=above, day=show_day(closed_on)
        )
        yield Finding(code, message, f"chodon unit move {code} --to … --on {shift(closed_on, 1)}")
