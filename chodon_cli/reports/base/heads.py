"""Who headed each unit when, and when nobody did: the days of a period as stretches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chodon_cli.dates import Period, days_between, shift
from chodon_cli.locale import N_
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.result import Column, Result, Row
from chodon_cli.value_class import dataclass

HEAD_COLUMNS = [
    Column("staff", "code", 5, label=N_("Person")),
    Column("full_name", "person", label=N_("Head of the unit")),
    Column("title", "text", 4),
    Column("started_on", "date"),
    Column("ended_on", "date"),
    Column("days", "integer", 4),
]
DAYS_IN_PERIOD_SQL = """
       CASE WHEN p.started_on > :start THEN p.started_on ELSE :start END,
       CASE WHEN coalesce(p.ended_on, '9999-12-31') < :end THEN p.ended_on ELSE :end END
"""
DAYS_SERVED_SQL = f"""
WITH {PLACES_SQL}
SELECT DISTINCT p.unit_id, {DAYS_IN_PERIOD_SQL.strip()}
FROM place
CROSS JOIN post p ON p.unit_id = place.unit_id AND p.voided_on IS NULL
WHERE p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
ORDER BY p.unit_id
"""
HEADS_SQL = f"""
WITH {PLACES_SQL}
SELECT p.unit_id, s.code, s.full_name, s.name_key, p.title, {DAYS_IN_PERIOD_SQL.strip()}
FROM post p
CROSS JOIN staff s ON s.id = p.staff_id
WHERE p.leadership = 'head' AND p.voided_on IS NULL AND {{unit}} IN (SELECT unit_id FROM place)
      AND p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
ORDER BY s.code, p.started_on
"""  # where the units are many, all posts are read in their own order: most lie elsewhere than those of the same unit


@dataclass(frozen=True)
class HeadTerm:
    """The days on which one person headed a unit, or nobody did."""

    unit: int
    period: Period
    staff: str | None = None
    full_name: str | None = None
    name_key: bytes = b""
    title: str | None = None

    @property
    def row(self) -> Row:
        return self.staff, self.full_name, self.title, self.period.start, self.period.end, self.period.days


def stretches_only(query: UnitQuery) -> Result:
    """The stretches alone."""
    columns = [Column(column.key, column.type, label=column.label) for column in HEAD_COLUMNS]
    return Result(N_("Heads of the unit in the period"), columns, [each.row for each in stretches(query)])


def stretches(query: UnitQuery) -> list[HeadTerm]:
    """All stretches, by unit and day; a unit has one on each day on which somebody served there."""
    served, heads = defaultdict(set), defaultdict(list)
    for id, first, last in query.db.execute(DAYS_SERVED_SQL, query.values):
        served[id].add((first, last))
    unit = "p.unit_id" if query.is_of_few else "+p.unit_id"
    for id, *who, first, last in query.db.execute(HEADS_SQL.format(unit=unit), query.values):
        heads[id].append(HeadTerm(id, Period(first, last), *who))
    terms = []
    for id, days in served.items():
        headed = join_periods(stretch.period for stretch in heads[id])
        terms += _by_person(heads[id])
        terms += [
            HeadTerm(id, gap) for run in join_periods(Period(*each) for each in days) for gap in days_left(run, headed)
        ]
    return sorted(terms, key=lambda e: (query.units.order(e.unit), e.period.start, e.name_key, e.staff or ""))


def join_periods(periods: Iterable[Period]) -> list[Period]:
    """The same days, those that overlap or adjoin as one."""
    joined_periods: list[Period] = []
    for each in sorted(periods, key=str):
        if joined_periods and days_between(joined_periods[-1].end, each.start) <= 1:
            each = Period(joined_periods[-1].start, max(joined_periods.pop().end, each.end))
        joined_periods.append(each)
    return joined_periods


def days_left(run: Period, taken: Sequence[Period]) -> Iterator[Period]:
    """What of the run is in none of those taken, which are in order and apart."""
    start = run.start
    for each in taken:
        if run.start <= each.start <= run.end:
            if start < each.start:
                yield Period(start, shift(each.start, -1))
            if each.end >= run.end:
                return
            start = shift(each.end, 1)
    yield Period(start, run.end)


def _by_person(heads: Sequence[HeadTerm]) -> list[HeadTerm]:
    """Posts of one person that follow each other as one stretch, under the last title."""
    terms: list[HeadTerm] = []
    for each in heads:
        before = terms[-1] if terms else None
        if before and before.staff == each.staff and days_between(before.period.end, each.period.start) == 1:
            each = replace(each, period=Period(terms.pop().period.start, each.period.end))
        terms.append(each)
    return terms
