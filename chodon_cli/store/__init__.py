"""The register's database: where it is, how it is opened, and what it says when it cannot be. The only sqlite3 here."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from chodon_cli import invocation
from chodon_cli.errors import ChodonError, Refused, Unusable, system_reason, what_to_do
from chodon_cli.locale import _
from chodon_cli.store import at_hand, chosen, moved
from chodon_cli.store.chosen import is_address as is_address
from chodon_cli.store.chosen import is_in_use as is_in_use
from chodon_cli.store.chosen import name as name
from chodon_cli.store.chosen import origin as origin
from chodon_cli.store.chosen import path as path
from chodon_cli.store.chosen import server as server
from chodon_cli.store.chosen import use as use
from chodon_cli.store.chosen import using as using
from chodon_cli.store.moved import APPLICATION_ID as APPLICATION_ID
from chodon_cli.store.reader import KeptConnection as KeptConnection
from chodon_cli.store.reader import Reader as Reader
from chodon_cli.store.reader import answers as answers
from chodon_cli.store.reader import stays_open as stays_open
from chodon_cli.store.revision_files import check_revision as check_revision
from chodon_cli.store.revision_files import is_older as is_older

WAIT_SECONDS = 30
OF_SQLITE = ("-wal", "-shm", "-journal")  # endings of the files that SQLite keeps beside a register and reads with it


def operator(db: Reader) -> str:
    """The person at work: CHODON_OPERATOR or the account here, and on a server the user of its database."""
    if not server():
        return chosen.user_there() or invocation.operator()
    from chodon_cli.store.postgres import opening

    return opening.user(db)


def connect() -> sqlite3.Connection:
    """A connection for writing; transactions are begun by hand (BEGIN IMMEDIATE).

    That of `kept_open`, unless a register was put in the place of its file while it waited for its turn.
    """
    if url := server():
        from chodon_cli.store.postgres import opening

        return opening.writing(url)
    with translate_errors():
        if held := at_hand.to_write(at_hand.key(existing())):
            _check(held, "rw")
            held.is_used = True
        db = held or _open("rw")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        return db


@contextmanager
def kept_open() -> Iterator[None]:
    """Hold the register open for `connect`, so that closing it waits for the disk when nobody waits for that.

    Whoever is the last to close it brings the -wal into the file. A writer that holds it open like this from before
    its turn to write until after it is never the last within its turn; what was written is asked of it, too. Whether
    the program knows its revision is asked by `connect`, which reads the schema anyway.
    """
    if server():
        yield
        return
    at_hand.close_idle()
    which = at_hand.key(file := existing())
    db = cast(at_hand.WritingConnection, connection(file, "rw", at_hand.WritingConnection))
    with at_hand.writing(which, db):
        if not is_register(db):
            raise moved.no_register(str(path()), db)
        yield


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait for one's turn among those who write; until the block ends it is nobody else's. Unusable after 30 s."""
    if server():  # BEGIN IMMEDIATE waits there, in the order in which the server keeps those who wait
        yield
        return
    from chodon_cli.store import database_errors, write_queue

    at_hand.close_idle()
    with write_queue.turn(existing(), WAIT_SECONDS) as is_ours:
        if not is_ours:
            raise database_errors.in_use(name(), WAIT_SECONDS)
        yield


@contextmanager
def reading() -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, and sees one state of the register from its first question to its last."""
    if url := server():
        from chodon_cli.store.postgres import opening

        with opening.reading(url) as on_server:
            yield on_server
        return
    with translate_errors():
        which, db = _reader(sqlite3.Connection)
        try:
            yield db
        except ChodonError:  # what explains it asks of the same connection
            at_hand.lay_aside(which, db)
            raise
        except BaseException:
            db.close()
            raise
        at_hand.lay_aside(which, db)


@contextmanager
def reading_until_shown(of_any_kind: bool = False) -> Iterator[sqlite3.Connection]:
    """As `reading`, but the connection stays open until `close_shown`: rows are read while they are written out.

    With `of_any_kind` one of `reading` that is at hand will do: `select.rows` holds what is read through it.
    """
    if url := server():
        from chodon_cli.store.postgres import opening

        with opening.reading(url) if of_any_kind else opening.reading_until_shown(url) as on_server:
            yield on_server
        return
    with translate_errors():
        which, db = _reader(KeptConnection, of_any_kind)
        at_hand.shown.append((which, db))
        yield db


@contextmanager
def closing_shown() -> Iterator[None]:
    """Until the block ends, what has answered one question answers the next too: to open a register takes 2 ms.

    Where it raises, connections to a file stay for whoever explains why, who calls `close_shown`.
    """
    try:
        with at_hand.keeping_idle(True):
            try:
                yield
            except Exception:
                at_hand.lay_shown_aside()
                raise
    except Exception:
        _close_those_of_servers()
        raise
    except BaseException:
        close_shown()
        raise
    close_shown()


@contextmanager
def staying_connected() -> Iterator[None]:
    """Until the block ends, the next command of this process finds the connection to the server of the last at hand."""
    at_hand.stay_connected(True)
    try:
        yield
    finally:
        at_hand.stay_connected(False)
        close_shown()


def close_shown() -> None:
    """Close the connections that stayed open; what has not been read by now is not wanted."""
    at_hand.close_idle()
    _close_those_of_servers()
    while at_hand.shown:
        at_hand.shown.pop()[1].close()


def _close_those_of_servers() -> None:
    if opening := sys.modules.get("chodon_cli.store.postgres.opening"):
        opening.close_idle(keeps_one=at_hand.stays_connected())


def lay_shown_aside() -> None:
    """What stayed open for rows that are all read by now may answer the next question."""
    if opening := sys.modules.get("chodon_cli.store.postgres.opening"):
        opening.lay_shown_aside()
    at_hand.lay_shown_aside()


def _reader(kind: type[sqlite3.Connection], of_any_kind: bool = False) -> tuple[at_hand.FileKey, sqlite3.Connection]:
    """The file, and a connection to it that has begun to read: one that is idle, or a new one of this kind."""
    which = at_hand.key(existing())
    db = at_hand.take(which, kind is KeptConnection, of_any_kind) or _open("ro", kind)
    if isinstance(db, KeptConnection):
        db.hold_more_pages()
    db.execute("PRAGMA query_only = ON")
    db.execute("BEGIN")
    return which, db


@contextmanager
def replaying() -> Iterator[sqlite3.Connection]:
    """A connection that cannot write to the register, with an empty database `told` that goes when it is closed."""
    with local_file(), translate_errors(), closing(_open("ro")) as db:
        db.execute("ATTACH '' AS told")
        db.execute("PRAGMA told.journal_mode = OFF")
        db.execute("BEGIN")
        yield db


@contextmanager
def copying() -> Iterator[sqlite3.Connection]:
    """A connection that cannot write and holds no state of the register: SQLite copies outside of transactions."""
    with local_file(), translate_errors(), closing(_open("ro")) as db:
        yield db


@contextmanager
def local_file() -> Iterator[None]:
    """Work with a file: where the register is on a server, with a copy of it that goes when the block ends."""
    if (url := server()) is None:
        yield
        return
    from chodon_cli.store.postgres import copy_in_file

    with copy_in_file.local_copy(url) as file, chosen.using(file, url):
        yield


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn what the database says into what a clerk can act on."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        message = _("the register does not allow it: {error}").format(error=error)
        raise Refused(message, _("nothing was changed; run: chodon check")) from error
    except sqlite3.DatabaseError as error:
        raise database_fault(error) from error


def database_fault(error: Exception) -> ChodonError:
    """Why the database did not serve: locked, full, read-only, damaged."""
    from chodon_cli.store import database_errors

    return database_errors.database_fault(error, name(), WAIT_SECONDS)


def files_of(register: Path) -> list[Path]:
    """The register and every file that is kept beside it while it is in use."""
    from chodon_cli.store import beside, write_queue

    return [Path(f"{register}{ending}") for ending in ("", *OF_SQLITE, write_queue.LOCK_ENDING, beside.FOLDER_ENDING)]


def is_register(db: sqlite3.Connection) -> bool:
    """Whether the database says of itself that it is a register of ours."""
    return db.execute("PRAGMA application_id").fetchone()[0] in (APPLICATION_ID, moved.MOVED_ID)


def revision(db: sqlite3.Connection) -> str:
    """The revision of the schema that the file holds. Unusable if it is not a register of ours."""
    if not is_register(db):
        raise moved.no_register(str(path()), db)
    try:
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # our mark, and nothing of ours behind it
            raise moved.no_register(str(path()), db) from error
        raise
    return str(row[0]) if row else ""


def existing() -> Path:
    """The register's file. Unusable if there is none, or something else in its place."""
    file = path()
    try:
        is_there, is_file = file.exists(), file.is_file()
    except OSError as error:
        raise Unusable(f"{file}: {system_reason(error)}", what_to_do(error)) from error
    if not is_there:
        raise Unusable(
            _("{register}: there is no register here").format(register=file), _("make one with: chodon init")
        )
    if not is_file:
        raise moved.no_register(str(file))
    return file


def _open(mode: str, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    file = existing()
    db = connection(file, mode, factory)
    try:
        _check(db, mode)
    except sqlite3.OperationalError as error:
        db.close()
        if mode == "ro" and ("unable to open" in str(error) or "readonly" in str(error)):
            return _open_in_read_only_folder(file, factory)
        raise
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, mode: str) -> None:
    """Unusable if it is no register of this program's revision, or is to be written and was moved away."""
    check_revision(revision(db))
    if mode == "rw":
        moved.refuse_if_moved(db, str(path()))


def connection(file: Path, mode: str, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """A connection to the file as it is, whatever it holds: `ro`, `rw` or `immutable=1` (nobody writes to it)."""
    address = f"{chosen.uri(file)}?{mode if '=' in mode else f'mode={mode}'}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT_SECONDS, factory=factory)


def _open_in_read_only_folder(file: Path, factory: type[sqlite3.Connection]) -> sqlite3.Connection:
    """SQLite cannot make its -shm file there; without a -wal the file itself is the whole truth."""
    wal = Path(f"{file}-wal")
    if wal.exists() and wal.stat().st_size:
        raise Unusable(
            _("{register}: its folder cannot be written to, and it holds unfinished changes").format(register=file),
            _("copy the folder to where it can be written to"),
        )
    db = connection(file, "immutable=1", factory)
    check_revision(revision(db))
    return db


def empty_log() -> None:
    """Bring what is in the -wal into the register, and empty it: what was overwritten there stays in no file.

    A server writes its tables anew.
    """
    if url := server():
        from chodon_cli.store.postgres import tables

        tables.write_anew(url)
        return
    with translate_errors(), closing(connection(existing(), "rw")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
