"""inspection.csv: which unit was inspected when, who was there, what was concluded and remedied."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli.law import checklist
from chodon_cli.locale import N_
from chodon_cli.nouns import inspection_check, violation
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("number", "code"),
    Column("unit", "code"),
    Column("kind", "word", label=N_("Kind of inspection"), words="inspection_kind"),
    Column("planned_on", "date", 4),
    Column("visited_on", "date"),
    Column("hour", "code", 3),
    Column("people", "integer", 3),
    Column("present", "integer", 3),
    Column("absent_with_reason", "integer", 4),
    Column("absent_without_reason", "integer", 2),
    Column("came_late", "integer", 2),
    Column("conclusion", "text", 4),
    Column("concluded_on", "date", 4),
    Column("to_remedy", "text", 5),
    Column("remedy_due_on", "date", 3),
    Column("remedied", "text", 6),
    Column("remedied_on", "date", 3),
    Column("note", "text", 6),
    *VOIDED,
]
NUMBER = number("KT", "i", 3)
OWN_DAY = "coalesce(i.visited_on, i.planned_on)"  # when it was carried out; while it is still to come, when it will be
SQL = f"""
SELECT {NUMBER} AS number, u.code AS unit, i.kind, i.planned_on, i.visited_on, i.hour, i.people, i.present,
       i.absent_with_reason, i.absent_without_reason, i.came_late, i.conclusion, i.concluded_on, i.to_remedy,
       i.remedy_due_on, i.remedied, i.remedied_on, i.note, i.voided_on, i.void_reason
FROM inspection i
JOIN unit u ON u.id = i.unit_id
"""
LIST = NounList(N_("Inspections"), "i", "i.year, i.n", COLUMNS, SQL, NUMBER, "visited_on planned_on")
ITEMS = [
    Column("item", "code"),
    Column("title", label=N_("What is looked at")),
    Column("standard", "code", 2),
    Column("document", "text", 3, label=N_("Source of the item")),
    Column("verified", "word", 2),
]


def shown(db: Connection, said: str) -> Result:
    """One inspection with what was checked and the violations that were found."""
    id, *_rest = lookup.inspection(db, said, "number", even_void=True)
    columns = [replace(column, shown="always") for column in COLUMNS]
    found = lists.rows(db, violation.LIST, ["v.inspection_id = :id"], id=id)
    return Result(
        N_("Inspection"),
        columns,
        lists.rows(db, LIST, ["i.id = :id"], id=id),
        layout="record",
        details=[
            inspection_check.of(db, id),
            Result(N_("Violations"), violation.COLUMNS, found),
        ],
    )


def items(on: str) -> Result:
    """What an inspection looks at on this day, beside the standards of conduct."""
    keys = ("code", "title", "standard", "document", "verified")
    rows = [tuple(item.get(key) for key in keys) for item in checklist.items(on)]
    return Result(N_("What an inspection looks at"), ITEMS, rows, as_of=on)
