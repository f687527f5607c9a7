"""Inspections that are planned and not carried out; remedies that a conclusion asks for and nobody has reported."""

from collections.abc import Collection, Iterator
from sqlite3 import Connection

from chodon_cli.dates import show_day
from chodon_cli.due import Duty
from chodon_cli.locale import _
from chodon_cli.nouns.inspection import NUMBER_SQL

PLANNED_INSPECTIONS_SQL = f"""
SELECT {NUMBER_SQL}, u.code, i.planned_on
FROM inspection i
JOIN unit u ON u.id = i.unit_id
WHERE i.voided_on IS NULL AND i.planned_on IS NOT NULL AND coalesce(i.visited_on, '9999-12-31') > :today
"""
REMEDIES_OPEN_SQL = f"""
SELECT {NUMBER_SQL}, u.code, i.remedy_due_on, i.conclusion, i.concluded_on, i.to_remedy
FROM inspection i
CROSS JOIN unit u ON u.id = i.unit_id
WHERE i.voided_on IS NULL AND i.remedy_due_on IS NOT NULL AND i.concluded_on <= :today
  AND coalesce(i.remedied_on, '9999-12-31') > :today
"""  # few ask for a remedy: CROSS, so that those are read first


def due(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """Both are the register's own days: no rule of law sets them."""
    for number, unit, planned_on in db.execute(PLANNED_INSPECTIONS_SQL, {"today": today}):
        yield Duty("inspection", number, None, unit, planned_on, _("planned for this day"))
    for number, unit, due_on, conclusion, concluded_on, what in db.execute(REMEDIES_OPEN_SQL, {"today": today}):
        basis = _("conclusion {conclusion} of {day}").format(conclusion=conclusion or "", day=show_day(concluded_on))
        yield Duty("remedy", number, None, unit, due_on, f"{basis}: {what}" if what else basis)
