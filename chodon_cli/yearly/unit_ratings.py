"""How units were rated for a year, and who is rated better than the unit that they lead."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chodon_cli.law import ratings as law
from chodon_cli.law.ratings import HeadRule
from chodon_cli.locale import _
from chodon_cli.nouns.unit_rating import NUMBER_SQL
from chodon_cli.store import Reader
from chodon_cli.words.rating import RATING
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatingRecord, YearRoll

UNIT_RATINGS_OF_A_YEAR_SQL = f"""
SELECT {NUMBER_SQL}, w.unit_id, u.code, u.kind, u.parent_id, w.level
FROM unit_rating w
JOIN unit u ON u.id = w.unit_id
WHERE w.voided_on IS NULL AND w.year = :year AND w.decided_on <= :today
ORDER BY w.decided_on, w.n
"""


class UnitRating(NamedTuple):
    """How a unit was rated for a year."""

    number: str
    unit_id: int
    unit: str
    kind: str
    parent_id: int | None
    level: str


class HeadAboveUnit(NamedTuple):
    """Somebody who leads a unit and is rated better than it, against a rule."""

    rating: RatingRecord
    unit_level: str
    rule: HeadRule


def unit_ratings(db: Reader, of: YearRoll) -> list[UnitRating]:
    """The ratings of units for the year, one a unit: the last, as is known on the day of the roll."""
    rows = (
        UnitRating(*row)
        for row in map(tuple, db.execute(UNIT_RATINGS_OF_A_YEAR_SQL, {"year": of.year, "today": of.today}))
    )
    return [*{one.unit_id: one for one in rows}.values()]


def unit_levels(db: Reader, of: YearRoll) -> dict[int, str]:
    """Unit id -> how the unit was rated for the year."""
    return {one.unit_id: one.level for one in unit_ratings(db, of)}


def heads_above(db: Reader, of: YearRoll) -> Iterator[HeadAboveUnit]:
    """Those who are rated better than the unit that they lead.

    Law 58/2010, article 41.2.b (all who lead); Decree 233/2026, article 12.7 (the head).
    """
    levels = unit_levels(db, of)
    if not levels:
        return
    for rating in rated.last_ratings(rated.ratings(db, of)):
        post = rating.post
        level = levels.get(post.unit_id) if post else None
        rule = law.head_rule(post.category, of.year, of.law) if post and level else None
        is_better = level is not None and RATING.rank(rating.level) < RATING.rank(level)
        if post and rule and level and is_better and rule.binds(post.leadership):
            yield HeadAboveUnit(rating, level, rule)


def heads_above_in_year(db: Reader, year: int, today: str) -> Iterator[HeadAboveUnit]:
    """The same of a year; the people of it are read only where a unit was rated."""
    if unit_levels(db, rated.roll_of_year(db, year, today, "1 = 0")):
        yield from heads_above(db, rated.of_year(db, year, today))


def heads_above_in_words(found: Iterable[HeadAboveUnit]) -> list[str]:
    """A line for each of them."""
    return [in_words(one) for one in found]


def in_words(one: HeadAboveUnit) -> str:
    """XL-2026-0001: QL001 leads TH, which is rated “good”, and is rated “excellent”."""
    sentence = _("{number}: {staff} leads {unit}, which is rated “{unit_level}”, and is rated better: “{level}”")
    return sentence.format(
        number=one.rating.number,
        staff=one.rating.staff,
        unit=one.rating.post.unit if one.rating.post else one.rating.unit,
        unit_level=RATING.label(one.unit_level),
        level=RATING.label(one.rating.level),
    )
