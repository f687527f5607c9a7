"""A report by unit, kind or category: what was query for, which row each unit counts in, and who served there."""

from collections.abc import Callable, Collection
from copy import copy
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, TypeVar

from chodon_cli import dates
from chodon_cli.dates import Period
from chodon_cli.errors import Usage
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.post import is_held_sql
from chodon_cli.queries.stretches import Stretches
from chodon_cli.queries.unit_tree import OWN_PLACES_SQL, PLACES_SQL, UnitTree, as_json, unit_id
from chodon_cli.result import Column, Row
from chodon_cli.words.staff import CATEGORY
from chodon_cli.words.unit import UNIT_KIND

if TYPE_CHECKING:
    from chodon_cli.casework.case import Case
    from chodon_cli.casework.counted_cases import CountedCases

T = TypeVar("T")
Line = Any  # what a row stands for: the id of a unit, or the code of a kind, category or standard
KEY_COLUMNS = {
    "unit": [Column("unit_code", "code"), Column("unit", "text")],
    "kind": [Column("kind", "word")],
    "category": [Column("category", "word")],
}
# line: the row in which a post or a violation counts; {line} is one of LINE_SQL, never what somebody typed
LINE_SQL = {"place": "place.line", "category": "p.category", "all": "0"}
WHO_SERVED_SQL = """
FROM place
CROSS JOIN post p ON p.unit_id = place.unit_id AND p.voided_on IS NULL
WHERE p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
"""  # on a day of the period
PEOPLE_WHO_SERVED_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(DISTINCT p.staff_id),
       count(DISTINCT CASE WHEN coalesce(p.ended_on, '9999-12-31') >= :end THEN p.staff_id END),
       sum(CASE WHEN p.started_on <= :start AND coalesce(p.ended_on, '9999-12-31') >= :end THEN :days
                ELSE julianday(CASE WHEN coalesce(p.ended_on, '9999-12-31') < :end THEN p.ended_on ELSE :end END)
                   - julianday(CASE WHEN p.started_on > :start THEN p.started_on ELSE :start END) + 1 END)
{WHO_SERVED_SQL}
GROUP BY 1
"""
SHARE_OF_FEW_UNITS = 4  # fewer than one in so many
POST_OF_DAY = f"""
JOIN post p ON p.staff_id = v.staff_id AND {is_held_sql("v.occurred_on")}
"""


def is_few(number: int, of_all: int) -> bool:
    """Whether so many units are few of all."""
    return SHARE_OF_FEW_UNITS * number < of_all


def dated_column(dated: str) -> str:
    """The column of a violation whose day says in which period it counts."""
    return "found_on" if dated == "found" else "occurred_on"


class UnitQuery:
    """What the report was query for, and how its questions are put."""

    def __init__(
        self,
        db: Connection,
        period: Period,
        by: str,
        depth: int | None,
        unit: str | None,
        now: bool,
        day: str = "occurred_on",
    ) -> None:
        if depth == 0:
            raise Usage(_("the depth is 1 or more"), _("write: --depth 1"))
        if depth and by != "unit":
            raise Usage(_("--depth goes with --by unit"), _("add --by unit, or leave out --depth"))
        self.db, self.period, self.by, self.is_whole = db, period, by, unit is None
        self.is_of_people = by == "category"  # whom no inspection looks at, also where they are set beside whole units
        self.day = day  # the column whose day says in which period a violation counts
        self.units = UnitTree(db, dates.today(), now, period)
        places = self.units.places(unit_id(db, unit), depth if by == "unit" else None)
        self.lines = set(places.values())  # the units that can have a row
        kinds = {id: self.units[place].kind for id, place in places.items()}
        self.places: dict[int, Line] = {**(kinds if by == "kind" else places)}  # unit id -> its row
        self.values: Values = {"places": as_json(self.places)}
        self.values |= {"start": period.start, "end": period.end, "days": period.days, "today": dates.today()}
        self._whole = period  # that of the cases that are read
        self._has_few_units = unit is not None and self.is_of_few  # so that of the others no case is read
        self._is_narrow = False
        # what another question of another period may take over
        self.ids_of_cases_by_units: dict[frozenset[int], list[int]] = {}
        self._remembered: dict[Any, Any] = {}  # one for this question and those narrowed from it

    def narrow(self, period: Period, lines: Collection[object]) -> "UnitQuery":
        """The same question about a part of the period and fewer rows."""
        other = copy(self)
        other.period, other.lines, other.is_whole, other._is_narrow = period, self.lines & {*lines}, True, True
        other.places = {id: line for id, line in self.places.items() if line in lines}
        other.values = {**self.values, "places": as_json(other.places)}
        other.values |= {"start": period.start, "end": period.end, "days": period.days}
        return other

    @property
    def cases(self) -> "list[Case]":
        """The cases of the units that are asked for, which the period can be about."""
        from chodon_cli.casework.selection import cases_under_way

        by_unit: dict[int, list[Case]] = self._remembered.setdefault("cases", {})
        if unread := {*self.places} - by_unit.keys():
            if not self._has_few_units:  # then those of all are read at once
                unread = {*self.units.places()} | unread
            by_unit.update({unit: [] for unit in unread})
            among = unread if self._has_few_units else None
            for case in cases_under_way(self.db, self._whole.start, self._whole.end, among):
                if case.earliest and case.earliest.unit_id in unread:
                    by_unit[case.earliest.unit_id].append(case)
        return [case for unit in self.places for case in by_unit[unit]]

    @property
    def stretches(self) -> Stretches:
        """The whole period of each unit that is asked for, in the order of `places`."""
        return Stretches(self.db, ((unit, self.period) for unit in self.places), self.is_of_few)

    @property
    def counted_cases(self) -> "CountedCases":
        """The cases of the units that are asked for, the plain ones counted by the database as far as that is worth it.

        Of a part of the period every case is at hand, and a category rests on the posts of a day: there all are read.
        """
        if self.by == "category" or (self._is_narrow and self.period != self._whole):
            from chodon_cli.casework.counted_cases import CountedCases

            return CountedCases([], self.cases)
        counted = self.remember("cases", self._count_cases)
        others = [case for case in counted.others if case.earliest and case.earliest.unit_id in self.places]
        return counted._replace(others=others)

    @property
    def ids_of_cases(self) -> list[int]:
        """The cases with an act in the units that are asked for, of whatever period."""
        units = frozenset(self.places)
        if units not in self.ids_of_cases_by_units:
            from chodon_cli.casework.selection import cases_of_units

            self.ids_of_cases_by_units[units] = cases_of_units(self.db, units)
        return self.ids_of_cases_by_units[units]

    def _count_cases(self) -> "CountedCases":
        from chodon_cli.casework.counted_cases import counted_cases

        among = self.ids_of_cases if self._has_few_units else None
        return counted_cases(self.stretches, among)

    def remember(self, name: str, find: Callable[[], T]) -> T:
        """What was found under the name for the same units and period before, or else is found now."""
        key = (name, self.values["places"], self.period)
        if key not in self._remembered:
            self._remembered[key] = find()
        value: T = self._remembered[key]
        return value

    @property
    def is_of_few(self) -> bool:
        """Whether it asks of few of the register's units: then it is quicker to start from these than to read all."""
        return is_few(len(self.places), self.units.number)

    @property
    def has_all_units(self) -> bool:
        """Whether no unit of the register is left out."""
        return len(self.places) == self.units.number

    @property
    def has_own_rows(self) -> bool:
        """Whether each unit that is asked for has a row of its own."""
        return [*self.places] == [*self.places.values()]

    @property
    def line(self) -> str:
        return "category" if self.by == "category" else "place"

    def ask(self, sql: str, line: str) -> list[Row]:
        post = POST_OF_DAY if line == "category" else ""
        if line == "place" and self.has_own_rows:
            sql = sql.replace(PLACES_SQL, OWN_PLACES_SQL)
        return self.db.execute(sql.format(line=LINE_SQL[line], post=post, day=self.day), self.values).fetchall()

    def name(self, line: Line) -> tuple[str, ...]:
        """What a row is called: the code and name of a unit, or a word."""
        return (self.units[line].code, self.units[line].name) if self.by == "unit" else (line,)

    def order(self, line: Line) -> Line:
        if self.by == "unit":
            return self.units.order(line)
        return (UNIT_KIND if self.by == "kind" else CATEGORY).rank(line)
