"""What was to be done: how many tasks were assigned, fell due, were done in time, late or not at all, by unit."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Annotated, Any

from typer import Option

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.locale import N_, _
from chodon_cli.nouns import task, task_extension
from chodon_cli.nouns.document import REFERENCE
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.reports.base import drilldown as _cells
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.units import PLACES
from chodon_cli.reports.compliance import Cell, Depth, Under, UnitQuery
from chodon_cli.reports.parts.tasks import DUE, ON_TIME, behind, on_time
from chodon_cli.result import Column, Result, Row
from chodon_cli.words import KIND

HELP = N_("Tasks assigned, due, done in time, late or not at all over a period.")
KEYS = {
    "unit": [Column("unit_code", "code"), Column("unit", "text")],
    "kind": [Column("kind", "word")],
    "document": [Column("document", "code"), Column("title", "text", 2, label=N_("Subject"))],
}
LATE = f"{DUE} AND coalesce(s.done_on, :end) > s.due_on"
DAYS_LATE = f"CASE WHEN {LATE} THEN julianday(coalesce(s.done_on, :end)) - julianday(s.due_on) ELSE 0 END"
EXTENDED = """
(SELECT count(*) FROM task_extension e
 WHERE e.task_id = s.id AND e.voided_on IS NULL AND e.extended_on BETWEEN :start AND :end)
"""
COUNTED = {  # key -> which tasks are counted
    "assigned": "s.assigned_on BETWEEN :start AND :end",
    "due": DUE,
    "on_time": ON_TIME,
    "done_late": f"{LATE} AND s.done_on IS NOT NULL",
    "open_late": f"{LATE} AND s.done_on IS NULL",
    "cancelled": "s.cancelled_on BETWEEN :start AND :end",
    "extended": f"{EXTENDED} > 0",
    "overdue": "s.cancelled_on IS NULL AND s.done_on IS NULL AND s.due_on < :end",
}
BEHIND = {**COUNTED, "on_time_rate": DUE, "mean_days_late": LATE}
GRANTED = (
    "e.voided_on IS NULL",
    "t.voided_on IS NULL",
    "t.assigned_on <= :end",
    "e.extended_on BETWEEN :start AND :end",
)
FIGURES = [
    Column("assigned", "integer", label=N_("Assigned")),
    Column("due", "integer", label=N_("Due")),
    Column("on_time", "integer", label=N_("Done on time")),
    Column("done_late", "integer", label=N_("Done late")),
    Column("open_late", "integer", label=N_("Not done, late")),
    Column("cancelled", "integer", 3, label=N_("Cancelled")),
    Column("extended", "integer", 2, label=N_("Put off")),
    Column("extensions", "integer", 4),
    Column("overdue", "integer", 2, label=N_("Overdue at the end")),
    Column("on_time_rate", "percent", label=N_("On time %")),
    Column("mean_days_late", "decimal", 2, label=N_("Mean days late")),
]
LINES = {"unit": "place.line", "kind": "place.line", "document": "coalesce(s.document_id, 0)", "all": "0"}
SQL = f"""
WITH {PLACES}, {task.STOOD}
SELECT {{line}} AS line, {", ".join(f"sum(CASE WHEN {test} THEN 1 ELSE 0 END)" for test in COUNTED.values())},
       sum({EXTENDED}),
       sum({DAYS_LATE})
FROM place
CROSS JOIN stood s ON s.unit_id = place.unit_id
GROUP BY 1
"""
DOCUMENTS = f"SELECT d.id, {REFERENCE}, d.title FROM document d"
NO_DOCUMENT = "–"  # the row of the tasks that rest on none
By = Annotated[
    str,
    Option(parser=options.one_of_words(*KEYS), metavar="|".join(KEYS), help=N_("One row a unit, kind or document.")),
]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """The tasks of a period (this year so far by default) as they stood on its last day; rows with any."""
    asked = UnitQuery(db, period or dates.this_year(), by, depth, unit, units == "now")
    if cell:
        return records(asked, cell)
    names = named(asked)
    counted = {row[0]: row[1:] for row in db.execute(SQL.format(line=LINES[by]), asked.values) if any(row[1:])}
    total = next(iter(db.execute(SQL.format(line=LINES["all"]), asked.values)), (0, *(0,) * (len(COUNTED) + 2)))[1:]
    return Result(
        N_("Tasks"),
        [*KEYS[by], *FIGURES],
        [(*names[line], *figures(counted[line])) for line in names if line in counted],
        totals=(*(None,) * len(KEYS[by]), *figures(total)),
        notes=[_("as the tasks stood on the last day; late is after the day to which a task was last put off")],
        period=asked.period,
        as_of=asked.period.end,
    )


def figures(counts: Row) -> Row:
    """The figures of one row, in the order of FIGURES."""
    of = dict(zip([*COUNTED, "extensions", "days_late"], counts, strict=True))
    late = of["done_late"] + of["open_late"]
    of["on_time_rate"] = rate(of["on_time"], of["due"])
    of["mean_days_late"] = rate(of["days_late"], late, 1)
    return tuple(of[column.key] for column in FIGURES)


def named(asked: UnitQuery) -> dict[Any, tuple[Any, ...]]:
    """What each row that there can be is called, in the order in which they are shown."""
    if asked.by == "document":
        found = {id: (reference, title) for id, reference, title in asked.db.execute(f"{DOCUMENTS} ORDER BY 2")}
        return {**found, 0: (NO_DOCUMENT, None)}
    lines = asked.lines if asked.by == "unit" else set(KIND.codes)
    return {line: asked.name(line) for line in sorted(lines, key=asked.order)}


def records(asked: UnitQuery, cell: str) -> Result:
    """The tasks, or the extensions, behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = _cells.named(cell, [column.key for column in FIGURES])
    values = {**asked.values, "line": None}
    if asked.by != "document" or name.casefold() in _cells.TOTAL:
        values["line"] = _cells.line_of(asked, name)
        places = _cells.where(asked, "t.unit_id", values["line"])
    else:
        values["line"] = 0 if name == NO_DOCUMENT else lookup.document(asked.db, name)[0]
        places = [*_cells.where(asked, "t.unit_id", None), "coalesce(t.document_id, 0) = :line"]
    made = granted(asked, places, values) if key == "extensions" else behind(asked.db, BEHIND[key], places, values)
    if key == "on_time_rate":
        made = replace(made, notes=on_time(asked.db, made, places, values))
    if key == "mean_days_late":
        made = replace(made, notes=[_("{days} days late in all").format(days=days_late(asked, places, values))])
    return replace(made, period=asked.period, as_of=asked.period.end)


def granted(asked: UnitQuery, places: list[str], values: dict[str, Any]) -> Result:
    found = lists.rows(asked.db, task_extension.LIST, [*GRANTED, *places], **values)
    return Result(N_("Extensions behind the figure"), task_extension.COLUMNS, found)


def days_late(asked: UnitQuery, places: list[str], values: dict[str, Any]) -> int:
    sql = f"""
    WITH {task.STOOD} SELECT coalesce(sum({DAYS_LATE}), 0) FROM stood s JOIN task t ON t.id = s.id
    WHERE {" AND ".join(places)}
    """
    return int(asked.db.execute(sql, values).fetchone()[0])
