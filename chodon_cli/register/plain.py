"""The verbs of nouns that have no module of their own here: what their fields say is all that must hold."""

from importlib import import_module
from importlib.util import find_spec

from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.row_rule import IS_YEAR, not_in_future

MODULES_BY_NOUN = {"person": "staff"}  # noun -> the module that has its verbs, where it is not that of its name


def verbs_of(name: str) -> NounVerbs:
    """What may be done to a noun: what its module here says, or what follows from its fields if it has none."""
    module = f"chodon_cli.register.{MODULES_BY_NOUN.get(name, name)}"
    if find_spec(module):
        verbs: NounVerbs = import_module(module).VERBS
        return verbs
    return plain_verbs(registry.all_nouns()[name])


def plain_verbs(noun: Noun) -> NounVerbs:
    """Enter, correct and void records: what is needed is there, what is named exists, its day is not to come.

    The number bears the year that the record is for, or else that of its day.
    """
    day = noun.day.split()[0]
    assert noun.number, f"{noun.name}: without a number it needs verbs of its own"
    is_of_year = "year" in noun.by_key
    rules = (*([IS_YEAR] if is_of_year else []), not_in_future(day))
    return NounVerbs(noun, rules, numbering=Numbering(noun, "year" if is_of_year else day))
