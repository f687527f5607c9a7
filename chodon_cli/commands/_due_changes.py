"""What is due otherwise than the last time that it was asked: for a mail that comes only when there is news.

What is remembered of it is codes, numbers and days, no words.
"""

from contextlib import suppress
from dataclasses import replace

from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.store import told

REMEMBERED_COLUMNS = ("uid", "kind", "number", "staff", "unit", "due_on", "days_left")
DIFFERENCE_COLUMN = Column("difference", "word", label=N_("What is new"))
Known = dict[str, dict[str, Cell]]  # lasting name of a duty -> what was due


def only_changes(result: Result, memory: told.Memory) -> Result:
    """Of what is due only what is new, overdue since, of another day, or no longer due; then it is remembered."""
    now = {row[result.position("uid")]: row for row in result.rows}
    before = what_was_due(memory)
    rows: list[Row] = []
    for uid, row in now.items():
        if difference := compare(before.get(uid), dict(zip(REMEMBERED_COLUMNS, kept_values(result, row), strict=True))):
            rows.append((difference, *row))
    keys = [column.key for column in result.columns]
    for uid, duty in before.items():
        if uid not in now:
            rows.append(("gone", *((duty | {"days_left": None}).get(key) for key in keys)))
    return replace(
        result,
        columns=[DIFFERENCE_COLUMN, *result.columns],
        rows=rows,
        empty=_("Nothing has changed since the last run."),
        is_write=not rows,  # --quiet then prints nothing
        is_stored=False,
        when_shown=memory.remembering([kept_values(result, row) for row in result.rows]),
    )


def compare(before: Values | None, now: Values) -> str:
    """How a duty differs from what it was: a word of `words.DIFFERENCE`, or nothing."""
    if before is None:
        return "new"
    if before["due_on"] != now["due_on"]:
        return "moved"
    return "overdue" if now["days_left"] < 0 <= before["days_left"] else ""


def kept_values(result: Result, row: Row) -> list[Cell]:
    return [row[result.position(key)] for key in REMEMBERED_COLUMNS]


def what_was_due(memory: told.Memory) -> Known:
    """What was due the last time; nothing where nobody asked yet, or what is kept is not as we write it."""
    rows = memory.recall()
    with suppress(ValueError, TypeError):
        if isinstance(rows, list):
            return {str(row[0]): dict(zip(REMEMBERED_COLUMNS, row, strict=True)) for row in rows}
    return {}
