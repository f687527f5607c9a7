"""How one value reads for people: days as dd/mm/yyyy, words in the user's language, decimals with their comma."""

from collections.abc import Callable, Mapping
from typing import Any

from chodon_cli import words
from chodon_cli.dates import show_day
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.result import Cell, Column
from chodon_cli.text import printable

NO_EVIDENCE = "—"
UNKNOWN_WITHOUT_EVIDENCE = ("compliance_rate",)  # where there is none, nothing is known: neither clean nor not
COLUMNS_OF_PLACES = ("n",)  # a place in an order, by which it is typed: no thousands marks
FIRST_WITH_A_MARK = 1000  # a smaller figure is written alike in every language
LATE_TEXTS = (N_("{days} day late"), N_("{days} days late"))  # of one day, of several
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
        return _days_left
    if column.type == "date":
        return show_day
    if column.type == "rule":
        from chodon_cli.words.rule_values import in_words

        return lambda value: printable(in_words(value))
    if list_of := words.word_list_of(column):
        return _TranslatedWords(list_of.labels).reading
    places, is_figure = decimals(column), column.is_figure and column.key not in COLUMNS_OF_PLACES

    def text(value: object) -> str:
        if isinstance(value, str):
            return printable(value)
        if isinstance(value, float):
            return figure(value, places)
        if is_figure and isinstance(value, int) and not -FIRST_WITH_A_MARK < value < FIRST_WITH_A_MARK:
            return figure(value, 0)
        return str(value)

    return text


def _days_left(days: int) -> str:
    """Days until something is due, or by how many it is late."""
    return one_or_several(-days, *LATE_TEXTS).format(days=figure(-days, 0)) if days < 0 else figure(days, 0)
