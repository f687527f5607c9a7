"""What answers a question, and how several are asked at once."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Protocol

from chodon_cli.input_row import Values
from chodon_cli.result import Row


class Reader(Protocol):
    """What answers a question: SQL with :named parameters in, rows out."""

    def execute(self, sql: str, values: dict[str, Any], /) -> Any: ...


def answers(db: Reader, questions: Iterable[tuple[str, Values]]) -> Iterable[list[Row]]:
    """The rows of each question, in their order. A server is asked all of them in one message."""
    if isinstance(db, sqlite3.Connection) or not hasattr(db, "answers"):
        return (db.execute(sql, values).fetchall() for sql, values in questions)
    rows: list[list[Row]] = db.answers(questions)
    return rows
