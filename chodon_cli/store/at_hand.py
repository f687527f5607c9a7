"""Connections to a register's file that are open: what has answered a question, or has written, may answer the next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chodon_cli.errors import ChodonError
from chodon_cli.store.reader import KeptConnection

FileKey = tuple[str, int, int]  # path, device and number: another file may stand there meanwhile


class WritingConnection(sqlite3.Connection):
    """What was opened before the turn to write, and is closed after it: not by the session that writes through it."""

    is_used = False  # by a session

    def close(self) -> None:
        if not self.is_used:
            super().close()


shown: list[
    tuple[FileKey, sqlite3.Connection]
] = []  # what stays open for rows that are read while they are written out
idle: list[tuple[FileKey, sqlite3.Connection]] = []
_writing: list[tuple[FileKey, WritingConnection]] = []
_is_kept = False  # outside of a command, and while it writes, each is closed at once
_stays_connected = False  # `shell` keeps the connection to a server from one command to the next


def key(file: Path) -> FileKey:
    status = file.stat()
    return str(file), status.st_dev, status.st_ino


def keeps_idle() -> bool:
    """Whether what has answered a question is kept for the next."""
    return _is_kept


def stays_connected() -> bool:
    """Whether the next command of this process finds the connection to the server of the last at hand."""
    return _stays_connected


def stay_connected(is_wanted: bool) -> None:
    global _stays_connected
    _stays_connected = is_wanted


def take(which: FileKey, of_kept_rows: bool, of_any_kind: bool) -> sqlite3.Connection | None:
    """What is idle and answers questions of this file: of the kind of which rows are read later, or not, or either."""
    for place, (file, db) in enumerate(idle):
        if file == which and (of_any_kind or isinstance(db, KeptConnection) == of_kept_rows):
            return idle.pop(place)[1]
    return None


def lay_aside(which: FileKey, db: sqlite3.Connection) -> None:
    """Let the connection go of the state that it sees, and keep it for the next question."""
    if _is_kept and db.in_transaction:
        db.execute("COMMIT")
        idle.append((which, db))
    else:
        db.close()


def lay_shown_aside() -> None:
    while shown:
        lay_aside(*shown.pop())


def close_idle() -> None:
    while idle:
        idle.pop()[1].close()


@contextmanager
def keeping_idle(is_kept: bool) -> Iterator[None]:
    global _is_kept
    before, _is_kept = _is_kept, is_kept
    try:
        yield
    finally:
        _is_kept = before


@contextmanager
def writing(which: FileKey, db: WritingConnection) -> Iterator[None]:
    """Let a session write through this; when the block ends it may answer the next question.

    Also what was refused is explained by it; whatever else goes wrong, it is closed.
    """
    _writing.append((which, db))
    has_ended = False
    try:
        with keeping_idle(False):
            yield
        has_ended = True
    except ChodonError:
        has_ended = not db.in_transaction  # all is rolled back
        raise
    finally:
        _writing.pop()
        was_used, db.is_used = db.is_used, False
        if has_ended and was_used and _is_kept:
            idle.append((which, db))
        else:
            db.close()


def to_write(which: FileKey) -> WritingConnection | None:
    """What is held open to write to this file."""
    return next((db for file, db in _writing if file == which), None)
