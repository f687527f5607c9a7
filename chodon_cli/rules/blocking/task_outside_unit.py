"""A task is assigned on a day of the life of its unit."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns.task import NUMBER_SQL

NOUN = "task"
TO_DO = N_(
    "choose another unit or day; of tasks that are there: chodon task done, chodon task cancel, chodon task edit"
)
ID_COLUMNS = {"unit": "t.unit_id"}
ROW_COLUMNS = {"task": ("id", "t.id"), "unit": ("id", "u.id")}
BREACHES_SQL = f"""
SELECT t.id, {NUMBER_SQL}, t.assigned_on, u.code,
       CASE WHEN u.closed_on < t.assigned_on THEN u.closed_on END, u.opened_on
FROM task t
JOIN unit u ON u.id = t.unit_id
WHERE t.voided_on IS NULL {{only}} AND (u.closed_on < t.assigned_on OR u.opened_on > t.assigned_on)
ORDER BY t.year, t.n
"""


def message(number: str, assigned_on: str, unit: str, closed_on: str | None, opened_on: str | None) -> str:
    text = _("{number}: assigned on {day}, but {unit} closed on {closed}")
    if closed_on is None:
        text = _("{number}: assigned on {day}, but {unit} opened only on {opened}")
    days = {"day": show_day(assigned_on), "closed": show_day(closed_on or ""), "opened": show_day(opened_on or "")}
    return text.format(number=number, unit=unit, **days)
