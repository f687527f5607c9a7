"""Who is to be rated for a year, who was, and in which groups: what reports, findings and reviews all ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from chodon_cli.dates import FOREVER, shift
from chodon_cli.law import ratings as law
from chodon_cli.law.ratings import Least
from chodon_cli.law.rules import Law
from chodon_cli.nouns import law as office
from chodon_cli.nouns.rating import NUMBER_SQL
from chodon_cli.result import Row
from chodon_cli.store import Reader

POSTS_OF_A_YEAR_SQL = """
SELECT p.staff_id, s.code, p.unit_id, u.code, u.kind, p.category, p.leadership,
       max(p.started_on, :first), min(coalesce(p.ended_on, :last), :last), p.id
FROM post p
JOIN staff s ON s.id = p.staff_id
JOIN unit u ON u.id = p.unit_id
WHERE p.voided_on IS NULL AND p.started_on <= :last AND coalesce(p.ended_on, '9999-12-31') >= :first AND {where}
ORDER BY p.staff_id, p.started_on
"""
RATINGS_OF_A_YEAR_SQL = f"""
SELECT {NUMBER_SQL} AS number, r.staff_id, s.code, r.unit_id, u.code, r.level, r.score, r.decided_on
FROM rating r
JOIN staff s ON s.id = r.staff_id
JOIN unit u ON u.id = r.unit_id
WHERE r.voided_on IS NULL AND r.year = :year AND r.kind = :kind AND r.decided_on <= :today AND {{where}}
ORDER BY r.decided_on, r.n
"""


class YearPost(NamedTuple):
    """One post, as far as it lies in the year."""

    staff_id: int
    staff: str
    unit_id: int
    unit: str
    kind: str
    category: str
    leadership: str
    first: str
    last: str
    id: int = 0  # of the post; of those that are only counted, none

    @property
    def leads(self) -> bool:
        return self.leadership != "none"


class YearRoll(NamedTuple):
    """The posts of everybody in a year, up to a day."""

    year: int
    today: str  # what is decided later is not known yet
    last: str  # the day up to which it is looked at
    posts: dict[int, list[YearPost]]  # by person, the earliest first
    law: Law  # as it holds in the office

    def post(self, staff_id: int, day: str = FOREVER) -> YearPost | None:
        """The person's last post in the year that had begun by this day."""
        posts = self.posts.get(staff_id, ())
        if posts and posts[-1].first <= day:  # of nearly everybody: no loop is begun for them
            return posts[-1]
        return next((post for post in reversed(posts) if post.first <= day), None)

    def months(self, staff_id: int) -> int:
        """How many months the person served in the year."""
        posts = self.posts.get(staff_id, [])
        return law.months_served(stretches(posts) if len(posts) > 1 else [(post.first, post.last) for post in posts])

    def posts_to_rate(self) -> list[YearPost]:
        """The last posts of those who are to be rated: the law has levels for them, and they served long enough."""
        return [post for post in self._present() if not self.is_too_short(post)]

    def posts_to_review(self) -> Iterator[tuple[YearPost, bool]]:
        """The last posts of those who are to be rated (True), and of those who served too short for that (False).

        The latter review the year all the same where its law says so, and are left out where it does not.
        """
        for post in self._present():
            is_rated = not self.is_too_short(post)
            if is_rated or ((rule := self._least_service(post)) and rule.self_review):
                yield post, is_rated

    def _present(self) -> list[YearPost]:
        """The last posts of those who serve on the last day, and for whom the law has levels."""
        present = [posts[-1] for posts in self.posts.values() if posts[-1].last >= self.last]
        has_levels = {
            category: bool(law.levels(category, self.year, self.law))
            for category in {post.category for post in present}
        }
        return [post for post in present if has_levels[post.category]]

    def is_too_short(self, post: YearPost) -> bool:
        """Whether the person of the post served too few months to be rated."""
        rule = self._least_service(post)
        if rule is None or law.months_served([(post.first, post.last)]) >= rule.months:  # by this post alone
            return False
        return self.months(post.staff_id) < rule.months

    def _least_service(self, post: YearPost) -> Least | None:
        return law.least_service(post.category, self.year, self.law)


class RatingRecord(NamedTuple):
    """One rating, and the last post in the year that the person had when it was decided."""

    number: str
    staff_id: int
    staff: str
    unit_id: int
    unit: str
    level: str
    score: float | None
    decided_on: str
    post: YearPost | None


class RatedYear(NamedTuple):
    """A year for which people were rated: who served in it, and every final rating, in the order of their days."""

    roll: YearRoll
    ratings: list[RatingRecord]


class CeilingGroup(NamedTuple):
    """People of one unit who are held to one ceiling: all of it, or those of a category who lead, or who do not."""

    unit_id: int
    unit: str
    category: str | None  # None: the whole unit
    leads: bool | None
    excellent: int
    good: int
    ceiling: law.Ceiling
    unit_level: str | None  # of the unit itself; None: the register is not told

    @property
    def is_best(self) -> bool:
        """Whether the unit itself was rated excellent, for which the law may leave more."""
        return self.unit_level == "excellent"

    @property
    def share(self) -> int:
        """The per cent of those rated good that the ceiling leaves."""
        return (self.is_best and self.ceiling.of_good_best) or self.ceiling.of_good

    @property
    def most_excellent(self) -> int:
        """How many of them may be rated excellent."""
        return self.ceiling.most_of_best(self.good) if self.is_best else self.ceiling.most_excellent(self.good)


def of_year(db: Reader, year: int, today: str) -> YearRoll:
    """Who served where in the year, up to its end or to today."""
    return roll_of_year(db, year, today, "1 = 1")


def roll_of_year(db: Reader, year: int, today: str, where: str, **values: str | int) -> YearRoll:
    """The same of the people who meet a condition (SQL of ours on their posts `p`, values apart)."""
    first, last = f"{year:04}-01-01", min(f"{year:04}-12-31", today)
    sql = POSTS_OF_A_YEAR_SQL.format(where=where)
    posts = map(YearPost._make, db.execute(sql, {"first": first, "last": last, **values}))
    people: dict[int, list[YearPost]] = {}
    for post in posts:
        people.setdefault(post.staff_id, []).append(post)
    return YearRoll(year, today, last, people, office.law_of_office(db))


def due_on(post: YearPost, of: YearRoll) -> str:
    """The legal day; a school sets its own, so nothing is late before the year is over."""
    return law.due_on(post.category, of.year, post.kind, of.law)


def years(db: Reader, today: str) -> list[int]:
    """The years for which anybody has been rated in the end by today, or a review has been opened."""
    sql = """
    SELECT year FROM rating WHERE voided_on IS NULL AND kind = 'final' AND decided_on <= :today
    UNION SELECT year FROM review WHERE opened_on <= :today ORDER BY 1
    """
    return [year for (year,) in db.execute(sql, {"today": today})]


def rated_years(db: Reader, today: str) -> Iterator[RatedYear]:
    """Each year for which anybody has been rated or a review opened, one after the other: a year may be large."""
    for year in years(db, today):
        roll = of_year(db, year, today)
        yield RatedYear(roll, ratings(db, roll))


def ratings(
    db: Reader, of: YearRoll, kind: str = "final", where: str = "1 = 1", **values: str | int
) -> list[RatingRecord]:
    """Every rating of the year, or those that meet a condition (SQL of ours on `r`), in the order of their days."""
    sql = RATINGS_OF_A_YEAR_SQL.format(where=where)
    rows = db.execute(sql, {"year": of.year, "kind": kind, "today": of.today, **values})
    return [RatingRecord._make((*row, of.post(row[1], row[7]))) for row in rows]


def last_ratings(records: Iterable[RatingRecord]) -> list[RatingRecord]:
    """One rating a person: the last."""
    return [*{rated.staff_id: rated for rated in records}.values()]


def groups(records: Iterable[RatingRecord], of: YearRoll, unit_levels: Mapping[int, str]) -> list[CeilingGroup]:
    """The units and the groups of like tasks with a ceiling, and how many in each are excellent and good.

    Like tasks: the same category, and leading or not; the register knows no finer division. `unit_levels`: unit id ->
    how it was rated itself.
    """
    members: dict[Row, list[RatingRecord]] = {}
    for rated in records:
        if rated.post and law.ceiling(rated.post.category, of.year, of.law):
            alike = (rated.post.category, rated.post.leads)
            for task in ((None, None), alike):
                members.setdefault((rated.unit_id, rated.unit, *task), []).append(rated)
    ceiling_groups = []
    for (unit_id, unit, category, leads), people in members.items():
        excellent, good = (sum(one.level == level for one in people) for level in ("excellent", "good"))
        categories = dict.fromkeys(one.post.category for one in people if one.post)
        level = unit_levels.get(unit_id)
        ceiling = ceiling_of(categories, of, level)
        ceiling_groups.append(CeilingGroup(unit_id, unit, category, leads, excellent, good, ceiling, level))
    return ceiling_groups


def unit_group(
    unit_id: int, excellent: int, good: int, categories: Iterable[str], of: YearRoll, unit_level: str | None
) -> CeilingGroup:
    """The people of one unit, of these categories, of which each has a ceiling."""
    return CeilingGroup(unit_id, "", None, None, excellent, good, ceiling_of(categories, of, unit_level), unit_level)


def ceiling_of(categories: Iterable[str], of: YearRoll, unit_level: str | None) -> law.Ceiling:
    """The ceiling of all of them: where categories differ, the one that leaves most, no surer than the least verified.

    What it leaves depends on the unit's own level: one category may have a higher share there, and another not.
    """
    ceilings = [ceiling for category in categories if (ceiling := law.ceiling(category, of.year, of.law))]
    is_best = unit_level == "excellent"
    most = max(ceilings, key=lambda one: ((is_best and one.of_good_best) or one.of_good, one.of_good_best or 0))
    return replace(most, verified=min((one.verified for one in ceilings), key="NRSVC".index))


def stretches(posts: Iterable[YearPost]) -> list[tuple[str, str]]:
    """The posts of one person as stretches of service without a gap."""
    joined_stretches: list[tuple[str, str]] = []
    for post in posts:
        if joined_stretches and shift(joined_stretches[-1][1], 1) == post.first:
            joined_stretches[-1] = (joined_stretches[-1][0], post.last)
        else:
            joined_stretches.append((post.first, post.last))
    return joined_stretches
