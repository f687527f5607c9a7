"""What a noun's list holds: one module a noun, its columns and the SQL that reads them.

The keys that are always shown are the columns of the noun's file in the exchange layout, so one SELECT serves
`NOUN list`, `NOUN show`, the export, and the comparison of an imported row with its record.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.text import unaccent

VOIDED = [Column("voided_on", "date", 9, shown="asked"), Column("void_reason", "text", 9, shown="asked")]


@dataclass(frozen=True)
class NounList:
    """One noun's list: its title, the alias of its table in the SQL, the order of its file, columns and SELECT.

    `live` is for records that void ones can be mistaken for: the condition that leaves those out of every file.
    """

    title: str
    table: str
    order: str
    columns: Sequence[Column]
    sql: str
    number: str = ""  # SQL of the readable number, for records that are known by one
    day: str = ""  # the column whose day says in which period a record belongs; of several the first that is filled
    live: str = ""


def rows(db: Reader, noun: NounList, where: Sequence[str] = (), order: str = "", **values: Any) -> list[Row]:
    """The noun's rows that meet all the conditions (SQL of ours, values apart), every column of the list in order."""
    sql = noun.sql + (" WHERE " + " AND ".join(where) if where else "") + " ORDER BY " + (order or noun.order)
    return [tuple(row) for row in db.execute(sql, values)]


def containing(text: str, folded: Callable[[str], str] = unaccent) -> str:
    """The LIKE pattern (ESCAPE '!') for search keys that have this text in them, tone marks aside."""
    literal = re.sub("([%_!])", r"!\1", folded(text))
    return f"%{literal}%"


def keys(noun: NounList) -> list[str]:
    """Every key of the list, shown always or not."""
    return [column.key for column in noun.columns]


def file_columns(noun: NounList) -> list[str]:
    """The keys that make the noun's file in the exchange layout."""
    return [column.key for column in noun.columns if column.shown == "always"]


def number(prefix: str, table: str, digits: int) -> str:
    """SQL for a readable number from (year, n): VP-2022-0001. It grows past its digits."""
    zeros = " ".join(f"WHEN {table}.n < {10**place} THEN '{'0' * (digits - place)}'" for place in range(1, digits))
    return f"'{prefix}-' || {table}.year || '-' || CASE {zeros} ELSE '' END || {table}.n"


def listing(
    db: Reader, noun: NounList, where: Sequence[str] = (), order: str = "", show_voided: bool = False, **values: Any
) -> Result:
    """The list as a Result; what was entered by mistake is left out unless asked for."""
    columns = list(noun.columns)
    if any(column in VOIDED for column in columns):
        if show_voided:
            columns = [Column(c.key, c.type, 2) if c in VOIDED else c for c in columns]
        else:
            where = [*where, f"{noun.table}.voided_on IS NULL"]
    return Result(noun.title, columns, rows(db, noun, where, order, **values))


def written(db: Reader, noun: NounList, ids: Sequence[int], title: str, hints: Sequence[str] = ()) -> Result:
    """The records that a command has just written."""
    chosen = ", ".join(str(int(id)) for id in ids)
    found = rows(db, noun, [f"{noun.table}.id IN ({chosen})"])
    return Result(title, saying(noun.columns, found), found, hints=hints, is_write=True, layout="record")


def saying(columns: Sequence[Column], found: Sequence[Row]) -> list[Column]:
    """The columns, with those that are seldom asked for where they say something."""
    return [
        replace(column, shown="always") if column.shown == "asked" and any(row[place] for row in found) else column
        for place, column in enumerate(columns)
    ]
