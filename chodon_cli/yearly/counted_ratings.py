"""The ratings of a year, counted by the database where one post of it tells all and nobody was rated again.

They are nearly everybody: who had one post in the year, and who had two without a day between them and was rated in the
second, with which the whole year was served. All others are read as people.
"""

from collections import Counter
from collections.abc import Mapping
from json import dumps, loads
from typing import NamedTuple

from chodon_cli.input_row import Values
from chodon_cli.store import Reader
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatingRecord, YearPost, YearRoll

POST_OF_THE_YEAR = """
p.voided_on IS NULL AND p.started_on <= :last AND coalesce(p.ended_on, '9999-12-31') >= :first
"""
UNTIL = "coalesce(p.ended_on, '9999-12-31')"
PEOPLE_APART_SQL = f"""
WITH several AS (
    SELECT p.staff_id, max(p.started_on) AS last_began_on,
           count(*) = 2 AND min(p.started_on) <= :first AND max({UNTIL}) >= :last
           AND max(p.started_on) = date(min({UNTIL}), '+1 day') AS has_served_all_year
    FROM post p WHERE {POST_OF_THE_YEAR.strip()} GROUP BY p.staff_id HAVING count(*) > 1
)
SELECT several.staff_id, has_served_all_year AND NOT EXISTS (
    SELECT 1 FROM rating a WHERE a.staff_id = several.staff_id AND a.year = :year AND a.decided_on < last_began_on
)
FROM several
UNION
SELECT a.staff_id, 1 = 0 FROM rating a WHERE a.year = :year GROUP BY a.kind, a.staff_id HAVING count(*) > 1
"""  # who is not counted by one post alone: by the last of the year if that is true, else read
IS_READ = "IN (SELECT value FROM json_each(:people))"
HAS_MOVED = "IN (SELECT value FROM json_each(:moved))"
BEGAN_IN_THE_YEAR = f"CASE WHEN p.started_on <= :first OR p.staff_id {HAS_MOVED} THEN '' ELSE p.started_on END"
POSTS_ON_THE_LAST_DAY_SQL = f"""
SELECT p.unit_id, p.category, {BEGAN_IN_THE_YEAR} AS began_on, count(*)
FROM post p
WHERE {POST_OF_THE_YEAR.strip()} AND {UNTIL} >= :last AND p.staff_id NOT {IS_READ}
GROUP BY p.unit_id, p.category, began_on
"""
RATINGS_SQL = f"""
SELECT json_group_array(
           r.unit_id || ' ' || r.kind || ' ' || r.level
           || CASE WHEN p.started_on <= r.decided_on THEN ' ' || p.category ELSE '' END
       ),
       json_group_array(CASE WHEN r.kind = 'final' AND {UNTIL} >= :last THEN
           p.unit_id || ' ' || p.category || ' ' || {BEGAN_IN_THE_YEAR}
       END)
FROM rating r
LEFT JOIN post p ON p.staff_id = r.staff_id AND {POST_OF_THE_YEAR.strip()}
    AND ({UNTIL} >= :last OR p.staff_id NOT {HAS_MOVED})
WHERE r.year = :year AND r.voided_on IS NULL AND r.decided_on <= :today AND r.staff_id NOT {IS_READ}
"""  # as words, which are counted more quickly here than sorted there: by whom it was rated, kind and level, with the
# category of the post where it had begun; of whom is in post on the last day, as POSTS_ON_THE_LAST_DAY_SQL has them


class CountedRatings(NamedTuple):
    """So many ratings of a unit with one level, of people who had a post of one category when they were rated."""

    unit_id: int
    level: str
    category: str | None  # None: they had no post by then
    number: int


class CountedYear(NamedTuple):
    """The ratings of a year: counted, and of the people who are read."""

    to_rate: list[tuple[YearPost, int, int]]  # alike posts: how many there are, and how many of them were not rated
    final: list[CountedRatings]
    own: list[CountedRatings]  # by themselves
    people: YearRoll  # who is read
    final_of_people: list[RatingRecord]
    own_of_people: list[RatingRecord]


def counted_year(db: Reader, year: int, today: str) -> CountedYear:
    """The ratings of the year, as far as they are known today."""
    first, last = f"{year:04}-01-01", min(f"{year:04}-12-31", today)
    values: Values = {"first": first, "last": last, "year": year}
    apart: list[tuple[int, bool]] = db.execute(PEOPLE_APART_SQL, values).fetchall()
    people_read = {id for id, is_told_by_last_post in apart if not is_told_by_last_post}
    read = dumps([*people_read])
    values |= {"people": read, "moved": dumps([id for id, _told in apart if id not in people_read])}
    people = rated.roll_of_year(db, year, today, f"p.staff_id {IS_READ}", people=read)
    counted: dict[str, list[CountedRatings]] = {"final": [], "self": []}
    ratings, rated_posts = (
        Counter[str](loads(words or "[]")) for words in db.execute(RATINGS_SQL, {**values, "today": today}).fetchone()
    )
    for word, number in ratings.items():
        unit_id, kind, level, *category = word.split(" ")
        counted[kind].append(CountedRatings(int(unit_id), level, category[0] if category else None, number))
    final, own = (rated.ratings(db, people, kind, f"r.staff_id {IS_READ}", people=read) for kind in counted)
    to_rate = _to_rate(db, people, values, rated_posts)
    return CountedYear(to_rate, counted["final"], counted["self"], people, final, own)


def _to_rate(
    db: Reader, people: YearRoll, values: Values, rated_posts: Mapping[str, int]
) -> list[tuple[YearPost, int, int]]:
    """Alike posts of those to be rated, how many there are, and how many of them were not rated."""
    posts = dict[int, list[YearPost]]()
    numbers = dict[int, tuple[int, int]]()
    for place, (unit_id, category, began_on, number) in enumerate(db.execute(POSTS_ON_THE_LAST_DAY_SQL, values), 1):
        first = began_on or f"{people.year:04}-01-01"
        posts[-place] = [YearPost(-place, "", unit_id, "", "", category, "none", first, people.last)]
        numbers[-place] = number, number - rated_posts.get(f"{unit_id} {category} {began_on}", 0)
    return [(post, *numbers[post.staff_id]) for post in people._replace(posts=posts).posts_to_rate()]
