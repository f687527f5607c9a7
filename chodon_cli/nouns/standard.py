"""standard.csv: the rules of conduct."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from chodon_cli.locale import N_, _
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.select import NounList
from chodon_cli.result import Column, Result
from chodon_cli.text import unaccent

COLUMNS = [
    Column("code", "code"),
    Column("group", "text", 2),
    Column("title", "text", 1, label=N_("Standard")),
    Column("document", "text", 3, label=N_("Legal source")),
    Column("article", "text", 4),
    Column("verified", "word", 3),
    Column("in_force_from", "date", 5),
    Column("in_force_to", "date", 5),
]
SQL = """
SELECT c.code, c.group_name AS "group", c.title, c.document, c.article, c.verified, c.in_force_from, c.in_force_to
FROM standard c
"""
LIST = NounList(N_("Standards of conduct"), "c", "c.code", COLUMNS, SQL)


def listed(db: Connection, as_of: str | None, group: str | None, find: str | None) -> Result:
    """The standards; with a day, those in force on it. What nobody has read in the source says so."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if as_of:
        where += ["coalesce(c.in_force_from, '') <= :day", "coalesce(c.in_force_to, '9999-12-31') >= :day"]
        values["day"] = as_of
    if find:
        where.append("c.search_key LIKE :find ESCAPE '!'")
        values["find"] = lists.containing(find)
    result = lists.listing(db, LIST, where, **values)
    if group:
        place = result.position("group")
        result = replace(result, rows=[row for row in result.rows if unaccent(group) in unaccent(row[place])])
    return replace(result, as_of=as_of, notes=unverified(result))


def shown(db: Connection, said: str) -> Result:
    """One standard with its source."""
    id, *_rest = lookup.standard(db, said)
    result = Result(N_("Standard of conduct"), COLUMNS, lists.rows(db, LIST, ["c.id = :id"], id=id), layout="record")
    return replace(result, notes=unverified(result))


def unverified(result: Result) -> list[str]:
    """The note that names the standards whose source was only recalled or not found."""
    code, verified = result.position("code"), result.position("verified")
    codes = [row[code] for row in result.rows if row[verified] in ("R", "N", None)]
    return [_("not checked against the source: {codes}").format(codes=", ".join(codes))] if codes else []
