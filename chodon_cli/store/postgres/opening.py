"""The register on a server, opened: that it is one, of this program's revision; one state of it for each question."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from chodon_cli import store
from chodon_cli.errors import Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import moved
from chodon_cli.store.postgres import adapter, address, tables
from chodon_cli.store.postgres.adapter import Connection

MARK = "chodon: a register"  # the comment on the schema of a register of ours
UNFINISHED_MARK = "chodon: not a register yet"  # what is being brought there
MOVED_MARK = f"{MARK}, moved to "  # and where to
MARK_SQL = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :schema"
BYTES_SQL = """
SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = :schema AND c.relkind = 'r'
"""
ONE_STATE = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

_has_written = False  # from then on reads ask where it was written: a standby may not have it yet


@contextmanager
def reading(url: str) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, and sees one state of the register. Several servers: a standby, if there is.

    Not after a write: it is shown as it was stored, and a standby may lag behind.
    """
    with closing(adapter.connect(url, "read-write" if _has_written else "prefer-standby")) as db:
        check(db)
        db.execute(ONE_STATE)
        yield cast(sqlite3.Connection, db)


def writing(url: str) -> sqlite3.Connection:
    """A connection for writing. Unusable if the register was moved away from there."""
    global _has_written
    db = adapter.connect(url)
    try:
        check(db)
        if place := moved_to(db):
            raise moved.went(without_password(url), place)
    except BaseException:
        db.close()
        raise
    _has_written = True
    return cast(sqlite3.Connection, db)


@contextmanager
def local_copy(url: str) -> Iterator[Path]:
    """A file with all that the register holds now, in a folder that is open to nobody else and goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        file = Path(folder) / "register.db"
        file.touch(mode=0o600)
        with reading(url) as db, address.translating_errors(url):
            fill_file(file, cast(Connection, db))
        yield file


def fill_file(file: Path, db: Connection) -> None:
    """Make an empty file the register that is open there, with every row as it is."""
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
        copy.execute("BEGIN")
        tables.make_file(copy, db)
        tables.to_file(copy, db)
        tables.finish_file(copy, db)
        copy.execute("COMMIT")


def check(db: Connection) -> None:
    """Unusable if there is no register, or none of this program's revision."""
    check_mark(db)
    store.check_revision(revision(db))


def check_mark(db: Connection) -> None:
    """Unusable if there is no register of ours, of whatever revision."""
    shown = without_password(db.url)
    mark = mark_of(db)
    if mark is None or mark == UNFINISHED_MARK:
        raise Unusable(
            _("{register}: there is no register here").format(register=shown),
            _("bring one there with: chodon --register FILE move --to URL"),
        )
    if not mark.startswith(MARK):
        raise Unusable(
            _("{register}: this is not a register").format(register=shown), _("name another: --register FILE")
        )


def revision(db: Connection) -> str:
    """The revision of the schema there."""
    row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def mark_of(db: Connection) -> str | None:
    """What the database says of the schema: empty if another program made it, None if there is no such schema."""
    row = db.execute(MARK_SQL, {"schema": address.SCHEMA}).fetchone()
    return (row[0] or "") if row else None


def mark(db: Connection, comment: str) -> None:
    """Let the database say this of the schema; within the transaction, if there is one."""
    with address.translating_errors(db.url):
        db.raw.execute(f"COMMENT ON SCHEMA {address.SCHEMA} IS %s".encode(), [comment])


def moved_to(db: Connection) -> str:
    """Where the register was moved to from there; empty if it was not."""
    said = mark_of(db) or ""
    return said.removeprefix(MOVED_MARK) if said.startswith(MOVED_MARK) else ""


def size(db: store.Reader) -> int:
    """Bytes that the register takes on the server, indexes and all."""
    return int(db.execute(BYTES_SQL, {"schema": address.SCHEMA}).fetchone()[0] or 0)


def write_anew(url: str) -> None:
    """Let the server write all tables anew: what was overwritten stays in none of their files."""
    with closing(adapter.connect(url)) as db:
        for table in tables.names(db):
            db.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
