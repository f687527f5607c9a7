"""How many cases count in the figures of stretches of days, each of one unit: the database counts the plain ones.

Those are the cases of `plain_cases.py`; the others are read as whole cases. A case is of the unit of its earliest act.
"""

from array import array
from collections.abc import Iterable
from json import dumps, loads
from typing import NamedTuple

from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.plain_cases import LAST_DAY_SQL, MOVED_CASES_SQL, MOVED_OF_THESE_SQL
from chodon_cli.casework.selection import NOT_LEFT_ALONE
from chodon_cli.queries.measures import FOREVER_SQL, UNIT_OF_CASE_SQL
from chodon_cli.queries.stretches import Stretches

OF_THESE = "AND c.id IN (SELECT value FROM json_each(:cases))"
OTHER_CASES_SQL = """
{moved}
UNION
SELECT c.id FROM discipline_case c WHERE c.category = 'contract' {of_these_cases}
"""
OTHERS_KNOWN_SQL = "SELECT value AS id FROM json_each(:others)"  # of some units: they are looked for once
PLAIN_CASES_SQL = f"""
other AS MATERIALIZED ({{others}}), plain AS MATERIALIZED (
    SELECT ({UNIT_OF_CASE_SQL}) AS unit_id, c.staff_id, c.opened_on, {LAST_DAY_SQL} AS last_on, e.kind,
           coalesce(e.happened_on, {FOREVER_SQL}) AS ended_on
    FROM discipline_case c
    LEFT JOIN case_event e ON e.case_id = c.id AND e.kind IN ('decide', 'close') AND e.voided_on IS NULL
    WHERE c.voided_on IS NULL AND c.opened_on <= :last_day {{of_these_cases}} AND c.id NOT IN (SELECT id FROM other)
          AND (coalesce(e.happened_on, {FOREVER_SQL}) > :first_end
               OR (e.kind = 'decide' AND e.happened_on >= :first_day))
)
SELECT stretch.k, sum(CASE WHEN c.ended_on > stretch.last THEN 1 ELSE 0 END),
       sum(CASE WHEN c.ended_on > stretch.last AND c.last_on < stretch.last THEN 1 ELSE 0 END),
       json_group_array(CASE WHEN c.kind = 'decide' AND c.ended_on <= stretch.last THEN c.staff_id END)
FROM plain c
CROSS JOIN stretch ON stretch.unit_id = c.unit_id AND c.opened_on <= stretch.last AND c.ended_on >= stretch.first
GROUP BY stretch.k
"""
READ_AS_WHOLE_SQL = f"""
WITH other AS MATERIALIZED ({{others}})
SELECT c.id
FROM discipline_case c
WHERE c.id IN (SELECT id FROM other) AND c.voided_on IS NULL AND c.opened_on <= :end AND {NOT_LEFT_ALONE}
"""


class PlainCases(NamedTuple):
    """The plain cases of a stretch."""

    live: int = 0  # on its last day
    overdue: int = 0  # of these, past their own last day
    disciplined: "array[int]" = array("q")  # people, each once, against whom one was decided in it


NO_PLAIN_CASES = PlainCases()


class CountedCases(NamedTuple):
    """The cases that count in a figure of some stretches."""

    plain: list[PlainCases]  # of each stretch, in their order
    others: list[Case]  # live on a day of all these, or with something that happened then, in whichever unit; by number


def counted_cases(stretches: Stretches, among: Iterable[int] | None = None) -> CountedCases:
    """Of all cases, or of those among these."""
    if among is None:
        of_these, more = (
            {"of_these_cases": "", "others": OTHER_CASES_SQL.format(moved=MOVED_CASES_SQL, of_these_cases="")},
            {},
        )
    else:
        sql = OTHER_CASES_SQL.format(moved=MOVED_OF_THESE_SQL, of_these_cases=OF_THESE)
        more = {"cases": dumps([*among])}
        more["others"] = dumps([id for (id,) in stretches.db.execute(sql, more)])
        of_these = {"of_these_cases": OF_THESE, "others": OTHERS_KNOWN_SQL}
    rows = stretches.ask(PLAIN_CASES_SQL.format(**of_these), **more)
    plain = [NO_PLAIN_CASES] * len(stretches.stretches)
    for k, (live, overdue, staff) in rows.items():
        plain[k] = PlainCases(live, overdue, array("q", {*loads(staff)} - {None}))
    values = {"start": stretches.values["first_day"], "end": stretches.values["last_day"], **more}
    others = [id for (id,) in stretches.db.execute(READ_AS_WHOLE_SQL.format(**of_these), values)]
    return CountedCases(plain, cases(stretches.db, others) if others else [])
