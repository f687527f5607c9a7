"""The options of a noun's list, and the list itself, as its declaration says.

A word is one of its words, a reference names a record, a switch is a condition of the noun's own.
"""

from collections.abc import Callable
from typing import Annotated

from chodon_cli import store, words
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option, Parameter, with_parameters
from chodon_cli.commands._field_options import parameter, value_name
from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.result import Result

COMMON_OPTIONS: dict[str, tuple[object, object]] = {  # key -> what is typed, and what holds if it is not
    "period": (options.Within, None),
    "unit": (options.Unit, None),
    "units": (options.Units, "then"),
    "staff": (options.Staff, None),
    "year": (options.OfYear, None),
    "find": (options.Find, None),
    "voided": (options.Voided, False),
    "as_of": (options.AsOf, None),
}


def listing(noun: Noun) -> Callable[..., Result]:
    """The function of the command `list`."""

    def list_noun(
        *,
        period: options.Within = None,
        unit: options.Unit = None,
        units: options.Units = "then",
        find: options.Find = None,
        voided: options.Voided = False,
        **others: str | int | bool | None,
    ) -> Result:
        from chodon_cli.queries.filters import ListFilter, list_records

        switches = [key for key in noun.switches if others.pop(key, False)]
        chosen = ListFilter(period, unit, find, voided, others, units == "now", switches=switches)
        with store.reading_until_shown() as db:
            return list_records(db, noun, chosen)

    return with_parameters(list_noun, list_options(noun))


def list_options(noun: Noun) -> list[Parameter]:
    """What can be typed after `list`, in this order, also where the noun has a list of its own."""
    return [_option(noun, key) for key in filter_keys(noun)]


def filter_keys(noun: Noun) -> tuple[str, ...]:
    """What the list can be asked for: what the noun says, else what most lists have."""
    if noun.filters:
        return noun.filters
    own = [key for key in ("staff", "year") if key in noun.by_key]
    closed_lists = [field.key for field in noun.fields if words.word_list_of(field)]
    return ("period", "unit", *own, *closed_lists, "units", "find", "voided")


def _option(noun: Noun, key: str) -> Parameter:
    if key in COMMON_OPTIONS:
        annotation, default = COMMON_OPTIONS[key]
        return parameter(key, annotation, default)
    if key in noun.switches:
        return parameter(key, Annotated[bool, Option(f"--{key}", help=noun.switches[key].help)], False)
    field = next(each for each in (*noun.filter_fields, *noun.fields) if each.key == key)
    help = field.filter_help or (field.option_help if noun.filters else "") or N_("Only these.")
    return parameter(key, Annotated[str | None, _of_field(field, help)], None)


def _of_field(field: Field, help: str) -> object:
    if list_of := words.word_list_of(field):
        return options.one_of(list_of, help)
    return options.text_option(value_name(field), help, f"--{field.key}")
