"""Records known by a number: which one is meant, and how it is shown. Loads nothing that only names and lists need."""

from dataclasses import replace

from chodon_cli import dates
from chodon_cli.errors import NotFound, Rejected
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.nouns.number import Number
from chodon_cli.queries import select as lists
from chodon_cli.result import Result, Row
from chodon_cli.store import Reader
from chodon_cli.text import clean, clean_number


class NotInRegister(Rejected, NotFound):
    """The register has nothing of this code, name or number."""


def show_record(db: Reader, noun: Noun, number: str) -> Result:
    """One record. NotFound if there is none of this number."""
    id = record_id(db, noun, number)
    records = lists.rows(db, noun, [f"{noun.alias}.id = :id"], known_on=dates.today(), id=id)
    return Result(noun.title, [replace(column, shown="always") for column in noun.fields], records, layout="record")


def record_id(db: Reader, noun: Noun, reference: str) -> int:
    """The id of the noun's record with this number, void or not; NotFound if there is none."""
    sql = f"SELECT id FROM {noun.table_name} WHERE year = :year AND n = :n"
    try:
        return int(record_by_number(db, noun.number, sql, reference, "number")[0]) if noun.number else 0
    except NotInRegister as error:
        all_of_them = f"chodon {noun.name.replace('_', '-')} list"
        raise NotFound(error.reason, error.hint or _("see: {command}").format(command=all_of_them)) from error


def record_by_number(db: Reader, of: Number, sql: str, reference: str, column: str) -> Row:
    """The record with this number, as it may be typed to a verb that knows the noun; NotInRegister if there is none."""
    place = of.parse_typed(clean_number(reference))
    match = db.execute(sql, {"year": place.year, "n": place.n}).fetchone() if place else None
    if not match:
        raise no_such_number(column, of.text(*place) if place else reference)
    return tuple(match)


def no_such_number(column: str, reference: str) -> NotInRegister:
    return NotInRegister(column, reference, _("there is no {number} in the register").format(number=clean(reference)))
