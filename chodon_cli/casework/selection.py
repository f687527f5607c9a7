"""Which cases a question can be about, found by the database: few of a register's cases are read for one answer."""

from collections.abc import Iterable
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
# People with a decision that may hold on the day.
WITH_A_DECISION = """
SELECT c.staff_id FROM case_event e JOIN discipline_case c ON c.id = e.case_id
WHERE c.voided_on IS NULL AND e.voided_on IS NULL AND e.kind = 'decide' AND e.happened_on <= :day
      AND coalesce(e.lapses_on, '9999-12-31') >= :day
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
SELECT c.id FROM discipline_case c
WHERE c.voided_on IS NULL AND c.opened_on <= :end AND c.id IN (
    SELECT cv.case_id FROM violation v JOIN case_violation cv ON cv.violation_id = v.id
    WHERE v.unit_id IN (SELECT value FROM json_each(:units))
) AND NOT EXISTS (
    SELECT 1 FROM case_event e
    WHERE e.case_id = c.id
          AND e.kind IN ('decide', 'close') AND e.happened_on < :start AND e.voided_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM case_event o
        WHERE o.case_id = e.case_id AND o.voided_on IS NULL AND (o.happened_on >= :start OR o.kind = 'annul')
    )
)
"""
IN_UNITS = """
SELECT DISTINCT cv.case_id FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
WHERE v.unit_id IN (SELECT value FROM json_each(:units))
"""


def cases_of_people_with_a_decision(db: Reader, day: str, units: Iterable[int] | None = None) -> list[Case]:
    """All cases of each person against whom a decision may be in force on the day; of units: with an act there."""
    sql = WITH_A_DECISION if units is None else f"{WITH_A_DECISION} AND c.id IN ({IN_UNITS})"
    values: Values = {"day": day, "units": dumps([*(units or ())])}
    return cases(db, staff={id for (id,) in db.execute(sql, values)})


class CaseCondition(NamedTuple):
    """Which of the cases `c`: a condition in SQL, and its values."""

    sql: str
    values: Values


def cases_to_list(
    day: str,
    period: Period | None,
    staff: int | None,
    units: Iterable[int] | None,
    live_or_since: str | None,
    is_live_only: bool,
) -> CaseCondition:
    """Those of all cases that a list can show: opened by the day and in the period, of a person, in units.

    `live_or_since`: those that may be live on the day, and those opened from that day on; `is_live_only`: the former.
    """
    where = ["c.voided_on IS NULL", "c.opened_on <= :day"]
    values: Values = {"day": day, "start": day, "end": day, "since": live_or_since, "staff": staff}
    if period:
        where.append("c.opened_on BETWEEN :first AND :last")
        values |= {"first": period.start, "last": period.end}
    if staff is not None:
        where.append("c.staff_id = :staff")
    elif units is not None:
        where.append(f"c.id IN ({IN_UNITS})")
        values["units"] = dumps([*units])
    under_way = UNDER_WAY_IN_UNITS if "units" in values else UNDER_WAY
    if is_live_only:
        where.append(f"c.id IN ({under_way})")
    elif live_or_since:
        where.append(f"(c.opened_on >= :since OR c.id IN ({under_way}))")
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
