"""What answers a question, and how several are asked at once."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, cast

from chodon_cli.input_row import Values
from chodon_cli.result import Row

HAS_FORMAT = sqlite3.sqlite_version_info >= (3, 38)  # SQL's format(), called printf() before
KIB_OF_A_LONG_LIST = 8_000  # four times what SQLite holds: a province's people are in 7,800


class KeptConnection(sqlite3.Connection):
    """A connection of which rows may still be read when the function that asked has returned."""

    def hold_more_pages(self) -> None:
        """Those of all names that the rows of a long list take from elsewhere are read once then."""
        self.execute(f"PRAGMA cache_size = -{KIB_OF_A_LONG_LIST}")


class OnServer(Protocol):
    """What a connection to a server can besides."""

    def rows_while_read(self, sql: str, values: Values, /) -> Iterator[Row]: ...


class Reader(Protocol):
    """What answers a question: SQL with :named parameters in, rows out."""

    def execute(self, sql: str, values: dict[str, Any], /) -> Any: ...


class RuleQuestion(NamedTuple):
    """A rule between records: its code, its SQL with `{only}`, and the columns that hold whose ids it is asked for."""

    code: str
    sql: str
    id_columns: Mapping[str, str]


def answers(db: Reader, questions: Iterable[tuple[str, Values]]) -> Iterable[list[Row]]:
    """The rows of each question, in their order. A server is asked all of them in one message."""
    if isinstance(db, sqlite3.Connection) or not hasattr(db, "answers"):
        return (db.execute(sql, values).fetchall() for sql, values in questions)
    rows: list[list[Row]] = db.answers(questions)
    return rows


def stays_open(db: Reader) -> bool:
    """Whether rows may still be read when the function that asked has returned."""
    return isinstance(db, KeptConnection) or getattr(db, "stays_open", False)


def rows_while_read(db: Reader, sql: str, values: Values) -> Iterable[Row]:
    """The rows of a question, some at a time: of a connection that stays open as long as they are read."""
    if isinstance(db, sqlite3.Connection):
        return db.execute(sql, values)
    if not hasattr(db, "rows_while_read"):  # within a transaction
        return cast(Iterable[Row], db.execute(sql, values))
    return cast(OnServer, db).rows_while_read(sql, values)


def takes_functions(db: Reader) -> bool:
    """Whether SQL may ask a function of ours there: a server runs none."""
    return isinstance(db, sqlite3.Connection)


def add_function(db: Reader, name: str, function: Callable[[str], bytes]) -> None:
    """Let SQL ask this function, where `takes_functions`."""
    cast(sqlite3.Connection, db).create_function(name, 1, function, deterministic=True)
