"""Names beside codes: the name of a unit, a person, a standard, in every list that has their codes alone."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from sqlite3 import Connection

from chodon_cli import dates, row_stream
from chodon_cli.labels import key_of
from chodon_cli.locale import N_
from chodon_cli.queries.names import names_of
from chodon_cli.result import Column, Result
from chodon_cli.row_stream import RowStream

NAME_COLUMNS = {  # key of a column of codes -> the column of names that stands beside it
    "unit": Column("unit_name", "text", 2, shown="people", label=N_("Unit name")),
    "standard": Column("standard_title", "text", 2, shown="people", label=N_("Standard of conduct")),
    "staff": Column("full_name", "person", 2, shown="people"),
}
OTHER_NAMES = {"unit": ("unit_name", "name"), "standard": ("standard_title", "title"), "staff": ("full_name", "name")}


def lacks_names(result: Result) -> bool:
    """Whether a column of codes, here or in a detail, has no names beside it."""
    return any(_places(part) for part in (result, *result.details))


def add_names(result: Result, db: Connection) -> Result:
    """The Result with the names that it lacks, each in a column after the codes: for people, or asked for.

    A unit has the name of the last day of the period that was asked for, else of the day as of which it is shown.
    """
    for place in reversed(_places(result)):
        key = result.columns[place].key
        result = _with_names(result, place, key, names_by_code(result, place, key, db))
    is_record = result.layout == "record"
    details = [part if is_record and _is_of_one_unit(part) else add_names(part, db) for part in result.details]
    return replace(result, details=details)


def _is_of_one_unit(detail: Result) -> bool:
    """Whether all rows name the same unit, which their record is about: its name beside each says nothing."""
    units = [place for place, column in enumerate(detail.columns) if column.key == "unit"]
    return bool(units) and len({row[units[0]] for row in detail.rows}) == 1 and len(_places(detail)) == 1


def wants_names(result: Result, is_for_people: bool, columns: str | None, sort: str | None) -> bool:
    """Whether names are to be looked up: by a format that people read, or because a column is named that is not there.

    Where no name is meant either, the columns that there are can be told with those of names among them.
    """
    headings = {column.key: column.message for column in result.columns}
    keys = [word.strip().lstrip("-") for words in (columns, sort) if words for word in words.split(",")]
    return is_for_people or not all(key_of(word, headings) for word in keys)


def _places(result: Result) -> list[int]:
    """Where codes stand without names."""
    keys = {column.key for column in result.columns}
    return [
        place
        for place, column in enumerate(result.columns)
        if column.key in NAME_COLUMNS and column.type == "code" and column.shown != "programs"
        if not keys & {*OTHER_NAMES[column.key]}
    ]


def names_by_code(result: Result, place: int, key: str, db: Connection) -> Callable[[str | None], str | None]:
    """Code -> name: of all codes at this place at once, or one by one as the rows are read."""
    day = result.period.end if result.period else result.as_of or dates.today()
    if isinstance(result.rows, RowStream):
        return cache(lambda code: names_of(db, key, [code], day).get(code) if code else None)
    codes = sorted({str(row[place]) for row in result.rows if row[place]})
    names = names_of(db, key, codes, day) if codes else {}
    return lambda code: names.get(code or "")


def _with_names(result: Result, place: int, key: str, name_of: Callable[[str | None], str | None]) -> Result:
    """The Result with the name of each code at this place in a column behind it."""
    after = place + 1
    return replace(
        result,
        columns=[*result.columns[:after], NAME_COLUMNS[key], *result.columns[after:]],
        rows=row_stream.insert(result.rows, len(result.columns), after, [place], lambda values: name_of(*values)),
        totals=result.totals and (*result.totals[:after], None, *result.totals[after:]),
    )
