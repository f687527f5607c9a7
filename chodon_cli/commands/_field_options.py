"""The options that take the values of a noun's fields, as its declaration says.

A day is read as a day, a word as one of its words. Who enters a record is asked for what the noun's file needs, and
those options come first; in a correction an empty word takes a value away.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Annotated

from chodon_cli import dates, words
from chodon_cli.cli import options
from chodon_cli.cli.parameters import HAS_TO_BE_TYPED, Function, Option, Parameter, with_parameters
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import NUMBERS_OF_DOCUMENTS
from chodon_cli.result import Cell, Column
from chodon_cli.text import clean, clean_number

OF_RECORD = {"staff": "STAFF", "unit": "UNIT", "standard": "CODE"}  # table -> what names its records; others a number


def entering(
    noun: Noun,
    without: Collection[str] = (),
    needed: Collection[str] | None = None,
    on: str = "",
    is_whole: bool = False,
    help: Mapping[str, str] | None = None,
    option: Mapping[str, str] | None = None,
    default: Mapping[str, str] | None = None,
) -> list[Parameter]:
    """Options for a new record, the needed ones first: of its fields with an option, but for what came later.

    What came on the day `on` is asked for, and all of it of a record that is entered as a whole. `help` has what an
    option says here otherwise than in the declaration, `option` by what it is typed here, `default` what it is if
    nobody says it.
    """
    needed_keys = noun.needed_keys if needed is None else needed
    later = {key for day, with_it in noun.later.items() if day != on for key in (day, *with_it) if not is_whole}
    chosen = [field for field in with_option(noun) if field.key not in later and field.key not in without]
    help, option, default = help or {}, option or {}, default or {}
    return needed_first(
        typed_as(
            each,
            is_needed=each.key in needed_keys,
            help=help.get(each.key),
            option=option.get(each.key),
            default=default.get(each.key),
        )
        for each in chosen
    )


def of_columns(
    noun: Noun,
    keys: Iterable[str],
    needed: Collection[str] = (),
    help: Mapping[str, str] | None = None,
    option: Mapping[str, str] | None = None,
) -> list[Parameter]:
    """Options for these columns, in this order; `needed` must be typed, `help` and `option` as for a new record."""
    help, option = help or {}, option or {}
    return [
        typed_as(noun.by_key[key], is_needed=key in needed, help=help.get(key), option=option.get(key)) for key in keys
    ]


def correcting(noun: Noun, without: Collection[str] = (), help: Mapping[str, str] | None = None) -> list[Parameter]:
    """Options for a correction."""
    chosen = [field for field in with_option(noun) if field.key not in without]
    return [typed_as(field, is_edit=True, help=(help or {}).get(field.key)) for field in chosen]


def coming_on(noun: Noun, day: str) -> list[Parameter]:
    """Options for what came on this day of a record."""
    return of_columns(noun, noun.later[day])


def with_option(noun: Noun) -> list[Field]:
    return [field for field in noun.fields if field.option]


def needed_first(parameters: Iterable[Parameter]) -> list[Parameter]:
    return sorted(parameters, key=lambda parameter: not parameter.is_needed)


def parameter(name: str, annotation: object, default: object = HAS_TO_BE_TYPED) -> Parameter:
    """A parameter that is none of a field."""
    return Parameter(name, annotation, default)


def takes(*parameters: Parameter) -> Callable[[Function], Function]:
    """Let the function have these parameters."""
    return lambda function: with_parameters(function, parameters)


def typed_as(
    field: Field,
    *,
    is_needed: bool = False,
    is_edit: bool = False,
    help: str | None = None,
    option: str | None = None,
    default: str | None = None,
) -> Parameter:
    """The option that takes the column's value; its help, name and default if not those of the declaration."""
    read, metavar = reader(field)
    parse = or_nothing(read) if is_edit else read
    says = help or field.option_help or field.help
    info = Option(option or field.option, parser=parse, metavar=metavar, help=says)
    if is_needed:
        return parameter(field.key, Annotated[str, info])
    return parameter(field.key, Annotated[str | None, info], default)


def reader(column: Column) -> tuple[Callable[[str], Cell], str]:
    """How what is typed for the column is read, and what its help calls it."""
    if isinstance(column, Field) and column.parse:
        return column.parse, column.metavar
    list_of = words.word_list_of(column)
    if list_of:
        return list_of.parse, "|".join(list_of.codes)
    if column.type == "date":
        return dates.parse_day, "DATE"
    if column.type == "integer" or column.key == "year":
        return options.number, "N"
    if column.type == "decimal":
        return options.decimal, "N"
    is_reference = isinstance(column, Field) and column.refers_to  # whose hyphens may tell two records from each other
    is_number = column.key in NUMBERS_OF_DOCUMENTS and not is_reference
    return clean_number if is_number else clean, value_name(column)


def value_name(column: Column) -> str:
    """What the help of an option calls the text that it takes."""
    if not isinstance(column, Field):
        return "TEXT"
    if column.refers_to:
        return OF_RECORD.get(column.refers_to, "NUMBER")
    return column.metavar or "TEXT"


def or_nothing(read: Callable[[str], Cell]) -> Callable[[str], Cell]:
    """An empty word takes the value away."""

    def parse(text: str) -> Cell:
        return read(text) if text.strip() else ""

    vars(parse)["__self__"] = getattr(read, "__self__", None)  # its list of words, which help and completion ask for
    return parse
