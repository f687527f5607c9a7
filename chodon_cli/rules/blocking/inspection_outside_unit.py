"""An inspection lies within the life of its unit, be it carried out or still to come."""

from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _
from chodon_cli.nouns.inspection import NUMBER_SQL, OWN_DAY

NOUN = "inspection"
TO_DO = N_("correct the day or the unit: chodon inspection edit, chodon unit edit")
ID_COLUMNS = {"unit": "i.unit_id"}
ROW_COLUMNS = {"inspection": ("id", "i.id"), "unit": ("id", "u.id")}
BREACHES_SQL = f"""
SELECT i.id, {NUMBER_SQL}, {OWN_DAY}, u.code, u.opened_on, u.closed_on, u.voided_on
FROM inspection i
JOIN unit u ON u.id = i.unit_id
WHERE i.voided_on IS NULL {{only}}
  AND ({OWN_DAY} < u.opened_on OR {OWN_DAY} > u.closed_on OR u.voided_on IS NOT NULL)
ORDER BY i.year, i.n
"""


def message(
    number: str, day: str, unit: str, opened_on: str | None, closed_on: str | None, voided_on: str | None
) -> str:
    if voided_on:
        return _("{number}: the unit {unit} was entered by mistake").format(number=number, unit=unit)
    if opened_on and day < opened_on:
        return _("{number} of {day} lies before {unit} opened on {opened}").format(
            number=number, day=show_day(day), unit=unit, opened=show_day(opened_on)
        )
    return _("{number} of {day} lies after {unit} closed on {closed}").format(
        number=number, day=show_day(day), unit=unit, closed=show_day(closed_on or "")
    )
