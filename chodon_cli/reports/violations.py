"""What is violated: by standard, by how it came to be known, by how grave it is, by month."""

from json import loads
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import violation
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION, VIOLATION_UNHANDLED
from chodon_cli.queries.unit_tree import PLACES_SQL, UnitTree, as_json, unit_id
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import dated_column
from chodon_cli.reports.base.options import Cell, Dated, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.result import Column, Result, Row
from chodon_cli.words.violation import SEVERITY, VIOLATION_SOURCE

HELP = N_("Violations of a period by standard, source, severity or month.")
KEY_COLUMNS = {
    "standard": [
        Column("standard", "code"),
        Column("title", "text", 1, label=N_("Standard of conduct")),
        Column("group", "text", 3),
    ],
    "source": [Column("source", "word")],
    "severity": [Column("severity", "word")],
    "month": [Column("month", "code")],
    "unit-month": [Column("unit_code", "code"), Column("unit", "text"), Column("month", "code")],
}
FIGURE_COLUMNS = [
    Column("violations", "integer"),
    Column("violators", "integer"),
    Column("serious", "integer", label=N_("Serious or worse")),
    Column("share", "percent", 2),
]
LINE_SQL_OF_VIOLATIONS = {  # what the violations are counted by; never what somebody typed
    "standard": "v.standard_id",
    "source": "v.source",
    "severity": "v.severity",
    "month": "substr(v.{day}, 1, 7)",
    "unit-month": "place.line, substr(v.{day}, 1, 7)",
}
IN_PLACES = "v.unit_id IN (SELECT CAST(key AS INTEGER) FROM json_each(:places))"
VIOLATORS_AND_SERIOUS_SQL = f"""
json_group_array(v.staff_id), sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.{{day}} BETWEEN :start AND :end
     AND {COUNTS_AS_VIOLATION}
"""

Unhandled = Annotated[
    bool, Option("--unhandled", help=N_("List those that no case had taken up by the end of the period, oldest first."))
]
By = Annotated[
    str, Option(parser=options.one_of_words(*KEY_COLUMNS), metavar="|".join(KEY_COLUMNS), help=N_("What to count by."))
]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "standard",
    unit: options.Unit = None,
    units: Under = "then",
    unhandled: Unhandled = False,
    dated: Dated = "occurred",
    cell: Cell = None,
) -> Result:
    """The violations of a period (this year so far by default). Sources, severities and months are all listed."""
    within = period or dates.this_year()
    tree = UnitTree(db, dates.today(), units == "now", within)
    places = tree.places(unit_id(db, unit))
    if unhandled:
        return _unhandled_list(db, within, places, dated_column(dated))
    values = {"places": as_json(places), "start": within.start, "end": within.end, "today": dates.today()}
    day = dated_column(dated)
    line = LINE_SQL_OF_VIOLATIONS[by].format(day=day)
    if cell:
        return _records(db, within, by, cell, day, values)
    rows, total = _counts(db, line, day, values)
    violations = total[0]
    width = len(KEY_COLUMNS[by])
    if by == "unit-month":
        rows = [(tree[id].code, tree[id].name, *rest) for id, *rest in sorted(rows, key=lambda row: order(tree, row))]
    elif by == "standard":
        standards = {
            id: tuple(names) for id, *names in db.execute("SELECT id, code, title, group_name FROM standard", {})
        }
        rows = sorted((*standards[id], *counts) for id, *counts in rows)
    else:
        row_by_line = {row[0]: row for row in rows}
        rows = [row_by_line.get(word, (word, 0, 0, 0)) for word in possible_rows(by, within)]
    return Result(
        N_("Violations"),
        [*KEY_COLUMNS[by], *FIGURE_COLUMNS],
        [(*row, rate(row[width], violations)) for row in rows],
        totals=(*(None,) * width, *total, rate(violations, violations)),
        period=within,
        as_of=within.end,
    )


def _counts(db: Connection, line: str, day: str, values: Values) -> tuple[list[Row], tuple[int, int, int]]:
    """Of each line, and of all: violations, violators, and the violations that are serious or worse."""
    rows, violators, violations, serious = list[Row](), set[int](), 0, 0
    sql = f"WITH {PLACES_SQL} SELECT {line}, {VIOLATORS_AND_SERIOUS_SQL.format(day=day)} GROUP BY {line}"
    for *keys, people, serious_of_line in db.execute(sql, values):
        people_of_line: list[int] = loads(people)
        different = {*people_of_line}
        rows.append((*keys, len(people_of_line), len(different), serious_of_line))
        violators |= different
        violations += len(people_of_line)
        serious += serious_of_line
    return rows, (violations, len(violators), serious)


def order(tree: UnitTree, row: Row) -> tuple[object, str]:
    return tree.order(row[0]), row[1]


def _records(db: Connection, within: Period, by: str, cell: str, day: str, values: Values) -> Result:
    """The violations behind ROW:KEY, UNIT@MONTH:KEY by unit and month.

    Usage error for an unknown key or word; an unknown standard or month has none.
    """
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    where = [COUNTS_AS_VIOLATION, f"v.{day} BETWEEN :start AND :end", IN_PLACES]
    known = dates.today()
    every = len(lists.rows(db, violation.DECLARATION, where, known_on=known, **values)) if key == "share" else 0
    row, of_row = (_("Total"), []) if drilldown.is_total(name) else _row_of(db, by, name, day, values)
    where += [*of_row, *([ABOVE_MINOR] if key == "serious" else [])]
    rows = lists.rows(db, violation.DECLARATION, where, known_on=known, **values)
    notes = [drilldown.part_of(len(rows), every)] if every else []
    made = Result(N_("Violations behind the figure"), violation.FIELDS, rows, notes=notes)
    return drilldown.with_title(made, row, key, FIGURE_COLUMNS, within)


def _row_of(db: Connection, by: str, name: str, day: str, values: Values) -> tuple[str, list[str]]:
    """What people call the row, and when a violation counts in it; the values that this needs are added."""
    if by == "unit-month":
        said, _at, month = name.partition("@")
        unit = lookup.unit(db, said)
        values |= {"unit": unit.id, "line": month}
        in_unit = "v.unit_id IN (SELECT CAST(key AS INTEGER) FROM json_each(:places) WHERE value = :unit)"
        return f"{unit.name}, {month}", [in_unit, f"substr(v.{day}, 1, 7) = :line"]
    words = {"source": VIOLATION_SOURCE, "severity": SEVERITY}
    line = words[by].parse(name) if by in words else name.upper()
    values["line"] = line
    column = "c.code" if by == "standard" else LINE_SQL_OF_VIOLATIONS[by].format(day=day)
    return words[by].label(line) if by in words else line, [f"{column} = :line"]


def possible_rows(by: str, period: Period) -> list[str]:
    """The words that have a row even where nothing happened."""
    if by == "source":
        return VIOLATION_SOURCE.codes
    if by == "severity":
        return SEVERITY.codes
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (period.start, period.end))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _unhandled_list(db: Connection, within: Period, places: dict[int, int], day: str) -> Result:
    """The violations that no case had taken up by the last day, and how many days after they were found that is."""
    where = [f"v.{day} BETWEEN :start AND :end", COUNTS_AS_VIOLATION, VIOLATION_UNHANDLED]
    where.append(IN_PLACES)
    values = {"places": as_json(places), "start": within.start, "end": within.end, "today": dates.today()}
    rows = lists.rows(db, violation.DECLARATION, where, "v.found_on, v.year, v.n", known_on=dates.today(), **values)
    place = lists.keys(violation.DECLARATION).index("found_on")
    return Result(
        N_("Violations not taken up by a case"),
        [*violation.FIELDS[: place + 1], Column("days_since", "integer"), *violation.FIELDS[place + 1 :]],
        [(*row[: place + 1], max(0, dates.days_between(row[place], within.end)), *row[place + 1 :]) for row in rows],
        period=within,
        as_of=within.end,
    )
