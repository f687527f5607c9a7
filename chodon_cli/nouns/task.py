"""task.csv: what was to be done, by whom and by when, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from chodon_cli.locale import N_
from chodon_cli.nouns import task_extension
from chodon_cli.nouns.document import REFERENCE
from chodon_cli.queries import filters as numbered
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.filters import ListFilter
from chodon_cli.queries.measures import TASK_LAST_DUE_ON
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column, Result, Row

STATE = Column("state", "word", 2, shown="people", words="task_state")
COLUMNS = [
    Column("number", "code"),
    Column("title", "text", 2, label=N_("Task")),
    Column("document", "code", 4),
    Column("unit", "code"),
    Column("staff", "code", 3, label=N_("Person")),
    Column("full_name", "person", 3, shown="people"),
    Column("assigned_on", "date", 4),
    Column("scheduled_on", "date", 7),
    Column("due_on", "date", 6),
    Column("current_due_on", "date", 1, shown="people"),
    Column("extensions", "integer", 5, shown="people"),
    Column("done_on", "date", 2),
    Column("quality", "word", 5),
    Column("cancelled_on", "date", 5),
    Column("cancel_reason", "text", 7),
    Column("repeats", "word", 6),
    Column("series", "code", 7),
    Column("note", "text", 7),
    *VOIDED,
]
NUMBER = number("NV", "t", 4)
SQL = f"""
SELECT {NUMBER} AS number, t.title, {REFERENCE} AS document, u.code AS unit, s.code AS staff, s.full_name,
       t.assigned_on, t.scheduled_on, t.due_on, {TASK_LAST_DUE_ON} AS current_due_on,
       (SELECT count(*) FROM task_extension e WHERE e.task_id = t.id AND e.voided_on IS NULL) AS extensions,
       t.done_on, t.quality, t.cancelled_on, t.cancel_reason, t.repeats, t.series, t.note, t.voided_on, t.void_reason
FROM task t
JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff s ON s.id = t.staff_id
LEFT JOIN document d ON d.id = t.document_id
"""
LIST = NounList(N_("Tasks"), "t", "t.year, t.n", COLUMNS, SQL, NUMBER, "assigned_on")


def listed(
    db: Connection, asked: ListFilter, today: str, document: str | None = None, open: bool = False, late: bool = False
) -> Result:
    """The tasks by number; those that rest on a document, are still open, or late, if asked."""
    found = stated(numbered.listed(db, LIST, asked), today)
    state, of = found.position("state"), found.position("document")
    rows = found.rows
    if document:
        reference = lookup.document(db, document)[1]
        rows = [row for row in rows if row[of] == reference]
    if open:
        rows = [row for row in rows if row[state] in ("open", "late")]
    if late:
        rows = [row for row in rows if row[state] in ("late", "done-late")]
    return replace(found, rows=rows)


def shown(db: Connection, said: str, today: str) -> Result:
    """One task, with each later day that was granted."""
    id, *_rest = lookup.task(db, said, even_void=True)
    columns = [replace(column, shown="always") for column in COLUMNS]
    made = Result(N_("Task"), columns, lists.rows(db, LIST, ["t.id = :id"], id=id), layout="record")
    granted = lists.rows(db, task_extension.LIST, ["t.id = :id"], id=id)
    told = lists.saying(task_extension.COLUMNS, granted)
    kept = [replace(column, shown="asked") if column.key == "task" else column for column in told]
    details = [Result(N_("Extensions"), kept, granted)] if granted else []
    return replace(stated(made, today), details=details)


def rolled(ids: Sequence[int], hints: Sequence[str]) -> Result:
    """The tasks that were made for those that come again."""
    from chodon_cli import store

    with store.reading() as db:
        made = lists.written(db, LIST, ids, N_("Tasks made"), hints)
    told = ("number", "title", "unit", "staff", "assigned_on", "due_on", "series")
    columns = [replace(column, shown="always" if column.key in told else "asked") for column in made.columns]
    return replace(made, columns=columns, layout="table", is_stored=bool(ids))


def stated(result: Result, today: str) -> Result:
    """The tasks with what has become of each by this day, beside the day on which it is due."""
    keys = [column.key for column in result.columns]
    place = keys.index("current_due_on") + 1
    word = replace(STATE, shown="always") if result.layout == "record" else STATE
    rows: list[Row] = [
        (*row[:place], state(dict(zip(keys, row, strict=True)), today), *row[place:]) for row in result.rows
    ]
    return replace(result, columns=[*result.columns[:place], word, *result.columns[place:]], rows=rows)


def state(task: dict[str, Any], today: str) -> str | None:
    """A word of `words.TASK_STATE`; None for a task that was entered by mistake."""
    if task["voided_on"]:
        return None
    if task["cancelled_on"]:
        return "cancelled"
    if task["done_on"]:
        return "done" if task["done_on"] <= task["current_due_on"] else "done-late"
    return "open" if today <= task["current_due_on"] else "late"
