"""Which cases a question can be about, found by the database: few of a register's cases are read for one answer."""

from collections.abc import Collection, Iterable
from json import dumps
from typing import NamedTuple

from chodon_cli.casework.case import Case, cases
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.store import Reader

# Neither ended before the period and left alone since, nor opened after it. An annulled ending opens a case again.
UNDER_WAY = """
SELECT c.id FROM discipline_case c
WHERE c.voided_on IS NULL AND c.opened_on <= :end AND c.id NOT IN (
    SELECT e.case_id FROM case_event e
    WHERE e.kind IN ('decide', 'close') AND e.happened_on < :start AND e.voided_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM case_event o
        WHERE o.case_id = e.case_id AND o.voided_on IS NULL AND (o.happened_on >= :start OR o.kind = 'annul')
    )
)
"""
# The same asked of a case `c`: so that the events of others are not read.
NOT_LEFT_ALONE = """NOT EXISTS (
    SELECT 1 FROM case_event e
    WHERE e.case_id = c.id
          AND e.kind IN ('decide', 'close') AND e.happened_on < :start AND e.voided_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM case_event o
        WHERE o.case_id = e.case_id AND o.voided_on IS NULL AND (o.happened_on >= :start OR o.kind = 'annul')
    )
)"""
UNDER_WAY_IN_UNITS = f"""
SELECT c.id FROM discipline_case c
WHERE c.voided_on IS NULL AND c.opened_on <= :end AND c.id IN (
    SELECT cv.case_id FROM violation v JOIN case_violation cv ON cv.violation_id = v.id
    WHERE v.unit_id IN (SELECT value FROM json_each(:units))
) AND {NOT_LEFT_ALONE}
"""
IN_UNITS = """
SELECT DISTINCT cv.case_id FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
WHERE v.unit_id IN (SELECT value FROM json_each(:units))
"""
FEW_UNITS = 100  # up to so many it is quicker to start from their violations than to look at each act of a case
IN_FEW_UNITS = """
SELECT cv.case_id FROM violation v CROSS JOIN case_violation cv ON cv.violation_id = v.id
WHERE v.voided_on IS NULL AND v.unit_id IN (SELECT value FROM json_each(:units))
UNION
SELECT cv.case_id FROM violation v CROSS JOIN case_violation cv ON cv.violation_id = v.id
WHERE v.voided_on IS NOT NULL AND v.unit_id IN (SELECT value FROM json_each(:units))
"""  # by two indexes


def in_units_sql(units: Collection[int]) -> str:
    """SQL for the cases with an act in the units :units, entered by mistake or not."""
    return IN_FEW_UNITS if len(units) <= FEW_UNITS else IN_UNITS


def cases_of_units(db: Reader, units: Collection[int]) -> list[int]:
    """The ids of the cases with an act in these units."""
    return [id for (id,) in db.execute(in_units_sql(units), {"units": dumps([*units])})]


class CaseCondition(NamedTuple):
    """Which of the cases `c`: a condition in SQL, and its values."""

    sql: str
    values: Values


def cases_to_list(
    day: str,
    period: Period | None,
    staff: int | None,
    units: Collection[int] | None,
    live_or_since: str | None,
    is_live_only: bool,
    among: Iterable[int] | None = None,
) -> CaseCondition:
    """Those of all cases that a list can show: opened by the day and in the period, of a person, in units.

    `live_or_since`: those that may be live on the day, and those opened from that day on; `is_live_only`: the former.
    `among`: the cases with an act in the units, by whoever has their ids.
    """
    where = ["c.voided_on IS NULL", "c.opened_on <= :day"]
    values: Values = {"day": day, "start": day, "end": day, "since": live_or_since, "staff": staff}
    if period:
        where.append("c.opened_on BETWEEN :first AND :last")
        values |= {"first": period.start, "last": period.end}
    if staff is not None:
        where.append("c.staff_id = :staff")
    elif units is not None:
        if among is None:
            where.append(f"c.id IN ({in_units_sql(units)})")
            values["units"] = dumps([*units])
        else:
            where.append("c.id IN (SELECT value FROM json_each(:cases))")
            values["cases"] = dumps([*among])
    under_way = NOT_LEFT_ALONE if values.keys() & {"units", "cases"} else f"c.id IN ({UNDER_WAY})"
    if is_live_only:
        where.append(under_way)
    elif live_or_since:
        where.append(f"(c.opened_on >= :since OR {under_way})")
    return CaseCondition(" AND ".join(where), values)


def cases_under_way(db: Reader, start: str, end: str, units: Iterable[int] | None = None) -> list[Case]:
    """The cases that were live on a day of the period, or in which something happened then; by number.

    Of some units: those with an act there.

    Those that had ended before it, and were left alone since, count in no figure of the period.
    """
    values: Values = {"start": start, "end": end}
    sql = UNDER_WAY
    if units is not None:
        sql, values["units"] = UNDER_WAY_IN_UNITS, dumps([*units])
    return cases(db, [id for (id,) in db.execute(sql, values)])
