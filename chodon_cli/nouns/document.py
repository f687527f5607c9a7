"""document.csv: plans, directives, decisions."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from chodon_cli.dates import Period
from chodon_cli.locale import N_
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.select import VOIDED, NounList
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("number", "code"),
    Column("kind"),
    Column("issued_on", "date"),
    Column("issuer", "text", 2),
    Column("title", "text", 1, label=N_("Subject")),
    *VOIDED,
]
REFERENCE = """
CASE WHEN (SELECT count(*) FROM document other WHERE other.number_key = d.number_key) > 1
     THEN d.number || '@' || d.issued_on ELSE d.number END
"""  # how other records name the document d: its number, with the day where several have it
SQL = """
SELECT d.number, d.kind, d.issued_on, d.issuer, d.title, d.voided_on, d.void_reason
FROM document d
"""
LIST = NounList(N_("Documents"), "d", "d.number, d.issued_on", COLUMNS, SQL)


def listed(db: Connection, period: Period | None, find: str | None, voided: bool) -> Result:
    """The documents, issued in a period or with a text in them if asked."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if period:
        where.append("d.issued_on BETWEEN :start AND :end")
        values |= {"start": period.start, "end": period.end}
    if find:
        where.append("d.search_key LIKE :find ESCAPE '!'")
        values["find"] = lists.containing(find)
    return replace(lists.listing(db, LIST, where, show_voided=voided, **values), period=period)


def shown(db: Connection, said: str) -> Result:
    """One document."""
    id, *_rest = lookup.even_if_void(lookup.document, db, said)
    columns = [replace(column, shown="always") for column in COLUMNS]
    return Result(N_("Document"), columns, lists.rows(db, LIST, ["d.id = :id"], id=id), layout="record")
