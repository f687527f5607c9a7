"""What falls due in an open review: each unit in which somebody still lacks something."""

from collections.abc import Collection, Iterator
from functools import cache
from sqlite3 import Connection

from chodon_cli.due import Duty
from chodon_cli.locale import _, figure
from chodon_cli.yearly.review import ITEMS_OF_A_YEAR, YearReview, lacks_by_unit, reviews, units_that_lack
from chodon_cli.yearly.review_counts import ReviewCounts


def due(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """One duty a unit and year; where two reviews have the unit, the earlier day."""
    earliest_by_unit: dict[tuple[int, str], tuple[str, int, int]] = {}
    counts = ReviewCounts(db, today, ITEMS_OF_A_YEAR)
    for review in open_reviews(db, today):
        for unit, many, lacking, due_on in lacks_by_unit(counts, review, units, has_items=False):
            if lacking:
                key = (review.year, unit)
                earliest_by_unit[key] = min(earliest_by_unit.get(key, (due_on, lacking, many)), (due_on, lacking, many))
    basis = cache(basis_of_lacks)  # units are as large as others
    for (year, unit), (due_on, lacking, many) in earliest_by_unit.items():
        yield Duty("review", str(year), None, unit, due_on, basis(lacking, many))


def basis_of_lacks(lacking: int, many: int) -> str:
    sentence = _("{lacking} of {many} people lack something of the year")
    return sentence.format(lacking=figure(lacking, 0), many=figure(many, 0))


def kinds_due(db: Connection, today: str, last: str) -> Iterator[tuple[str, str]]:
    """The kind and the day of each of the same duties. Of a review with a day nobody is counted."""
    earliest_by_unit: dict[tuple[int, str], str] = {}
    counts = ReviewCounts(db, today, ITEMS_OF_A_YEAR)
    for review in open_reviews(db, today):
        if review.due_on:
            days = dict.fromkeys(units_that_lack(counts, review), review.due_on)
        else:
            days = {
                unit: due_on
                for unit, _many, lacking, due_on in lacks_by_unit(counts, review, has_items=False)
                if lacking
            }
        for unit, due_on in days.items():
            key = (review.year, unit)
            earliest_by_unit[key] = min(earliest_by_unit.get(key, due_on), due_on)
    return (("review", due_on) for due_on in earliest_by_unit.values() if due_on <= last)


def open_reviews(db: Connection, today: str) -> list[YearReview]:
    return reviews(db, "w.opened_on <= :today AND (w.closed_on IS NULL OR w.closed_on > :today)", today=today)
