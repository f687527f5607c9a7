"""A reminder was given of a violation that had been found by then and was not entered by mistake."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.reminder import NUMBER_SQL, VIOLATION_IS_VALID, VIOLATION_WAS_FOUND

TO_DO = N_("first correct or void the reminder: chodon reminder edit, chodon reminder void")

NOUN = "reminder"
ID_COLUMNS = {"staff": "v.staff_id"}
ROW_COLUMNS = {"reminder": ("id", "m.id"), "violation": ("id", "v.id")}
CONDITIONS = (VIOLATION_IS_VALID, VIOLATION_WAS_FOUND)
BREACHES_SQL = f"""
SELECT m.id, {NUMBER_SQL}, {number.VIOLATION_NUMBER.sql("v")}, v.voided_on, v.found_on
FROM reminder m
JOIN violation v ON v.id = m.violation_id
WHERE m.voided_on IS NULL {{only}} AND {breaches_sql(CONDITIONS, {"": "m", "violation": "v"})}
ORDER BY m.year, m.n
"""


def message(number: str, violation: str, voided_on: str | None, found_on: str) -> str:
    if voided_on:
        return _("{number}: the violation {violation} is void").format(number=number, violation=violation)
    return _("{number}: {violation} was found on {day} only").format(
        number=number, violation=violation, day=show_day(found_on)
    )
