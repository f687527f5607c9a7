"""A database that was copied for a test, brought back to what it was: for the next test, in place of another copy.

A copy is some hundred files; what a test wrote is a few rows. They are told by the transaction that wrote them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

LONGEST_WAIT = "2s"  # for what a test has left open there
NEXT_TRANSACTION = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
OF_THE_REGISTER = 16384  # the first number of what is not the server's own
BY_NUMBER = {  # catalogue -> its column by which objects are told
    **dict.fromkeys(("class", "proc", "trigger", "constraint", "policy", "rewrite", "attrdef", "type"), "oid"),
    **{"attribute": "attrelid", "description": "objoid", "sequence": "seqrelid", "index": "indexrelid"},
}
OBJECTS = " UNION ALL ".join(
    f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM pg_{name} WHERE {column} >= {OF_THE_REGISTER}"
    for name, column in BY_NUMBER.items()
)
"""Which objects there are, and who wrote them last: another answer after any of them, or a right to it, was changed."""
SCHEMAS = r"SELECT 'schema', count(*), max(xmin::text::bigint) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'"
OPTIONS = """SELECT 'options', count(*), NULL FROM pg_db_role_setting
WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
AND setconfig <> '{default_transaction_read_only=on}'"""  # which the original has, and no copy
AT_WORK = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""


@dataclass
class Original:
    """What a database holds that is copied and never written to: its objects, the rows of its tables."""

    objects: list[tuple[object, ...]]
    counts: dict[str, int]
    _rows: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, db: "psycopg.Connection") -> "Original":
        tables = db.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'chodon'::regnamespace AND relkind = 'r' ORDER BY 1"
        ).fetchall()
        each = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM chodon.\"{table}\"" for (table,) in tables)
        return cls(_objects(db), dict(db.execute(each.encode()).fetchall()))

    def rows(self, table: str, db: "psycopg.Connection") -> bytes:
        """All rows of the table, read once from the database itself."""
        if table not in self._rows:
            self._rows[table] = _rows(table, db)
        return self._rows[table]

    def changed(self, db: "psycopg.Connection", since: int) -> dict[str, bool]:
        """Each table of a copy that was written to since that transaction: whether it lacks rows of the original."""
        each = " UNION ALL ".join(
            f"SELECT '{table}', count(*) FILTER (WHERE {_is_new(since)}), count(*) FROM chodon.\"{table}\""
            for table in self.counts
        )
        counted = db.execute(each.encode()).fetchall()
        lacking = {table: every - new < self.counts[table] for table, new, every in counted}
        return {table: lacking[table] for table, new, _every in counted if new or lacking[table]}

    def difference(self, db: "psycopg.Connection", since: int) -> dict[str, bytes] | None:
        """What is in a copy's tables that were written to since; None if anything but rows was changed."""
        if _objects(db) != self.objects:
            return None
        return {table: _rows(table, db) for table in self.changed(db, since)}


def next_transaction(db: "psycopg.Connection") -> int:
    """The number of the transaction that writes next: what is written from now on bears it, or a later one."""
    [(number,)] = db.execute(NEXT_TRANSACTION).fetchall()
    return int(number)


def put_back(db: "psycopg.Connection", original: Original, source: "psycopg.Connection", since: int) -> bool:
    """Take back what was written to a copy of the source since that transaction; whether that was possible.

    Not if anything but rows was changed, or somebody is still at work there: then it has to be copied anew.
    """
    if db.execute(AT_WORK).fetchone() != (0,):
        return False
    if next_transaction(db) == since:
        return True
    if _objects(db) != original.objects:
        return False
    with _unchecked(db):
        for table, is_lacking in original.changed(db, since).items():
            if is_lacking:
                _fill(db, table, original.rows(table, source))
            else:
                db.execute(f'DELETE FROM chodon."{table}" WHERE {_is_new(since)}'.encode())
    return True


def fill(db: "psycopg.Connection", rows: dict[str, bytes]) -> None:
    """Let these tables hold these rows alone."""
    with _unchecked(db):
        for table, all_rows in rows.items():
            _fill(db, table, all_rows)


@contextmanager
def _unchecked(db: "psycopg.Connection") -> Iterator[None]:
    """A transaction that neither keys nor triggers look at: rows are what they were where they come from."""
    with db.transaction():
        db.execute(f"SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '{LONGEST_WAIT}'".encode())
        yield


def _fill(db: "psycopg.Connection", table: str, rows: bytes) -> None:
    db.execute(f'DELETE FROM chodon."{table}"'.encode())
    with db.cursor().copy(f'COPY chodon."{table}" FROM STDIN'.encode()) as copy:
        copy.write(rows)


def _rows(table: str, db: "psycopg.Connection") -> bytes:
    with db.cursor().copy(f'COPY chodon."{table}" TO STDOUT'.encode()) as copy:
        return b"".join(map(bytes, copy))


def _is_new(since: int) -> str:
    return f"age(xmin) <= age('{since % 2**32}'::xid)"


def _objects(db: "psycopg.Connection") -> list[tuple[object, ...]]:
    return sorted(db.execute(f"{OBJECTS} UNION ALL {SCHEMAS} UNION ALL {OPTIONS}".encode()).fetchall(), key=str)
