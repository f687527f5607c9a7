"""A web page that calls itself a workbook, as many web systems export: its tables as sheets."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds, reading_child
from chodon_cli.exchange.read.cells import Cell, Line, Sheet
from chodon_cli.exchange.read.plain_text import DecodedText
from chodon_cli.locale import _

MOST_SPANNED = 1_000_000  # cells of a page that others may span
PER_SECOND = 512 << 10  # bytes: a page takes longer than a text of its size
MOST_SECONDS = 8  # open tags take time by the square of their number
ROWS_AT_A_TIME = 5000
WIDEST_CELL = 1000  # columns or rows that one cell can take


def sheets(text: DecodedText, name: str) -> list[Sheet]:
    """The tables of the page. ChodonError if it has none."""
    seconds = min(MOST_SECONDS, bounds.CPU_SECONDS + text.file.stat().st_size / PER_SECOND)
    tables: dict[int, list[Line]] = {}
    for table, rows in reading_child.read_apart(lambda: _pieces(text.whole_text(), name), name, seconds):
        lines = tables.setdefault(table, [])
        lines.extend(map(Line, count(len(lines) + 1), rows))
    if not tables:
        raise ChodonError(
            _("{file}: this is a web page without a table").format(file=name), _("save it as .xlsx or as CSV in UTF-8")
        )
    return [Sheet(str(place) if len(tables) > 1 else "", lines) for place, lines in enumerate(tables.values(), 1)]


def _pieces(text: str, name: str) -> Iterator[tuple[int, list[list[Cell]]]]:
    """Number of a table and some of its rows, table by table: what the child hands over."""
    bounds.refuse_marks(text, name)
    page = TableParser(name)
    page.feed(text)
    page.close()
    for number, rows in enumerate(page.tables):
        for place in range(0, len(rows), ROWS_AT_A_TIME):
            yield number, rows[place : place + ROWS_AT_A_TIME]


class TableParser(HTMLParser):
    """Collects rows and cells; one that spans columns is followed by empty ones, one that spans rows stands in each."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._spanned = 0  # cells that stand there because another spans them
        self.tables: list[list[list[Cell]]] = []
        self._cells: list[Cell] = []
        self._text: list[str] | None = None
        self._columns = self._rows = 1  # that the cell in hand spans
        self._hanging: dict[int, tuple[Cell, int]] = {}  # column -> what a cell says, and in how many rows from here on

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._hanging = {}
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
            spans = dict(attrs)
            self._text = []
            self._columns, self._rows = span(spans.get("colspan")), span(spans.get("rowspan"))
        elif tag in ("br", "p", "div") and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._text is None:
            return
        self._take_hanging()
        text = "".join(self._text).strip()
        if len(self._cells) + self._columns > bounds.MOST_COLUMNS:
            raise bounds.too_wide(self._name)
        self._spanned += self._columns * self._rows - 1
        if self._spanned > MOST_SPANNED:
            raise bounds.too_wide(self._name)
        for cell in (text, *([None] * (self._columns - 1))):
            self._hanging[len(self._cells)] = cell, self._rows
            self._cells.append(cell)
        self._text = None

    def _take_hanging(self) -> None:
        """What cells of earlier rows say in this one, from the column on that is next."""
        while (place := len(self._cells)) in self._hanging:
            self._cells.append(self._hanging[place][0])

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells and self.tables:
            self._take_hanging()
            self.tables[-1].append(self._cells)
            self._hanging = {place: (cell, rows - 1) for place, (cell, rows) in self._hanging.items() if rows > 1}
        self._cells = []


def span(said: str | None) -> int:
    """How many columns or rows a cell takes."""
    return max(1, min(int(said), WIDEST_CELL)) if said and re.fullmatch("[0-9]{1,4}", said) else 1
