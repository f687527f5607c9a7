"""All nouns: a module of this folder with a `DECLARATION` is one."""

from functools import cache
from importlib import import_module

from chodon_cli import nouns
from chodon_cli.module_names import module_names
from chodon_cli.nouns.declaration import Noun


@cache
def all_nouns() -> dict[str, Noun]:
    """The nouns by name, each after those it refers to, and among these by their place."""
    names = module_names(nouns.__path__[0])
    lists = [getattr(import_module(f"chodon_cli.nouns.{name}"), "DECLARATION", None) for name in names]
    waiting = {noun.name: noun for noun in sorted(filter(None, lists), key=lambda noun: (noun.place, noun.name))}
    rests_on = {
        name: {noun_meant(to, waiting) for to in references(noun).values()} - {name} for name, noun in waiting.items()
    }
    ordered: dict[str, Noun] = {}
    while waiting:
        free = next((name for name in waiting if rests_on[name] <= set(ordered)), None)
        if free is None:
            raise ValueError(f"nouns that refer to each other in a circle: {', '.join(waiting)}")
        ordered[free] = waiting.pop(free)
    return ordered


def by_place(of: str) -> list[Noun]:
    """The nouns that have a place of this kind (`dossier`, `unit_page`), in its order."""
    return sorted((noun for noun in all_nouns().values() if getattr(noun, of)), key=lambda noun: int(getattr(noun, of)))


def of_table(table: str) -> Noun:
    """The noun whose file is made of this table's rows."""
    return next(noun for noun in all_nouns().values() if noun.table_name == table and noun.file_name)


def references(noun: Noun) -> dict[str, str]:
    """Key of each of its fields that names another record -> what it names."""
    return {field.key: field.refers_to for field in noun.fields if field.refers_to}


def noun_meant(to: str, nouns: dict[str, Noun]) -> str:
    """The noun whose records are meant: that of this name, or with a file of its own out of this table."""
    if to in nouns and nouns[to].file_name:
        return to
    return next(name for name, noun in nouns.items() if noun.table_name == to and noun.file_name)
