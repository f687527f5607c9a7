"""What is read and written within a transaction: the session as a reader, and the connection beneath it."""

from collections.abc import Iterable
from sqlite3 import Connection, Cursor
from typing import cast

from sqlmodel import Session

from chodon_cli.input_row import Values
from chodon_cli.queries.written_rows import WrittenRows
from chodon_cli.result import Row
from chodon_cli.store import reader

WRITTEN_KEY = "written"  # the rows that a transaction has written
READ_KEY = "read"  # the records that were read since the transaction last wrote
CONNECTION_KEY = "connection"  # the database's own, which a session has until its transaction ends


class SessionReader:
    """Reads within the session's transaction, in the way a report reads: SQL with :named parameters.

    SQLAlchemy would compile each question while others wait for the turn to write.
    """

    def __init__(self, session: Session) -> None:
        self._connection = connection_beneath(session)

    def execute(self, sql: str, values: Values) -> Cursor:
        return self._connection.execute(sql, values)

    def rows_while_read(self, sql: str, values: Values) -> Iterable[Row]:
        return reader.rows_while_read(self._connection, sql, values)


def rows_by_column(found: Cursor) -> list[Values]:
    """Each row that was found as a dict by the names of its columns."""
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def connection_beneath(session: Session) -> Connection:
    """The database's own connection, for what concerns many rows: its transaction is the session's.

    Where there is a savepoint the session is asked each time: it is by this that it begins one.
    """
    known: Connection | None = session.info.get(CONNECTION_KEY)
    if known is None or session.in_nested_transaction():
        known = session.connection().connection.driver_connection
        session.info[CONNECTION_KEY] = known
    return cast(Connection, known)


def written_rows(session: Session) -> WrittenRows:
    """The rows that this transaction has written so far, as the journal has them."""
    written: WrittenRows = session.info.setdefault(WRITTEN_KEY, WrittenRows())
    return written
