"""Whoever is told to do a task served in its unit on the day on which it was assigned."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.post import is_held_sql
from chodon_cli.nouns.task import NUMBER_SQL

NOUN = "task"
ID_COLUMNS = {"staff": "t.staff_id"}
ROW_COLUMNS = {
    "task": ("id", "t.id"),
    "post": ("staff_id", "t.staff_id"),
    "staff": ("id", "s.id"),
    "unit": ("id", "u.id"),
}
BREACHES_SQL = f"""
SELECT t.id, {NUMBER_SQL}, s.code, t.assigned_on, u.code
FROM task t
JOIN staff s ON s.id = t.staff_id
JOIN unit u ON u.id = t.unit_id
WHERE t.voided_on IS NULL {{only}}
  AND NOT EXISTS (
      SELECT 1 FROM post p
      WHERE p.staff_id = t.staff_id AND p.unit_id = t.unit_id AND {is_held_sql("t.assigned_on")}
  )
ORDER BY t.year, t.n
"""


def message(number: str, staff: str, assigned_on: str, unit: str) -> str:
    return _("{number}: {staff} has no post in {unit} on {day}").format(
        number=number, staff=staff, unit=unit, day=show_day(assigned_on)
    )
