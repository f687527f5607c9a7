"""What each person still lacks in a yearly review."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from json import dumps
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.dates import Period
from chodon_cli.errors import NotFound
from chodon_cli.locale import N_, _
from chodon_cli.nouns.review import DECLARATION
from chodon_cli.queries import resolve as lookup
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.review_counts import ReviewCounts, UnitLacks
from chodon_cli.yearly.review_rows import OF_SELF_REVIEW, lacking_people
from chodon_cli.yearly.roll import YearPost, YearRoll
from chodon_cli.yearly.unit_ratings import heads_above_in_words, heads_above_in_year

HAS_OF_A_YEAR = "SELECT staff_id FROM {table} WHERE voided_on IS NULL AND year = :year AND {day} <= :today"
HAS_RATING = HAS_OF_A_YEAR.format(table="rating", day="decided_on")
ITEMS_OF_A_YEAR = {  # what a person must have of a year -> whose ids have it, as far as it is known today
    "self_rating": f"{HAS_RATING} AND kind = 'self'",
    "final_rating": f"{HAS_RATING} AND kind = 'final'",
    "pledge": HAS_OF_A_YEAR.format(table="pledge", day="signed_on"),
    "training": HAS_OF_A_YEAR.format(table="training", day="started_on"),
}
LABELS_OF_ITEMS = {
    "self_rating": N_("Self-rating"),
    "final_rating": N_("Final rating"),
    "pledge": N_("Pledge"),
    "training": N_("Training"),
}
LABELS_OF_LACKING = {  # of how many people lack each
    "self_rating": N_("No self-rating"),
    "final_rating": N_("No final rating"),
    "pledge": N_("No pledge"),
    "training": N_("No training"),
}
OF_THESE_PEOPLE = " AND staff_id IN (SELECT value FROM json_each(:ids))"
WITH_A_POST_IN_UNITS = """p.staff_id IN (
    SELECT h.staff_id FROM post h WHERE h.voided_on IS NULL AND h.unit_id IN (SELECT value FROM json_each(:units))
)"""  # whoever may be of a review of these, with all their posts
OF_PEOPLE = [
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2),
    Column("unit", "code"),
    *(Column(item, "word", words="done", label=label) for item, label in LABELS_OF_ITEMS.items()),
    Column("due_on", "date"),
    Column("days_left", "integer", 2),
]
OF_UNITS = [
    Column("unit", "code"),
    Column("people", "integer", label=N_("To be reviewed")),
    Column("lacking", "integer"),
    *(Column(item, "integer", label=label) for item, label in LABELS_OF_LACKING.items()),
    Column("due_on", "date"),
]
LACKING_PLACE = [column.key for column in OF_UNITS].index("lacking")


class YearReview(NamedTuple):
    """One review: of a unit with those beneath it, or of all."""

    id: int
    year: int
    unit_id: int | None
    unit: str | None
    due_on: str | None
    opened_on: str
    closed_on: str | None


class ReviewedPerson(NamedTuple):
    """Somebody to be reviewed, and what of the ITEMS is there; None: it is not asked for."""

    post: YearPost
    has: dict[str, bool | None]
    due_on: str

    @property
    def is_complete(self) -> bool:
        return False not in self.has.values()

    @property
    def lacks(self) -> UnitLacks:
        items = tuple(int(has is False) for has in self.has.values())
        return UnitLacks(self.post.unit, 1, int(not self.is_complete), items, self.due_on)


def reviews(db: Reader, where: str = "1 = 1", **values: object) -> list[YearReview]:
    """The reviews that meet a condition (SQL of ours, values apart)."""
    sql = f"""
    SELECT w.id, w.year, w.unit_id, u.code, w.due_on, w.opened_on, w.closed_on
    FROM review w LEFT JOIN unit u ON u.id = w.unit_id WHERE {where} ORDER BY w.year, u.code
    """
    return [YearReview(*row) for row in map(tuple, db.execute(sql, values))]


def review_of(db: Reader, year: int, unit: str | None) -> YearReview:
    """The review of a year and a unit, or of all. NotFound if there is none."""
    unit_id = lookup.unit(db, unit).id if unit else None
    same = "w.unit_id = :unit" if unit else "w.unit_id IS NULL"
    matches = reviews(db, f"w.year = :year AND {same}", year=year, **({"unit": unit_id} if unit else {}))
    if not matches:
        missing = _("no review of {year} has been opened for {unit}").format(year=year, unit=unit or _("all units"))
        raise NotFound(missing, _("open it with: chodon review open"))
    return matches[0]


def review_known_on(db: Reader, year: int, unit: str | None, day: str) -> YearReview:
    """The review as of a day: not closed yet, if that came later. NotFound if it was not open by then."""
    review = review_of(db, year, unit)
    if review.opened_on > day:
        text = _("the review of {year} was opened on {opened_on}, after {day}")
        opened_on, asked_for = dates.show_day(review.opened_on), dates.show_day(day)
        raise NotFound(
            text.format(year=year, opened_on=opened_on, day=asked_for), _("ask for a later day with --today")
        )
    return review._replace(closed_on=None) if review.closed_on and review.closed_on > day else review


def people(db: Reader, review: YearReview, today: str) -> list[ReviewedPerson]:
    """Those who are to be reviewed: who is to be rated, and who by the law of the year only reviews it themselves."""
    if review.unit is None:
        units, of = None, rated.of_year(db, review.year, today)
    else:
        units = lookup.ids_beneath_unit(db, review.unit)
        of = rated.roll_of_year(db, review.year, today, WITH_A_POST_IN_UNITS, units=dumps([*units]))
    have = have_items(db, review.year, today, None if units is None else of.posts)
    alike: dict[Row, dict[str, bool | None]] = {}  # many lack the same, and one word of it serves for all
    reviewed = []
    for post, is_rated in of.posts_to_review():
        if units is None or post.unit_id in units:
            person = reviewed_person(review, of, post, is_rated, have)
            reviewed.append(person._replace(has=alike.setdefault(tuple(person.has.values()), person.has)))
    return reviewed


def have_items(db: Reader, year: int, today: str, people: Collection[int] | None) -> dict[str, set[int]]:
    """Whose ids have each item of the year: of these people, or of everybody."""
    of_these = "" if people is None else OF_THESE_PEOPLE
    values = {"year": year, "today": today, "ids": dumps([*(people or ())])}
    nobody = people is not None and not people
    return {
        item: set() if nobody else {id for (id,) in db.execute(f"{sql}{of_these}", values)}
        for item, sql in ITEMS_OF_A_YEAR.items()
    }


def reviewed_person(
    review: YearReview, of: YearRoll, post: YearPost, is_rated: bool, have: Mapping[str, Collection[int]]
) -> ReviewedPerson:
    """What is there of the person of this post; `have`: whose ids have each item."""
    has = {item: post.staff_id in ids if is_rated or item in OF_SELF_REVIEW else None for item, ids in have.items()}
    return ReviewedPerson(post, has, review.due_on or rated.due_on(post, of))


def lacks_by_unit(
    counts: ReviewCounts, review: YearReview, only: Collection[int] | None = None, has_items: bool = True
) -> list[Row]:
    """The rows of `by_unit` of the same people, who are not named. `only`: of these units alone.

    `has_items`: with how many lack each item.
    """
    units = None if review.unit is None else lookup.ids_beneath_unit(counts.db, review.unit)
    if only is not None:
        units = {*only} if units is None else units & {*only}
    of_units, others = counts.of_year(review.year, review.due_on, units, has_items)
    return by_unit(_with_others(counts, review, units, of_units, others, has_items))


def units_that_lack(counts: ReviewCounts, review: YearReview) -> set[str]:
    """The codes of the units in which somebody lacks something: nobody is counted."""
    units = None if review.unit is None else lookup.ids_beneath_unit(counts.db, review.unit)
    lacking, others = counts.units_that_lack(review.year)
    one_by_one = _with_others(counts, review, units, (), others, has_items=False)
    return {
        *(code for id, code in lacking.items() if units is None or id in units),
        *(each.unit for each in one_by_one if each.lacking),
    }


def _with_others(
    counts: ReviewCounts,
    review: YearReview,
    units: Collection[int] | None,
    counted: Iterable[UnitLacks],
    others: YearRoll,
    has_items: bool,
) -> Iterator[UnitLacks]:
    """What was counted, and each of the others."""
    yield from counted
    have = have_items(counts.db, review.year, counts.today, others.posts)
    for post, is_rated in others.posts_to_review():
        if units is None or post.unit_id in units:
            lacks = reviewed_person(review, others, post, is_rated, have).lacks
            yield lacks if has_items else lacks._replace(items=())


def show_review(db: Reader, review: YearReview, today: str, has_details: bool = True) -> Result:
    """Whoever still lacks something, by unit and name, and the figures of each unit, unless these are not wanted."""
    units = None if review.unit is None else lookup.ids_beneath_unit(db, review.unit)
    counts = ReviewCounts(db, today, ITEMS_OF_A_YEAR)
    of_units, others = counts.of_year(review.year, review.due_on, units, has_details)
    counted = by_unit(_with_others(counts, review, units, of_units, others, has_details))
    number = sum(row[LACKING_PLACE] for row in counted)
    return Result(
        _("Review of {year}").format(year=review.year),
        OF_PEOPLE,
        lacking_people(counts, review.year, review.due_on, units, others, number),
        details=[Result(N_("By unit"), OF_UNITS, counted)] if has_details else (),
        has_further_tables=True,
        notes=[status(review), *_on_heads(db, review, today)],
        as_of=today,
    )


def _on_heads(db: Reader, review: YearReview, today: str) -> list[str]:
    """Who of the review is rated better than the unit that they lead."""
    units = None if review.unit is None else lookup.ids_beneath_unit(db, review.unit)
    heads = heads_above_in_year(db, review.year, today)
    return heads_above_in_words([one for one in heads if units is None or one.rating.unit_id in units])


def of_units(db: Reader, period: Period, units: Collection[int], today: str) -> Result:
    """How far these units are with the years of the period, and with any other whose review is open at its end."""
    rows_by_unit: dict[tuple[int, str], Row] = {}
    counts = ReviewCounts(db, today, ITEMS_OF_A_YEAR)
    years = {"first": int(period.start[:4]), "last": int(period.end[:4]), "end": period.end}
    is_wanted = "w.year BETWEEN :first AND :last OR w.closed_on IS NULL OR w.closed_on > :end"
    for review in reviews(db, f"w.opened_on <= :end AND ({is_wanted})", **years):
        for unit, *figures, due_on in lacks_by_unit(counts, review, units):
            row = (review.year, unit, *figures, due_on)
            rows_by_unit[(review.year, unit)] = min(
                row, rows_by_unit.get((review.year, unit), row), key=lambda each: each[-1]
            )
    return Result(DECLARATION.title, [Column("year", "year"), *OF_UNITS], [*rows_by_unit.values()])


def by_unit(lacks: Iterable[UnitLacks]) -> list[Row]:
    """One row a unit: how many are to be reviewed, how many lack something and how many lack what, the earliest day."""
    units: dict[str, list[UnitLacks]] = {}
    for each in lacks:
        units.setdefault(each.unit, []).append(each)
    return [
        (
            *(unit, sum(each.people for each in several), sum(each.lacking for each in several)),
            *map(sum, zip(*(each.items for each in several), strict=True)),
            min(each.due_on for each in several),
        )
        for unit, several in sorted(units.items())
    ]


def status(review: YearReview) -> str:
    text = _("opened on {day}").format(day=dates.show_day(review.opened_on))
    if review.closed_on:
        text += "; " + _("closed on {day}").format(day=dates.show_day(review.closed_on))
    return text


def what_is_lacking(person: ReviewedPerson) -> str:
    """CC012 (final rating; pledge): who lacks what."""
    lacking = [_(LABELS_OF_ITEMS[item]).lower() for item, has in person.has.items() if has is False]
    return f"{person.post.staff} ({'; '.join(lacking)})"
