"""A person who was rated twice for one year in the same way."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _
from chodon_cli.nouns.rating import NUMBER_SQL
from chodon_cli.rules.advisory import Finding

RATED_TWICE_SQL = f"""
SELECT s.code, r.year, r.kind, {NUMBER_SQL} AS number
FROM rating r
JOIN staff s ON s.id = r.staff_id
WHERE r.voided_on IS NULL AND r.decided_on <= :today AND EXISTS (
    SELECT 1 FROM rating other
    WHERE other.staff_id = r.staff_id AND other.year = r.year AND other.kind = r.kind AND other.voided_on IS NULL
      AND other.id <> r.id AND other.decided_on <= :today
)
ORDER BY r.year, s.code, r.kind, r.n
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a person, year and kind of rating."""
    doubled: dict[tuple[str, int, str], list[str]] = {}
    for staff, year, kind, number in db.execute(RATED_TWICE_SQL, {"today": today}):
        doubled.setdefault((staff, year, kind), []).append(number)
    for (staff, year, _kind), numbers in doubled.items():
        message = _("{staff} was rated more than once for {year}: {numbers}").format(
            staff=staff, year=year, numbers=", ".join(numbers)
        )
        yield Finding(numbers[-1], message, f"chodon rating void {numbers[-1]}")
