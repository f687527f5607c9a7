"""A check belongs to an inspection that was carried out, and asks for a standard in force on that day."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.fields import INSPECTION_WAS_CARRIED_OUT
from chodon_cli.nouns.inspection import NUMBER_SQL
from chodon_cli.nouns.inspection_check import STANDARD_WAS_IN_FORCE

NOUN = "inspection_check"
ID_COLUMNS = {"unit": "i.unit_id"}
ROW_COLUMNS = {"inspection": ("id", "i.id"), "inspection_check": ("id", "k.id"), "standard": ("id", "c.id")}
CONDITIONS = (INSPECTION_WAS_CARRIED_OUT, STANDARD_WAS_IN_FORCE)
BREACHES_SQL = f"""
SELECT k.id, {NUMBER_SQL}, k.item, i.visited_on, c.in_force_to
FROM inspection i
JOIN inspection_check k ON k.inspection_id = i.id
LEFT JOIN standard c ON c.id = k.standard_id
WHERE i.voided_on IS NULL {{only}} AND {breaches_sql(CONDITIONS, {"inspection": "i", "item": "c"})}
ORDER BY i.year, i.n, k.item
"""


def message(number: str, item: str, visited_on: str | None, in_force_to: str | None) -> str:
    if visited_on is None:
        return _("{number}: {item} was checked, so it was carried out").format(number=number, item=item)
    return _("{number}: the standard {standard} was in force until {last}, not on {day}").format(
        number=number, standard=item, last=show_day(in_force_to or ""), day=show_day(visited_on)
    )
