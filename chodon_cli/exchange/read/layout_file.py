"""A file of the folder layout: its header are keys, and every line under it is a row, taken as it stands.

Nothing is guessed here as it is with an office's own list: an export must come back as what it was.
"""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from chodon_cli.errors import Refused
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import cell_parser as values
from chodon_cli.exchange.read import headings, plain_text
from chodon_cli.exchange.read.cells import Line, filled_lines
from chodon_cli.exchange.read.plain_text import TextLines
from chodon_cli.exchange.read.row_parser import RowParser
from chodon_cli.input_row import InputRow
from chodon_cli.locale import _
from chodon_cli.text import without_guard
from chodon_cli.value_class import dataclass

Read = tuple[list[str], RowParser, "LayoutRows", list[str]]


@dataclass(frozen=True)
class LayoutRows:
    """The lines of a file that have anything on them, but for the first, its header."""

    lines: TextLines

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(self.pieces())

    def pieces(self) -> Iterator[list[Line]]:
        """They, many at a time."""
        is_headed = False
        for piece in map(filled_lines, self.lines.pieces()):
            yield piece if is_headed else piece[1:]
            is_headed = is_headed or bool(piece)


def read(file: Path, noun: str) -> Read:
    """(headings, how the rows are read, rows, hints) of the file. Refused if a needed column is missing."""
    text = plain_text.read(file, file.name)
    lines = text.lines(delimiter(text.sample, noun))
    head = next((line.cells for line in lines if not line.is_empty), [])
    header = [str(cell or "").strip() for cell in head]
    keys = keys_of_header(header, noun)
    if lacking := [key for key in layout.needed_keys(noun) if key not in keys]:
        raise Refused(
            _("{file}: a needed column is missing: {columns}").format(file=file.name, columns=", ".join(lacking)),
            _("the file has: {columns}").format(columns=", ".join(header)),
        )
    columns = layout.readable(noun)
    readers = [values.CellParser(columns[key], is_exact=True) if key else None for key in keys]
    strange = [heading for heading, key in zip(header, keys, strict=True) if heading and key is None]
    hints = [_("{file}: columns left aside: {columns}").format(file=file.name, columns=", ".join(strange))]
    return header, RowParser(file.name, keys, readers), LayoutRows(lines), hints if strange else []


def keys_of_header(head: list[str], noun: str) -> list[str | None]:
    """The key of each heading, each key once."""
    columns = layout.readable(noun)
    keys: list[str | None] = []
    for heading in head:
        free = {key: column for key, column in columns.items() if key not in keys}
        keys.append(headings.key_of(heading, free) if heading else None)
    return keys


def delimiter(text: str, noun: str) -> str:
    """The character with which the header names most columns: a comma, unless a spreadsheet has put another."""
    first = text.lstrip("\r\n").split("\n", 1)[0]

    def number_of_name(char: str) -> int:
        head = next(csv.reader([first], delimiter=char), [])
        return sum(key is not None for key in keys_of_header(head, noun))

    return max(",;\t", key=number_of_name)


def read_extras(folder: Path, of_records_only: bool = False) -> dict[str, list[InputRow]]:
    """The rows of the folder's files that belong to no noun, by what they hold: text by column.

    With `of_records_only` what is kept with records, and nothing of what an office has set.
    """
    rows_by_name = {}
    for noun, name in layout.EXTRA_FILE_NAMES.items():
        if (folder / name).is_file() and not (of_records_only and noun != "attachment"):
            lines = [line for line in plain_text.read(folder / name, name).lines(",") if not line.is_empty]
            head = [str(cell) for cell in lines[0].cells]
            rows_by_name[noun] = [
                InputRow(dict(zip(head, map(without_guard, map(str, line.cells)), strict=False)), name, line.number)
                for line in lines[1:]
            ]
    return rows_by_name
