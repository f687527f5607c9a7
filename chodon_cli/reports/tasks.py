"""What was to be done: how many tasks were assigned, fell due, were done in time, late or not at all, by unit."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.nouns import task_extension
from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import (
    FOREVER_SQL,
    TASK_DUE,
    TASK_FIRST_DUE,
    TASK_LATE,
    TASK_ON_FIRST_TIME,
    TASK_ON_TIME,
    TASK_OPEN,
    TASK_OVERDUE,
    TASKS_AS_OF,
)
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.options import Cell, Depth, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.task_counts import task_sums
from chodon_cli.reports.parts.tasks import CONDITIONS_OF_RATES, rate_behind, tasks_behind_figure
from chodon_cli.result import Column, Result, Row
from chodon_cli.words.unit import UNIT_KIND

HELP = N_("Tasks assigned, due, done in time, late or not at all over a period.")
KEY_COLUMNS = {
    "unit": [Column("unit_code", "code"), Column("unit", "text")],
    "kind": [Column("kind", "word")],
    "document": [Column("document", "code"), Column("title", "text", 2, label=N_("Subject"))],
}
DAYS_LATE = f"""
CASE WHEN {TASK_LATE} THEN julianday(coalesce(s.done_on, s.cancelled_on, :end)) - julianday(s.due_on) ELSE 0 END
"""
CONDITIONS_OF_FIGURES = {  # key -> which tasks are counted
    "assigned": "s.assigned_on BETWEEN :start AND :end",
    "due": TASK_DUE,
    "on_time": TASK_ON_TIME,
    "done_late": f"{TASK_LATE} AND s.done_on IS NOT NULL",
    "open_late": f"{TASK_LATE} AND {TASK_OPEN}",
    "cancelled_late": f"{TASK_LATE} AND s.cancelled_on IS NOT NULL",
    "cancelled": "s.cancelled_on BETWEEN :start AND :end",
    "extended": "s.extensions > 0",
    "overdue": TASK_OVERDUE,
    "first_due": TASK_FIRST_DUE,
    "on_first_time": TASK_ON_FIRST_TIME,
}
CONDITIONS_OF_CELLS = {**CONDITIONS_OF_FIGURES, "mean_days_late": TASK_LATE}
EXTENSION_GRANTED = (
    "e.voided_on IS NULL",
    "t.voided_on IS NULL",
    "t.assigned_on <= :end",
    "e.extended_on BETWEEN :start AND :end",
)
FIGURE_COLUMNS = [
    Column("assigned", "integer", label=N_("Assigned")),
    Column("due", "integer", label=N_("Due")),
    Column("on_time", "integer", label=N_("Done on time")),
    Column("done_late", "integer", label=N_("Done late")),
    Column("open_late", "integer", label=N_("Not done, late")),
    Column("cancelled_late", "integer", 3, label=N_("Cancelled late")),
    Column("cancelled", "integer", 3, label=N_("Cancelled")),
    Column("extended", "integer", 2, label=N_("Put off")),
    Column("extensions", "integer", 4),
    Column("overdue", "integer", 2, label=N_("Overdue at the end")),
    Column("on_time_rate", "percent", label=N_("On time %")),
    Column("on_time_original_rate", "percent", 2, label=N_("On time by the first day %")),
    Column("mean_days_late", "decimal", 2, label=N_("Mean days late")),
]
SUMS = (*(f"CASE WHEN {test} THEN 1 ELSE 0 END" for test in CONDITIONS_OF_FIGURES.values()), "s.extensions", DAYS_LATE)
IS_NOT_OVER = f"coalesce(s.done_on, s.cancelled_on, {FOREVER_SQL}) >= :start OR s.first_due_on >= :start"
# what was over and due before the period, and left alone since, counts in none of these
DOCUMENTS_SQL = f"SELECT d.id, {DOCUMENT_REFERENCE_SQL}, d.title FROM document d"
NO_DOCUMENT = "–"  # the row of the tasks that rest on none
By = Annotated[
    str,
    Option(
        parser=options.one_of_words(*KEY_COLUMNS),
        metavar="|".join(KEY_COLUMNS),
        help=N_("One row a unit, kind or document."),
    ),
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
    query = UnitQuery(db, period or dates.this_year(), by, depth, unit, units == "now")
    if cell:
        return records(query, cell)
    names = row_names(query)
    sums = task_sums(query, SUMS, IS_NOT_OVER)
    counted = {line: tuple(counts) for line, counts in sums.items() if any(counts)}
    total = tuple(map(sum, zip((0,) * len(SUMS), *counted.values(), strict=True)))
    return Result(
        N_("Tasks"),
        [*KEY_COLUMNS[by], *FIGURE_COLUMNS],
        [(*names[line], *figures(counted[line])) for line in names if line in counted],
        totals=(*(None,) * len(KEY_COLUMNS[by]), *figures(total)),
        notes=[
            _(
                "as the tasks stood on the last day; late is after the day that held: an extension counts only if "
                "granted by then; a task cancelled after its day was not done in time"
            )
        ],
        period=query.period,
        as_of=query.period.end,
    )


def figures(counts: Row) -> Row:
    """The figures of one row, in the order of FIGURE_COLUMNS."""
    of = dict(zip([*CONDITIONS_OF_FIGURES, "extensions", "days_late"], counts, strict=True))
    late = of["done_late"] + of["open_late"] + of["cancelled_late"]
    of["on_time_rate"] = rate(of["on_time"], of["due"])
    of["on_time_original_rate"] = rate(of["on_first_time"], of["first_due"])
    of["mean_days_late"] = rate(of["days_late"], late, 1)
    return tuple(of[column.key] for column in FIGURE_COLUMNS)


def row_names(query: UnitQuery) -> dict[object, Row]:
    """What each row that there can be is called, in the order in which they are shown."""
    if query.by == "document":
        names_by_id = {
            id: (reference, title) for id, reference, title in query.db.execute(f"{DOCUMENTS_SQL} ORDER BY 2")
        }
        return {**names_by_id, 0: (NO_DOCUMENT, None)}
    lines = query.lines if query.by == "unit" else set(UNIT_KIND.codes)
    return {line: query.name(line) for line in sorted(lines, key=query.order)}


def records(query: UnitQuery, cell: str) -> Result:
    """The tasks, or the extensions, behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    values = {**query.values, "line": None}
    row = drilldown.row_name(query, None)
    if query.by != "document" or name.casefold() in drilldown.NAMES_OF_THE_TOTAL:
        values["line"] = line = drilldown.line_of(query, name)
        places = drilldown.conditions(query, "t.unit_id", line)
        row = drilldown.row_name(query, line)
    else:
        values["line"], row = 0 if name == NO_DOCUMENT else lookup.document(query.db, name).id, name
        places = [*drilldown.conditions(query, "t.unit_id", None), "coalesce(t.document_id, 0) = :line"]
    if key == "extensions":
        result = extensions(query, places, values)
    elif key in CONDITIONS_OF_RATES:
        result = rate_behind(query.db, key, places, values)
    else:
        result = tasks_behind_figure(query.db, CONDITIONS_OF_CELLS[key], places, values)
    if key == "mean_days_late":
        days = days_late(query, places, values)
        one, several = N_("{days} day late in all"), N_("{days} days late in all")
        result = replace(result, notes=[one_or_several(days, one, several).format(days=figure(days, 0))])
    return drilldown.with_title(result, row, key, FIGURE_COLUMNS, query.period)


def extensions(query: UnitQuery, places: list[str], values: Values) -> Result:
    rows = lists.rows(
        query.db, task_extension.DECLARATION, [*EXTENSION_GRANTED, *places], known_on=query.period.end, **values
    )
    return Result(N_("Extensions behind the figure"), task_extension.FIELDS, rows)


def days_late(query: UnitQuery, places: list[str], values: dict[str, object]) -> int:
    sql = f"""
    WITH {TASKS_AS_OF} SELECT coalesce(sum({DAYS_LATE}), 0) FROM stood s JOIN task t ON t.id = s.id
    WHERE {" AND ".join(places)}
    """
    return int(query.db.execute(sql, values).fetchone()[0])
