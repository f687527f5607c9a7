"""A register brought from its file to a server, or back: whole and verified before it counts, and live in one place.

What is brought stands in its place under a mark that lets nobody use it, until what it was brought from is marked as
moved. Broken off in between, no register is live and none is lost: the one
that was moved can be read, and moved again.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

from chodon_cli import store
from chodon_cli.errors import Refused, Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import attachments, backup, moved, schema
from chodon_cli.store.postgres import adapter, address, copy_in_file, kept_files, register_mark, tables
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.postgres.tables import TableDigest

KEPT_SQL = "SELECT DISTINCT sha256 FROM attachment WHERE purged_on IS NULL ORDER BY sha256"
SET_ASIDE_SQL = f"""
DO $$ BEGIN IF to_regclass('{address.SCHEMA}.{kept_files.TABLE}') IS NOT NULL THEN
CREATE SCHEMA {address.SCHEMA}_aside; ALTER TABLE {address.SCHEMA}.{kept_files.TABLE} SET SCHEMA {address.SCHEMA}_aside;
END IF; END $$
"""
PUT_BACK_SQL = f"""
DO $$ BEGIN IF to_regclass('{address.SCHEMA}_aside.{kept_files.TABLE}') IS NOT NULL THEN
DROP TABLE {address.SCHEMA}.{kept_files.TABLE};
ALTER TABLE {address.SCHEMA}_aside.{kept_files.TABLE} SET SCHEMA {address.SCHEMA}; DROP SCHEMA {address.SCHEMA}_aside;
END IF; END $$
"""


def refuse_taken(url: str) -> None:
    """Refused if a register of ours, or anything else of another program, has the schema's name there."""
    with closing(adapter.connect(url)) as db:
        mark = register_mark.mark_of(db)
        if mark is not None and mark != register_mark.UNFINISHED_MARK and not register_mark.moved_to(db):
            raise Refused(
                _("{register}: there is something here already").format(register=without_password(url)),
                _("name another database: a register has one of its own"),
            )


def create(url: str, fill: Callable[[], None]) -> None:
    """Make a register on the server, whole or not at all. `fill` writes what a new register begins with."""
    refuse_taken(url)
    with tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        place = Path(folder) / "register.db"
        with store.using(place, user=user_there(url)):
            schema.create(fill)
        with closing(sqlite3.connect(place, isolation_level=None)) as file:
            bring(file, url)
    go_live(url)


def upgrade(url: str, record: "schema.Record") -> bool:
    """Bring the register on the server to this program's revision, all of it or none; False if there was no need.

    The migrations run on a file with all that it holds, and the server gets what they made. Who may use it has to be
    said again (`grants`).
    """
    with closing(adapter.connect(url)) as db, tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        register_mark.check_mark(db)
        db.execute("BEGIN IMMEDIATE")
        if not store.is_older(register_mark.revision(db)):
            return False
        place = Path(folder) / "register.db"
        place.touch(mode=0o600)
        with address.translating_errors(url):
            copy_in_file.fill_file(place, db)
        with store.using(place, user=user_there(url)):
            schema.migrate(place, record)
        with closing(sqlite3.connect(place, isolation_level=None)) as file, address.translating_errors(url):
            db.raw.execute(SET_ASIDE_SQL.encode())
            _replace(db, file)
            db.raw.execute(PUT_BACK_SQL.encode())
            register_mark.mark(db, register_mark.MARK)
            db.execute("COMMIT")
            tables.settle(db)
    return True


def bring(file: sqlite3.Connection, url: str, register: Path | None = None) -> list[TableDigest]:
    """Copy the register that is open there to the server, to be used after `go_live`. Unusable if it differs.

    `register`: its file, beside which lies what is kept with records, whole.
    """
    with closing(adapter.connect(url)) as db, address.translating_errors(url):
        db.execute("BEGIN")
        copied = _replace(db, file)
        for (sha256,) in file.execute(KEPT_SQL).fetchall() if register else ():
            kept_files.put_into(db, sha256, attachments.kept_file(sha256, register))
        register_mark.mark(db, register_mark.UNFINISHED_MARK)
        db.execute("COMMIT")
        tables.settle(db)
    return copied


def user_there(url: str) -> str:
    """Who is logged in with this address: the operator of what is entered for the server."""
    with closing(adapter.connect(url)) as db:
        [(user,)] = db.execute("SELECT session_user").fetchall()
        return str(user)


def replace_with(register: Path, url: str) -> str:
    """Let the register on the server be that of the file, with what is kept with its records; all of it or nothing.

    The schema in which the replaced one stays; empty if there was none. Unusable if it is another program's.
    """
    with (
        closing(sqlite3.connect(register, isolation_level=None)) as file,
        closing(adapter.connect(url)) as db,
        address.translating_errors(url),
    ):
        db.execute("BEGIN IMMEDIATE")
        kept_schema = ""
        if register_mark.mark_of(db) is not None:
            register_mark.check_mark(db)
            if place := register_mark.moved_to(db):
                raise moved.went(without_password(url), place)
            kept_schema = f"{address.SCHEMA}_{backup.moment().lower()}".replace("-", "_")
            db.raw.execute(f"ALTER SCHEMA {address.SCHEMA} RENAME TO {kept_schema}".encode())
        _replace(db, file)
        for (sha256,) in file.execute(KEPT_SQL).fetchall():
            if attachments.is_whole(sha256, register):
                kept_files.put_into(db, sha256, attachments.kept_file(sha256, register))
        register_mark.mark(db, register_mark.MARK)
        db.execute("COMMIT")
        tables.settle(db)
    return kept_schema


def _replace(db: Connection, file: sqlite3.Connection) -> list[TableDigest]:
    db.raw.execute(f"DROP SCHEMA IF EXISTS {address.SCHEMA} CASCADE")
    tables.make(db, file)
    tables.to_server(db, file)
    tables.finish(db, file)
    return _verify_copy(file, db, tables.columns_of(file), without_password(db.url))


def go_live(url: str) -> None:
    """Let the register that was brought there be used."""
    with closing(adapter.connect(url)) as db:
        register_mark.mark(db, register_mark.MARK)


def take(draft: Path, db: sqlite3.Connection) -> list[TableDigest]:
    """Copy the register that is open on the server, with what is kept with records, to an empty file.

    Unusable if it differs.
    """
    copy_in_file.fill_file(draft, cast(Connection, db))
    copy_in_file.fetch_kept_files(cast(Connection, db), draft)
    with closing(sqlite3.connect(draft, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        return _verify_copy(file, cast(Connection, db), tables.columns_of(file), str(draft))


def is_arriving(file: Path) -> bool:
    """Whether a move to that file was broken off when the file stood in its place, before it was to be used."""
    if not file.is_file() or file.is_symlink():
        return False
    try:
        with closing(store.connection(file, "ro")) as db:
            return bool(db.execute("PRAGMA application_id").fetchone()[0] == moved.ARRIVING_ID)
    except sqlite3.DatabaseError:
        return False


def let_arrive(draft: Path) -> None:
    """Let the file be used by nobody yet."""
    _name_its_use(draft, moved.ARRIVING_ID)


def let_be_used(file: Path) -> None:
    """Let the register that was brought to the file be used."""
    _name_its_use(file, store.APPLICATION_ID)


def _name_its_use(file: Path, application_id: int) -> None:
    with closing(store.connection(file, "rw")) as db:
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA application_id = {application_id}")


def is_moved_to(db: store.Reader, file: Path) -> bool:
    """Whether the register on the server was moved to that file."""
    return register_mark.moved_to(cast(Connection, db)) == str(file.absolute())


def digests_of(file: Path) -> list[TableDigest]:
    with closing(store.connection(file, "ro")) as db:
        return tables.digests(db, tables.columns_of(db))


def mark_moved(db: sqlite3.Connection, place: str) -> None:
    """Say of the register on the server, within the transaction, that it was moved, and where to."""
    register_mark.mark(cast(Connection, db), f"{register_mark.MOVED_MARK}{place}")


def _verify_copy(
    file: sqlite3.Connection, db: Connection, columns: dict[str, list[str]], register: str
) -> list[TableDigest]:
    here, there = tables.digests(file, columns), tables.digests(db, columns)
    different = [one.table for one, other in zip(here, there, strict=True) if one != other]
    if different:
        raise Unusable(
            _("{register}: the copy differs in {tables}; nothing was moved").format(
                register=register, tables=", ".join(different)
            ),
            _("run: chodon check, then try again"),
        )
    return here
