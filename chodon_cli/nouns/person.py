"""staff.csv: the people alone."""

from dataclasses import replace

from chodon_cli.locale import N_
from chodon_cli.queries.select import VOIDED, NounList
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("code", "code"),
    Column("full_name", "person"),
    Column("born_on", "date", 3),
    Column("sex", "word", 5),
    Column("id_number", "code", 6),
    Column("note", "text", 7),
    *VOIDED,
]
SQL = """
SELECT s.code, s.full_name, s.born_on, s.sex, s.id_number, s.note, s.voided_on, s.void_reason
FROM staff s
"""
LIST = NounList(N_("Staff"), "s", "s.code", COLUMNS, SQL)


def masked(result: Result) -> Result:
    """The identity numbers by their ends only: the whole of one is shown by `staff show --reveal` alone."""
    place = result.position("id_number")
    rows = [(*row[:place], mask(row[place]), *row[place + 1 :]) for row in result.rows]
    return replace(result, rows=rows)


def mask(id_number: str | None) -> str | None:
    return id_number and f"{id_number[:3]}…{id_number[-3:]}"
