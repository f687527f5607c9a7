"""staff.csv: the people alone."""

from chodon_cli.lists import VOIDED, List
from chodon_cli.locale import N_
from chodon_cli.result import Column

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
LIST = List(N_("Staff"), "s", "s.code", COLUMNS, SQL)
