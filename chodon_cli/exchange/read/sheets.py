"""Somebody's file as sheets of rows, whatever kind of file it is: what it begins with tells, not its name."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _
from chodon_cli.text import clean

FIRST = 400  # lines of a sheet that show what it is
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
XML_BOOKS = {  # what such a file begins with -> what programs call it
    "urn:schemas-microsoft-com:office:spreadsheet": "XML Spreadsheet 2003",
    "urn:oasis:names:tc:opendocument": "Flat XML ODF Spreadsheet (.fods)",
}
DAY, TIME, ERROR, UNCALCULATED, ZERO = "day", "time", "error", "uncalculated", "zero"  # kinds of marked cells
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

    def has(self, place: int) -> bool:
        """Whether anything stands in the cell."""
        cell = self.cells[place] if place < len(self.cells) else None
        return bool(cell.strip()) if isinstance(cell, str) else cell is not None

    def says(self, place: int) -> str:
        """The cell as somebody reads it; nothing beyond the last."""
        return typed(self.cells[place]) if place < len(self.cells) else ""


def typed(cell: Cell) -> str:
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
    shown = f"{cell:.15g}"
    return f"{Decimal(shown):f}" if "e" in shown else shown


def is_unreadable(cell: Cell) -> bool:
    """Whether the cell shows something and says nothing: an error, a formula without a value."""
    return isinstance(cell, tuple) and cell[0] in (ERROR, UNCALCULATED)


@dataclass(frozen=True)
class Sheet:
    """One table of a file; a text file is one sheet without a name. Its lines can be gone through again and again."""

    name: str
    lines: Iterable[Line]
    is_hidden: bool = False
    hidden: Sequence[int] = ()  # numbers of the rows that are hidden, as by a filter

    @cached_property
    def first(self) -> list[Line]:
        """The lines that show what it is."""
        return list(islice(self.lines, FIRST))


def read(source: Path, name: str) -> list[Sheet]:
    """The sheets of the file; `-` is stdin. ChodonError, in bounded time and memory, if it cannot be read."""
    if source.name.startswith("~$"):
        raise ChodonError(
            _("{file}: this only marks a workbook that is open in Excel").format(file=name),
            _("close it there and name the workbook itself"),
        )
    from chodon_cli.exchange.read import plain_text

    file = source
    if str(source) == "-":
        file = plain_text.kept(sys.stdin.buffer)
    elif not source.is_file():
        with source.open("rb") as stream:
            file = plain_text.kept(stream)
    with file.open("rb") as stream:
        start = stream.read(plain_text.SAMPLE)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from chodon_cli.exchange.read import workbook

        return workbook.sheets(file.read_bytes(), name)
    if Path(name).suffix.lower() in WORKBOOKS and plain_text.is_binary(start):
        from chodon_cli.exchange.read import workbook

        raise workbook.damaged(name)
    text = plain_text.read(file, name)
    if text.sample.lstrip()[:1] == "<":
        refuse_other_xml(text.sample, name)
        from chodon_cli.exchange.read import web_page

        return web_page.sheets(text.whole(), name)
    return [Sheet("", text.lines(plain_text.delimiter(text.sample)))]


def refuse_other_xml(start: str, name: str) -> None:
    """ChodonError, naming what it is, for a workbook written as one XML file."""
    for sign, kind in XML_BOOKS.items():
        if sign in start:
            raise ChodonError(
                _("{file}: this is a workbook in the format “{kind}”, which is not read").format(file=name, kind=kind),
                _("open it in a spreadsheet program and save it anew as .xlsx"),
            )
