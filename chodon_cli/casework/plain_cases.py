"""The cases whose clock is one sum: found on a day, so many days, and ended at most once. The database works them out.

They are nearly all of a register's. What was extended, postponed, complained of, stayed or annulled, and labour
contracts, whose last day is that of limitation, are read as whole cases.
"""

from typing import NamedTuple

from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.selection import UNDER_WAY
from chodon_cli.law.clock import EVENTS_WITHOUT_EFFECT
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.store import Reader

STEPS = ", ".join(f"'{kind}'" for kind in EVENTS_WITHOUT_EFFECT)
ENDINGS_SQL = f"""
ending AS (
    SELECT e.case_id, sum(e.kind IN ('decide', 'close')) AS endings,
           sum(e.kind NOT IN ('decide', 'close', {STEPS})) AS moves,
           max(CASE WHEN e.kind IN ('decide', 'close') THEN e.happened_on END) AS ended_on,
           max(CASE WHEN e.kind = 'decide' THEN e.happened_on END) AS decided_on
    FROM case_event e
    WHERE e.voided_on IS NULL
    GROUP BY e.case_id
)
"""
IS_PLAIN = "c.category <> 'contract' AND coalesce(x.moves, 0) = 0 AND coalesce(x.endings, 0) <= 1"
PLAIN_CASES_SQL = f"""
WITH {ENDINGS_SQL}
SELECT c.id, c.staff_id, ({UNIT_OF_CASE_SQL}),
       coalesce(x.ended_on, '9999-12-31') > :end,
       coalesce(x.ended_on, '9999-12-31') > :end
           AND coalesce(date(c.found_on, '+' || c.normal_days || ' days') < :end, 0),
       coalesce(x.decided_on BETWEEN :start AND :end, 0)
FROM discipline_case c
LEFT JOIN ending x ON x.case_id = c.id
WHERE c.voided_on IS NULL AND c.opened_on <= :end AND {IS_PLAIN}
      AND (coalesce(x.ended_on, '9999-12-31') > :end OR x.decided_on BETWEEN :start AND :end)
"""
OTHERS_SQL = f"""
WITH {ENDINGS_SQL}
SELECT c.id FROM discipline_case c
LEFT JOIN ending x ON x.case_id = c.id
WHERE NOT ({IS_PLAIN}) AND c.id IN ({UNDER_WAY})
"""


class PlainCase(NamedTuple):
    """What such a case is on the last day of a period: live, past its last day, decided in the period."""

    id: int
    staff_id: int
    unit_id: int | None  # of its earliest act
    is_live: bool
    is_overdue: bool
    is_decided: bool


def plain_cases(db: Reader, start: str, end: str) -> list[PlainCase]:
    """Those that are live on the last day of the period, and those that were decided in it."""
    return [*map(PlainCase._make, db.execute(PLAIN_CASES_SQL, {"start": start, "end": end}))]


def other_cases(db: Reader, start: str, end: str) -> list[Case]:
    """The others that were live on a day of the period, or in which something happened then; by number."""
    return cases(db, [id for (id,) in db.execute(OTHERS_SQL, {"start": start, "end": end})])
