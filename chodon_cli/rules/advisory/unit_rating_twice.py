"""A unit that was rated twice for one year."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _
from chodon_cli.nouns.unit_rating import NUMBER_SQL
from chodon_cli.rules.advisory import Finding

UNITS_RATED_TWICE_SQL = f"""
SELECT u.code, w.year, {NUMBER_SQL} AS number
FROM unit_rating w
JOIN unit u ON u.id = w.unit_id
WHERE w.voided_on IS NULL AND w.decided_on <= :today AND EXISTS (
    SELECT 1 FROM unit_rating other
    WHERE other.unit_id = w.unit_id AND other.year = w.year AND other.voided_on IS NULL AND other.id <> w.id
      AND other.decided_on <= :today
)
ORDER BY w.year, u.code, w.n
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a unit and year."""
    doubled: dict[tuple[str, int], list[str]] = {}
    for unit, year, number in db.execute(UNITS_RATED_TWICE_SQL, {"today": today}):
        doubled.setdefault((unit, year), []).append(number)
    for (unit, year), numbers in doubled.items():
        message = _("{unit} was rated more than once for {year}: {numbers}").format(
            unit=unit, year=year, numbers=", ".join(numbers)
        )
        yield Finding(numbers[-1], message, f"chodon unit_rating void {numbers[-1]}")
