"""From what a cell says to its column's plain value: days to ISO text, words to their codes, figures to numbers."""

import re
from typing import Any

from chodon_cli.dates import parse_day
from chodon_cli.errors import Usage
from chodon_cli.locale import _
from chodon_cli.result import Column
from chodon_cli.text import clean, unguarded
from chodon_cli.words import BY_KEY


def read(cell: str, column: Column) -> Any:
    """The value, None for an empty cell. Usage with the reason if it cannot be read."""
    text = clean(unguarded(cell))
    if not text:
        return None
    if column.type == "date":
        return parse_day(text)
    if column.type == "integer" or column.key == "year":
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise Usage(_("this is not a whole number"))
        return int(text)
    if column.type == "word" and column.key in BY_KEY:
        return word(text, column)
    return text


def word(text: str, column: Column) -> str:
    words = BY_KEY[column.key]
    code = words.find(text)
    if code is None:
        raise Usage(words.allowed())
    return code
