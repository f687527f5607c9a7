"""From what a cell says to its column's plain value: days to ISO text, words to their codes, figures to numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from chodon_cli import words
from chodon_cli.cli.options import decimal
from chodon_cli.dates import parse_day, parse_hour
from chodon_cli.errors import Usage
from chodon_cli.exchange.read.sheets import Cell, number
from chodon_cli.locale import _
from chodon_cli.result import Column
from chodon_cli.text import are_clean, clean, unguarded
from chodon_cli.word_list import WordList

REMEMBERED = 20_000  # values of a column
ID_DIGITS = 12  # of a personal identification number (Decree 137/2015, article 13); older cards have 9


class CellParser:
    """`read` for one column, which remembers what it has read: the same days, words and codes come again and again."""

    def __init__(self, column: Column, is_exact: bool = False) -> None:
        self._read = lru_cache(maxsize=REMEMBERED)(partial(read, column=column, is_exact=is_exact))
        self._is_text = column.type in ("text", "code", "person") and column.key not in ("id_number", "year")

    def __call__(self, cell: Cell) -> Any:
        return self._read(cell)

    def all(self, cells: Sequence[Cell]) -> list[Any]:
        """What all these cells say; Usage if one cannot be read. Clean texts are not looked at one by one."""
        if self._is_text and are_clean(cells):
            return [cell or None for cell in cells]
        return list(map(self._read, cells))


def read(cell: Cell, column: Column, is_exact: bool = False) -> Any:
    """The value, None for an empty cell. Usage with the reason if it cannot be read; an exact text stays as it is."""
    text = clean(unguarded(cell)) if isinstance(cell, str) else number(cell)
    if column.type not in ("text", "person") and not is_exact:
        text = text.lstrip("'’ ")  # a spreadsheet's mark for text
    if not text:
        return None
    if column.key == "id_number" and not is_exact:
        return identity_number(text)
    if column.type == "date":
        return day(text)
    if column.key == "hour":
        return parse_hour(text)
    if column.type == "integer" or column.key == "year":
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise Usage(_("this is not a whole number"))
        return int(text)
    if column.type == "decimal":
        return decimal(text)
    if list_of := words.of(column):
        return word(text, list_of)
    return text


def identity_number(text: str) -> str | None:
    """The digits alone; those that a spreadsheet took in front as zeros come back: no number has 10 or 11."""
    if "…" in text:
        return None  # masked by the program's own list: it says nothing
    digits = re.sub(r"(?<=[0-9])[ .-](?=[0-9])", "", text)
    return digits.zfill(ID_DIGITS) if re.fullmatch(r"[1-9][0-9]{9,10}", digits) else digits


def day(text: str) -> str:
    """A day; a bare year or a month is refused with the reason."""
    if re.fullmatch(r"[0-9]{4}", text):
        raise Usage(_("only a year: day and month are needed"))
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{4}", text):
        raise Usage(_("only a month: the day is needed"))
    return parse_day(re.sub(r"[T ]00:00(:00)?(\.0+)?$", "", text))


def word(text: str, list_of: WordList) -> str:
    code = list_of.find(text)
    if code is None:
        raise Usage(list_of.allowed())
    return code
