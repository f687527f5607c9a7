"""What is due otherwise than the last time that it was asked: for a mail that comes only when there is news.

What was due is kept outside the register, in the account's own folder for states: codes, numbers and days, no words.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from chodon_cli import durable
from chodon_cli.errors import ChodonError, what_to_do, why
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.result import Cell, Column, Result, Row

REMEMBERED_COLUMNS = ("uid", "kind", "number", "staff", "unit", "due_on", "days_left")
DIFFERENCE_COLUMN = Column("difference", "word", label=N_("What is new"))
Known = dict[str, dict[str, Cell]]  # lasting name of a duty -> what was due


def memory_file(register: Path, *asked: object) -> Path:
    """Where the last answer to this question is kept: one file a register and a set of options."""
    from platformdirs import user_state_path

    question = json.dumps([str(register.resolve()), *asked], ensure_ascii=False)
    return user_state_path("chodon", appauthor=False) / f"due-{hashlib.sha256(question.encode()).hexdigest()[:16]}.json"


def only_changes(result: Result, memory: Path) -> Result:
    """Of what is due only what is new, overdue since, of another day, or no longer due; then it is remembered."""
    now = {row[result.position("uid")]: row for row in result.rows}
    before = recall(memory)
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
        when_shown=remembering(memory, result),
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


def recall(memory: Path) -> Known:
    """What was due the last time; nothing where nobody asked yet, or the file is not as we write it."""
    with suppress(OSError, ValueError, TypeError):
        return {
            str(row[0]): dict(zip(REMEMBERED_COLUMNS, row, strict=True))
            for row in json.loads(memory.read_text("utf-8"))
        }
    return {}


def remembering(memory: Path, result: Result) -> Callable[[], None]:
    """What keeps the answer for the next time. ChodonError if it cannot be kept."""

    def remember() -> None:
        try:
            memory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with durable.draft_of(memory) as draft:
                draft.write_text(json.dumps([kept_values(result, row) for row in result.rows]), "utf-8")
                durable.put(draft, memory)
        except OSError as error:
            raise ChodonError(f"{memory}: {why(error)}", what_to_do(error)) from error

    return remember
