"""How one value reads for people: days as dd/mm/yyyy, words in the user's language, decimals with their comma."""

from collections.abc import Callable, Mapping
from typing import Any

from chodon_cli import locale, words
from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _, one_or_several
from chodon_cli.result import Cell, Column
from chodon_cli.text import printable
from chodon_cli.words.rule_values import in_words

NO_EVIDENCE = "—"
IN_VIETNAMESE = str.maketrans(",.", ".,")  # marks of a figure as English writes it
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
ValueReader = Callable[[Any], str]  # of one column: a value -> its text
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


def cell(value: object, column: Column) -> str:
    """The value as text for a table; nothing in it can act on a terminal."""
    return value_reader(column)(value)


class _TranslatedWords(dict[str, str]):
    """The words of a list in the user's language, each looked up once: a long table has the same few in every row."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.labels = labels

    def __missing__(self, word: str) -> str:
        translation = self[word] = _(self.labels[word])
        return translation

    def reading(self, value: object) -> str:
        """What stands for the value; a word that is not in the list stands for itself."""
        return self[value] if value in self.labels else _(printable(str(value)))  # type: ignore[index]  # it is a word


def value_reader(column: Column) -> ValueReader:
    """How the values of the column become text: what they all have in common is looked up once."""
    nothing_known = NO_EVIDENCE if measure(column) in UNKNOWN_WITHOUT_EVIDENCE else ""
    of_value = _reader_of_values(column)

    def text(value: object) -> str:
        if value is None:
            return nothing_known
        if isinstance(value, Marked):
            return str(value)
        return of_value(value) if value != "" else ""

    return text


def _reader_of_values(column: Column) -> ValueReader:
    """As `value_reader`, for what is neither empty nor marked."""
    if column.key == "days_left":
        one, several = N_("{days} day late"), N_("{days} days late")
        return lambda value: one_or_several(-value, one, several).format(days=-value) if value < 0 else str(value)
    if column.type == "date":
        return show_day
    if column.type == "rule":
        return lambda value: printable(in_words(value))
    if list_of := words.of(column):
        return _TranslatedWords(list_of.labels).reading
    places, is_of_days = decimals(column), column.key in COLUMNS_OF_DAYS

    def text(value: object) -> str:
        if isinstance(value, str):
            return printable(value)
        if isinstance(value, float):
            return figure(value, places)
        return figure(value, 0) if column.is_figure and not is_of_days and isinstance(value, int) else str(value)

    return text


def figure(value: float, decimals: int) -> str:
    """1.234,56 in Vietnamese, 1,234.56 in English."""
    written = f"{value:,.{decimals}f}"
    return written if locale.language() == "en" else written.translate(IN_VIETNAMESE)
