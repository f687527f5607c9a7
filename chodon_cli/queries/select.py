"""What the register holds of a noun: its rows, as a list, and as they were just written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from chodon_cli import dates
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.text import unaccent

VOID_KEYS = ("voided_on", "void_reason")


def rows(
    db: Reader, noun: Noun, where: Sequence[str] = (), order: str = "", known: str | None = None, **values: Cell
) -> list[Row]:
    """The noun's rows that meet all the conditions (SQL of ours, values apart), every column of the list in order.

    With a day `known`: as they were known on it, without what was entered of later days.
    """
    select = noun.sql
    if known is not None:
        select, where, values = noun.sql_as_of, [*where, noun.is_known], {**values, "known": known}
    sql = select + (" WHERE " + " AND ".join(where) if where else "") + " ORDER BY " + (order or noun.order)
    return [tuple(row) for row in db.execute(sql, values)]


def containing(text: str, folded: Callable[[str], str] = unaccent) -> str:
    """The LIKE pattern (ESCAPE '!') for search keys that have this text in them, tone marks aside."""
    literal = re.sub("([%_!])", r"!\1", folded(text))
    return f"%{literal}%"


def keys(noun: Noun) -> list[str]:
    """Every key of the list, shown always or not."""
    return [field.key for field in noun.fields]


def file_columns(noun: Noun) -> list[str]:
    """The keys that make the noun's file in the exchange layout."""
    return [field.key for field in noun.fields if field.shown == "always"]


def listing(
    db: Reader, noun: Noun, where: Sequence[str] = (), order: str = "", show_voided: bool = False, **values: Cell
) -> Result:
    """The list as a Result, as of today; what was entered by mistake is left out unless asked for."""
    columns: list[Column] = list(noun.fields)
    voided_on = noun.by_key.get("voided_on")
    if voided_on and voided_on.shown == "asked":
        if show_voided:
            columns = [replace(c, rank=2, shown="always") if c.key in VOID_KEYS else c for c in columns]
        else:
            where = [*where, f"{noun.alias}.voided_on IS NULL"]
    return Result(noun.title, columns, rows(db, noun, where, order, known=dates.today(), **values))


def written_records(db: Reader, noun: Noun, ids: Sequence[int], title: str, hints: Sequence[str] = ()) -> Result:
    """The records that a command has just written."""
    chosen = ", ".join(str(int(id)) for id in ids)
    found = rows(db, noun, [f"{noun.alias}.id IN ({chosen})"])
    told = written_title(title, found, noun)
    return Result(told, saying(noun.fields, found), found, hints=hints, is_write=True, layout="record")


def written_title(title: str, found: Sequence[Row], noun: Noun | None = None) -> str:
    """What was done, and to which record where it was one: “Violation logged: VP-2022-0151”."""
    what = _(title).format(noun=_(noun.one)) if noun and noun.one else _(title)
    what = what[:1].upper() + what[1:]
    return _("{what}: {record}").format(what=what, record=found[0][0]) if len(found) == 1 and found[0][0] else what


def saying(columns: Sequence[Column], found: Sequence[Row]) -> list[Column]:
    """The columns, with those that are seldom asked for where they say something."""
    return [
        replace(column, shown="always") if column.shown == "asked" and any(row[place] for row in found) else column
        for place, column in enumerate(columns)
    ]
