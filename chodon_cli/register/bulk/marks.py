"""What tells the rows of a file from each other, kept so that millions take little: a number of a year is a byte."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

MOST_KEPT_BY_YEAR = 1 << 21  # a higher number, of which there are few, is kept as it is
Places = tuple[Sequence[int], Sequence[int]]
"""Numbers of records: the years, and the place of each in its year."""


class MarkSet:
    """A set of marks to which some are added and nothing is taken away."""

    def __init__(self) -> None:
        self._numbers: defaultdict[int, bytearray] = defaultdict(bytearray)  # year -> 1 for each of its numbers
        self._others: set[Hashable] = set()

    def __contains__(self, mark: Hashable) -> bool:
        return mark in self._others or self._has_number(mark)

    def update(self, marks: Iterable[Hashable]) -> None:
        for mark in marks:
            if number := year_and_number(mark):
                year, n = number
                self._up_to(year, n)[n] = 1
            else:
                self._others.add(mark)

    def has_none_of(self, marks: Sequence[Hashable], places: Places | None) -> bool:
        """Whether these marks and numbers are different ones, and none of them is here."""
        different = set(marks)
        if len(different) < len(marks) or not self._others.isdisjoint(different):
            return False
        if self._numbers and any(map(self._has_number, different)):
            return False
        return places is None or all(self._are_new(year, numbers) for year, numbers in numbers_by_year(places))

    def add_all(self, marks: Sequence[Hashable], places: Places | None) -> None:
        """Add these marks and numbers, of which it has none; quicker than `update`."""
        self._others.update(marks)
        for year, numbers in numbers_by_year(places) if places else ():
            first, last = min(numbers), max(numbers)
            if last >= MOST_KEPT_BY_YEAR:
                self.update((year, n) for n in numbers)
            elif last - first + 1 == len(numbers):  # one after the other, as nearly always
                self._up_to(year, last)[first : last + 1] = b"\1" * len(numbers)
            else:
                kept = self._up_to(year, last)
                for n in numbers:
                    kept[n] = 1

    def _are_new(self, year: int, numbers: Sequence[int]) -> bool:
        if len(set(numbers)) < len(numbers):
            return False
        first, last = min(numbers), max(numbers)
        if last < MOST_KEPT_BY_YEAR and self._numbers[year].find(1, first, last + 1) < 0:
            return True
        return not any((year, n) in self for n in numbers)

    def _has_number(self, mark: Hashable) -> bool:
        if not (number := year_and_number(mark)):
            return False
        year, n = number
        kept = self._numbers.get(year, b"")
        return n < len(kept) and kept[n] == 1

    def _up_to(self, year: int, n: int) -> bytearray:
        """What is kept of the year, long enough for this number."""
        kept = self._numbers[year]
        if n >= len(kept):
            kept.extend(bytes(n + 1 - len(kept)))
        return kept


def numbers_by_year(places: Places) -> Iterable[tuple[int, Sequence[int]]]:
    """Each of the years, and the numbers of it in their order."""
    years, numbers = places
    if years.count(years[0]) == len(years):
        return [(years[0], numbers)]
    by_year: defaultdict[int, list[int]] = defaultdict(list)
    for year, n in zip(years, numbers, strict=True):
        by_year[year].append(n)
    return by_year.items()


def year_and_number(mark: Hashable) -> tuple[int, int] | None:
    """The mark as the number of a record of its year, if it is one that is kept so."""
    match mark:
        case (int(year), int(n)) if 0 <= n < MOST_KEPT_BY_YEAR:
            return year, n
    return None
