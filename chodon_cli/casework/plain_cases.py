"""The cases whose clock is one sum: found on a day, so many days, and ended at most once. The database works them out.

They are nearly all of a register's. What was extended, postponed, complained of, stayed or annulled, and labour
contracts, whose last day is that of limitation, are read as whole cases.
"""

from collections.abc import Iterable, Iterator
from json import dumps
from typing import NamedTuple

from chodon_cli.law.clock import EVENTS_WITHOUT_EFFECT
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.queries.resolve import VIOLATION_NUMBER_SQL
from chodon_cli.result import Row
from chodon_cli.store import Reader

STEPS = ", ".join(f"'{kind}'" for kind in EVENTS_WITHOUT_EFFECT)
ENDINGS_SQL = f"""
ending AS (
    SELECT e.case_id, sum(e.kind IN ('decide', 'close')) AS endings,
           sum(e.kind NOT IN ('decide', 'close', {STEPS})) AS moves,
           max(CASE WHEN e.kind IN ('decide', 'close') THEN e.happened_on END) AS ended_on,
           max(CASE WHEN e.kind = 'decide' THEN e.happened_on END) AS decided_on,
           max(CASE WHEN e.kind IN ('decide', 'close') THEN e.n END) AS ended_n, max(e.outcome) AS outcome
    FROM case_event e
    WHERE e.voided_on IS NULL
    GROUP BY e.case_id
)
"""
IS_PLAIN = "c.category <> 'contract' AND coalesce(x.moves, 0) = 0 AND coalesce(x.endings, 0) <= 1"
LAST_DAY_SQL = "date(c.found_on, '+' || c.normal_days || ' days')"
OF_DECISION_COLUMNS = ("form", "decision", "happened_on", "effective_on", "lapses_on")
OF_DECISION = "CASE d.kind WHEN 'decide' THEN d.{column} END"
LISTED_CASES_SQL = f"""
WITH {ENDINGS_SQL.replace("WHERE", "WHERE e.case_id IN (SELECT value FROM json_each(:ids)) AND")}
SELECT c.id, {IS_PLAIN}, u.id, {NUMBER_SQL}, s.code, s.full_name, u.code, (
           SELECT group_concat(number, ' ') FROM (
               SELECT {VIOLATION_NUMBER_SQL} AS number
               FROM case_violation cv JOIN violation v ON v.id = cv.violation_id WHERE cv.case_id = c.id ORDER BY 1
           )
       ),
       c.found_on, c.opened_on, CASE d.kind WHEN 'decide' THEN 'decided' WHEN 'close' THEN 'closed' ELSE 'open' END,
       {LAST_DAY_SQL},
       CASE WHEN d.id IS NULL THEN CAST(julianday({LAST_DAY_SQL}) - julianday(:day) AS INTEGER) END,
       0, 0, d.outcome,
       {", ".join(OF_DECISION.format(column=column) for column in OF_DECISION_COLUMNS)},
       c.verified, {OF_DECISION.format(column="verified")}
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
LEFT JOIN ending x ON x.case_id = c.id
LEFT JOIN case_event d ON d.case_id = c.id AND d.n = x.ended_n AND d.happened_on <= :day
LEFT JOIN unit u ON u.id = ({UNIT_OF_CASE_SQL})
WHERE c.voided_on IS NULL AND c.opened_on <= :day AND c.id IN (SELECT value FROM json_each(:ids))
ORDER BY c.year, c.n
"""  # how each stands on a day: of those that are plain


class ListedCase(NamedTuple):
    """A case as a list shows it, up to how well the limit and the decision are verified."""

    id: int
    is_plain: bool  # else the values are not those of the case
    unit_id: int | None
    values: Row
    verified: Row


def listed_cases(db: Reader, ids: Iterable[int], day: str) -> Iterator[ListedCase]:
    """How these cases stand on the day, by number; of those that are not plain it is not said."""
    for id, is_plain, unit, *values in db.execute(LISTED_CASES_SQL, {"ids": dumps([*ids]), "day": day}):
        yield ListedCase(id, bool(is_plain), unit, tuple(values[:-2]), tuple(values[-2:]))
