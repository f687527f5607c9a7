"""Many records in the making: as `Draft` for one, but by column, and only where nothing can be wrong with any of them.

Whoever finds that something could be says `Doubtful`, and the rows are looked at one by one: there every verdict and
every message is made, so this has none.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, repeat
from operator import attrgetter

from chodon_cli.errors import Rejected, Usage
from chodon_cli.input_row import Values
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.queries.references import as_written
from chodon_cli.register.bulk.marks import Places
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.draft import POST_KEY
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import Column, RowRule, StoredColumn
from chodon_cli.result import Cell


class Doubtful(Exception):
    """One of the rows has to be looked at by itself."""


class ColumnDraft:
    """The values of some rows by column, the day it is, the references."""

    def __init__(self, refs: Resolver, noun: Noun, values: Columns, count: int, today: str, referred: Columns) -> None:
        self.fields = noun.by_key
        self.refs, self.values, self.count, self.today = refs, values, count, today
        self.columns: Columns = {}  # what is stored of them
        self.marks: list[Hashable] = []  # what may come only once in a file, the numbers of the records aside
        self.places: Places | None = None  # these numbers
        self.touched: set[int] = set()  # people who are to be held against the rules when all is written
        self.records: dict[str, Column] = {}  # column -> the records that it names, None where it names none
        self._looked_up: dict[str, Sequence[Cell]] = {}  # STANDARD.in_force_to -> what these have there
        self._referred = referred  # records that are known beforehand
        self._nothing: list[Cell] = [None] * count

    def __getitem__(self, key: str) -> Column:
        """The column; nothing in every row where the file lacks it. KeyError if the noun has no such field."""
        if key not in self.fields:
            raise KeyError(key)
        return self.values.get(key, self._nothing)

    def column(self, key: str) -> Column:
        """The column; of STANDARD.in_force_to what the standards that it names have there."""
        if key not in self._looked_up:
            reference_key, _dot, what = key.partition(".")
            if not what:
                return self[key]
            self._looked_up[key] = self._look_up(self.records[reference_key], what)
        return self._looked_up[key]

    def _look_up(self, records: Sequence[Cell], what: str) -> Sequence[Cell]:
        if records is self._nothing:
            return records
        try:
            return list(map(attrgetter(what), records))
        except AttributeError:  # one of the rows names none
            return [record and getattr(record, what) for record in records]

    def filled_values(self, field: Field) -> Sequence[Cell]:
        """The column, with what is meant where nothing is said."""
        said = self[field.key]
        if not (field.default_of or field.default) or None not in said:
            return said
        others = self[field.default_of] if field.default_of else repeat(field.default)
        return [other if value is None else value for value, other in zip(said, others, strict=False)]

    def stored_values(self, column: StoredColumn) -> Sequence[Cell]:
        """What is kept in a column that is worked out."""
        return column.make(*map(self.column, column.keys))

    def keep(self, rules: Iterable[RowRule]) -> None:
        """Doubtful unless these hold in every row."""
        for rule in rules:
            columns = [self.column(key) for key in rule.keys]
            if "." not in rule.keys[0] or columns[0] is not self._nothing:
                self.doubt_unless(rule.holds(self.today, *columns))

    def keep_live(self) -> None:
        """Doubtful if one of them was entered by mistake."""
        if "voided_on" in self.fields:
            self.lacks("voided_on", "void_reason")

    def doubt_unless(self, is_so: bool) -> None:
        """Doubtful unless it is so."""
        if not is_so:
            raise Doubtful

    def lacks(self, *keys: str) -> None:
        self.doubt_unless(not any(any(self[key]) for key in keys))

    def rows(self, keys: Sequence[str]) -> list[Values]:
        """These columns of each row, with codes as the register writes them, whatever the file calls the records."""
        return [dict(zip(keys, row, strict=True)) for row in zip(*map(self._as_stored, keys), strict=True)]

    def mark(self, keys: Sequence[str]) -> None:
        """Let what these columns say together come only once in a file."""
        self.marks += zip(*map(self._as_stored, keys), strict=True)

    def all_marks(self) -> Iterable[Hashable]:
        """What may come only once in a file, a number as its year and place."""
        return chain(self.marks, zip(*self.places, strict=True) if self.places else ())

    def _as_stored(self, key: str) -> Sequence[Cell]:
        if key in self.records:
            return [record and as_written(record) for record in self.records[key]]
        return self.columns.get(key, self[key])

    def has_referred(self, key: str) -> bool:
        """Whether the records of the column are known beforehand: they come with these rows."""
        return key in self._referred

    def refer(self, noun: str, key: str) -> None:
        """Find the records that the column names."""
        if key in self._referred:
            self.records[key] = self._referred[key]
            return
        references = self[key]
        if references is self._nothing or not any(references):
            self.records[key] = self._nothing
            return
        if known := self.refs.known_records(noun, references):
            self.records[key] = known
            return
        words = [word for word in dict.fromkeys(references) if word is not None]
        try:
            meant = dict(zip(words, self.refs.all_of(noun, words, key), strict=True))
        except (Rejected, Usage) as problem:
            raise Doubtful from problem
        self.records[key] = list(map(meant.get, references))

    def has_all(self, *keys: str) -> None:
        """Doubtful unless each of these is said everywhere."""
        self.doubt_unless(not any(None in self[key] for key in keys))

    def find_posts(self, staff: str, day: str) -> None:
        """Find the post of each of these people on the day; none where nobody is named at all."""
        if self.records[staff] is self._nothing:
            self.records[POST_KEY] = self._nothing
            return
        self.doubt_unless(all(self.records[staff]))
        self.records[POST_KEY] = self.refs.posts_on(self.column(f"{staff}.id"), self[day])
