"""A violation was found at an inspection that was carried out, not before it happened and not entered by mistake."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.fields import INSPECTION_WAS_CARRIED_OUT
from chodon_cli.nouns.violation import (
    INSPECTION_NUMBER_SQL,
    NOT_AFTER_INSPECTION,
    NUMBER_SQL,
)

NOUN = "violation"
ID_COLUMNS = {"staff": "v.staff_id", "unit": "i.unit_id"}
ROW_COLUMNS = {"violation": ("id", "v.id"), "inspection": ("id", "i.id")}
CONDITIONS = (INSPECTION_WAS_CARRIED_OUT, NOT_AFTER_INSPECTION)
BREACHES_SQL = f"""
SELECT v.id, {NUMBER_SQL}, {INSPECTION_NUMBER_SQL}, v.occurred_on, i.visited_on, i.voided_on
FROM violation v
JOIN inspection i ON i.id = v.inspection_id
WHERE v.voided_on IS NULL {{only}}
  AND (i.voided_on IS NOT NULL OR {breaches_sql(CONDITIONS, {"": "v", "inspection": "i"})})
ORDER BY v.year, v.n
"""


def message(number: str, inspection: str, occurred_on: str, visited_on: str | None, voided_on: str | None) -> str:
    if voided_on:
        return _("{number}: the inspection {inspection} is void").format(number=number, inspection=inspection)
    if visited_on is None:
        return _("{number}: the inspection {inspection} has not been carried out").format(
            number=number, inspection=inspection
        )
    return _("{number} of {day} lies after the inspection {inspection} of {visited}").format(
        number=number, day=show_day(occurred_on), inspection=inspection, visited=show_day(visited_on)
    )
