"""How many cases count in the figures of a period, unit by unit: the database counts the plain ones.

Those are the cases of `plain_cases.py`; the others are read as whole cases.
"""

from collections.abc import Iterable
from json import dumps
from typing import NamedTuple

from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.plain_cases import LAST_DAY_SQL, STEPS
from chodon_cli.casework.selection import NOT_LEFT_ALONE
from chodon_cli.input_row import Values
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.store import Reader

# Endings and decisions are most of all events: read in their own order, which an index by kind or day would not keep.
HAS_ENDED = "e.kind || '' IN ('decide', 'close') AND e.voided_on IS NULL AND NOT e.happened_on > :end"
IS_DECISION_OF_PERIOD = """
e.kind || '' = 'decide' AND e.voided_on IS NULL AND NOT e.happened_on < :start AND NOT e.happened_on > :end
"""
OF_THESE = "AND {case} IN (SELECT value FROM json_each(:cases))"
COUNTED_CASES_SQL = f"""
WITH other (id) AS MATERIALIZED (
    SELECT e.case_id FROM case_event e
    WHERE e.voided_on IS NULL AND e.kind NOT IN ({STEPS}) {{of_these_events}}
    GROUP BY e.case_id
    HAVING count(*) > 1 OR sum(e.kind IN ('decide', 'close')) = 0
    UNION
    SELECT c.id FROM discipline_case c WHERE c.category = 'contract' {{of_these_cases}}
)
SELECT 'live', unit_id, count(*), sum(is_overdue)
FROM (
    SELECT ({UNIT_OF_CASE_SQL}) AS unit_id, CASE WHEN {LAST_DAY_SQL} < :end THEN 1 ELSE 0 END AS is_overdue
    FROM discipline_case c
    WHERE c.voided_on IS NULL AND c.opened_on <= :end {{of_these_cases}} AND c.id NOT IN (SELECT id FROM other)
          AND c.id NOT IN (
              SELECT e.case_id FROM case_event e WHERE {HAS_ENDED} {{of_these_events}}
          )
)
GROUP BY unit_id
UNION ALL
SELECT 'disciplined', ({UNIT_OF_CASE_SQL}), c.staff_id, 0
FROM case_event e
JOIN discipline_case c ON c.id = e.case_id
WHERE {IS_DECISION_OF_PERIOD.strip()} {{of_these_events}}
      AND c.voided_on IS NULL AND c.opened_on <= :end AND c.id NOT IN (SELECT id FROM other)
UNION ALL
SELECT 'other', c.id, 0, 0
FROM discipline_case c
WHERE c.id IN (SELECT id FROM other) AND c.voided_on IS NULL AND c.opened_on <= :end AND {NOT_LEFT_ALONE}
"""


class CountedCases(NamedTuple):
    """The cases that count in a figure of a period, by the unit of their earliest act."""

    live: dict[int | None, tuple[int, int]]  # unit -> plain cases live on the last day, and past their own last day
    disciplined: set[tuple[int | None, int]]  # unit and person of each plain case that was decided in the period
    others: list[Case]  # that were live on a day of the period, or in which something happened then; by number


def counted_cases(db: Reader, start: str, end: str, among: Iterable[int] | None = None) -> CountedCases:
    """The cases of a period: all, or those among these."""
    values: Values = {"start": start, "end": end}
    if among is None:
        of_these_events = of_these_cases = ""
    else:
        of_these_events, of_these_cases = OF_THESE.format(case="e.case_id"), OF_THESE.format(case="c.id")
        values["cases"] = dumps([*among])
    sql = COUNTED_CASES_SQL.format(of_these_events=of_these_events, of_these_cases=of_these_cases)
    counted = CountedCases({}, set(), [])
    others = []
    for what, of, number, overdue in db.execute(sql, values):
        if what == "live":
            counted.live[of] = (number, overdue)
        elif what == "disciplined":
            counted.disciplined.add((of, number))
        else:
            others.append(of)
    return counted._replace(others=cases(db, others) if others else [])
