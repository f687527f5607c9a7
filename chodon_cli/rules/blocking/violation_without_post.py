"""A violation lies on a day on which the person had a post, and in the unit of that post."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.post import is_held_sql
from chodon_cli.nouns.violation import HAD_POST, IN_UNIT_OF_POST, NUMBER_SQL

NOUN = "violation"
TO_DO = N_("correct the day or the post: chodon staff edit --post; or void the violation: chodon violation void")
ID_COLUMNS = {"staff": "v.staff_id"}
ROW_COLUMNS = {
    "violation": ("id", "v.id"),
    "post": ("staff_id", "v.staff_id"),
    "staff": ("id", "s.id"),
    "unit": ("id", "u.id"),
}
CONDITIONS = (HAD_POST, IN_UNIT_OF_POST)
ALIASES = {"": "v", "staff": "s", "unit": "u", "post": "p"}
POST_OF_PERSON_SQL = f"q.staff_id = v.staff_id AND {is_held_sql('v.occurred_on', 'q')}"
BREACHES_SQL = f"""
SELECT v.id, {NUMBER_SQL}, s.code, v.occurred_on, u.code, here.code
FROM violation v
JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
LEFT JOIN post p ON p.id = (SELECT q.id FROM post q WHERE {POST_OF_PERSON_SQL} ORDER BY q.started_on LIMIT 1)
LEFT JOIN unit here ON here.id = p.unit_id
WHERE v.voided_on IS NULL {{only}}
  AND NOT EXISTS (SELECT 1 FROM post q WHERE {POST_OF_PERSON_SQL} AND q.unit_id = v.unit_id)
  AND {breaches_sql(CONDITIONS, ALIASES)}
ORDER BY v.year, v.n
"""


def message(number: str, staff: str, occurred_on: str, unit: str, here: str | None) -> str:
    if here is None:
        return _("{number}: {staff} has no post on {day}").format(number=number, staff=staff, day=show_day(occurred_on))
    return _("{number}: on {day} {staff} served in {here}, not in {unit}").format(
        number=number, staff=staff, day=show_day(occurred_on), here=here, unit=unit
    )
