"""The words with a fixed meaning: categories, kinds, sources … Stored as codes, shown and read in Vietnamese too."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from chodon_cli.module_names import module_names
from chodon_cli.words.word_list import WordList

if TYPE_CHECKING:
    from chodon_cli.result import Column


@cache
def by_name() -> dict[str, WordList]:
    """Every list of words by its name: those of all modules of this folder."""
    modules = [import_module(f"{__name__}.{name}") for name in module_names(__path__[0])]
    return {each.name: each for module in modules for each in vars(module).values() if isinstance(each, WordList)}


def word_list_of(column: "Column") -> WordList | None:
    """The list of words that the column's values are taken from, if it has one. KeyError if there is no such list."""
    return by_name()[column.words or column.key] if column.type == "word" else None
