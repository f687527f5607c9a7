"""The cases whose clock is one sum: found on a day, so many days, and ended at most once. The database works them out.

They are nearly all of a register's. What was extended, postponed, complained of, stayed or annulled, and labour
contracts, whose last day is that of limitation, are read as whole cases.
"""

from collections.abc import Iterator, Sequence

from chodon_cli.casework.selection import CaseCondition
from chodon_cli.law.clock import EVENTS_WITHOUT_EFFECT
from chodon_cli.law.rules import WEAKEST_FIRST
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.nouns.number import VIOLATION_NUMBER
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.queries.resolve import VIOLATION_NUMBER_SQL
from chodon_cli.queries.select import row_as_text
from chodon_cli.result import Row
from chodon_cli.store import Reader
from chodon_cli.store.reader import rows_while_read
from chodon_cli.words.case import CASE_EVENT

STEPS = ", ".join(f"'{kind}'" for kind in EVENTS_WITHOUT_EFFECT)
ENDINGS = ("decide", "close")
MOVES = [kind for kind in CASE_EVENT.codes if kind not in (*ENDINGS, *EVENTS_WITHOUT_EFFECT)]
MOVES_SQL = " UNION ALL ".join(f"SELECT '{kind}' AS kind" for kind in MOVES)
MOVED_CASES_SQL = f"""
SELECT e.case_id AS id FROM ({MOVES_SQL}) move CROSS JOIN case_event e ON e.kind = move.kind
WHERE e.voided_on IS NULL AND e.kind IN ({", ".join(f"'{kind}'" for kind in MOVES)})
"""  # by the index of kinds, one after the other: they are few, which a server sees where they are named
MOVED_OF_THESE_SQL = f"""
SELECT e.case_id AS id FROM case_event e
WHERE e.case_id IN (SELECT value FROM json_each(:cases)) AND e.voided_on IS NULL
      AND e.kind NOT IN ('decide', 'close', {STEPS})
"""  # of cases that are known: by what happened to each
# Between two endings of a case there is an annulment (law/clock.py), so what has not moved has one ending at most.
LAST_DAY_SQL = "date(c.found_on, '+' || c.normal_days || ' days')"
HAS_SEVERAL_ACTS = """EXISTS (
    SELECT 1 FROM case_violation cv WHERE cv.case_id = c.id AND cv.violation_id > a.id
)"""
IS_PLAIN_BY_ITS_EVENTS = f"""c.category <> 'contract' AND NOT EXISTS (
    SELECT 1 FROM case_event e
    WHERE e.case_id = c.id AND e.voided_on IS NULL AND e.kind NOT IN ({STEPS}) AND (x.id IS NULL OR e.id <> x.id)
)"""  # asked of one case after the other, so that the first of a list are known before the last are read
OF_DECISION = "CASE d.kind WHEN 'decide' THEN d.{column} END"
WEAKEST_TAG = " ".join(
    f"WHEN '{tag}' IN (c.verified, {OF_DECISION.format(column='verified')}) THEN '{tag}'" for tag in WEAKEST_FIRST
)
PLAIN_CASE_VALUES = {  # by key of the list
    "number": NUMBER_SQL,
    "staff": "s.code",
    "full_name": "s.full_name",
    "unit": "u.code",
    "violations": f"""CASE WHEN {HAS_SEVERAL_ACTS} THEN (
        SELECT group_concat(number, ' ') FROM (
            SELECT {VIOLATION_NUMBER_SQL} AS number
            FROM case_violation cv JOIN violation v ON v.id = cv.violation_id WHERE cv.case_id = c.id ORDER BY 1
        )
    ) ELSE {VIOLATION_NUMBER.sql("a")} END""",
    "found_on": "c.found_on",
    "opened_on": "c.opened_on",
    "state": "CASE d.kind WHEN 'decide' THEN 'decided' WHEN 'close' THEN 'closed' ELSE 'open' END",
    "due_on": LAST_DAY_SQL,
    "days_left": f"CASE WHEN d.id IS NULL THEN CAST(julianday({LAST_DAY_SQL}) - julianday(:day) AS INTEGER) END",
    "extended": "0",
    "paused": "0",
    "outcome": "d.outcome",
    "form": OF_DECISION.format(column="form"),
    "decision": OF_DECISION.format(column="decision"),
    "decided_on": OF_DECISION.format(column="happened_on"),
    "effective_on": OF_DECISION.format(column="effective_on"),
    "lapses_on": OF_DECISION.format(column="lapses_on"),
    "verified": f"CASE {WEAKEST_TAG} END",
    "unit_id": "u.id",  # of its earliest act
}
LISTED_CASES_SQL = f"""
SELECT c.id, {IS_PLAIN_BY_ITS_EVENTS}, {{values}}
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
LEFT JOIN case_event x ON x.id = (
    SELECT e.id FROM case_event e
    WHERE e.case_id = c.id AND e.kind IN ('decide', 'close') AND e.voided_on IS NULL ORDER BY e.n DESC LIMIT 1
)
LEFT JOIN case_event d ON d.id = x.id AND d.happened_on <= :day
LEFT JOIN violation a ON a.id = (
    SELECT cv.violation_id FROM case_violation cv WHERE cv.case_id = c.id ORDER BY cv.violation_id LIMIT 1
)
LEFT JOIN unit u ON u.id = CASE WHEN {HAS_SEVERAL_ACTS} THEN ({UNIT_OF_CASE_SQL}) ELSE a.unit_id END
WHERE {{which}}
ORDER BY c.year, c.n
"""  # how each stands on a day: of those that are plain; x is its ending, d the same if it came by the day


def listed_cases(
    db: Reader, which: CaseCondition, keys: Sequence[str], day: str, is_as_text: bool = False
) -> Iterator[Row]:
    """Of each of these cases, by number: its id, whether it is plain, and then the values of these keys on the day.

    The values are those of PLAIN_CASE_VALUES, or one text of them; of a case that is not plain they say nothing.
    """
    values = [PLAIN_CASE_VALUES[key] for key in keys] or ["NULL"]
    sql = LISTED_CASES_SQL.format(values=row_as_text(values) if is_as_text else ", ".join(values), which=which.sql)
    return iter(rows_while_read(db, sql, {**which.values, "day": day}))
