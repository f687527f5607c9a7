"""Who failed a check of an inspection had a post on that day."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.inspection import NUMBER_SQL
from chodon_cli.nouns.post import is_held_sql

NOUN = "inspection_check"
ID_COLUMNS = {"staff": "f.value", "unit": "i.unit_id"}
ROW_COLUMNS = {
    "inspection": ("id", "i.id"),
    "inspection_check": ("id", "k.id"),
    "post": ("staff_id", "f.value"),
    "staff": ("id", "f.value"),
}
BREACHES_SQL = f"""
SELECT k.id, {NUMBER_SQL}, k.item, s.code, i.visited_on
FROM inspection_check k
JOIN inspection i ON i.id = k.inspection_id AND i.voided_on IS NULL
JOIN json_each(k.failed) f
JOIN staff s ON s.id = f.value
WHERE k.failed IS NOT NULL AND i.visited_on IS NOT NULL {{only}}
  AND NOT EXISTS (
      SELECT 1 FROM post p
      WHERE p.staff_id = s.id AND {is_held_sql("i.visited_on")}
  )
ORDER BY i.year, i.n, k.item, s.code
"""


def message(number: str, item: str, staff: str, visited_on: str) -> str:
    return _("{number}, {item}: {staff} has no post on {day}").format(
        number=number, item=item, staff=staff, day=show_day(visited_on)
    )
