"""Many records in the making: as `Draft` for one, but by column, and only where nothing can be wrong with any of them.

Whoever finds that something could be says `Doubtful`, and the rows are looked at one by one: there every verdict and
every message is made, so this has none.
"""

from collections.abc import Hashable, Sequence
from operator import le
from typing import Any

from chodon_cli.dates import FOREVER
from chodon_cli.errors import Rejected
from chodon_cli.input_row import Values
from chodon_cli.nouns.declaration import Noun
from chodon_cli.register.journal import Columns
from chodon_cli.register.resolver import Resolver


class Doubtful(Exception):
    """One of the rows has to be looked at by itself."""


class ColumnDraft:
    """The values of some rows by column, the day it is, the references."""

    def __init__(self, refs: Resolver, noun: Noun, values: Columns, count: int, today: str, referred: Columns) -> None:
        self.fields = noun.by_key
        self.refs, self.values, self.count, self.today = refs, values, count, today
        self.columns: Columns = {}  # what is stored of them
        self.marks: list[Hashable] = []  # what may come only once in a file
        self.touched: set[int] = set()  # people who are to be held against the rules when all is written
        self.from_titles = 0  # rows whose leadership comes from the title
        self._referred = referred  # records that are known beforehand
        self._found: dict[str, Sequence[Any]] = {}  # column -> the records that it names
        self._nothing: list[Any] = [None] * count

    def __getitem__(self, key: str) -> Sequence[Any]:
        """The column; nothing in every row where the file lacks it. KeyError if the noun has no such field."""
        if key not in self.fields:
            raise KeyError(key)
        return self.values.get(key, self._nothing)

    def sure(self, is_so: bool) -> None:
        """Doubtful unless it is so."""
        if not is_so:
            raise Doubtful

    def needs(self, *keys: str) -> None:
        self.sure(all(None not in self[key] for key in keys))

    def lacks(self, *keys: str) -> None:
        self.sure(not any(any(self[key]) for key in keys))

    def fill(self, key: str, default: str) -> list[Any]:
        """The column, with what is meant where nothing is said."""
        return [value or default for value in self[key]]

    def in_order(self, earlier: Sequence[str], later: Sequence[str]) -> None:
        self.sure(all(map(le, earlier, later)))

    def not_in_future(self, days: Sequence[str]) -> None:
        self.sure(max(days, default="") <= self.today)

    def rows(self, keys: Sequence[str]) -> list[Values]:
        """These columns of each row, with codes as the register writes them, whatever the file calls the records."""
        return [dict(zip(keys, row, strict=True)) for row in zip(*map(self._as_stored, keys), strict=True)]

    def _as_stored(self, key: str) -> Sequence[Any]:
        if key in self._found:
            return [found.written for found in self._found[key]]
        return self.columns.get(key, self[key])

    def has_referred(self, key: str) -> bool:
        """Whether the records of the column are known beforehand: they come with these rows."""
        return key in self._referred

    def refer(self, noun: str, key: str = "") -> list[Any]:
        """The records that the column names."""
        key = key or noun
        try:
            known = self._referred.get(key)
            self._found[key] = found = self.refs.all_of(noun, self[key], key) if known is None else list(known)
        except Rejected as problem:
            raise Doubtful from problem
        return found

    def units_served_in(self, people: Sequence[int], days: Sequence[str]) -> list[int]:
        """The id of the unit of each person's post on the day."""
        units = self.refs.units_on(people, days)
        self.sure(len(units) == self.count)
        return units


def until(days: Sequence[str | None]) -> list[str]:
    """Last days, with the end of time where there is none."""
    return [day or FOREVER for day in days]
