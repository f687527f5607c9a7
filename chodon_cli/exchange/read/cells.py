"""A file as it was read: sheets of lines of cells, whatever kind of file it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cached_property, partial
from itertools import chain, count, islice
from typing import NamedTuple, Protocol, runtime_checkable

from chodon_cli.text import clean
from chodon_cli.value_class import dataclass

LINES_AT_A_TIME = 5000  # lines that are looked at at a time
FIRST_LINES = 400  # lines of a sheet that show what it is
DAY, TIME, ERROR, UNCALCULATED, ZERO = "day", "time", "error", "uncalculated", "zero"  # kinds of marked cells
TRUTH, STRUCK_OUT, PARTLY_STRUCK_OUT = "truth", "struck-out", "partly-struck-out"  # likewise
Marked = tuple[str, str]
"""A cell that is more than text or a figure: its kind, and what it shows; a day as ISO text, with its time if any."""
Cell = str | float | Marked | None  # a number stays one, because how it must read depends on its column


class Line(NamedTuple):
    """One row of a file: where it stands and its cells."""

    number: int
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        for cell in self.cells:  # noqa: SIM110  (every line is asked: this is twice as quick)
            if cell.strip() if isinstance(cell, str) else cell is not None:
                return False
        return True

    def has_value_at(self, place: int) -> bool:
        """Whether anything stands in the cell."""
        cell = self.cells[place] if place < len(self.cells) else None
        return bool(cell.strip()) if isinstance(cell, str) else cell is not None

    def says(self, place: int) -> str:
        """The cell as somebody reads it; nothing beyond the last."""
        return cell_text(self.cells[place]) if place < len(self.cells) else ""


def lines_with_content(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines that are not empty."""
    return chain.from_iterable(map(filled_lines, pieces_of(lines)))


def filled_lines(piece: Iterable[Line]) -> list[Line]:
    """Those that are not empty; by the first cells, which tell it of most, for there are millions."""
    lines = list(piece)
    with suppress(IndexError, TypeError):  # a line without cells, a cell that is no text
        if all(map(str.strip, [line[1][0] for line in lines])):  # type: ignore[arg-type]  # then it is a TypeError
            return lines
    return [line for line in lines if not line.is_empty]


@runtime_checkable
class PiecewiseLines(Protocol):
    """Lines that come many at a time as well: going through millions one by one takes long."""

    def pieces(self) -> Iterator[list[Line]]:
        """All of them, in lists."""


def pieces_of(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """All the lines, many at a time."""
    if isinstance(lines, PiecewiseLines):
        yield from lines.pieces()
        return
    rest = iter(lines)
    while some := list(islice(rest, LINES_AT_A_TIME)):
        yield some


def numbered_lines(first: int, rows: Sequence[list[Cell]]) -> list[Line]:
    """Rows that stand one beneath the other, a line each."""
    return list(map(_line, zip(count(first), rows, strict=False)))


_line: Callable[[tuple[int, list[Cell]]], Line] = partial(tuple.__new__, Line)  # twice as quick as `Line`


def cell_text(cell: Cell) -> str:
    """The cell as the file has it."""
    if isinstance(cell, str):
        return clean(cell)
    return cell[1] if isinstance(cell, tuple) else number(cell)


def number(cell: float | None) -> str:
    """A numeric cell as text: whole numbers without a point, others as a spreadsheet shows them, to 15 digits.

    >>> number(85.30000000000001), number(12.0), number(1e-07)
    ('85.3', '12', '0.0000001')
    """
    if cell is None:
        return ""
    if cell.is_integer():
        return f"{cell:.0f}"
    digits = f"{cell:.15g}"
    return f"{Decimal(digits):f}" if "e" in digits else digits


def is_unreadable(cell: Cell) -> bool:
    """Whether the cell shows something and says nothing: an error, a formula without a value, what is struck out."""
    return isinstance(cell, tuple) and cell[0] in (ERROR, UNCALCULATED, STRUCK_OUT, PARTLY_STRUCK_OUT)


@dataclass(frozen=True)
class Sheet:
    """One table of a file; a text file is one sheet without a name. Its lines can be gone through again and again."""

    name: str
    lines: Iterable[Line]
    is_hidden: bool = False
    hidden: Sequence[int] = ()  # numbers of the rows that are hidden, as by a filter
    hidden_columns: Sequence[int] = ()  # places of the cells that are hidden in every row

    @cached_property
    def first(self) -> list[Line]:
        """The lines that show what it is."""
        return list(islice(self.lines, FIRST_LINES))
