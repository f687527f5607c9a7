"""Somebody's file as sheets of rows, whatever kind of file it is: what it begins with tells, not its name."""

import sys
from dataclasses import dataclass
from pathlib import Path

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _
from chodon_cli.text import clean

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
Cell = str | float | None  # a day is ISO text; a number stays one, because how it must read depends on its column


@dataclass(frozen=True)
class Line:
    """One row of a file: where it stands and its cells."""

    number: int
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        return not any(map(self.has, range(len(self.cells))))

    def has(self, place: int) -> bool:
        """Whether anything stands in the cell."""
        cell = self.cells[place] if place < len(self.cells) else None
        return bool(cell.strip()) if isinstance(cell, str) else cell is not None

    def says(self, place: int) -> str:
        """The cell as somebody reads it; nothing beyond the last."""
        return typed(self.cells[place]) if place < len(self.cells) else ""


def typed(cell: Cell) -> str:
    """The cell as the file has it."""
    return clean(cell) if isinstance(cell, str) else number(cell)


def number(cell: float | None) -> str:
    """A numeric cell as text: whole numbers without a point."""
    if cell is None:
        return ""
    return f"{cell:.0f}" if cell == int(cell) else repr(cell)


@dataclass(frozen=True)
class Sheet:
    """One table of a file; a text file is one sheet without a name."""

    name: str
    lines: list[Line]


def read(source: Path, name: str) -> list[Sheet]:
    """The sheets of the file; `-` is stdin. ChodonError, in bounded time and memory, if it cannot be read."""
    if source.name.startswith("~$"):
        raise ChodonError(
            _("{file}: this only marks a workbook that is open in Excel").format(file=name),
            _("close it there and name the workbook itself"),
        )
    data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    if not data.strip(b"\0\t\r\n "):
        raise ChodonError(_("{file}: the file is empty").format(file=name))
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from chodon_cli.exchange import workbook

        return workbook.sheets(data, name)
    from chodon_cli.exchange import plain_text

    if Path(name).suffix.lower() in WORKBOOKS and plain_text.is_binary(data[: plain_text.SAMPLE]):
        from chodon_cli.exchange import workbook

        raise workbook.damaged(name)
    text = plain_text.decoded(data, name)
    if text.lstrip()[:1] == "<":
        from chodon_cli.exchange import web_page

        return web_page.sheets(text, name)
    return [Sheet("", plain_text.lines(text, name))]
