"""Rows of a file that stand one after the other: read column by column where every cell can be, else row by row."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import NamedTuple

from chodon_cli.errors import Usage
from chodon_cli.exchange.read.cell_parser import CellNotes, CellParser
from chodon_cli.exchange.read.cells import STRUCK_OUT, Line, cell_text, pieces_of
from chodon_cli.input_row import InputRow, Values
from chodon_cli.locale import _
from chodon_cli.result import Cell
from chodon_cli.value_class import dataclass

VOID_KEY = "voided_on"
BLOCK_ROWS = 5000  # rows
RowNotes = tuple[dict[str, list[int]], dict[int, CellNotes]]
"""What is to be known of rows when all are read: lines that say what is fixed themselves, and by place of cells."""


@dataclass(frozen=True)
class RowParser:
    """How the lines of one list become values: what each column means, how its cells are read, what is fixed."""

    file: str
    keys: Sequence[str | None]
    readers: Sequence[CellParser | None]
    fixed: Values = field(default_factory=dict)  # what every row says where its cell is empty
    gathered: Callable[[Line], Line] | None = None
    own: dict[str, set[int]] = field(default_factory=dict)  # key that is fixed -> lines that say it themselves
    placed: Mapping[int, str] | None = None  # line -> the unit that it stands under, without a column for it

    def entry(self, line: Line) -> InputRow:
        """One row, read cell by cell; what cannot be read is noted, all of it. An empty cell leaves what is fixed."""
        line = as_void(self.gathered(line) if self.gathered else line, self.keys)
        row = InputRow(dict(self.fixed), self.file, line.number)
        if extra := [cell_text(cell) for cell in line.cells[len(self.keys) :] if cell_text(cell)]:
            row.errors.append(("", extra[0], _("the row has more cells than there are headings")))
        for key, read, cell in zip_longest(self.keys, self.readers, line.cells[: len(self.keys)]):
            if not (key and read):
                continue
            try:
                value = read(cell)
            except Usage as error:
                row.errors.append((key, cell_text(cell), str(error)))
                value = None
            if value is not None or key not in self.fixed:
                row.values[key] = value
            if value is not None and key in self.fixed:
                self.own.setdefault(key, set()).add(line.number)
        if self.placed is not None:
            row.values["unit"] = self.placed.get(line.number)
        if is_struck_out(line, self.keys):
            row.errors, row.is_cancelled = row.errors[:1], True
        return row

    def columns(self, lines: Sequence[Line]) -> dict[str, list[Cell]] | None:
        """The values of all these lines by column; None if a line must be looked at by itself."""
        if self.gathered:
            lines = list(map(self.gathered, lines))
        rows = [line.cells for line in lines]
        if max(map(len, rows), default=0) > len(self.keys):
            return None
        columns = {key: [value] * len(lines) for key, value in self.fixed.items()}
        try:
            for key, read, cells in zip(self.keys, self.readers, zip_longest(*rows, fillvalue=""), strict=False):
                if key and read:
                    values = read.read_all(cells)
                    if key in columns:
                        changed_lines = (
                            line.number for line, new in zip(lines, values, strict=True) if new is not None
                        )
                        self.own.setdefault(key, set()).update(changed_lines)
                        values = [old if new is None else new for old, new in zip(columns[key], values, strict=True)]
                    columns[key] = values
        except Usage:
            return None
        if self.placed is not None:
            columns["unit"] = [self.placed.get(line.number) for line in lines]
        return columns

    def take_notes(self) -> RowNotes:
        """What was noted of the rows that were read since this was last asked; it is forgotten here."""
        own = {key: sorted(lines) for key, lines in self.own.items() if lines}
        self.own.clear()
        return own, {place: read.take_notes() for place, read in enumerate(self.readers) if read and read.has_notes}

    def note(self, notes: RowNotes) -> None:
        """Note what another has noted of rows of the same list."""
        own, of_readers = notes
        for key, lines in own.items():
            self.own.setdefault(key, set()).update(lines)
        for place, of_reader in of_readers.items():
            if read := self.readers[place]:
                read.note(*of_reader)

    def objections(self) -> list[tuple[str, str]]:
        """(column, reason) of what is wrong with the rows together, once all of them have been read."""
        return [
            (key, _("day and month look swapped: every date has a day up to 12, every text one above 12"))
            for key, read in zip(self.keys, self.readers, strict=True)
            if key and read and read.days.looks_swapped
        ]

    def remarks(self, rows: Iterable[Line]) -> dict[tuple[str, str], list[int]]:
        """(column, what is to be said of it) -> the lines."""
        remarks_of_readers = [(place, read.remarks) for place, read in enumerate(self.readers) if read and read.remarks]
        lines_by_remark: dict[tuple[str, str], list[int]] = {}
        for line in rows if remarks_of_readers else ():
            cells = self.gathered(line).cells if self.gathered else line.cells
            for place, remarks in remarks_of_readers:
                if place < len(cells) and (remark := remarks.get(cells[place])):
                    lines_by_remark.setdefault((str(self.keys[place]), remark), []).append(line.number)
        return lines_by_remark


def as_void(line: Line, keys: Sequence[str | None]) -> Line:
    """The row, of which nothing is struck out where it says that its record is void: our own lists strike such out."""
    place = keys.index(VOID_KEY) if VOID_KEY in keys else len(line.cells)
    if place >= len(line.cells) or not cell_text(line.cells[place]):
        return line
    return Line(
        line.number, [cell[1] if isinstance(cell, tuple) and cell[0] == STRUCK_OUT else cell for cell in line.cells]
    )


def is_struck_out(line: Line, keys: Sequence[str | None]) -> bool:
    """Whether all that the columns of these keys say is struck out."""
    said = [cell for key, cell in zip(keys, line.cells, strict=False) if key and cell_text(cell)]
    return all(isinstance(cell, tuple) and cell[0] == STRUCK_OUT for cell in said)


class RowBlock(NamedTuple):
    """Some lines of a list, and how they are read."""

    reading: RowParser
    lines: Sequence[Line]

    def columns(self) -> dict[str, list[Cell]] | None:
        return self.reading.columns(self.lines)

    def entries(self) -> list[InputRow]:
        return list(map(self.reading.entry, self.lines))

    @property
    def numbers(self) -> list[int]:
        """The lines of the file on which the rows begin."""
        return [line.number for line in self.lines]

    def without_lines(self, numbers: Container[int]) -> "RowBlock":
        return RowBlock(self.reading, [line for line in self.lines if line.number not in numbers])

    def parts(self, size: int) -> list["RowBlock"]:
        return [RowBlock(self.reading, self.lines[start : start + size]) for start in range(0, len(self.lines), size)]


def blocks(reading: RowParser, lines: Iterable[Line]) -> Iterator[RowBlock]:
    """All the lines, so many at a time."""
    waiting: list[Line] = []
    for piece in pieces_of(lines):
        waiting += piece
        while len(waiting) >= BLOCK_ROWS:
            yield RowBlock(reading, waiting[:BLOCK_ROWS])
            waiting = waiting[BLOCK_ROWS:]
    if waiting:
        yield RowBlock(reading, waiting)
