"""What the units lack in a yearly review: of nearly everybody counted by the database, of the others person by person.

Whoever served without a break long enough to be rated, up to the last day, is counted as the post of that day says.
Who began later, and whoever holds two posts at once, is read with all posts of the year.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache
from json import dumps
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.input_row import Values
from chodon_cli.law import ratings as law
from chodon_cli.law.rules import Law
from chodon_cli.nouns import law as office
from chodon_cli.store import Reader
from chodon_cli.words.staff import CATEGORY
from chodon_cli.yearly.roll import YearRoll, roll_of_year

SERVED_LONG_ENOUGH = """(p.started_on <= :rated_from OR EXISTS (
        SELECT 1 FROM post o
        WHERE o.staff_id = p.staff_id AND o.voided_on IS NULL
              AND o.started_on <= :rated_from AND o.ended_on = date(p.started_on, '-1 days')
    ))"""  # without a break, in this post or with the one before it
LACKS_OF_ALL = "p.staff_id NOT IN ({ids})"
LACKS_OF_SOME = "NOT EXISTS ({ids} AND staff_id = p.staff_id)"  # of few people: what others have is not read
BUT_OVERLAPPING = "AND p.staff_id NOT IN (SELECT value FROM json_each(:overlapping))"
IN_UNITS = "AND p.unit_id IN (SELECT value FROM json_each(:units))"
SERVES_AND_IS_REVIEWED = """p.voided_on IS NULL AND p.started_on <= :last
          AND coalesce(p.ended_on, '9999-12-31') >= :until
          AND p.category IN (SELECT value FROM json_each(:categories))"""
COUNTS_SQL = f"""
SELECT u.code, u.kind, c.others, c.people, {{names}}
FROM (
    SELECT p.unit_id, count(*) AS people, {{sums}},
           group_concat(CASE WHEN NOT {SERVED_LONG_ENOUGH} THEN p.staff_id || '' END, ' ') AS others
    FROM post p
    WHERE {SERVES_AND_IS_REVIEWED} {{but_overlapping}} {{in_units}}
    GROUP BY p.unit_id
) c
JOIN unit u ON u.id = c.unit_id
"""
SUM_SQL = f"sum(CASE WHEN NOT {SERVED_LONG_ENOUGH} THEN 0 {{conditions}} ELSE 0 END) AS {{name}}"
UNITS_THAT_LACK_SQL = f"""
SELECT u.id, u.code, EXISTS (
    SELECT 1 FROM post p
    WHERE p.unit_id = u.id AND {SERVES_AND_IS_REVIEWED} {{but_overlapping}}
          AND {SERVED_LONG_ENOUGH} AND ({{lacks}})
)
FROM unit u
"""  # of each unit people are looked at until one lacks something
NOT_COUNTED_SQL = f"""
SELECT p.staff_id FROM post p WHERE {SERVES_AND_IS_REVIEWED} AND NOT {SERVED_LONG_ENOUGH} {IN_UNITS}
"""
OVERLAPPING_POSTS_SQL = """
SELECT DISTINCT p.staff_id
FROM post p
JOIN post o ON o.staff_id = p.staff_id AND o.id <> p.id AND o.voided_on IS NULL
               AND o.started_on BETWEEN p.started_on AND coalesce(p.ended_on, '9999-12-31')
WHERE p.voided_on IS NULL
"""
OF_THESE_PEOPLE = "p.staff_id IN (SELECT value FROM json_each(:people))"


class UnitLacks(NamedTuple):
    """So many people of a unit to be reviewed: how many lack something, how many each item, the earliest day."""

    unit: str
    people: int
    lacking: int
    items: tuple[int, ...]
    due_on: str


class CountedReview(NamedTuple):
    """What is counted of a review, and the posts of the year of whoever is not in it."""

    units: list[UnitLacks]
    others: YearRoll


class ReviewCounts:
    """What the database counts of one review after the other."""

    def __init__(self, db: Reader, today: str, items: dict[str, str]) -> None:
        """`items`: what a person must have of a year -> SQL of whose ids have it."""
        self.db, self.today, self.items = db, today, items

    @cached_property
    def law(self) -> Law:
        return office.law_of_office(self.db)

    @cached_property
    def overlapping(self) -> list[int]:
        return [id for (id,) in self.db.execute(OVERLAPPING_POSTS_SQL, {})]

    def of_year(
        self, year: int, due_on: str | None, units: Collection[int] | None, has_items: bool = True
    ) -> CountedReview:
        """The review of a year, of some units or all. `has_items`: also of each item how many lack it.

        `due_on` is its day; None: that of the law.
        """
        sql = self._sql(units, has_items)
        counts, others = [], {*self.overlapping}
        for category, values in self.categories_alike(year, due_on):
            values |= {"overlapping": dumps(self.overlapping), "units": dumps([*(units or ())])}
            for unit, kind, their_ids, people, lacking, *lacks in map(tuple, self.db.execute(sql, values)):
                read_apart = [int(id) for id in (their_ids or "").split()]
                if len(read_apart) < people:
                    day = due_on or law.due_on(category, year, kind, self.law)
                    counts.append(UnitLacks(unit, people - len(read_apart), lacking, tuple(lacks), day))
                others.update(read_apart)
        roll = roll_of_year(self.db, year, self.today, OF_THESE_PEOPLE, people=dumps([*others]))
        return CountedReview(counts, roll)

    def units_that_lack(self, year: int) -> tuple[dict[int, str], YearRoll]:
        """The units, id and code, in which one of those whom the database counts lacks something in the review.

        Beside them the posts of the year of whoever is not counted, and might lack something in another unit.
        """
        sql = UNITS_THAT_LACK_SQL.format(
            but_overlapping=BUT_OVERLAPPING if self.overlapping else "",
            lacks=" OR ".join(LACKS_OF_ALL.format(ids=ids) for ids in reversed(self.items.values())),
        )
        lacking: dict[int, str] = {}
        left, others = set[int](), {*self.overlapping}
        alike = [values for _category, values in self.categories_alike(year, None)]
        for values in alike:
            for id, code, is_lacking in self.db.execute(sql, values | {"overlapping": dumps(self.overlapping)}):
                left.add(id)
                if is_lacking:
                    lacking[id] = code
        for values in alike:
            left_out = self.db.execute(NOT_COUNTED_SQL, values | {"units": dumps([*(left - lacking.keys())])})
            others.update(id for (id,) in left_out)
        return lacking, roll_of_year(self.db, year, self.today, OF_THESE_PEOPLE, people=dumps([*others]))

    def _sql(self, units: Collection[int] | None, has_items: bool) -> str:
        form = LACKS_OF_ALL if units is None else LACKS_OF_SOME
        lacks = {item: f"WHEN {form.format(ids=ids)} THEN 1" for item, ids in self.items.items()}
        of_any = " ".join(reversed(lacks.values()))  # who has been trained is asked first: they are few
        sums = {"lacking": of_any} | (lacks if has_items else {})
        return COUNTS_SQL.format(
            names=", ".join(f"c.{name}" for name in sums),
            sums=", ".join(SUM_SQL.format(conditions=each, name=name) for name, each in sums.items()),
            but_overlapping=BUT_OVERLAPPING if self.overlapping else "",
            in_units="" if units is None else IN_UNITS,
        )

    def categories_alike(self, year: int, due_on: str | None) -> Iterator[tuple[str, Values]]:
        """One of the categories of staff for which the law says the same, with the values of the statement for all."""
        first, last = f"{year:04}-01-01", min(f"{year:04}-12-31", self.today)
        alike: dict[tuple[str, str], list[str]] = {}
        for category in CATEGORY.codes:
            if law.levels(category, year, self.law):
                deadline = due_on or law.due_on(category, year, "", self.law)
                alike.setdefault((rated_from(category, year, last, self.law), deadline), []).append(category)
        for (day, _deadline), categories in alike.items():
            values: Values = {
                "year": year,
                "today": self.today,
                "last": last,
                "until": max(first, last),
                "rated_from": day,
            }
            yield categories[0], {**values, "categories": dumps(categories)}


@lru_cache(maxsize=256)
def rated_from(category: str, year: int, last: str, of: Law) -> str:
    """The latest day from which who serves up to the last day has served long enough to be rated.

    The last day itself where no rule says how long; empty where not even the whole time is enough.
    """
    rule = law.least_service(category, year, of)
    if rule is None:
        return last
    most = max(0, dates.days_between(f"{year:04}-01-01", last) + 1)
    # who serves longer has served no fewer months
    back = bisect_left(range(most), rule.months, key=lambda back: law.months_served([(dates.shift(last, -back), last)]))
    return dates.shift(last, -back) if back < most else ""
