"""A briefing was held within the life of its unit."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.briefing import NUMBER_SQL

NOUN = "briefing"
ID_COLUMNS = {"unit": "u.id"}
ROW_COLUMNS = {"briefing": ("id", "b.id"), "unit": ("id", "u.id")}
BREACHES_SQL = f"""
SELECT b.id, {NUMBER_SQL}, u.code, b.held_on, u.opened_on, u.closed_on
FROM briefing b
JOIN unit u ON u.id = b.unit_id
WHERE b.voided_on IS NULL {{only}} AND (b.held_on < u.opened_on OR b.held_on > u.closed_on)
ORDER BY b.year, b.n
"""


def message(number: str, unit: str, held_on: str, opened_on: str | None, closed_on: str | None) -> str:
    if opened_on and held_on < opened_on:
        return _("{number}: {unit} opened only on {day}").format(number=number, unit=unit, day=show_day(opened_on))
    return _("{number}: {unit} closed already on {day}").format(number=number, unit=unit, day=show_day(closed_on or ""))
