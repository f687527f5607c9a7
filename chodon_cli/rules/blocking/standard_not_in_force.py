"""A standard is not broken after the last day on which it is in force."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.violation import NUMBER_SQL, STANDARD_WAS_IN_FORCE

NOUN = "violation"
ID_COLUMNS = {"staff": "v.staff_id"}
ROW_COLUMNS = {"violation": ("id", "v.id"), "standard": ("id", "c.id")}
CONDITIONS = (STANDARD_WAS_IN_FORCE,)
BREACHES_SQL = f"""
SELECT v.id, {NUMBER_SQL}, c.code, c.in_force_to, v.occurred_on
FROM standard c
JOIN violation v ON v.standard_id = c.id AND {breaches_sql(CONDITIONS, {"": "v", "standard": "c"})}
WHERE v.voided_on IS NULL {{only}}
ORDER BY v.year, v.n
"""


def message(number: str, standard: str, in_force_to: str, occurred_on: str) -> str:
    return _("{number}: the standard {standard} was in force until {last}, not on {day}").format(
        number=number, standard=standard, last=show_day(in_force_to), day=show_day(occurred_on)
    )
