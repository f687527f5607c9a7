"""Rows of values as cells of a sheet. What a column decides for all of its cells is decided once, not per cell."""

from collections.abc import Sequence
from functools import cache, lru_cache
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


class RowWriter:
    """Writes rows of these columns, the first at the place `first` of a line."""

    def __init__(
        self,
        sheet: "Worksheet",
        columns: Sequence[Column],
        formats: CellFormats,
        *,
        is_total: bool = False,
        is_wrapped: bool = False,
        first: int = 0,
    ) -> None:
        self._columns, self._has_tone = columns, not is_total
        self._writers = [
            _CellWriter(sheet, place, column, formats, is_total, is_wrapped).write
            for place, column in enumerate(columns, start=first)
        ]

    def write(self, line: int, row: Row) -> None:
        tone = row_tone(self._columns, row) if self._has_tone else ""
        for write, value in zip(self._writers, row, strict=True):
            write(line, value, tone)


class _CellWriter:
    """Writes the cells of one column."""

    def __init__(
        self, sheet: "Worksheet", place: int, column: Column, formats: CellFormats, is_total: bool, is_wrapped: bool
    ) -> None:
        self._sheet, self._place, self._column = sheet, place, column
        self._is_day, self._says_late = column.type == "date", column.key == "days_left"
        self._can_have_tone = can_have_tone(column)
        self._nothing = cell(None, column)

        @cache
        def shape(tone: str, wrapped: bool, is_one: bool = False) -> "Format":
            return formats.of(column, tone, is_total, is_wrapped=wrapped, is_one=is_one)

        self._shape, self._is_wrapped = shape, is_wrapped
        self._text = (
            lru_cache(WORDS_KEPT)(lambda value: cell(value, column)) if column.type in ("word", "date") else None
        )

    def write(self, line: int, value: str | float | None, row_tone: str) -> None:
        """The value, in the row's tone if it has one, else in its own."""
        if value is None or value == "":
            text = self._nothing if value is None else ""
            if text or row_tone:
                self._sheet.write(line, self._place, text or None, self._shape(row_tone, False))
            return
        tone = cell_tone(self._column, value) if self._can_have_tone and not row_tone else row_tone
        shape = self._shape(tone, self._is_wrapped, self._says_late and value == -1)
        if isinstance(value, (int, float)):
            self._sheet.write_number(line, self._place, value, shape)
        elif self._is_day and value >= FIRST_CERTAIN_DAY and len(value) > 4:
            self._sheet.write_number(line, self._place, serial(value), shape)
        else:
            text = self._text(value) if self._text else guard_mark(value) if value[0] in "'=" else value
            if len(text) > MOST_CHARACTERS // 2:
                refuse_too_long(text)
            self._sheet.write_string(line, self._place, text, shape)


def refuse_too_long(text: str) -> None:
    """Refused if a cell cannot hold the text: it would be cut."""
    if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:  # as workbooks count
        raise Refused(
            _("a text has more than the {number} characters that a cell of a workbook holds").format(
                number=figure(MOST_CHARACTERS, 0)
            ),
            _("write .csv, or choose fewer with the options of the command"),
        )
