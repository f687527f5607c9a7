"""New records of one table that wait until all of a file is checked: then they are written at once.

They wait in a temporary file once they are many, so that a file of any length takes no more memory than a short one.
"""

import marshal
import os
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from sqlite3 import IntegrityError
from tempfile import TemporaryFile
from typing import IO, Any

from sqlmodel import Session

from chodon_cli.errors import Forbidden
from chodon_cli.locale import _
from chodon_cli.nouns.number import Number
from chodon_cli.register import journal
from chodon_cli.register.bulk.marks import numbers_by_year
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.journal import ROWS_OF_A_PACK
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.session import connection_beneath
from chodon_cli.result import Cell

IN_MEMORY = 4 << 20  # bytes


class InsertSpool:
    """Takes rows in the order of the file; what was added first gets the lowest id, and the lowest number."""

    def __init__(self, session: Session, noun: NounVerbs) -> None:
        self.session, self.noun, self.table = session, noun, str(noun.table.__tablename__)
        self.first = journal.next_id(session, noun.table)
        self.lines = array("l")  # on which each of the rows stands
        self._names: list[str] = []
        self._sizes = array("q")  # bytes of each pack of rows that was added
        self._in_memory: list[bytes] = []  # the packs while they are few
        self._file: IO[bytes] | None = None  # the packs once they are many
        self._highest: dict[int, int] = {}  # number that was given, by year

    @property
    def next_id(self) -> int:
        """The id that the next row gets."""
        return self.first + len(self)

    def __len__(self) -> int:
        return len(self.lines)

    def add(self, columns: Columns, lines: Sequence[int]) -> None:
        """Rows, without ids, and the lines on which they stand."""
        if not lines:
            return
        self._names = self._names or list(columns)
        self.lines.extend(lines)
        if self.noun.numbering:
            for year, n in highest_numbers(columns["year"], columns["n"]).items():
                self._highest[year] = max(n, self._highest.get(year, 0))
        self._store(marshal.dumps([column_to_store(columns[name]) for name in self._names]))

    def _store(self, packed: bytes) -> None:
        self._sizes.append(len(packed))
        if self._file is None and sum(self._sizes) <= IN_MEMORY:
            self._in_memory.append(packed)
            return
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  (goes with the load)
            self._file.write(b"".join(self._in_memory))
            self._in_memory.clear()
        self._file.write(packed)

    def line(self, id: int) -> int | None:
        """The line of the row that got this id; None if it is not one of these."""
        place = id - self.first
        return self.lines[place] if 0 <= place < len(self) else None

    def far_years(self) -> Iterator[tuple[int, int]]:
        """Years for which a row gave a number far beyond the records, and how many these are; after `write`."""
        for year, highest in self._highest.items():
            if highest > Number.highest_plausible(0):
                sql = f"SELECT count(*) FROM {self.table} WHERE year = ?"
                (count,) = connection_beneath(self.session).execute(sql, (year,)).fetchone()
                if highest > Number.highest_plausible(count):
                    yield year, count

    def rows_beyond(self, year: int, most: int) -> list[tuple[int, int]]:
        """Id and number of each of its rows of the year with a higher number."""
        sql = f"SELECT id, n FROM {self.table} WHERE year = ? AND n > ? AND id >= ? ORDER BY id"
        return connection_beneath(self.session).execute(sql, (year, most, self.first)).fetchall()

    def write(self) -> list[tuple[int, str]]:
        """Give every row its id, and its number if it lacks one, and write them all.

        The lines of the rows that the register does not allow, and why: then none is in the journal, and the
        transaction must not be committed.
        """
        if not len(self):
            return []
        journal.begin(self.session)  # takes the lock, which begins the transaction anew and would end the savepoint
        db = connection_beneath(self.session)
        db.execute("SAVEPOINT load")
        try:
            journal.load(self.session, self.noun.table, len(self), partial(self._packs, self._last_numbers()))
        except (IntegrityError, Forbidden):
            db.execute("ROLLBACK TO load")
            return list(self._not_allowed())
        finally:
            db.execute("RELEASE load")
        return []

    def _not_allowed(self) -> Iterator[tuple[int, str]]:
        """Write the rows one by one, as far as the register lets them: the lines of the others, and why not."""
        db = connection_beneath(self.session)
        for columns in self._packs(self._last_numbers()):
            sql = f"INSERT INTO {self.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
            for row in zip(*columns.values(), strict=True):
                db.execute("SAVEPOINT one")  # PostgreSQL goes on after a refusal from there alone
                try:
                    db.execute(sql, row)
                except (IntegrityError, Forbidden) as error:
                    db.execute("ROLLBACK TO one")
                    line = self.line(row[0])
                    yield line or 0, _("the register does not allow it: {error}").format(error=error)

    def _last_numbers(self) -> dict[int, int]:
        """Year -> the highest number of the records and of the rows that have one."""
        numbering = self.noun.numbering
        if not numbering:
            return {}
        return {year: max(numbering.highest(self.session, year), highest) for year, highest in self._highest.items()}

    def _packs(self, last_numbers: Mapping[int, int]) -> Iterator[Columns]:
        """All the rows, so many at a time as the journal keeps together; the same each time."""
        next_number = {year: count(last + 1).__next__ for year, last in last_numbers.items()}
        id = self.first
        for some in self._regroup_packs():
            columns = {"id": list(range(id, id + len(some[0]))), **dict(zip(self._names, some, strict=True))}
            id += len(some[0])
            if self.noun.numbering:
                number_rows(columns, next_number)
            yield columns

    def _regroup_packs(self) -> Iterator[list[list[Any]]]:
        waiting: list[list[Cell]] = [[] for _name in self._names]
        for packed in self._stored_packs():
            read = [more if isinstance(more, list) else [more[0]] * more[1] for more in marshal.loads(packed)]
            if not waiting[0]:
                waiting = read
            else:
                for column, more in zip(waiting, read, strict=True):
                    column += more
            while len(waiting[0]) >= ROWS_OF_A_PACK:
                if len(waiting[0]) == ROWS_OF_A_PACK:  # as nearly always
                    yield waiting
                    waiting = [[] for _name in self._names]
                    continue
                yield [column[:ROWS_OF_A_PACK] for column in waiting]
                waiting = [column[ROWS_OF_A_PACK:] for column in waiting]
        if waiting[0]:
            yield waiting

    def _stored_packs(self) -> Iterator[bytes]:
        """What was added, each time from the beginning: two processes read it, and share where a file stands."""
        if self._file is None:
            yield from self._in_memory
            return
        self._file.flush()
        place = 0
        for size in self._sizes:
            yield os.pread(self._file.fileno(), size, place)
            place += size


def column_to_store(values: Sequence[Cell]) -> list[Cell] | tuple[Cell, int]:
    """The values; of texts that are all the same one, and how many: 1 and 1.0 are equal, and not the same."""
    first = values[0]
    is_one = (first is None or isinstance(first, str)) and values.count(first) == len(values)
    return (first, len(values)) if is_one else list(values)


def highest_numbers(years: Sequence[int], numbers: Sequence[int]) -> dict[int, int]:
    """Year -> the highest of its numbers, 0 where none is given."""
    if not any(numbers):
        return dict.fromkeys(years, 0)
    return {year: max(of_year) for year, of_year in numbers_by_year((years, numbers))}


def number_rows(columns: dict[str, list[Any]], next_number: Mapping[int, Callable[[], int]]) -> None:
    """Number the rows that came without a number, in file order, after all of their year that have one."""
    if all(columns["n"]):
        return
    pairs = zip(columns["n"], columns["year"], strict=True)
    columns["n"] = [n or next_number[year]() for n, year in pairs]
