"""Who lacks what in a yearly review, a row each by unit and name, which are read while they are written out.

Whoever served without a break long enough to be rated is selected by the database, as in `review_counts.py`; of the
others it is told which posts are reviewed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from json import dumps, loads

from chodon_cli import dates
from chodon_cli.input_row import Values
from chodon_cli.law import ratings as law
from chodon_cli.queries.select import row_as_text
from chodon_cli.result import Row
from chodon_cli.row_stream import RowOrder, RowStream, in_hand
from chodon_cli.store import Reader, stays_open, translate_errors
from chodon_cli.store.reader import HAS_FORMAT, rows_while_read
from chodon_cli.words.unit import UNIT_KIND
from chodon_cli.yearly.review_counts import IN_UNITS, SERVED_LONG_ENOUGH, ReviewCounts
from chodon_cli.yearly.roll import YearRoll

OF_SELF_REVIEW = {"self_rating"}  # what of a year is asked of whoever served too short to be rated
REVIEWED_POSTS_SQL = f"""
FROM unit u
CROSS JOIN post p ON p.unit_id = u.id
CROSS JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL AND p.started_on <= :last AND coalesce(p.ended_on, '9999-12-31') >= :until {{in_units}}
      AND p.category IN (SELECT value FROM json_each(:categories)) AND ({{is_of_others}} (
          p.staff_id NOT IN (SELECT value FROM json_each(:overlapping))
          AND {SERVED_LONG_ENOUGH.replace(":rated_from", "{rated_from}")}
      )) AND ({{lacks}})
"""
IS_AMONG = "{value} IN (SELECT value FROM json_each(:{name}))"
IS_RATED = f"NOT {IS_AMONG.format(value='p.id', name='not_rated')}"
HAS_OF_ALL = "p.staff_id IN ({ids})"
HAS_OF_SOME = "EXISTS ({ids} AND staff_id = p.staff_id)"  # of few people: what others have is not read
BY_UNIT_AND_NAME = "ORDER BY u.code, s.name_key, s.code"
CATEGORY_AND_KIND = "p.category || ' ' || u.kind"


def lacking_people(
    counts: ReviewCounts, year: int, due_on: str | None, units: Collection[int] | None, others: YearRoll, number: int
) -> Sequence[Row]:
    """Person, name, unit, a word for each item, by when and how many days are left, of whoever lacks an item.

    Of these units, or of all. `due_on` is the day of the review; None: that of the law. `others`: the posts of whoever
    is read apart, as `ReviewCounts.of_year` has them; `number`: so many lack something. A list where the connection
    does not stay open.
    """
    values: Values = {
        "year": year,
        "today": counts.today,
        "units": dumps([*(units or ())]),
        "overlapping": dumps(counts.overlapping),
    }
    rated_from, days, left = _days_of_law(counts, year, due_on, values)
    if not days:
        return []
    posts = [*others.posts_to_review()]
    values["others"] = dumps([post.id for post, _is_rated in posts])
    values["not_rated"] = dumps([post.id for post, is_rated in posts if not is_rated])
    is_rated = IS_RATED if values["not_rated"] != "[]" else ""
    form = HAS_OF_ALL if units is None else HAS_OF_SOME
    has = {item: form.format(ids=ids) for item, ids in counts.items.items()}
    is_asked = {item: "" if item in OF_SELF_REVIEW else is_rated for item in has}
    condition = REVIEWED_POSTS_SQL.format(
        in_units="" if units is None else IN_UNITS,
        is_of_others=f"{IS_AMONG.format(value='p.id', name='others')} OR" if posts else "",
        rated_from=_by_case(values, "rated_from", "p.category", rated_from),
        lacks=" OR ".join(f"{is_asked[item]} {'AND' * bool(is_asked[item])} NOT {has[item]}" for item in reversed(has)),
    )
    expressions = [
        *("s.code", "s.full_name", "u.code"),
        *(_word(has[item], is_asked[item]) for item in has),
        _by_case(values, "due_on", CATEGORY_AND_KIND, days),
        f"CAST({_by_case(values, 'days_left', CATEGORY_AND_KIND, left)} AS INTEGER)",
    ]
    stream = _stream(counts.db, expressions, condition, values, number)
    return stream if stays_open(counts.db) else in_hand(stream)


def _days_of_law(
    counts: ReviewCounts, year: int, due_on: str | None, values: Values
) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """From when one serves long enough -> for which categories; by when, and how many days are left -> for whom.

    The values of the statement that are the same for all categories are added to `values`.
    """
    rated_from: dict[str, list[str]] = {}
    days: dict[str, list[str]] = {}
    left: dict[str, list[str]] = {}
    for _category, of_these in counts.categories_alike(year, due_on):
        categories = loads(str(of_these["categories"]))
        rated_from.setdefault(str(of_these["rated_from"]), []).extend(categories)
        values |= {"last": of_these["last"], "until": of_these["until"]}
        for category, kind in ((each, kind) for each in categories for kind in UNIT_KIND.codes):
            day = due_on or law.due_on(category, year, kind, counts.law)
            days.setdefault(day, []).append(f"{category} {kind}")
            left.setdefault(str(dates.days_between(counts.today, day)), []).append(f"{category} {kind}")
    values["categories"] = dumps([each for categories in rated_from.values() for each in categories])
    return rated_from, days, left


def _by_case(values: Values, name: str, expression: str, choices: Mapping[str, Sequence[str]]) -> str:
    """SQL for the one of these values in whose list the expression stands. What it names is added to `values`."""
    branches = []
    for place, (value, those) in enumerate(choices.items()):
        values |= {f"{name}_{place}": value, f"{name}_{place}_of": dumps([*those])}
        is_here = IS_AMONG.format(value=expression, name=f"{name}_{place}_of")
        branches.append(f"WHEN {is_here} THEN :{name}_{place} || ''")
    return f"(:{name}_0 || '')" if len(branches) == 1 else f"(CASE {' '.join(branches)} END)"


def _word(has: str, is_asked: str) -> str:
    """SQL for the word of an item: whether it is there, or not asked for."""
    not_asked = f"WHEN NOT ({is_asked}) THEN 'not-asked' " if is_asked else ""
    return f"(CASE {not_asked}WHEN {has} THEN 'done' ELSE 'missing' END)"


def _stream(db: Reader, expressions: Sequence[str], condition: str, values: Values, number: int) -> RowStream:
    """So many rows of these expressions, by unit and name."""

    def ask(wanted: Sequence[str], order: str) -> Iterable[Row]:
        return rows_while_read(db, f"SELECT {', '.join(wanted)} {condition} {order}", values)

    def read(places: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        wanted = [expressions[place] for place in places]
        with translate_errors():
            for row in ask(wanted or ["1"], BY_UNIT_AND_NAME if wanted else ""):
                yield tuple(row) if wanted else ()

    def texts(wanted: Sequence[str]) -> Iterator[str]:
        with translate_errors():
            for (text,) in ask([row_as_text(wanted)], BY_UNIT_AND_NAME):
                yield text

    def read_texts(places: Sequence[int], _order: RowOrder | None) -> Iterator[str] | None:
        return texts([expressions[place] for place in places]) if HAS_FORMAT else None

    return RowStream(len(expressions), read, read_texts=read_texts, at_least=number)
