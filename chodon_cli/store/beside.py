"""What is remembered of a register and is no part of it, in a small file beside it: its backups.

A backup is made by a reader, also of a register that cannot be written to; so it leaves no entry in the journal. What
stands here was told by the program to itself: losing it costs a warning, never a record.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from chodon_cli import durable, invocation
from chodon_cli.store import chosen
from chodon_cli.store.reader import Reader

FOLDER_ENDING = "-beside"
LAST_BACKUP = "backup"  # the key of what is remembered of it
FIRST_ENTRY = "SELECT at, operator, command FROM changeset WHERE id = 1"


class LastBackup(NamedTuple):
    """The last backup that was made of a register: the day (ISO) on which, and the file."""

    day: str
    file: str


def last_backup(db: Reader, today: str) -> LastBackup | None:
    """The last backup of the register that is open; None where nobody has made one by this day that is known here."""
    contents = recall(db, LAST_BACKUP)
    backup = LastBackup(str(contents["day"]), str(contents["file"])) if isinstance(contents, dict) else None
    return backup if backup and backup.day <= today else None


def _memory_base() -> Path:
    """The file beside which is remembered what is: the register, or for one on a server a name in one's own folder."""
    url = chosen.origin()
    if url is None:
        return chosen.path()
    import hashlib

    from platformdirs import user_state_path

    folder = user_state_path("chodon", appauthor=False)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"server-{hashlib.sha256(invocation.without_password(url).encode()).hexdigest()[:16]}"


def recall(db: Reader, key: str) -> object:
    """What was remembered under the key of the register that is open; None if nothing was, or of another register."""
    return _read_all(_memory_base(), db).get(key)


def remember(db: Reader, key: str, make: Callable[[object], object]) -> None:
    """Remember what is made of what was remembered; nothing where nothing can be written beside the register."""
    import json

    register = _memory_base().resolve()
    with suppress(OSError), _hold_folder(register.parent), durable.draft_of(_file(register)) as draft:
        before = _read_all(register, db)
        contents = {**before, "register": identity(db), key: make(before.get(key))}
        draft.write_text(json.dumps(contents, ensure_ascii=False), "utf-8")
        durable.put(draft, _file(register))


def _file(register: Path) -> Path:
    return Path(f"{register}{FOLDER_ENDING}")


def _read_all(register: Path, db: Reader) -> dict[str, object]:
    """All that is remembered of the register that is open; nothing is loaded where nothing was."""
    try:
        text = _file(register).read_bytes()
    except OSError:
        return {}
    import json

    try:
        contents = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return contents if isinstance(contents, dict) and contents.get("register") == identity(db) else {}


def identity(db: Reader) -> str:
    """What tells this register, and every copy of it, from others: a digest of how its journal begins."""
    import hashlib

    return hashlib.sha256(repr(db.execute(FIRST_ENTRY, {}).fetchone()).encode()).hexdigest()


@contextmanager
def _hold_folder(folder: Path) -> Iterator[None]:
    """Nobody else remembers anything in this folder until the block ends."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
