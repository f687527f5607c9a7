"""Names beside codes: the name of a unit, a person, a standard, in every list that has their codes alone."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection

from chodon_cli.labels import LABELS_OF_COLUMNS, key_of
from chodon_cli.locale import N_
from chodon_cli.queries.names import names_of
from chodon_cli.result import Cell, Column, Result

NAME_COLUMNS = {  # key of a column of codes -> the column of names that stands beside it
    "unit": Column("unit_name", "text", 2, shown="people", label=N_("Unit name")),
    "standard": Column("standard_title", "text", 2, shown="people", label=N_("Standard of conduct")),
    "staff": Column("full_name", "person", 2, shown="people"),
}
OTHER_NAMES = {"unit": ("unit_name", "name"), "standard": ("standard_title", "title"), "staff": ("full_name", "name")}


def lacks_names(result: Result) -> bool:
    """Whether a column of codes, here or in a detail, has no names beside it."""
    return any(_places(part) for part in (result, *result.details))


def add_names(result: Result, db: Connection, known: str = "") -> Result:
    """The Result with the names that it lacks, each in a column after the codes: for people, or asked for.

    Of the codes in the column `known` nobody needs the names.
    """
    for place in reversed(_places(result)):
        key = result.columns[place].key
        if key == known:
            continue
        codes = sorted({str(row[place]) for row in result.rows if row[place]})
        names = names_of(db, key, codes) if codes else {}
        result = _with_column(result, place + 1, NAME_COLUMNS[key], [names.get(row[place]) for row in result.rows])
    details = [add_names(detail, db, "unit" if _is_of_one_unit(detail) else "") for detail in result.details]
    return replace(result, details=details)


def _is_of_one_unit(detail: Result) -> bool:
    """Whether all rows name the same unit, which what they belong to is about: its name beside each says nothing."""
    units = [place for place, column in enumerate(detail.columns) if column.key == "unit"]
    return bool(units) and len({row[units[0]] for row in detail.rows}) == 1


def wants_names(result: Result, is_for_people: bool, columns: str | None, sort: str | None) -> bool:
    """Whether names are to be looked up: by a format that people read, or because a column is named that is not there.

    Where no name is meant either, the columns that there are can be told with those of names among them.
    """
    headings = {column.key: column.label or LABELS_OF_COLUMNS.get(column.key, column.key) for column in result.columns}
    named = [word.strip().lstrip("-") for words in (columns, sort) if words for word in words.split(",")]
    return is_for_people or not all(key_of(word, headings) for word in named)


def _places(result: Result) -> list[int]:
    """Where codes stand without names."""
    keys = {column.key for column in result.columns}
    return [
        place
        for place, column in enumerate(result.columns)
        if column.key in NAME_COLUMNS and column.type == "code" and not keys & {*OTHER_NAMES[column.key]}
    ]


def _with_column(result: Result, place: int, column: Column, values: Sequence[Cell]) -> Result:
    return replace(
        result,
        columns=[*result.columns[:place], column, *result.columns[place:]],
        rows=[(*row[:place], value, *row[place:]) for row, value in zip(result.rows, values, strict=True)],
        totals=result.totals and (*result.totals[:place], None, *result.totals[place:]),
    )
