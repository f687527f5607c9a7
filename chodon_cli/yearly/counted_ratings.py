"""The ratings of a year, counted by the database where somebody had one post in it and was rated once of each kind.

They are nearly everybody. Who changed posts in the year, or was rated again, is read as a person.
"""

from collections import Counter
from json import dumps, loads
from typing import NamedTuple

from chodon_cli.input_row import Values
from chodon_cli.store import Reader
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatingRecord, YearPost, YearRoll

POST_OF_THE_YEAR = """
p.voided_on IS NULL AND p.started_on <= :last AND coalesce(p.ended_on, '9999-12-31') >= :first
"""
PEOPLE_READ_SQL = f"""
SELECT p.staff_id FROM post p WHERE {POST_OF_THE_YEAR.strip()} GROUP BY p.staff_id HAVING count(*) > 1
UNION
SELECT a.staff_id FROM rating a WHERE a.year = :year GROUP BY a.kind, a.staff_id HAVING count(*) > 1
"""
IS_READ = "IN (SELECT value FROM json_each(:people))"
POSTS_ON_THE_LAST_DAY_SQL = f"""
SELECT p.unit_id, p.category, max(p.started_on, :first) AS first_day, count(*)
FROM post p
WHERE {POST_OF_THE_YEAR.strip()} AND coalesce(p.ended_on, '9999-12-31') >= :last AND p.staff_id NOT {IS_READ}
GROUP BY p.unit_id, p.category, first_day
"""
RATINGS_SQL = f"""
SELECT r.unit_id, json_group_array(r.kind || ' ' || r.level || coalesce(
           ' ' || p.category || ' ' || CASE WHEN p.started_on <= r.decided_on THEN 1 ELSE 0 END || ' ' || p.unit_id
           || ' ' || CASE WHEN coalesce(p.ended_on, '9999-12-31') >= :last THEN max(p.started_on, :first) ELSE '' END,
           ''
       ))
FROM rating r
LEFT JOIN post p ON p.staff_id = r.staff_id AND {POST_OF_THE_YEAR.strip()}
WHERE r.year = :year AND r.voided_on IS NULL AND r.decided_on <= :today AND r.staff_id NOT {IS_READ}
GROUP BY r.unit_id
"""  # as words, which are counted more quickly here than sorted there: kind and level; of the post in the year its
# category, whether it had begun, its unit and, where it is held on the last day, its first day


NO_POST = ("", "0", "", "")  # the words of whoever had none in the year


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
    read = dumps([id for (id,) in db.execute(PEOPLE_READ_SQL, values)])
    values["people"] = read
    people = rated.roll_of_year(db, year, today, f"p.staff_id {IS_READ}", people=read)
    counted: dict[str, list[CountedRatings]] = {"final": [], "self": []}
    rated_posts = Counter[tuple[int, str, str]]()
    for unit_id, words in db.execute(RATINGS_SQL, {**values, "today": today}):
        for word, number in Counter[str](loads(words)).items():
            kind, level, category, has_begun, of_unit, first_day = (*word.split(" "), *NO_POST)[:6]
            counted[kind].append(CountedRatings(unit_id, level, category if has_begun == "1" else None, number))
            if kind == "final" and first_day:
                rated_posts[int(of_unit), category, first_day] += number
    final, own = (rated.ratings(db, people, kind, f"r.staff_id {IS_READ}", people=read) for kind in counted)
    to_rate = _to_rate(db, people, values, rated_posts)
    return CountedYear(to_rate, counted["final"], counted["self"], people, final, own)


def _to_rate(
    db: Reader, people: YearRoll, values: Values, rated_posts: Counter[tuple[int, str, str]]
) -> list[tuple[YearPost, int, int]]:
    """Alike posts of those to be rated, how many there are, and how many of them were not rated."""
    posts = dict[int, list[YearPost]]()
    numbers = dict[int, int]()
    for place, (unit_id, category, first_day, number) in enumerate(db.execute(POSTS_ON_THE_LAST_DAY_SQL, values), 1):
        posts[-place] = [YearPost(-place, "", unit_id, "", "", category, "none", first_day, people.last)]
        numbers[-place] = number
    return [
        (post, numbers[post.staff_id], numbers[post.staff_id] - rated_posts[post.unit_id, post.category, post.first])
        for post in people._replace(posts=posts).posts_to_rate()
    ]
