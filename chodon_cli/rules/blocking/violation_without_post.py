"""A violation lies on a day on which the person had a post, and in the unit of that post."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns.violation import NUMBER_SQL

NOUN = "violation"
TO_DO = N_("correct the day or the post: chodon staff edit --post; or void the violation: chodon violation void")
ID_COLUMNS = {"staff": "v.staff_id"}
BREACHES_SQL = f"""
SELECT v.id, {NUMBER_SQL}, s.code, v.occurred_on, u.code,
       (SELECT here.code FROM post p JOIN unit here ON here.id = p.unit_id
        WHERE p.staff_id = v.staff_id AND p.voided_on IS NULL AND p.started_on <= v.occurred_on
          AND coalesce(p.ended_on, '9999-12-31') >= v.occurred_on
        ORDER BY p.started_on LIMIT 1)
FROM violation v
JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
WHERE v.voided_on IS NULL {{only}}
  AND NOT EXISTS (
      SELECT 1 FROM post p
      WHERE p.staff_id = v.staff_id AND p.unit_id = v.unit_id AND p.voided_on IS NULL
        AND p.started_on <= v.occurred_on AND coalesce(p.ended_on, '9999-12-31') >= v.occurred_on
  )
ORDER BY v.year, v.n
"""


def message(number: str, staff: str, occurred_on: str, unit: str, here: str | None) -> str:
    if here is None:
        return _("{number}: {staff} has no post on {day}").format(number=number, staff=staff, day=show_day(occurred_on))
    return _("{number}: on {day} {staff} served in {here}, not in {unit}").format(
        number=number, staff=staff, day=show_day(occurred_on), here=here, unit=unit
    )
