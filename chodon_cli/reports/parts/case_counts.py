"""The balance of cases by unit, counted by the database as far as it can; the rest are read one by one.

It counts the plain cases (`casework/plain_cases.py`) against everybody who has none of another kind: what is counted of
people depends on all cases against them.
"""

from collections import defaultdict
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.plain_cases import LAST_DAY_SQL, MOVED_CASES_SQL
from chodon_cli.casework.selection import UNDER_WAY
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.queries.measures import FOREVER_SQL, UNIT_OF_CASE_SQL
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.words.case import CASE_OUTCOME

LAST_DAYS_OF_AGES = (30, 60, 90, 150)  # last day of each age but the oldest
OUTCOME_KEYS = ("disciplined", *CASE_OUTCOME.codes, "annulled")
IS_LIVE = "p.ended_on > :end"
HAS_ENDED = "p.ended_on <= :end"  # in the period: those that had ended before it are not looked at
IS_DECIDED = f"{HAS_ENDED} AND p.outcome IS NULL"


def of_each_age(condition: str) -> list[str]:
    """Conditions in SQL: that a case for which this holds is of one age after the other."""
    bounds = zip((None, *LAST_DAYS_OF_AGES), (*LAST_DAYS_OF_AGES, None), strict=True)
    return [
        " AND ".join([condition, *[f"p.age > {low}"] * (low is not None), *[f"p.age <= {high}"] * (high is not None)])
        for low, high in bounds
    ]


CONDITIONS_OF_BALANCE = ("p.opened_on < :start", "p.opened_on >= :start", HAS_ENDED, IS_LIVE)
CONDITIONS_OF_THE_REST = (
    *of_each_age(IS_LIVE),
    *of_each_age(HAS_ENDED),
    IS_DECIDED,
    *(f"{HAS_ENDED} AND coalesce(p.outcome, '') = '{code}'" for code in CASE_OUTCOME.codes),
    "0",  # annulled, which no plain case is
    f"{IS_DECIDED} AND p.opened_on <= p.ended_on AND coalesce(p.last_on < p.ended_on, 0)",
    "0",  # nor is it paused
    f"{IS_LIVE} AND coalesce(p.last_on < :end, 0)",
)
CONDITIONS = (*CONDITIONS_OF_BALANCE, *CONDITIONS_OF_THE_REST)
PADDING = ", 0" * (len(CONDITIONS) - 3)
PEOPLE_SQL = f"""
SELECT '{{what}}', {{line}}, sum(is_entry AND day < :start) - sum(is_leave AND day < :start),
       sum(is_entry AND day >= :start), sum(is_leave AND day >= :start){PADDING}
FROM (
    SELECT line, day, sign > 0 AND live = 1 AS is_entry, sign < 0 AND live = 0 AS is_leave
    FROM (
        SELECT line, day, sign, sum(sign) OVER (PARTITION BY {{line}}, staff_id ORDER BY day, sign DESC
                                                ROWS UNBOUNDED PRECEDING) AS live
        FROM turn
    )
)
GROUP BY {{line}}
"""  # a person counts while one of several cases is live: on a day on which one ends and another is opened all the time
IS_PLAIN = "c.category <> 'contract' AND c.id NOT IN (SELECT id FROM moved)"
COUNTS_SQL = f"""
WITH {PLACES_SQL}, moved AS MATERIALIZED ({MOVED_CASES_SQL}), known AS MATERIALIZED (
    SELECT c.id, c.year, c.n, c.staff_id, c.found_on, c.opened_on, {LAST_DAY_SQL} AS last_on,
           coalesce(x.happened_on, {FOREVER_SQL}) AS ended_on, x.outcome, {IS_PLAIN} AS is_plain
    FROM discipline_case c
    LEFT JOIN case_event x ON x.case_id = c.id AND x.kind IN ('decide', 'close') AND x.voided_on IS NULL
    WHERE c.voided_on IS NULL AND c.opened_on <= :end
          AND (coalesce(x.happened_on, {FOREVER_SQL}) >= :start OR NOT ({IS_PLAIN}))
), other AS MATERIALIZED (
    SELECT DISTINCT staff_id FROM known WHERE NOT is_plain
), plain AS MATERIALIZED (
    SELECT place.line, c.*, julianday(min(c.ended_on, :end)) - julianday(c.found_on) AS age
    FROM (
        SELECT c.*, ({UNIT_OF_CASE_SQL}) AS unit_id FROM known c WHERE c.staff_id NOT IN (SELECT staff_id FROM other)
        LIMIT -1
    ) c
    CROSS JOIN place ON place.unit_id = c.unit_id
), turn AS MATERIALIZED (
    SELECT line, staff_id, opened_on AS day, 1 AS sign FROM plain
    UNION ALL
    SELECT line, staff_id, ended_on, -1 FROM plain WHERE ended_on <= :end
)
SELECT 'cases', p.line, {", ".join(f"sum({test})" for test in CONDITIONS)} FROM plain p GROUP BY p.line
UNION ALL
{PEOPLE_SQL.format(what="people", line="line")}
UNION ALL
{PEOPLE_SQL.format(what="everybody", line="CAST(NULL AS INTEGER)")}
UNION ALL
SELECT 'others', c.id, 0, 0, 0{PADDING} FROM known c
WHERE c.staff_id IN (SELECT staff_id FROM other) AND c.id IN ({UNDER_WAY})
"""
# LIMIT -1: the unit of a case is worked out once on a server, too
Counts = tuple[int, ...]


class CaseCounts(NamedTuple):
    """What the database counted, in the order of the report's figures, and the cases that are still to be counted."""

    by_line: dict[int, Counts]
    total: Counts
    others: list[Case]  # that the period can be about, in whichever unit; by number


def case_counts(db: Connection, within: Period, places: str) -> CaseCounts:
    """The cases of a period in the units of these places."""
    answers: defaultdict[str, dict[int, Counts]] = defaultdict(dict)
    values: Values = {"start": within.start, "end": within.end, "places": places}
    for what, line, *counts in db.execute(COUNTS_SQL, values):
        answers[what][line] = tuple(counts)
    by_line = {line: with_people(counts, answers["people"][line]) for line, counts in answers["cases"].items()}
    summed = tuple(map(sum, zip((0,) * len(CONDITIONS), *answers["cases"].values(), strict=True)))
    everybody = next(iter(answers["everybody"].values()), (0, 0, 0))
    others = cases(db, answers["others"]) if answers["others"] else []
    return CaseCounts(by_line, with_people(summed, everybody), others)


def with_people(counts: Counts, people: Counts) -> Counts:
    """The balance of cases, that of people, and the rest."""
    before, entered, leavers = people[:3]
    balance = len(CONDITIONS_OF_BALANCE)
    return (*counts[:balance], before, entered, leavers, before + entered - leavers, *counts[balance:])
