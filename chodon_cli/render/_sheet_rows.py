"""Rows of values as cells of a sheet. What a column decides for all of its cells is decided once, not per cell."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from chodon_cli.errors import Refused
from chodon_cli.locale import _, figure
from chodon_cli.render._tones import can_have_tone, cell_tone, row_tone
from chodon_cli.render._values import cell
from chodon_cli.render._workbook_formats import CellFormats, serial
from chodon_cli.result import Column, Row
from chodon_cli.text import guard_mark

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_767  # of a cell
FIRST_CERTAIN_DAY = "1900-03-01"  # workbooks count a 29/02/1900 before it
WORDS_KEPT = 1000
LINE_HEIGHT, HIGHEST_ROW = 15, 409  # points
MOST_LINES = HIGHEST_ROW // LINE_HEIGHT
MOST_DIGITS_OF_A_COLUMN = 255
WIDTH_BESIDE_A_DIGIT = {
    **{"M": 0.7, "W": 0.8, "m": 0.6, "w": 0.4},
    **dict.fromkeys("DGHNOQU", 0.3),
    **dict.fromkeys(" ijl.,:;", -0.45),
    **dict.fromkeys("frt()-", -0.3),
}  # by how much a digit is exceeded, in Calibri
MARGIN = 1.5  # of a column: at its sides and before its text, in digits
MARGIN_OF_FIGURES = 1  # which have nothing before them


class RowWriter:
    """Writes rows of columns of these widths, the first at the place `first` of a line, high enough for their texts.

    The height is written because a program that shows the workbook need not work it out: LibreOffice does not.
    """

    def __init__(
        self,
        sheet: "Worksheet",
        columns: Sequence[Column],
        widths: Sequence[int],
        formats: CellFormats,
        *,
        is_total: bool = False,
        first: int = 0,
    ) -> None:
        self._sheet, self._columns, self._has_tone = sheet, columns, not is_total
        self._writers = [
            _CellWriter(sheet, place, column, width, formats, is_total)
            for place, (column, width) in enumerate(zip(columns, widths, strict=True), start=first)
        ]
        self._write_cells = [writer.write for writer in self._writers]

    def write(self, line: int, row: Row, lines: int = 1) -> None:
        """`lines`: of what else stands in the row."""
        tone = row_tone(self._columns, row) if self._has_tone else ""
        for write, value in zip(self._write_cells, row, strict=True):
            if (of_text := write(line, value, tone)) > lines:
                lines = of_text
        if lines > 1:
            self._sheet.set_row(line, height_of(lines))

    @property
    def widths(self) -> list[int]:
        """What the columns have to be as wide as for all that was written: none narrower than it was."""
        return [writer.width for writer in self._writers]


class _CellWriter:
    """Writes the cells of one column."""

    def __init__(
        self, sheet: "Worksheet", place: int, column: Column, width: int, formats: CellFormats, is_total: bool
    ) -> None:
        self._sheet, self._place, self._column, self._width = sheet, place, column, width
        self._least = self._greatest = 0.0  # of the figures: where they are widest
        self._certain = width - MARGIN  # so many characters have room in one line: in a text most letters are narrow
        self._is_day, self._says_late = column.type == "date", column.key == "days_left"
        self._can_have_tone = can_have_tone(column)
        self._nothing = cell(None, column)

        @cache
        def shape(tone: str, is_one: bool = False) -> "Format":
            return formats.cell_format(column, tone, is_total, is_one=is_one)

        self._shape = shape
        self._text = (
            lru_cache(WORDS_KEPT)(lambda value: cell(value, column)) if column.type in ("word", "date") else None
        )

    def write(self, line: int, value: str | float | None, row_tone: str) -> int:
        """The value, in the row's tone if it has one, else in its own; how many lines it takes."""
        if value is None or value == "":
            text = self._nothing if value is None else ""
            if text or row_tone:
                self._sheet.write(line, self._place, text or None, self._shape(row_tone))
            return 1
        tone = cell_tone(self._column, value) if self._can_have_tone and not row_tone else row_tone
        shape = self._shape(tone, self._says_late and value == -1)
        if isinstance(value, (int, float)):
            if value > self._greatest:
                self._greatest = value
            elif value < self._least:
                self._least = value
            self._sheet.write_number(line, self._place, value, shape)
        elif self._is_day and value >= FIRST_CERTAIN_DAY and len(value) > 4:
            self._sheet.write_number(line, self._place, serial(value), shape)
        else:
            text = self._text(value) if self._text else guard_mark(value) if value[0] in "'=" else value
            if len(text) > MOST_CHARACTERS // 2:
                refuse_too_long(text)
            self._sheet.write_string(line, self._place, text, shape)
            if len(text) > self._certain and not self._is_day:
                return self._lines_in(text)
        return 1

    def _lines_in(self, text: str) -> int:
        """How many lines the text takes; where that is more than a row has room for, in a wider column from here on."""
        lines = lines_in(text, self._width)
        while lines > MOST_LINES and self._width < MOST_DIGITS_OF_A_COLUMN:
            self._width = min(self._width * 5 // 4 + 1, MOST_DIGITS_OF_A_COLUMN)
            self._certain = self._width - MARGIN
            lines = lines_in(text, self._width)
        return lines

    @property
    def width(self) -> int:
        """What the column has to be as wide as for the figures and the long texts that were written."""
        figures = (len(cell(value, self._column)) for value in (self._least, self._greatest) if value)
        return max([self._width, *(digits + MARGIN_OF_FIGURES for digits in figures)])


def refuse_too_long(text: str) -> None:
    """Refused if a cell cannot hold the text: it would be cut."""
    if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:  # as workbooks count
        raise Refused(
            _("a text has more than the {number} characters that a cell of a workbook holds").format(
                number=figure(MOST_CHARACTERS, 0)
            ),
            _("write .csv, or choose fewer with the options of the command"),
        )


def height_of(lines: int) -> int:
    """Of a row, in points."""
    return min(LINE_HEIGHT * lines, HIGHEST_ROW)


def room_for(text: str) -> float:
    """How many digits, by which columns are measured, are as wide as the text."""
    return len(text) + sum(map(WIDTH_BESIDE_A_DIGIT.get, text, repeat(0)))


def lines_in(text: str, width: int) -> int:
    """How many lines the text takes in a column of this width, or one more: a word is not parted if a line holds it."""
    room = max(width - MARGIN, 1.0)
    if room_for(text) <= room:
        return 1
    lines, left = 1, room
    for word in text.split():
        needed = room_for(word)
        if needed > left:
            begun = lines if left < room else lines - 1
            lines = begun + math.ceil(needed / room)
            left = room * math.ceil(needed / room)
        left -= needed + room_for(" ")
    return lines
