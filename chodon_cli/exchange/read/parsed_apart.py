"""The rows of a long text file, parsed in the process that reads it: this one checks some while the next are parsed."""

import marshal
from collections.abc import Container, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from chodon_cli.exchange.read import bounds, reading_child
from chodon_cli.exchange.read.cells import Cell, Line
from chodon_cli.exchange.read.plain_text import TextLines
from chodon_cli.exchange.read.row_parser import RowBlock, RowNotes, RowParser, blocks
from chodon_cli.input_row import InputRow
from chodon_cli.result import Cell as Value

TIMES_OF_READING = 4  # of what reading alone may take: a file in which no two cells are alike takes twice that
Message = tuple[tuple[int, int] | list[int], dict[str, list[Value]] | None, bytes, RowNotes, list[int]]
"""Lines as the first and their number, or one by one; values by column; cells, packed; what was noted; lines aside."""


class ParsedBlock(NamedTuple):
    """Some lines of a list with their values. Their cells stay packed until a line must be looked at by itself."""

    reading: RowParser
    numbers: range | list[int]
    values: dict[str, list[Value]] | None
    packed: bytes

    def columns(self) -> dict[str, list[Value]] | None:
        return self.values

    def entries(self) -> list[InputRow]:
        if self.values is None:  # one of them cannot be read, and each says why
            return self._unpack().entries()
        rows = zip(*self.values.values(), strict=True)
        return [
            InputRow(dict(zip(self.values, row, strict=True)), self.reading.file, number)
            for number, row in zip(self.numbers, rows, strict=True)
        ]

    def without_lines(self, numbers: Container[int]) -> RowBlock:
        return self._unpack().without_lines(numbers)

    def parts(self, size: int) -> list[RowBlock]:
        return self._unpack().parts(size)

    def _unpack(self) -> RowBlock:
        cells: list[list[Cell]] = marshal.loads(self.packed)
        return RowBlock(self.reading, list(map(Line, self.numbers, cells)))


def parsed_blocks(reading: RowParser, rows: Iterable[Line], text: TextLines, aside: list[int]) -> Iterator[ParsedBlock]:
    """All the rows, which stand in this file, parsed in a child. `rows` keeps in `aside` the lines that are none."""
    seconds = bounds.seconds_for(text.size) * TIMES_OF_READING
    aside.clear()
    messages: Iterator[Message] = reading_child.read_apart(
        partial(_messages, reading, rows, aside), text.text.name, seconds
    )
    for place, values, packed, notes, lines_aside in messages:
        reading.note(notes)
        aside += lines_aside
        numbers = range(place[0], place[0] + place[1]) if isinstance(place, tuple) else place
        if numbers:
            yield ParsedBlock(reading, numbers, values, packed)


def _messages(reading: RowParser, rows: Iterable[Line], aside: list[int]) -> Iterator[Message]:
    """What the child says of each block, and at the end what was noted after the last."""
    reading.take_notes()
    said = 0  # lines aside
    for block in blocks(reading, rows):
        values, numbers = block.columns(), block.numbers
        is_run = numbers[-1] - numbers[0] == len(numbers) - 1  # they only rise
        place = (numbers[0], len(numbers)) if is_run else numbers
        yield place, values, marshal.dumps([line.cells for line in block.lines]), reading.take_notes(), aside[said:]
        said = len(aside)
    yield [], None, b"", reading.take_notes(), aside[said:]
