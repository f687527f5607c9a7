"""The rating of a unit is for a year of its life."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.unit_rating import NUMBER_SQL

NOUN = "unit_rating"
ID_COLUMNS = {"unit": "u.id"}
ROW_COLUMNS = {"unit_rating": ("id", "w.id"), "unit": ("id", "u.id")}
BREACHES_SQL = f"""
SELECT w.id, {NUMBER_SQL}, u.code, w.year, u.opened_on, u.closed_on
FROM unit_rating w
JOIN unit u ON u.id = w.unit_id
WHERE w.voided_on IS NULL {{only}}
      AND (w.year < CAST(substr(u.opened_on, 1, 4) AS INTEGER) OR w.year > CAST(substr(u.closed_on, 1, 4) AS INTEGER))
ORDER BY w.year, w.n
"""


def message(number: str, unit: str, year: int, opened_on: str | None, closed_on: str | None) -> str:
    if opened_on and year < int(opened_on[:4]):
        return _("{number}: {unit} opened only on {day}").format(number=number, unit=unit, day=show_day(opened_on))
    return _("{number}: {unit} closed already on {day}").format(number=number, unit=unit, day=show_day(closed_on or ""))
