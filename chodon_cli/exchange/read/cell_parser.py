"""From what a cell says to its column's plain value: days to ISO text, words to their codes, figures to numbers."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, partial
from typing import Any

from chodon_cli import words
from chodon_cli.cli.options import decimal
from chodon_cli.dates import parse_day, parse_hour, show_day
from chodon_cli.errors import Usage
from chodon_cli.exchange.read import code_cells, leavings, person_cells
from chodon_cli.exchange.read.cells import (
    DAY,
    ERROR,
    PARTLY_STRUCK_OUT,
    STRUCK_OUT,
    TIME,
    TRUTH,
    UNCALCULATED,
    ZERO,
    Cell,
    Marked,
    number,
)
from chodon_cli.exchange.read.day_order import DayOrder
from chodon_cli.labels import (
    DATE_MADE_REASON,
    PARTLY_STRUCK_OUT_REASON,
    STRUCK_OUT_REASON,
    TIME_REASON,
    TRUTH_REASON,
    UNCALCULATED_REASON,
    ZERO_REASON,
)
from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.queries.look_alike import COLUMNS_OF_CODES, REPEATS_ABOVE, is_no_prose, look_alike
from chodon_cli.result import Column
from chodon_cli.text import (
    ETH_AS_OURS,
    are_clean,
    clean,
    is_double_encoded,
    repeats_above,
    unaccent,
    with_own_forms,
)
from chodon_cli.words.word_list import WordList

VALUES_REMEMBERED = 20_000  # values of a column
READ_OTHERWISE = ("id_number", "hour")  # texts of which it is not kept how they are written
PERSON_NAME = "full_name"
COLUMNS_OF_NAMES = ("full_name", "name")
FIGURE_TYPES = ("integer", "decimal", "percent")
HOUR_BEFORE = re.compile(
    r"(?:hồi |lúc |vào )*([0-9]{1,2} ?(?:giờ|h|g|:)(?: ?[0-9]{1,2})?(?: ?(?:phút|p|'))?)(?:,| )+(?:ngày )?(.*)", re.I
)
TIME_OF_DAY = re.compile(
    r"(.*[0-9])(?:T| +)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?: ?([APap][Mm]))?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
OUR_ZONE, UTC = ("", "+07:00", "+0700"), ("Z", "+00:00", "+0000", "-00:00")
TOMORROW_HERE = 17  # o'clock in UTC
MIDNIGHT_PATTERN = re.compile(r"(0?0|12):00(:00(\.0+)?)?")

MONTH_PATTERN = re.compile(r"(?:thang )?([0-9]{1,2})(?: ?[/.-] ?| nam )([0-9]{4})")
BIRTH_COLUMN = "born_on"
COLUMNS_OF_PEOPLE = ("full_name", "staff")
FIRST_DAYS = ("started_on",)

CellNotes = tuple[dict[Cell, str], set[str], set[int]]
"""Remarks by cell; real dates, and days of the month of dates that are text."""
Remark = Callable[[str], None]
"""Takes a sentence that is to be said of the value."""


def tell_nobody(_sentence: str) -> None:
    """For values of which nobody is told anything."""


class CellParser:
    """`read` for one column, which remembers what it has read: the same days, words and codes come again and again."""

    def __init__(self, column: Column, is_exact: bool = False, order: str = "", is_cased: bool = False) -> None:
        self._column, self._is_exact, self._is_cased = column, is_exact, is_cased
        self.days = DayOrder(order)
        self._read = lru_cache(maxsize=VALUES_REMEMBERED)(self._read_anew)
        self._is_text = column.type in ("text", "code", "person") and column.key not in READ_OTHERWISE
        self.remarks: dict[Cell, str] = {}  # what is to be said of a value wherever it stands

    def __call__(self, cell: Cell) -> object:
        return self._read(cell)

    @property
    def has_notes(self) -> bool:
        return bool(self.remarks or self.days.dates or self.days.texts)

    def take_notes(self) -> CellNotes:
        """What was noted of the values that were read since this was last asked; it is forgotten here."""
        notes = dict(self.remarks), set(self.days.dates), set(self.days.texts)
        for kept in (self.remarks, self.days.dates, self.days.texts):
            kept.clear()
        return notes

    def note(self, remarks: dict[Cell, str], dates: set[str], texts: set[int]) -> None:
        """Note what another has noted of values of the same column."""
        self.remarks |= remarks
        self.days.dates |= dates
        self.days.texts |= texts

    def read_all(self, cells: Sequence[Cell]) -> list[Any]:
        """What all these cells say; Usage if one cannot be read. What comes again is looked at once."""
        different = set(cells)
        if self._is_text and are_clean(different) and self._is_bare(different):
            return [cell or None for cell in cells] if "" in different else list(cells)
        if len(different) * 2 > len(cells):
            return list(map(self._read, cells))
        return list(map({cell: self._read(cell) for cell in different}.__getitem__, cells))

    def _is_bare(self, cells: Collection[Any]) -> bool:
        """Whether there is nothing to take off these texts."""
        may_be_marked = is_no_prose(self._column) or self._column.key in code_cells.MAY_BE_MARKED
        if may_be_marked and not self._is_exact and not code_cells.are_plain(cells, self._column):
            return False
        if self._is_exact or self._column.key not in COLUMNS_OF_PEOPLE:
            return self._is_exact or leavings.are_bare(cells)
        are_plain = person_cells.are_names if self._column.key == PERSON_NAME else person_cells.are_references
        return not self._is_cased and are_plain(cells) and leavings.are_bare(cells)

    def _read_anew(self, cell: Cell) -> object:
        if self._column.type == "date":
            cell = self.days.restore(cell)
        return read(cell, self._column, self._is_exact, partial(self.remarks.__setitem__, cell), self._is_cased)


def read(
    cell: Cell, column: Column, is_exact: bool = False, remark: Remark = tell_nobody, is_cased: bool = False
) -> object:
    """The value, None for an empty cell. Usage with the reason if it cannot be read; an exact text stays as it is."""
    if isinstance(cell, tuple):
        cell = of_marked(cell, column, remark)
    if isinstance(cell, float) and not is_exact:
        code_cells.refuse_figure(cell, column)
    value = clean(cell) if isinstance(cell, str) else number(cell)
    if not is_exact and is_no_prose(column):
        value = with_own_forms(value)
    if not is_exact:
        value = value.translate(ETH_AS_OURS)
    is_prose = column.key in leavings.COLUMNS_OF_FREE_TEXT
    text = leavings.taken_off(value, is_exact and column.type in ("text", "person"), is_prose)
    if column.type not in ("text", "person") and not is_exact:
        text = text.lstrip("'’ ")  # a spreadsheet's mark for text
    if not text or (not is_exact and leavings.stands_for_nothing(text, column)):
        return None
    if not is_exact:
        refuse_spoiled(text, column)
        may_be_a_code = column.type == "code" and column.key != "id_number" and text.isalpha()  # a unit called NT
        if repeats_above(text) and not may_be_a_code:
            raise Usage(_(REPEATS_ABOVE))
        if is_no_prose(column) and (reason := look_alike(text)):
            raise Usage(reason)
        text = code_cells.without_marks(text, column, remark)
    if column.type in FIGURE_TYPES and text.endswith("%"):
        raise Usage(_("this is a percentage: write the figure that is meant, without %"))
    if column.key == "id_number":
        return identity_number(text, is_exact)
    if column.type == "date":
        return day(text, remark, column.key)
    if column.key == "hour":
        return parse_hour(text)
    if column.type in ("integer", "year"):
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise Usage(_("this is not a whole number"))
        return int(text)
    if column.type == "decimal":
        return decimal(code_cells.as_computed(text))
    if list_of := words.word_list_of(column):
        return word(text, list_of)
    if is_exact or column.key not in COLUMNS_OF_PEOPLE:
        return text
    if isinstance(cell, str):
        person_cells.refuse_two_lines(cell, remark)
    return (person_cells.name if column.key == PERSON_NAME else person_cells.reference)(text, remark, is_cased)


def of_marked(cell: Marked, column: Column, remark: Remark) -> str:
    """What a marked cell says in this column. Usage if it shows something and says nothing, or what is not meant."""
    kind, text = cell
    if kind == ERROR:
        raise Usage(_("the cell shows an error: mend it in the workbook, or clear it if nothing is known"))
    if kind == UNCALCULATED:
        raise Usage(_(UNCALCULATED_REASON))
    if kind == STRUCK_OUT:
        raise Usage(_(STRUCK_OUT_REASON))
    if kind == PARTLY_STRUCK_OUT:
        raise Usage(_(PARTLY_STRUCK_OUT_REASON))
    if kind == TRUTH:
        raise Usage(_(TRUTH_REASON))
    if kind == ZERO and column.type not in FIGURE_TYPES:
        raise Usage(_(ZERO_REASON))
    if kind == TIME and column.key != "hour":
        raise Usage(_("this is a time of day and no day") if column.type == "date" else _(TIME_REASON))
    if kind == DAY and column.type != "date":
        if column.type in FIGURE_TYPES or column.type == "code" or column.key in COLUMNS_OF_CODES:
            raise Usage(_(DATE_MADE_REASON))
        text_shown = show_day(text[:10])
        remark(_("a date stands where a text is expected; stored as {day}").format(day=text_shown))
        return text_shown
    return text


def refuse_spoiled(text: str, column: Column) -> None:
    """Usage if it is no value but what a spreadsheet shows in place of one, or has lost letters on its way."""
    if leavings.is_error(text):
        raise Usage(_("the cell shows an error: mend it in the workbook, or clear it if nothing is known"))
    if text in leavings.TRUTHS and column.key not in leavings.COLUMNS_OF_FREE_TEXT:
        raise Usage(_(TRUTH_REASON))
    if column.type in ("date", "integer", "decimal", "percent"):
        return
    if is_double_encoded(text):
        raise Usage(_("the text was saved in a wrong encoding: take it anew from where it comes, as UTF-8"))
    if leavings.has_lost_letters(text, is_name=column.type == "person" or column.key in COLUMNS_OF_NAMES):
        raise Usage(_("letters have been lost: take the list anew from where it comes, saved as UTF-8 or .xlsx"))


def identity_number(text: str, is_exact: bool = False) -> str | None:
    """The number as the register keeps it. Usage if it is none; an exact one stays as it is then."""
    if "…" in text:
        return None  # masked by the program's own list: it says nothing
    digits = identity.clean_identity_number(text)
    if not is_exact and not (digits.isascii() and digits.isdigit()):
        raise Usage(_("an identity number has digits only"))
    if not is_exact and len(digits) not in identity.LENGTHS_OF_A_NUMBER:
        raise Usage(_("has neither 12 digits nor 9"))
    return digits


def day(text: str, remark: Remark = tell_nobody, key: str = "") -> str:
    """A day, of which a time is left off. Of a birth a year is enough; a month is taken as its first day, and said."""
    if re.fullmatch(r"[0-9]{4}", text):
        if key == BIRTH_COLUMN:
            return text
        raise Usage(_("only a year: day and month are needed"))
    if match := MONTH_PATTERN.fullmatch(unaccent(text)):
        month, year = match.groups()
        if key not in FIRST_DAYS or not 1 <= int(month) <= 12:
            raise Usage(_("only a month: the day is needed"))
        first_day = f"{year}-{int(month):02}-01"
        remark(_("only a month: taken as {day}").format(day=show_day(first_day)))
        return first_day
    if re.fullmatch(r"[0-9]{5}([.,][0-9]+)?", text):
        raise Usage(_("this is how Excel counts days: format the cell as a date"))
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", text):
        raise Usage(_("the year has two digits: write all four"))
    if match := TIME_OF_DAY.fullmatch(text):
        text, time, half, zone = match.groups()
        if (zone or "") not in OUR_ZONE and (zone not in UTC or int(time.split(":")[0]) >= TOMORROW_HERE):
            raise Usage(_("this is a moment in another time zone, where the day may be another: write the day alone"))
        if not MIDNIGHT_PATTERN.fullmatch(time) or (time.startswith("12") and (half or "").upper() != "AM"):
            remark(_("a time of day was left off: {time}").format(time=f"{time} {half or ''}".strip()))
    if match := HOUR_BEFORE.fullmatch(text):
        time, text = match.groups()
        remark(_("a time of day was left off: {time}").format(time=time))
    if match := re.fullmatch(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", text):
        text = "-".join(match.groups())
    return parse_day(text)


def word(text: str, list_of: WordList) -> str:
    code = list_of.find(text)
    if code is None:
        raise Usage(list_of.allowed_words())
    return code
