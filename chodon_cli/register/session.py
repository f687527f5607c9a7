"""What is read and written within a transaction: the session as a reader, and the connection beneath it."""

from sqlite3 import Connection
from typing import Any

from sqlalchemy import text
from sqlmodel import Session


class SessionReader:
    """Reads within the session's transaction, in the way a report reads: SQL with :named parameters."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()

    def execute(self, sql: str, values: dict[str, Any]) -> Any:
        return self._connection.execute(text(sql), values)


def beneath(session: Session) -> Connection:
    """The database's own connection, for what concerns many rows: its transaction is the session's."""
    connection: Connection = session.connection().connection.driver_connection  # type: ignore[assignment]
    return connection
