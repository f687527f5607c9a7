"""The cases that are live on a day, each a row: what falls due in most of them is said without reading them whole.

Of a person of one category, with one act, without anything that moves the clock or gives other days than the steps to
a decision. All others are read as whole cases.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from json import dumps
from typing import NamedTuple

from chodon_cli.casework.plain_decisions import CATEGORY_OF_ALL_POSTS, IS_ALL_THAT_HAPPENED, LAPSES_ON_SQL
from chodon_cli.casework.selection import in_units_sql
from chodon_cli.input_row import Values
from chodon_cli.law.clock import STEPS_THAT_CAN_BE_SKIPPED
from chodon_cli.law.rules import MOST_REMEMBERED
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.store import Reader

STEPS_TO_A_DECISION = {*STEPS_THAT_CAN_BE_SKIPPED, *(f"skip-{step}" for step in STEPS_THAT_CAN_BE_SKIPPED), "other"}
ENDED_BY_THE_DAY = "e.kind IN ('decide', 'close') AND e.happened_on <= :day AND e.voided_on IS NULL"
OPENED_BY_THE_DAY = "SELECT c.id FROM discipline_case c WHERE c.voided_on IS NULL AND c.opened_on <= :day"
LIVE_IDS_SQL = f"""
{OPENED_BY_THE_DAY}
EXCEPT SELECT e.case_id FROM case_event e WHERE {ENDED_BY_THE_DAY} ORDER BY 1 LIMIT 9223372036854775807
"""  # both as they lie, one beside the other; without a limit SQLite takes the order for needless, and seeks each
LIVE_IDS_OF_UNITS_SQL = f"""
{OPENED_BY_THE_DAY}{{of_units}}
AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND {ENDED_BY_THE_DAY})
"""  # so that the events of others are not read
LIVE_CASES_SQL = f"""
SELECT c.year, c.n, c.id, {{names}}, v.occurred_on, c.found_on, c.opened_on, c.limitation,
       c.category, {CATEGORY_OF_ALL_POSTS}, c.normal_days, c.extended_days, c.document, c.article, c.verified,
       c.rules, (
           SELECT group_concat(e.n || ' ' || e.kind || ' ' || e.happened_on, ';') FROM case_event e
           WHERE e.case_id = c.id AND e.voided_on IS NULL AND e.happened_on <= :day
       )
FROM ({{live_ids}}) l
CROSS JOIN discipline_case c ON c.id = l.id
LEFT JOIN violation v ON v.id = (
    SELECT min(cv.violation_id) FROM case_violation cv WHERE cv.case_id = c.id HAVING count(*) = 1
)
{{joined}}
"""
NAMES_OF_CASE = (
    f"{NUMBER_SQL}, s.code, u.code",
    "JOIN staff s ON s.id = c.staff_id LEFT JOIN unit u ON u.id = v.unit_id",
)
NO_NAMES = "'', '', ''", ""  # of cases that are only counted
LAPSES_SQL = f"""
SELECT c.year, c.n, c.id, c.staff_id, {NUMBER_SQL}, s.code, u.code, d.form, d.decision, d.lapses_on, d.verified,
       {IS_ALL_THAT_HAPPENED.strip()} AND NOT EXISTS (
           SELECT 1 FROM discipline_case oc JOIN case_event o ON o.case_id = oc.id
           WHERE oc.staff_id = c.staff_id AND oc.id <> c.id AND oc.voided_on IS NULL
                 AND o.kind = 'decide' AND o.voided_on IS NULL AND o.effective_on >= d.effective_on
       )
FROM case_event d
JOIN discipline_case c ON c.id = d.case_id
JOIN staff s ON s.id = c.staff_id
LEFT JOIN unit u ON u.id = ({UNIT_OF_CASE_SQL})
WHERE d.kind = 'decide' AND d.voided_on IS NULL AND d.happened_on <= :day AND {LAPSES_ON_SQL} BETWEEN :day AND :last
      AND d.lapses_on IS NOT NULL
      AND c.voided_on IS NULL AND c.opened_on <= :day{{of_units}}
"""
CONTESTED_CASES_SQL = """
SELECT c.id FROM discipline_case c JOIN case_event e ON e.case_id = c.id
WHERE c.voided_on IS NULL AND e.voided_on IS NULL AND e.happened_on <= :day AND e.kind = '{kind}'{of_units}
"""


class LiveCase(NamedTuple):
    """A case that no decision or closing had ended by a day, as far as its row says; `events`: those of the day."""

    year: int
    n: int
    id: int
    number: str
    staff: str
    unit: str | None
    act_on: str | None  # None: of several acts
    found_on: str
    opened_on: str
    limitation: str | None
    category: str
    category_of_posts: str | None  # None: of several
    normal_days: int | None
    extended_days: int | None
    document: str | None
    article: str | None
    verified: str | None
    rules: int
    events: str | None

    @property
    def steps(self) -> Mapping[str, str]:
        """Each kind of event and its last day."""
        return days_by_step(self.events)


class Lapse(NamedTuple):
    """A decision that lapses; if it `stands_alone` nothing else has touched it, and it has not ended before."""

    year: int
    n: int
    id: int
    staff_id: int
    number: str
    staff: str
    unit: str | None
    form: str
    decision: str
    lapses_on: str
    verified: str | None
    stands_alone: bool


def live_cases(
    db: Reader, day: str, units: Collection[int] | None = None, has_names: bool = True
) -> Iterator[tuple[LiveCase, bool]]:
    """The cases that are live on the day, and whether their row says all. Of units: with an act there.

    `has_names`: with the number, the person and the unit, which nobody wants who counts.
    """
    live_ids = LIVE_IDS_SQL if units is None else LIVE_IDS_OF_UNITS_SQL.format(of_units=units_condition(units))
    names, joined = NAMES_OF_CASE if has_names else NO_NAMES
    sql = LIVE_CASES_SQL.format(live_ids=live_ids, names=names, joined=joined)
    for case in map(LiveCase._make, db.execute(sql, day_and_units(day, units))):
        says_all = case.act_on and case.category_of_posts and case.category != "contract"
        yield case, bool(says_all and leads_to_a_decision(case.events))


@lru_cache(MOST_REMEMBERED)
def leads_to_a_decision(events: str | None) -> bool:
    """Whether these events are steps to a decision alone."""
    return days_by_step(events).keys() <= STEPS_TO_A_DECISION


def lapses(db: Reader, day: str, last: str, units: Collection[int] | None = None) -> list[Lapse]:
    """The decisions made by the day that may lapse from it to the last one."""
    rows = db.execute(LAPSES_SQL.format(of_units=units_condition(units)), {**day_and_units(day, units), "last": last})
    return [Lapse._make(row) for row in rows]


def contested_cases(db: Reader, day: str, units: Collection[int] | None = None) -> list[int]:
    """The cases whose decision had been complained of or annulled by the day."""
    sqls = [CONTESTED_CASES_SQL.format(kind=kind, of_units=units_condition(units)) for kind in ("appeal", "annul")]
    return [id for sql in sqls for (id,) in db.execute(sql, day_and_units(day, units))]


def units_condition(units: Collection[int] | None) -> str:
    return "" if units is None else f" AND c.id IN ({in_units_sql(units)})"


def day_and_units(day: str, units: Collection[int] | None) -> Values:
    return {"day": day, "units": dumps([*(units or ())])}


@lru_cache(MOST_REMEMBERED)  # most cases have had one step
def days_by_step(events: str | None) -> Mapping[str, str]:
    """Each kind and its last day, of the events of a row."""
    parts = (event.split(" ") for event in (events or "").split(";") if event)
    return {kind: day for _n, kind, day in sorted((int(n), kind, day) for n, kind, day in parts)}
