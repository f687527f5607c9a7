"""The records behind one figure of a report, so that every figure can be traced."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from types import ModuleType

from chodon_cli.errors import NotFound, Usage
from chodon_cli.input_row import Values
from chodon_cli.labels import LABELS_OF_COLUMNS, key_of, nearest_keys
from chodon_cli.locale import N_, _
from chodon_cli.nouns import post, violation
from chodon_cli.nouns.declaration import Field
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION, VIOLATION_UNHANDLED
from chodon_cli.reports.base.by_unit import Line, UnitQuery
from chodon_cli.result import Cell, Result
from chodon_cli.words.staff import CATEGORY
from chodon_cli.words.unit import UNIT_KIND

NAMES_OF_THE_TOTAL = ("*", "total")
OF_POSTS = ("staff", "headcount", "staff_years", "compliance_rate", "expected")
PER_100 = ("per_100", "per_100_low", "per_100_high", "per_100_shrunk", "signal")
BY_PERSON = ("violators", "violators_per_100")
OF_VIOLATIONS = ("violations", *BY_PERSON, *PER_100, "serious", "unhandled")
OF_STANDARD = ("violations", "violators", "serious")
DAYS_SERVED_SQL = """
SELECT julianday(CASE WHEN coalesce(p.ended_on, '9999-12-31') < :end THEN p.ended_on ELSE :end END)
     - julianday(CASE WHEN p.started_on > :start THEN p.started_on ELSE :start END) + 1
"""
IN_PLACE = "{unit} IN (SELECT CAST(key AS INTEGER) FROM json_each(:places) WHERE {line})"


def records(db: Connection, query: UnitQuery, cell: str, parts: Sequence[ModuleType]) -> Result:
    """The posts, the violations or what a part adds behind ROW:KEY.

    Usage error for an unknown key, NotFound for an unknown row.
    """
    added = {key: part for part in parts for key in (*(column.key for column in part.PART_COLUMNS), *part.ALSO_BEHIND)}
    name, key = parse_cell(cell, OF_STANDARD if query.by == "standard" else (*OF_POSTS, *OF_VIOLATIONS, *added))
    values = {**query.values, "line": line_of(query, name)}
    values.pop("days")
    made: Result
    if key in added:
        made = added[key].records(db, query, key, values)
    else:
        made = posts(db, query, key, values) if key in OF_POSTS else violations(db, query, key, values)
        made = replace(made, notes=working_notes(db, query, key, values))
    return replace(made, period=query.period, as_of=query.period.end)


def parse_cell(cell: str, keys: Sequence[str]) -> tuple[str, str]:
    """Row and key of ROW:KEY. Usage error for a key that is none of these."""
    name, colon, said = cell.rpartition(":")
    headings = {key: LABELS_OF_COLUMNS.get(key, key) for key in keys}
    key = key_of(said, headings)
    if not colon or key is None:
        near = nearest_keys(said, headings)
        raise Usage(
            _("“{value}” names no figure").format(value=cell)
            + (_(" (did you mean {names}?)").format(names=", ".join(near)) if near else ""),
            _("write ROW:KEY with one of {keys}").format(keys=", ".join(dict.fromkeys(keys))),
        )
    return name, key


def line_of(query: UnitQuery, name: str) -> Line:
    """The row that is meant: a unit's code, a word, or the totals (None)."""
    if name.casefold() in (*NAMES_OF_THE_TOTAL, _("Total").casefold()):
        return None
    if query.by == "unit":
        line = lookup.unit(query.db, name).id
        if line not in query.lines:
            raise NotFound(_("{name} is no row of this report").format(name=name))
        return line
    if query.by == "standard":
        return lookup.standard(query.db, name).code
    return (UNIT_KIND if query.by == "kind" else CATEGORY).parse(name)


def conditions(query: UnitQuery, unit: str, line: Line) -> list[str]:
    """The condition that a post or a violation counts in the row."""
    in_place = "1 = 1" if line is None or query.by in ("category", "standard") else "value = :line"
    return [IN_PLACE.format(unit=unit, line=in_place)]


def working_notes(db: Connection, query: UnitQuery, key: str, values: dict[str, Cell]) -> list[str]:
    """What a figure that is no count is worked out from."""
    if key == "compliance_rate":
        staff, violators = (
            len({row[found.position("staff")] for row in found.rows})
            for found in (posts(db, query, key, values), violations(db, query, key, values))
        )
        return [_("no violation: {part} of {whole} people").format(part=staff - violators, whole=staff)]
    if key not in (*PER_100, "violators_per_100"):
        return []
    days = posts(db, query, key, values).totals or (0,)
    number = len(violations(db, query, key, values).rows)
    return [_("violations: {number}; days of service: {days}").format(number=number, days=days[-1])]


def part_of(part: int, whole: int) -> str:
    """Of a rate: what it is a rate of."""
    return _("{part} of {whole}").format(part=part, whole=whole)


def post_conditions(query: UnitQuery, line: Line) -> list[str]:
    """The condition that the person's post of the day (p, joined by the list) counts in the row."""
    of_category = ["p.category = :line"] if query.by == "category" and line is not None else []
    return [*conditions(query, "p.unit_id", line), *of_category]


def posts(db: Connection, query: UnitQuery, key: str, values: Values) -> Result:
    where = [*conditions(query, "p.unit_id", values["line"]), "p.voided_on IS NULL"]
    where += ["p.started_on <= :end", "coalesce(p.ended_on, '9999-12-31') >= :start"]
    if query.by == "category" and values["line"]:
        where.append("p.category = :line")
    if key == "headcount":
        where.append("coalesce(p.ended_on, '9999-12-31') >= :end")
    with_days = replace(
        post.DECLARATION,
        fields=[*post.FIELDS, Field("days", "integer", sql=f"CAST(({DAYS_SERVED_SQL}) AS INTEGER)")],
    )
    found = lists.rows(db, with_days, where, "s.name_key, s.code, p.started_on", **values)
    columns = [replace(c, shown="always") if c.key == "full_name" else c for c in with_days.fields]
    totals = (*(None,) * (len(columns) - 1), sum(row[-1] for row in found))
    return Result(N_("Posts behind the figure"), columns, found, totals=totals)


def violations(db: Connection, query: UnitQuery, key: str, values: Values) -> Result:
    where = [
        *conditions(query, "v.unit_id", values["line"]),
        COUNTS_AS_VIOLATION,
        f"v.{query.day} BETWEEN :start AND :end",
    ]
    if query.by == "standard" and values["line"]:
        where.append("c.code = :line")
    if query.by == "category" and values["line"]:
        where.append("""
        EXISTS (SELECT 1 FROM post p WHERE p.staff_id = v.staff_id AND p.voided_on IS NULL AND p.category = :line
                AND p.started_on <= v.occurred_on AND coalesce(p.ended_on, '9999-12-31') >= v.occurred_on)
        """)
    if key == "serious":
        where.append(ABOVE_MINOR)
    if key == "unhandled":
        where.append(VIOLATION_UNHANDLED)
    order = "s.name_key, s.code, v.occurred_on" if key in BY_PERSON else ""
    found = lists.rows(db, violation.DECLARATION, where, order, known=values["today"], **values)
    return Result(N_("Violations behind the figure"), violation.FIELDS, found)
