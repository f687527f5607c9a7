"""The records behind one figure of a report, so that every figure can be traced."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from types import ModuleType

from chodon_cli.dates import Period, show_day
from chodon_cli.errors import NotFound, Usage
from chodon_cli.input_row import Values
from chodon_cli.labels import key_of, nearest_keys
from chodon_cli.locale import LANGUAGES, N_, _, catalogue, figure
from chodon_cli.nouns import post, violation
from chodon_cli.nouns.declaration import Field
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION, VIOLATION_UNHANDLED
from chodon_cli.reports.base.by_unit import Line, UnitQuery
from chodon_cli.result import Cell, Column, Result
from chodon_cli.text import clean
from chodon_cli.words.staff import CATEGORY
from chodon_cli.words.unit import UNIT_KIND

COMPLIANCE_COLUMNS = [
    Column("staff", "integer", label=N_("No. of staff")),
    Column("headcount", "integer", 3),
    Column("staff_years", "decimal", 4),
    Column("violations", "integer"),
    Column("violators", "integer", 2),
    Column("compliance_rate", "percent", 2, label=N_("No violation recorded %")),
    Column("violators_per_100", "decimal", 3, label=N_("Violators per 100 staff-years")),
    Column("per_100", "decimal", 2),
    Column("per_100_low", "decimal", 5, label=N_("Per 100, from")),
    Column("per_100_high", "decimal", 5, label=N_("Per 100, to")),
    Column("per_100_shrunk", "decimal", 4, label=N_("Per 100, for ordering")),
    Column("expected", "decimal", 2),
    Column("checks", "integer", 3, label=N_("Checks made by others")),
    Column("signal", "word"),
    Column("serious", "integer", 2, label=N_("Serious or worse")),
]
NAMES_OF_THE_TOTAL = ("*", "total")
LABEL_OF_THE_TOTAL = N_("Total")
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
    """The posts, the violations or what a part adds behind ROW:KEY, under a title that names the figure.

    Usage error for an unknown key, NotFound for an unknown row.
    """
    columns = columns_behind(query, parts)
    name, key = parse_cell(cell, columns)
    line = line_of(query, name)
    return with_title(
        records_behind_figure(db, query, line, key, parts), row_name(query, line), key, columns, query.period
    )


def records_behind_figure(
    db: Connection, query: UnitQuery, line: Line, key: str, parts: Sequence[ModuleType]
) -> Result:
    """The records behind a figure of a row; of all rows together where it is None."""
    added = {key: part for part in parts for key in (*(column.key for column in part.PART_COLUMNS), *part.ALSO_BEHIND)}
    values = {**query.values, "line": line}
    values.pop("days")
    if key in added:
        made: Result = added[key].records(db, query, key, values)
        return made
    made = posts(db, query, key, values) if key in OF_POSTS else violations(db, query, key, values)
    return replace(made, notes=working_notes(db, query, key, values))


def columns_behind(query: UnitQuery, parts: Sequence[ModuleType]) -> list[Column]:
    """The columns of the report behind whose figures records can be shown."""
    also = [key for part in parts for key in (*(column.key for column in part.PART_COLUMNS), *part.ALSO_BEHIND)]
    return columns_of(OF_STANDARD if query.by == "standard" else (*OF_POSTS, *OF_VIOLATIONS, *also), parts)


def columns_of(keys: Sequence[str], parts: Sequence[ModuleType]) -> list[Column]:
    """The columns of compliance with these keys, as they are headed there."""
    headed = {column.key: column for part in parts for column in part.PART_COLUMNS}
    headed |= {column.key: column for column in COMPLIANCE_COLUMNS}
    return [headed.get(key, Column(key)) for key in dict.fromkeys(keys)]


def with_title(made: Result, row: str, key: str, columns: Sequence[Column], period: Period | None) -> Result:
    """The records, under a title that says behind which figure of which row and period they stand."""
    figure = next((column.heading for column in columns if column.key == key), key)
    said = [_("{title}: {row}, {figure}").format(title=_(made.title), row=row, figure=figure)]
    if period:
        said.append(f"{show_day(period.start)} – {show_day(period.end)}")
    as_of = period.end if period else made.as_of
    return replace(made, title=", ".join(said), period=period, as_of=as_of)


def row_name(query: UnitQuery, line: Line) -> str:
    """What people call a row of the report; None: all rows together."""
    if line is None:
        return _(LABEL_OF_THE_TOTAL)
    if query.by == "unit":
        return query.units[line].name
    words = {"kind": UNIT_KIND, "category": CATEGORY}
    return words[query.by].label(line) if query.by in words else str(line)


def is_total(name: str) -> bool:
    """Whether all rows together are meant."""
    labels = [catalogue(language).gettext(LABEL_OF_THE_TOTAL).casefold() for language in LANGUAGES]
    return clean(name).casefold() in (*NAMES_OF_THE_TOTAL, *labels)


def parse_cell(cell: str, columns: Sequence[Column]) -> tuple[str, str]:
    """Row and key of ROW:KEY, the key written as one or as the heading of one of the columns.

    Usage error for a key that is none of these.
    """
    name, colon, said = cell.rpartition(":")
    headings = {column.key: column.message for column in columns}
    key = key_of(said, headings)
    if not colon or key is None:
        near = nearest_keys(said, headings)
        raise Usage(
            _("“{value}” names no figure").format(value=cell)
            + (_(" (did you mean {names}?)").format(names=", ".join(near)) if near else ""),
            _("write ROW:COLUMN, where COLUMN is one of {keys}").format(keys=", ".join(headings)),
        )
    return name, key


def line_of(query: UnitQuery, name: str) -> Line:
    """The row that is meant: a unit's code, a word, or the totals (None)."""
    if is_total(name):
        return None
    if query.by == "unit":
        line = lookup.unit(query.db, name).id
        if line not in query.lines:
            raise NotFound(
                _("{name} is no row of this report").format(name=name), _("take a row that the report shows")
            )
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
    if key not in (*PER_100, "violators_per_100"):
        return []
    days = posts(db, query, key, values).totals or (0,)
    number = len(violations(db, query, key, values).rows)
    return [
        _("violations: {number}; days of service: {days}").format(number=figure(number, 0), days=figure(days[-1], 0))
    ]


def part_of(part: int, whole: int) -> str:
    """Of a rate: what it is a rate of."""
    return _("{part} of {whole}").format(part=figure(part, 0), whole=figure(whole, 0))


def share_of_people(query: UnitQuery, made: Result, line: Line) -> str:
    """Of how many of the people who served there these are the records."""
    served = posts(query.db, query, "staff", {**query.values, "line": line})
    return part_of(number_of_people(made), number_of_people(served))


def number_of_people(records: Result) -> int:
    """How many people these records are of."""
    return len({row[records.position("staff")] for row in records.rows})


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
    rows = lists.rows(db, with_days, where, "s.name_key, s.code, p.started_on", **values)
    columns = [replace(c, shown="always") if c.key == "full_name" else c for c in with_days.fields]
    totals = (*(None,) * (len(columns) - 1), sum(row[-1] for row in rows))
    return Result(N_("Posts behind the figure"), columns, rows, totals=totals)


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
    rows = lists.rows(db, violation.DECLARATION, where, order, known_on=values["today"], **values)
    return Result(N_("Violations behind the figure"), violation.FIELDS, rows)
