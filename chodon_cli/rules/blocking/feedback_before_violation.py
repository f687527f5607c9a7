"""The violation that a complaint became occurred by the day on which the complaint was received."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.feedback import NUMBER_SQL, VIOLATION_CAME_FIRST

TO_DO = N_("correct the day of one of them: chodon feedback edit, chodon violation edit")

NOUN = "feedback"
ID_COLUMNS = {"staff": "v.staff_id"}
ROW_COLUMNS = {"feedback": ("id", "f.id"), "violation": ("id", "v.id")}
CONDITIONS = (VIOLATION_CAME_FIRST,)
BREACHES_SQL = f"""
SELECT f.id, {NUMBER_SQL}, {number.VIOLATION_NUMBER.sql("v")}, v.occurred_on, f.received_on
FROM feedback f
JOIN violation v ON v.id = f.violation_id
WHERE f.voided_on IS NULL {{only}} AND {breaches_sql(CONDITIONS, {"": "f", "violation": "v"})}
ORDER BY f.year, f.n
"""


def message(number: str, violation: str, occurred_on: str, received_on: str) -> str:
    return _("{number}: {violation} occurred on {day}, after the complaint of {received}").format(
        number=number, violation=violation, day=show_day(occurred_on), received=show_day(received_on)
    )
