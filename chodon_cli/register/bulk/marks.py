"""What tells the rows of a file from each other, kept so that millions take little: a number of a year is a bit."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

MOST_BITS = 1 << 24  # a higher number, of which there are few, is kept as it is
BITS = tuple(1 << place for place in range(8))


class MarkSet:
    """A set of marks to which some are added and nothing is taken away."""

    def __init__(self) -> None:
        self._numbers: defaultdict[int, bytearray] = defaultdict(bytearray)  # year -> a bit for each of its numbers
        self._others: set[Hashable] = set()

    def __contains__(self, mark: Hashable) -> bool:
        if not (number := year_and_number(mark)):
            return mark in self._others
        year, n = number
        bits = self._numbers[year]
        return n >> 3 < len(bits) and bool(bits[n >> 3] & BITS[n & 7])

    def isdisjoint(self, marks: Iterable[Hashable]) -> bool:
        return not any(map(self.__contains__, marks))

    def update(self, marks: Iterable[Hashable]) -> None:
        for mark in marks:
            if not (number := year_and_number(mark)):
                self._others.add(mark)
                continue
            year, n = number
            bits = self._numbers[year]
            if n >> 3 >= len(bits):
                bits.extend(bytes((n >> 3) + 1 - len(bits)))
            bits[n >> 3] |= BITS[n & 7]


def year_and_number(mark: Hashable) -> tuple[int, int] | None:
    """The mark as the number of a record of its year, if it is one."""
    match mark:
        case (int(year), int(n)) if 0 <= n < MOST_BITS:
            return year, n
    return None
