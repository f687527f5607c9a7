"""What falls due in an open review: each unit in which somebody still lacks something."""

from collections.abc import Collection, Iterator
from sqlite3 import Connection

from chodon_cli.due import Duty
from chodon_cli.locale import _
from chodon_cli.yearly.review import ITEMS_OF_A_YEAR, lacks_by_unit, reviews
from chodon_cli.yearly.review_counts import ReviewCounts


def due(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """One duty a unit and year; where two reviews have the unit, the earlier day."""
    earliest_by_unit: dict[tuple[int, str], tuple[str, int, int]] = {}
    counts = ReviewCounts(db, today, ITEMS_OF_A_YEAR)
    is_open = "w.opened_on <= :today AND (w.closed_on IS NULL OR w.closed_on > :today)"
    for review in reviews(db, is_open, today=today):
        for unit, many, lacking, due_on in lacks_by_unit(counts, review, units, has_items=False):
            if lacking:
                key = (review.year, unit)
                earliest_by_unit[key] = min(earliest_by_unit.get(key, (due_on, lacking, many)), (due_on, lacking, many))
    for (year, unit), (due_on, lacking, many) in earliest_by_unit.items():
        basis = _("{lacking} of {many} people lack something of the year").format(lacking=lacking, many=many)
        yield Duty("review", str(year), None, unit, due_on, basis)
