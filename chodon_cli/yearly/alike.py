"""Those to be reviewed by unit, counted by the database where the whole year of somebody is one post.

They are nearly everybody. Who changed posts in the year is read as a person.
"""

from collections.abc import Collection
from json import dumps
from typing import NamedTuple

from chodon_cli.input_row import Values
from chodon_cli.store import Reader
from chodon_cli.yearly.roll import YearPost, YearRoll, roll_of_year

OF_THE_YEAR = "voided_on IS NULL AND {p}.started_on <= :last AND coalesce({p}.ended_on, '9999-12-31') >= :first"
OTHER_POST = f"""
SELECT 1 FROM post o WHERE o.staff_id = p.staff_id AND o.id <> p.id AND o.{OF_THE_YEAR.format(p="o")}
"""
IN_UNITS = "AND {p}.unit_id IN (SELECT value FROM json_each(:units))"
HAS_OF_ALL = "p.staff_id IN ({ids})"
HAS_OF_SOME = "EXISTS ({ids} AND staff_id = p.staff_id)"  # of few people: what others have is not read
ALIKE_SQL = f"""
SELECT unit_id, unit, kind, category, first, {{items}}, count(*) AS people
FROM (
    SELECT p.unit_id, u.code AS unit, u.kind, p.category, max(p.started_on, :first) AS first, {{has_items}}
    FROM post p
    JOIN unit u ON u.id = p.unit_id
    WHERE p.{OF_THE_YEAR.format(p="p")} AND coalesce(p.ended_on, '9999-12-31') >= :last {{in_units}}
          AND NOT EXISTS ({OTHER_POST})
) alike
GROUP BY unit_id, unit, kind, category, first, {{items}}
ORDER BY unit, kind, category, first, {{items}}
"""
OF_SEVERAL_POSTS = f"""
p.staff_id IN (
    SELECT p.staff_id FROM post p
    WHERE p.{OF_THE_YEAR.format(p="p")} {{in_units}} AND EXISTS ({OTHER_POST})
)
"""


class Alike(NamedTuple):
    """How many people there are with the same year in one unit, and which of the items they have."""

    people: int
    has: dict[str, bool]


def alike(
    db: Reader, year: int, today: str, items: dict[str, str], units: Collection[int] | None
) -> tuple[YearRoll, dict[int, Alike]]:
    """The people of a year, of some units or all: a roll of one post for all who are alike, beside those who moved.

    `items`: what a person may have -> SQL of whose ids have it. The first have negative numbers, by which it is said
    how many they are; of those who moved the posts are complete, that of a unit left out too.
    """
    last = min(f"{year:04}-12-31", today)
    beneath = dumps([*(units or ())])
    values: Values = {"first": f"{year:04}-01-01", "last": last, "year": year, "units": beneath}
    in_units = "" if units is None else IN_UNITS.format(p="p")
    has_item = HAS_OF_ALL if units is None else HAS_OF_SOME
    has_items = ", ".join(f"{has_item.format(ids=ids)} AS {item}" for item, ids in items.items())
    sql = ALIKE_SQL.format(items=", ".join(items), has_items=has_items, in_units=in_units)
    roll = roll_of_year(db, year, today, OF_SEVERAL_POSTS.format(in_units=in_units), units=beneath)
    counts, posts = dict[int, Alike](), dict(roll.posts)
    for place, row in enumerate(map(tuple, db.execute(sql, values)), 1):
        unit_id, unit, kind, category, first, *has, people = row
        posts[-place] = [YearPost(-place, "", unit_id, unit, kind, category, "none", first, last)]
        counts[-place] = Alike(people, dict(zip(items, map(bool, has), strict=True)))
    return roll._replace(posts=posts), counts
