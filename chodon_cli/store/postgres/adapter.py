"""A connection to PostgreSQL in the shape of the standard library's to SQLite: the program's SQL in, plain rows out.

Values are written into the statement here (psycopg's ClientCursor): PostgreSQL then takes each for what its place asks
for, as SQLite does. Whole numbers come back as int, fractions as float, a condition as 1 or 0, `bytes` as such.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from chodon_cli.errors import Unusable
from chodon_cli.locale import _
from chodon_cli.result import Row
from chodon_cli.store.postgres import address, dialect

if TYPE_CHECKING:
    import psycopg
    from psycopg.abc import Buffer
    from psycopg.adapt import Loader

NUMBERS_IN_JSON = re.compile(r'(?s)\s*(?:\[\s*-?\d|\{\s*"[^"]*"\s*:\s*-?\d)')
INSERTS_WITH_LASTROWID = ("INSERT INTO changeset ", "INSERT INTO change ")  # of which the journal asks the id
LOCK = 0x43484F44  # the advisory lock that a writer holds until its transaction ends
SPOKEN_OTHERWISE = {  # what a transaction says to SQLite -> what it means here
    "BEGIN": "BEGIN ISOLATION LEVEL REPEATABLE READ",
    "BEGIN IMMEDIATE": (
        f"BEGIN; SET LOCAL lock_timeout = '{address.SECONDS_TO_WAIT}s'; SELECT pg_advisory_xact_lock({LOCK})"
    ),
    "PRAGMA data_version": "SELECT coalesce(max(id), 0) FROM changeset",
    "PRAGMA foreign_keys = OFF": "SELECT 1",
    "PRAGMA read_uncommitted": "SELECT 0",  # SQLAlchemy asks once
    "PRAGMA secure_delete = ON": "SELECT 1",
}
Values = Mapping[str, object] | Sequence[object]


class Cursor:
    """The rows of one statement, taken from the server with its answer."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._cursor = connection.raw.cursor()
        self.lastrowid: int | None = None
        self.arraysize = 1

    def execute(self, sql: str, values: Values = ()) -> "Cursor":
        with address.translating_errors(self._connection.url):
            named, sql = _by_name(values), SPOKEN_OTHERWISE.get(sql, sql)
            if sql.startswith(INSERTS_WITH_LASTROWID) and "id" not in named:
                self._cursor.execute(f"{dialect.translate(sql)} RETURNING id", named)
                [(self.lastrowid,)] = self._cursor.fetchall()
                return self
            self._cursor.execute(dialect.translate(sql, _lists_of_numbers(named)), named)
        return self

    def executemany(self, sql: str, rows: Iterable[Values]) -> "Cursor":
        with address.translating_errors(self._connection.url):
            self._cursor.executemany(dialect.translate(sql), [_by_name(values) for values in rows])
        return self

    def fetchone(self) -> Row | None:
        return self._cursor.fetchone()

    def fetchmany(self, size: int = 1) -> list[Row]:
        return self._cursor.fetchmany(size)

    def fetchall(self) -> list[Row]:
        return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Row]:
        return iter(self._cursor)

    @property
    def description(self) -> list[tuple[str | None, ...]] | None:
        return [(column.name, *[None] * 6) for column in self._cursor.description or ()] or None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def close(self) -> None:
        self._cursor.close()


class Connection:
    """One connection, autocommitting until BEGIN is said, as the program opens SQLite."""

    def __init__(self, raw: "psycopg.Connection", url: str) -> None:
        self.raw, self.url = raw, url

    def execute(self, sql: str, values: Values = ()) -> Cursor:
        return Cursor(self).execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Values]) -> Cursor:
        return Cursor(self).executemany(sql, rows)

    def cursor(self) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        """End the transaction, if there is one, with all that it wrote. Unusable if the server did not keep it."""
        from psycopg.pq import TransactionStatus

        if self.raw.info.transaction_status == TransactionStatus.IDLE:
            return
        with address.translating_errors(self.url, is_at_commit=True):
            if (
                self.raw.execute("COMMIT").statusmessage != "COMMIT"
            ):  # after a fault it rolls back, and says so here alone
                raise address.broken_off(self.url)

    def rollback(self) -> None:
        """End the transaction, if there is one, with nothing of what it wrote."""
        from psycopg.pq import TransactionStatus

        if self.raw.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            self.execute("ROLLBACK")

    def create_function(self, *_of_sqlite: object, **_options: object) -> None:
        """SQLAlchemy gives SQLite a function for regular expressions; nothing here asks for one."""

    def close(self) -> None:
        self.raw.close()


def connect(url: str, servers: str = "read-write") -> Connection:
    """A new connection, the register's schema first in its path. Unusable if the server cannot be reached.

    `servers`: which of several that the address names is wanted (libpq's `target_session_attrs`).
    """
    try:
        import psycopg
    except ImportError as error:
        raise Unusable(
            _("a register on a server needs psycopg, which is not installed"), "pip install 'chodon[postgres]'"
        ) from error
    with address.translating_errors(url):
        parts = address.parts(url)
        wanted = {"target_session_attrs": servers} if "," in str(parts.get("host", "")) else {}
        known = {"connect_timeout": address.SECONDS_TO_CONNECT, "application_name": "chodon", **wanted, **parts}
        address_of_the_register = psycopg.conninfo.make_conninfo("", **known)
        raw = psycopg.connect(address_of_the_register, autocommit=True, cursor_factory=psycopg.ClientCursor)
        for name, loader in _loaders().items():
            raw.adapters.register_loader(name, loader)
        raw.execute(f"SET search_path = {address.SCHEMA}, pg_catalog, pg_temp")
    return Connection(raw, url)


def _by_name(values: Values) -> dict[str, object]:
    pairs = values.items() if isinstance(values, Mapping) else ((f"p{n}", value) for n, value in enumerate(values, 1))
    return dict(pairs)


def _lists_of_numbers(values: Mapping[str, object]) -> frozenset[str]:
    return frozenset(name for name, value in values.items() if isinstance(value, str) and NUMBERS_IN_JSON.match(value))


@cache
def _loaders() -> dict[str, type["Loader"]]:
    """How the answer's values become Python's, by the type that PostgreSQL says."""
    from psycopg.adapt import Loader

    class NumberLoader(Loader):
        def load(self, data: "Buffer") -> int | float:
            text = bytes(data)
            return float(text) if b"." in text or b"N" in text else int(text)

    class ConditionLoader(Loader):
        def load(self, data: "Buffer") -> int:
            return int(bytes(data) == b"t")

    return {"numeric": NumberLoader, "bool": ConditionLoader}
