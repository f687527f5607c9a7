"""Copies of a register, and a copy put back: verified before anything of it stands, and whole or not there."""

import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from chodon_cli import dates, durable, store
from chodon_cli.errors import NotFound, Refused, Unusable, why
from chodon_cli.locale import _
from chodon_cli.store import attachments, beside

STAMP = re.compile(r"-\d{8}T\d{6}(-\d+)?$")  # of a copy's name
ROOM = 4 << 20  # bytes that a disk must have besides the register itself
HEADER = b"SQLite format 3\0"
LAST = "backup"  # what is remembered of the last one


class LastBackup(NamedTuple):
    """The last backup that was made of a register: the day (ISO) on which, and the file."""

    day: str
    file: str


def last_backup(db: store.Reader) -> LastBackup | None:
    """The last backup of the register that is open; None where nobody has made one that is known here."""
    kept = beside.recall(db, LAST)
    return LastBackup(str(kept["day"]), str(kept["file"])) if isinstance(kept, dict) else None


def moment() -> str:
    """This moment as a part of a file's name: 20261126T013000."""
    return f"{datetime.now():%Y%m%dT%H%M%S}"


def copy(db: sqlite3.Connection, target: Path) -> Path:
    """Copy the register that is open there to a new file, verified and on the disk (0600); the file it became.

    Another name is taken where the target's is taken. Refused without room for it, Unusable if it is damaged.
    """
    _needs_room(target.parent, _bytes(db))
    try:
        with durable.draft_of(target) as draft:
            db.execute("VACUUM INTO ?", (str(draft),))
            with _at_rest(draft) as copied:
                verify(copied, draft)
            return _put_beside(draft, target)
    except OSError as error:
        raise Unusable(f"{target}: {why(error)}") from error


def _put_beside(draft: Path, target: Path) -> Path:
    """Put the draft where the target is, or under the next free name: so.db, so-2.db, so-3.db."""
    for place in range(1, 1000):
        name = target.name if place == 1 else f"{target.stem}-{place}{target.suffix}"
        try:
            durable.put_new(draft, target.with_name(name))
        except FileExistsError:
            continue
        return target.with_name(name)
    raise Refused(_("{path}: there is something here already").format(path=target))


def verify(db: sqlite3.Connection, file: Path) -> None:
    """Unusable if it is no register of a program up to this one, or is damaged."""
    store.is_older(store.revision(db))
    said = [row[0] for row in db.execute("PRAGMA quick_check(1)")]
    if said != ["ok"] or db.execute("PRAGMA foreign_key_check").fetchone():
        raise Unusable(_("{register}: the register is damaged").format(register=file))


def into_folder(folder: Path, keep: int | None) -> tuple[Path, list[Path]]:
    """Copy the register into a folder under a name with the moment; the copy, and the older ones that went.

    With `keep` only so many copies of this register stay there; nothing else in the folder is touched.
    """
    file = store.existing()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{folder}: {why(error)}") from error
    with store.copying() as db:
        _needs_room(folder, _bytes_attached(db))
        _copy_attached(db, file, folder / file.stem)
        made = copy(db, folder / f"{file.stem}-{moment()}.db")
        _remember(db, made)
        older = _older_copies(db, made, file.stem) if keep else []
    gone = older[max(0, (keep or 0) - 1) :]
    for each in gone:
        each.unlink(missing_ok=True)
    return made, gone


def into_file(target: Path) -> Path:
    """Copy the register to a file that is not there yet. Refused if it is."""
    if target.exists() or target.is_symlink():
        raise Refused(_("{path}: there is something here already").format(path=target))
    with store.copying() as db:
        _needs_room(target.parent, _bytes_attached(db))
        _copy_attached(db, store.existing(), target)
        made = copy(db, target)
        _remember(db, made)
        return made


def _remember(db: sqlite3.Connection, made: Path) -> None:
    beside.remember(db, LAST, {"day": dates.today(), "file": str(made.absolute())})


def _attached(db: sqlite3.Connection) -> list[str]:
    """The digests of the files that the register, of a program that attaches files, has kept."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'attachment'").fetchone():
        return []
    sql = "SELECT DISTINCT sha256 FROM attachment WHERE purged_on IS NULL ORDER BY sha256"
    return [sha256 for (sha256,) in db.execute(sql)]


def _bytes_attached(db: sqlite3.Connection) -> int:
    if not _attached(db):
        return 0
    return int(db.execute("SELECT coalesce(sum(bytes), 0) FROM attachment WHERE purged_on IS NULL").fetchone()[0])


def _copy_attached(db: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy what is attached; each file is copied once, however many copies of the register lie there."""
    if missing := attachments.copy_all(_attached(db), source, target):
        raise Unusable(
            _("{number} attached files are missing or damaged").format(number=len(missing)),
            _("see: chodon check --deep"),
        )


def _older_copies(db: sqlite3.Connection, made: Path, stem: str) -> list[Path]:
    """The copies of this register that were made before, newest first: by name, and by how their journal begins."""
    name = re.compile(rf"{re.escape(stem)}-\d{{8}}T\d{{6}}(-\d+)?\.db")
    ours = db.execute(beside.FIRST_ENTRY).fetchone()
    named = [path for path in made.parent.iterdir() if name.fullmatch(path.name) and path != made]
    return sorted((path for path in named if _begins_with(path, ours)), key=lambda path: path.name, reverse=True)


def _begins_with(file: Path, entry: object) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    try:
        with _at_rest(file) as db:
            return bool(db.execute(beside.FIRST_ENTRY).fetchone() == entry)
    except sqlite3.DatabaseError:
        return False


@contextmanager
def _at_rest(file: Path) -> Iterator[sqlite3.Connection]:
    """A database that nobody writes to: nothing is made beside it."""
    with closing(store.connection(file, "immutable=1")) as db:
        yield db


def _bytes(db: sqlite3.Connection) -> int:
    pages, free, size = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _needs_room(folder: Path, size: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Unusable(f"{folder}: {why(error)}") from error
    if free < size + ROOM:
        raise Refused(
            _("{path}: the disk has room for {free} MB, the register needs {size} MB").format(
                path=folder, free=free >> 20, size=(size + ROOM) >> 20
            )
        )


def restore(source: Path) -> Path | None:
    """Let the register be what the file holds; the file in which the replaced one is kept (None: there was none).

    The file is verified first. Whoever reads meanwhile goes on with what was; whoever writes comes before or after.
    """
    file = Path(store.path()).resolve()
    if not source.is_file():
        raise NotFound(_("{path}: there is no such file").format(path=source))
    if file.exists() and source.samefile(file):
        raise Refused(_("{path}: this is the register itself").format(path=source))
    store.writable_parent(file)
    with store.translate_errors(), _draft_from(source, file) as draft:
        if not file.exists():
            _put(draft, file)
            return None
        with store.turn_to_write():
            return _replace_sound(draft, file) if _is_sound(file) else _replace_damaged(draft, file)


@contextmanager
def _draft_from(source: Path, file: Path) -> Iterator[Path]:
    """What the source holds, verified, beside the register that it is to become."""
    try:
        with durable.draft_of(file) as draft:
            with closing(_source(source)) as db:
                _verify_source(db, source)
                _bring_attached(db, source, file)
                _needs_room(file.parent, 3 * _bytes(db))  # the draft, the replaced register, what is written into it
                db.execute("VACUUM INTO ?", (str(draft),))
            with closing(store.connection(draft, "rw")) as db:
                db.execute("PRAGMA journal_mode = WAL")
            yield draft
    except OSError as error:
        raise Unusable(f"{file}: {why(error)}") from error


def _source(file: Path) -> sqlite3.Connection:
    """A backup, which may lie where nothing can be written; or another register, which may be in use."""
    is_in_use = any(Path(f"{file}{ending}").exists() for ending in store.OF_SQLITE)
    return store.connection(file, "ro" if is_in_use else "immutable=1")


def _bring_attached(db: sqlite3.Connection, source: Path, file: Path) -> None:
    """Copy back what is attached, from beside the copy or from beside all copies of its register."""
    missing = _attached(db)
    for place in (source, source.with_name(STAMP.sub("", source.stem))):
        missing = attachments.copy_all(missing, place, file) if missing else []
    if missing:
        raise Unusable(_("{number} attached files are missing or damaged").format(number=len(missing)))


def _verify_source(db: sqlite3.Connection, source: Path) -> None:
    try:
        verify(db, source)
    except sqlite3.DatabaseError as error:
        raise Unusable(_("{register}: this is not a register").format(register=source)) from error


def _is_sound(file: Path) -> bool:
    if file.stat().st_size == 0:
        return False
    try:
        with closing(store.connection(file, "rw")) as db:
            verify(db, file)
    except (sqlite3.DatabaseError, Unusable):
        return False
    return True


def _replace_sound(draft: Path, file: Path) -> Path:
    """Write it over the register in one transaction of SQLite, which others who have it open see as any other."""
    with closing(store.connection(file, "rw")) as db:
        kept = copy(db, file.with_name(f"{file.name}.{moment()}.bak"))
        db.execute("PRAGMA synchronous = FULL")
        with closing(store.connection(draft, "ro")) as restored:
            restored.backup(db, progress=_patience())
    return kept


def _patience() -> Callable[[int, int, int], None]:
    """Ends the wait for another program that writes; what is not finished by then is taken back."""
    until = time.monotonic() + store.WAIT_SECONDS

    def progress(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return progress


def _replace_damaged(draft: Path, file: Path) -> Path:
    """Put the damaged register aside, with all that SQLite keeps beside it, and the other in its place."""
    kept = file.with_name(f"{file.name}.{moment()}.bak")
    for ending in ("", *store.OF_SQLITE):
        beside = Path(f"{file}{ending}")
        if beside.exists():
            beside.rename(f"{kept}{ending}")
    _put(draft, file)
    return kept


def _put(draft: Path, file: Path) -> None:
    for ending in store.OF_SQLITE:
        Path(f"{file}{ending}").unlink(missing_ok=True)
    durable.put_new(draft, file)


def empty_log() -> None:
    """Bring what is in the -wal into the register, and empty it: what was overwritten there stays in no file."""
    with store.translate_errors(), closing(store.connection(store.existing(), "rw")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
