"""What a sheet says beside its values: errors, formulas without a value, widths that a format shows, what is merged,
hidden or struck out.

The reader of workbooks gives nothing for an error and for a formula that no program has calculated: an empty cell, and
a default would step in. The marks tell them apart.
"""

import re
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from chodon_cli.exchange.read.bounds import MOST_COLUMNS
from chodon_cli.exchange.read.cells import (
    ERROR,
    PARTLY_STRUCK_OUT,
    STRUCK_OUT,
    UNCALCULATED,
    ZERO,
    Cell,
    cell_text,
    number,
)
from chodon_cli.value_class import dataclass

Place = tuple[int, int]
"""Row and column, counted from 0."""
PERCENT_FORMATS = {9: "0%", 10: "0.00%"}  # by number: every workbook has them, without saying so
FORMULA_CHARACTERS = 40  # characters of a formula that are shown
FORMAT_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|([0#?])|([ ().:/+-])|(.)')


@dataclass
class SheetMarks:
    """The marks of one sheet."""

    cells: dict[Place, Cell] = field(default_factory=dict)  # what stands there instead of what the reader gave
    struck: dict[Place, bool] = field(default_factory=dict)  # cells that are struck out -> whether all of their text is
    hidden: list[int] = field(default_factory=list)  # numbers of the rows that are hidden, as by a filter
    hidden_columns: list[int] = field(default_factory=list)  # places of the columns that are hidden
    merged: list[tuple[Place, Place]] = field(default_factory=list)  # first and last cell, where the reader gives none

    def hide_columns(self, first: int, last: int) -> None:
        """Mark these columns, counted from 0, as far as a list may reach."""
        self.hidden_columns += range(first, min(last + 1, MOST_COLUMNS))

    def formula(self, place: Place, formula: str, value: str | None) -> None:
        """Mark a formula that has no value, or the 0 that some programs write in place of one."""
        text = "=" + formula.removeprefix("=")
        if value is None:
            self.cells[place] = (
                UNCALCULATED,
                text if len(text) <= FORMULA_CHARACTERS else f"{text[:FORMULA_CHARACTERS]}…",
            )
        elif value in ("0", "0.0"):
            self.cells[place] = ZERO, "0"

    def error(self, place: Place, text: str) -> None:
        self.cells[place] = ERROR, text or "#N/A"

    def strike(self, place: Place, runs: Sequence[bool]) -> None:
        """Mark a cell of which some pieces of text are struck out; each says whether it is."""
        if any(runs):
            self.struck[place] = all(runs)

    def laid_over(self, rows: list[list[Cell]], start: Place) -> tuple[list[list[Cell]], Place]:
        """The rows of the sheet, of which the first cell is at `start`, with the marks; a mark can lie outside."""
        if not self.cells:
            self._strike_out(rows, start)
            return rows, start
        if not rows:
            start = min(row for row, _column in self.cells), min(column for _row, column in self.cells)
        top = min(start[0], *(row for row, _column in self.cells), start[0])
        first_column = min(start[1], *(column for _row, column in self.cells), start[1])
        if first_column < start[1]:
            rows = [[None] * (start[1] - first_column) + row for row in rows]
        if top < start[0]:
            rows = [*([] for _line in range(start[0] - top)), *rows]
        for (row, column), cell in self.cells.items():
            rows.extend([] for _line in range(row - top - len(rows) + 1))
            line = rows[row - top]
            line.extend([None] * (column - first_column - len(line) + 1))
            line[column - first_column] = cell
        self._strike_out(rows, (top, first_column))
        return rows, (top, first_column)

    def _strike_out(self, rows: list[list[Cell]], start: Place) -> None:
        """Let the cells that are struck out say so, where there is anything in them."""
        for (row, column), is_whole in self.struck.items():
            line = rows[row - start[0]] if 0 <= row - start[0] < len(rows) else []
            place = column - start[1]
            if 0 <= place < len(line) and (text := cell_text(line[place])):
                line[place] = (STRUCK_OUT if is_whole else PARTLY_STRUCK_OUT), text


WORDS_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.')


@lru_cache(maxsize=1000)
def is_percent(code: str) -> bool:
    """Whether a number format shows a figure as a percentage.

    >>> is_percent("0.00%"), is_percent('0 "%"')
    (True, False)
    """
    return "%" in WORDS_OF_A_FORMAT.sub("", code.split(";")[0])


def changes_what_is_read(code: str) -> bool:
    """Whether a number format shows something else than the figure."""
    return is_percent(code) or width_format(code) is not None


def as_shown(value: float, code: str) -> str | None:
    """The figure as its format shows it, where that is something else: a width in zeros, a percentage.

    >>> as_shown(0.853, "0%"), as_shown(72.0, "00000"), as_shown(72.0, "0.0")
    ('85.3%', '00072', None)
    """
    return f"{number(round(value * 100, 10))}%" if is_percent(code) else with_width(value, code)


@lru_cache(maxsize=1000)
def width_format(code: str) -> tuple[tuple[str, bool], ...] | None:
    """The parts of a number format that is made of zeros, each with whether it is a digit; None for any other.

    >>> width_format("000000000") is None, width_format("0.00") is None, width_format("0") is None
    (False, True, True)
    """
    parts: list[tuple[str, bool]] = []
    for quoted, escaped, digit, sign, other in FORMAT_TOKEN.findall(code.split(";")[0]):
        if other or (sign and sign in ".:/"):
            return None
        if digit:
            parts.append((digit, True))
        elif quoted or escaped or sign:
            parts.append((quoted or escaped or sign, False))
    zeros = sum(is_digit and text == "0" for text, is_digit in parts)
    has_words = any(not is_digit and text.strip() for text, is_digit in parts)
    return tuple(parts) if zeros > 1 or (zeros and has_words) else None


def with_width(value: float, code: str) -> str | None:
    """The whole number as its format of zeros shows it; None if the format says no width.

    >>> with_width(72.0, "00000"), with_width(6085001234.0, "000 000 000 000"), with_width(7.5, "00")
    ('00072', '006 085 001 234', None)
    """
    parts = width_format(code)
    if parts is None or value < 0 or value != value or value >= 1e15 or value != int(value):
        return None
    digits, reversed_digits = str(int(value)), []
    for text, is_digit in reversed(parts):
        if not is_digit:
            reversed_digits.append(text)
        elif digits:
            reversed_digits.append(digits[-1])
            digits = digits[:-1]
        elif text == "0":
            reversed_digits.append("0")
    place = next((place for place in range(len(parts)) if parts[place][1]), 0)  # before the first digit: the rest
    digits_shown = "".join(reversed(reversed_digits))
    before = "".join(text for text, _is_digit in parts[:place])
    return before + digits + digits_shown.removeprefix(before) if digits else digits_shown
