"""How one value reads for people: days as dd/mm/yyyy, words in the user's language, decimals with their comma."""

from typing import Any

from chodon_cli import locale, words
from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.result import Cell, Column
from chodon_cli.text import printable
from chodon_cli.words.rule_values import in_words

NO_EVIDENCE = "—"
UNKNOWN_WITHOUT_EVIDENCE = ("compliance_rate",)  # where there is none, nothing is known: neither clean nor not
COLUMNS_OF_DAYS = (
    "days",
    "days_left",
    "days_since",
    "normal_days",
    "extended_days",
    "paused",
    "extended",
)  # no thousands mark
DECIMALS_OF_COLUMNS = {"staff_years": 2, "expected": 2}


def measure(column: Column) -> str:
    """The key of what the column measures: a figure before is measured as it is now."""
    return (column.words or column.key).removesuffix("_before")


def decimals(column: Column) -> int:
    """After how many digits its figures are cut."""
    return DECIMALS_OF_COLUMNS.get(measure(column), 1)


def is_silent(value: Cell, column: Column) -> bool:
    """Whether one thing shown down the page has nothing to say here: nothing, or not a day granted or paused."""
    return value in (None, "") or (value == 0 and column.key in ("extended", "paused", "extensions"))


class Marked(str):
    """A value as it is to be read, whatever its column."""


def cell(value: Any, column: Column) -> str:
    """The value as text for a table; nothing in it can act on a terminal."""
    if isinstance(value, Marked):
        return str(value)
    if value is None or value == "":
        return NO_EVIDENCE if value is None and measure(column) in UNKNOWN_WITHOUT_EVIDENCE else ""
    if column.key == "days_left" and value < 0:
        return _("{days} days late").format(days=-value)
    if column.type == "date":
        return show_day(value)
    if column.type == "rule":
        return printable(in_words(value))
    if list_of := words.of(column):
        return _(list_of.labels.get(value, printable(str(value))))
    if isinstance(value, float):
        return figure(value, decimals(column))
    if column.is_figure and isinstance(value, int):
        return str(value) if column.key in COLUMNS_OF_DAYS else figure(value, 0)
    return printable(str(value))


def figure(value: float, decimals: int) -> str:
    """1.234,56 in Vietnamese, 1,234.56 in English."""
    written = f"{value:,.{decimals}f}"
    return written if locale.language() == "en" else written.translate(str.maketrans(",.", ".,"))
