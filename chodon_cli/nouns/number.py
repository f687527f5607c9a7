"""The readable number of a record: VP-2022-0001, made of two integers of its row, `year` and `n`."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.value_class import dataclass

MOST_DIGITS = 9  # digits of `n` without leading zeros: no office counts further
SHORT_NUMBER = rf"([0-9]{{4}})-0*([0-9]{{1,{MOST_DIGITS}}})"  # what is left without the prefix: 2022-0007
LAST_FREE_NUMBER = 99_999  # up to here a file may give any number; beyond it, ten times as many as there are records


class Place(NamedTuple):
    """Where a number stands: the year of the record's own day, and its place among the noun's records of the year."""

    year: int
    n: int


@dataclass(frozen=True)
class Number:
    """How the numbers of one noun are written: its prefix, and how many digits `n` has at least."""

    prefix: str
    digits: int = 4

    @property
    def example(self) -> str:
        return self.text(2022, 1)

    def text(self, year: int, n: int) -> str:
        """(2022, 7) -> VP-2022-0007. It grows past its digits."""
        return f"{self.prefix}-{year:04}-{n:0{self.digits}}"

    def sql(self, alias: str) -> str:
        """SQL for the number of a row of the table with this alias."""
        zeros = " ".join(
            f"WHEN {alias}.n < {10**place} THEN '{'0' * (self.digits - place)}'" for place in range(1, self.digits)
        )
        return f"'{self.prefix}-' || {alias}.year || '-' || CASE {zeros} ELSE '' END || {alias}.n"

    def parse(self, text: str) -> Place | None:
        """The place that a whole number tells, in capitals or not, with any zeros; None if it is no number of the noun.

        vp-2022-7, VP-2022-00007 -> (2022, 7). A file must write the prefix: there 2022-7 may be anything.
        """
        return place_of(self._whole.fullmatch(text))

    def parse_all(self, texts: Sequence[str]) -> tuple[list[int], list[int]] | None:
        """Years and places of many at once; None unless all are written in capitals, with nothing around them.

        >>> Number("VP").parse_all(["VP-2022-0007", "VP-2021-10"]), Number("VP").parse_all(["vp-2022-7"])
        (([2022, 2021], [7, 10]), None)
        """
        length = len(self.example) - self.digits  # of VP-2022-
        heads = [text[:length] for text in texts]
        year_by_head = {head: self.parse(f"{head}1") for head in set(heads) if head.startswith(self.prefix)}
        places = [text[length:] for text in texts]
        digits = "".join(places)
        if None in map(year_by_head.get, heads) or "" in places or max(map(len, places), default=0) > MOST_DIGITS:
            return None
        if not (digits.isascii() and digits.isdigit()):
            return None
        numbers = list(map(int, places))
        years = {head: place.year for head, place in year_by_head.items() if place}
        return (list(map(years.__getitem__, heads)), numbers) if all(numbers) else None

    def parse_typed(self, text: str) -> Place | None:
        """The same of what is typed to a verb of the noun: 2022-7 is enough, and 7 is that of the current year."""
        place = self.parse(text) or place_of(re.fullmatch(SHORT_NUMBER, text))
        return place or place_of(re.fullmatch(SHORT_NUMBER, f"{dates.today()[:4]}-{text}"))

    def ranges(self, digits: str) -> list[tuple[int, int]]:
        """The first and last of the numbers that begin with these digits as they are written, for each length.

        >>> Number("VP").ranges("01"), Number("VP").ranges("2")[:2]
        ([(100, 199)], [(2000, 2999), (20000, 29999)])
        """
        lengths = range(max(self.digits, len(digits)), MOST_DIGITS + 1)
        spans = [(int(digits or 0), 10 ** (length - len(digits))) for length in lengths]
        if digits.startswith("0"):  # only what is filled up begins so
            spans = spans[: len(digits) <= self.digits]
        return [(first * span, (first + 1) * span - 1) for first, span in spans]

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"{self.prefix}-{SHORT_NUMBER}", re.I)

    @staticmethod
    def highest_plausible(count: int) -> int:
        """The highest number that a year with so many records may have: one slip would be the year's last for ever."""
        return LAST_FREE_NUMBER + 10 * count


def place_of(match: re.Match[str] | None) -> Place | None:
    """The place that a match of `SHORT_NUMBER` tells; None if there is none, or it is 0."""
    return Place(int(match[1]), int(match[2])) if match and int(match[2]) else None


# of those that other nouns name, each said once
INSPECTION_NUMBER = Number("KT", 3)
VIOLATION_NUMBER = Number("VP")
CASE_NUMBER = Number("VV")
TASK_NUMBER = Number("NV")
