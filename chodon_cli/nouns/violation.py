"""violation.csv: who broke which standard, when and in which unit."""

from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from chodon_cli.dates import Period
from chodon_cli.locale import N_
from chodon_cli.queries import filters as numbered
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.select import NounList, number
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2, shown="people"),
    Column("unit", "code"),
    Column("standard", "code"),
    Column("occurred_on", "date"),
    Column("found_on", "date", 4),
    Column("source", "word", 4),
    Column("severity", "word", 3),
    Column("note", "text", 3),
    Column("inspection", "code", 6),
    Column("voided_on", "date", 2),
    Column("void_reason", "text", 6),
]
NUMBER = number("VP", "v", 4)
INSPECTION = number("KT", "i", 3)
SQL = f"""
SELECT {NUMBER} AS number, s.code AS staff, s.full_name, u.code AS unit, c.code AS standard, v.occurred_on, v.found_on,
       v.source, v.severity, v.note, {INSPECTION} AS inspection, v.voided_on, v.void_reason
FROM violation v
JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
JOIN standard c ON c.id = v.standard_id
LEFT JOIN inspection i ON i.id = v.inspection_id
"""
LIST = NounList(N_("Violations"), "v", "v.year, v.n", COLUMNS, SQL, NUMBER, "occurred_on")


@dataclass(frozen=True)
class ViolationFilter:
    """Which violations are wanted; None asks for all."""

    period: Period | None = None
    unit: str | None = None
    staff: str | None = None
    standard: str | None = None
    source: str | None = None
    severity: str | None = None
    inspection: str | None = None
    find: str | None = None


def listed(db: Connection, asked: ViolationFilter) -> Result:
    """The violations by number, void ones among them."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if asked.period:
        where.append("v.occurred_on BETWEEN :start AND :end")
        values |= {"start": asked.period.start, "end": asked.period.end}
    if asked.unit:
        where.append(lookup.BENEATH)
        values["unit"] = lookup.unit(db, asked.unit)[0]
    if asked.staff:
        where.append("v.staff_id = :staff")
        values["staff"] = lookup.staff(db, asked.staff)[0]
    if asked.standard:
        where.append("v.standard_id = :standard")
        values["standard"] = lookup.standard(db, asked.standard)[0]
    if asked.inspection:
        where.append("v.inspection_id = :inspection")
        values["inspection"] = lookup.inspection(db, asked.inspection, even_void=True)[0]
    for key in ("source", "severity"):
        if word := getattr(asked, key):
            where.append(f"v.{key} = :{key}")
            values[key] = word
    result = lists.listing(db, LIST, where, **values)
    return replace(numbered.having(result, asked.find), period=asked.period)
