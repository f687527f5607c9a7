"""Copies of a register, and a copy put back: verified before anything of it stands, and whole or not there."""

import filecmp
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from chodon_cli import dates, durable, store
from chodon_cli.errors import Refused, Unusable, system_reason, what_to_do
from chodon_cli.locale import _
from chodon_cli.store import attachments, beside, encryption
from chodon_cli.store.encryption import Cipher

ROOM_BYTES = 4 << 20  # bytes that a disk must have besides the register itself
ENCRYPTED_STATE = "encrypted"  # what is remembered of those that nobody can look into


def moment() -> str:
    """This moment as a part of a file's name: 20261126T013000."""
    return f"{datetime.now():%Y%m%dT%H%M%S}"


def copy(
    db: sqlite3.Connection, target: Path, cipher: Cipher | None = None, look: Callable[[Path], object] = bool
) -> Path:
    """Copy the register that is open there to a new file, verified and on the disk (0600); the file it became.

    `look` is shown what can be read of the copy before it takes its place. Another name is taken where the target's is
    taken. Refused without room for it, Unusable if it is damaged.
    """
    needs_room(target.parent, bytes_of(db))
    try:
        with durable.draft_of(target) as draft:
            if cipher is None:
                _copy_verified(db, draft, look)
            else:
                _copy_encrypted(db, draft, cipher, look)
            return _put_beside(draft, target)
    except OSError as error:
        raise Unusable(f"{target}: {system_reason(error)}", what_to_do(error)) from error


def _copy_verified(db: sqlite3.Connection, draft: Path, look: Callable[[Path], object]) -> None:
    db.execute("VACUUM INTO ?", (str(draft),))
    with _at_rest(draft) as copied:
        verify(copied, draft)
    look(draft)


def _copy_encrypted(db: sqlite3.Connection, draft: Path, cipher: Cipher, look: Callable[[Path], object]) -> None:
    """What can be read lies beside the register for that moment alone, never where the copy is to lie."""
    register = store.path().resolve()
    needs_room(register.parent, bytes_of(db))
    with durable.draft_of(register) as plain:
        _copy_verified(db, plain, look)
        cipher.encrypt(plain, draft)
        if cipher.passphrase:  # to a public key there is no way back here
            with durable.draft_of(register) as again:
                cipher.decrypt(draft, again)
                if not filecmp.cmp(plain, again, shallow=False):
                    raise Unusable(
                        _("{register}: the copy cannot be read back").format(register=draft),
                        _("name a place on another disk"),
                    )


def _put_beside(draft: Path, target: Path) -> Path:
    """Put the draft where the target is, or under the next free name: so.db, so-2.db, so-3.db."""
    stem, dot, ending = target.name.rpartition(".db") if target.name.endswith((".db", ".db.age")) else ("", "", "")
    stem, ending = (stem, f"{dot}{ending}") if dot else (target.stem, target.suffix)
    for place in range(1, 1000):
        name = target.name if place == 1 else f"{stem}-{place}{ending}"
        try:
            durable.put_new(draft, target.with_name(name))
        except FileExistsError:
            continue
        return target.with_name(name)
    raise Refused(_("{path}: there is something here already").format(path=target), _("name another file"))


def verify(db: sqlite3.Connection, file: Path) -> None:
    """Unusable if it is no register of a program up to this one, or is damaged."""
    store.is_older(store.revision(db))
    answers = [row[0] for row in db.execute("PRAGMA quick_check(1)")]
    if answers != ["ok"] or db.execute("PRAGMA foreign_key_check").fetchone():
        raise Unusable(_("{register}: the register is damaged").format(register=file), _("run: chodon restore BACKUP"))


class Backup(NamedTuple):
    """What was made: the copy, the older ones that went, and the attached files of which nothing whole was found.

    `lost_copy`: the last one before, if it was put into the same folder and is not there. `is_proven`: its journal
    gives its records.
    """

    new_copy: Path
    removed_copies: list[Path]
    missing: list[str]
    lost_copy: Path | None = None
    is_proven: bool = True


class _Proof:
    """What the proof says of a copy."""

    def __init__(self, prove: Callable[[Path], bool]) -> None:
        self._prove = prove
        self.holds = True

    def look(self, copied: Path) -> None:
        """Prove the copy."""
        self.holds = self._prove(copied)


def into_folder(folder: Path, keep: int | None, cipher: Cipher | None, prove: Callable[[Path], bool]) -> Backup:
    """Copy the register into a folder under a name with the moment.

    With `keep` only so many copies of this register stay there; nothing else in the folder is touched, and no older
    one goes for a copy of which `prove` says that its journal does not give its records.
    """
    proof = _Proof(prove)
    with store.copying() as db, _made_if_missing(folder, last_copy := _last_copy_in(folder, db)):
        file = store.existing()
        needs_room(folder, _bytes_attached(db))
        missing = _copy_attached(db, file, folder / file.stem, cipher)
        lost_copy = last_copy if last_copy and not last_copy.exists() else None
        new_copy = folder / f"{file.stem}-{moment()}.db{encryption.FILE_ENDING if cipher else ''}"
        new_copy = copy(db, new_copy, cipher, proof.look)
        _remember(db, new_copy, cipher)
        older = _older_copies(db, new_copy, file.stem) if keep and proof.holds else []
    outdated = older[max(0, (keep or 0) - 1) :]
    for each in outdated:
        each.unlink(missing_ok=True)
    return Backup(new_copy, outdated, missing, lost_copy, proof.holds)


def _last_copy_in(folder: Path, db: sqlite3.Connection) -> Path | None:
    """The last backup that is known, if it was put into this folder."""
    last = beside.last_backup(db, dates.today())
    return Path(last.file) if last and Path(last.file).parent == folder.absolute() else None


@contextmanager
def _made_if_missing(folder: Path, last_copy: Path | None) -> Iterator[None]:
    """The folder is there, in one that was there before; gone again if nothing came of it. Unusable if it cannot be.

    Refused if the last copy was put into it and it is gone: that is a disk which is not connected.
    """
    durable.needs_folder(folder if folder.exists() else folder.parent)
    is_new = not folder.exists()
    if is_new and last_copy:
        raise Refused(
            _("{path}: the last backup lay here, and the folder is gone").format(path=folder),
            _("connect its disk, or make the folder anew: mkdir {path}").format(path=folder),
        )
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{folder}: {system_reason(error)}", what_to_do(error)) from error
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):  # something stands in it by now
                folder.rmdir()
        raise


def into_file(target: Path, cipher: Cipher | None, prove: Callable[[Path], bool]) -> Backup:
    """Copy the register to a file that is not there yet. Refused if it is."""
    proof = _Proof(prove)
    if target.exists() or target.is_symlink():
        raise Refused(_("{path}: there is something here already").format(path=target), _("name another file"))
    durable.needs_folder(target.parent)
    with store.copying() as db:
        needs_room(target.parent, _bytes_attached(db))
        missing = _copy_attached(db, store.existing(), target, cipher)
        new_copy = copy(db, target, cipher, proof.look)
        _remember(db, new_copy, cipher)
        return Backup(new_copy, [], missing, is_proven=proof.holds)


def _remember(db: sqlite3.Connection, new_copy: Path, cipher: Cipher | None) -> None:
    file = str(new_copy.absolute())
    beside.remember(db, beside.LAST_BACKUP, lambda before: {"day": dates.today(), "file": file})
    if cipher:
        size = new_copy.stat().st_size
        beside.remember(db, ENCRYPTED_STATE, lambda before: {**_still_there(before), file: size})


def _still_there(remembered: object) -> dict[str, int]:
    """The encrypted copies that are remembered and lie where they were put, with their sizes in bytes."""
    copies_known = remembered if isinstance(remembered, dict) else {}
    return {
        file: size for file, size in copies_known.items() if Path(file).is_file() and Path(file).stat().st_size == size
    }


def attached_to(db: sqlite3.Connection) -> list[str]:
    """The digests of the files that the register, of a program that attaches files, has kept."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'attachment'").fetchone():
        return []
    sql = "SELECT DISTINCT sha256 FROM attachment WHERE purged_on IS NULL ORDER BY sha256"
    return [sha256 for (sha256,) in db.execute(sql)]


def _bytes_attached(db: sqlite3.Connection) -> int:
    if not attached_to(db):
        return 0
    return int(db.execute("SELECT coalesce(sum(bytes), 0) FROM attachment WHERE purged_on IS NULL").fetchone()[0])


def _copy_attached(db: sqlite3.Connection, source: Path, target: Path, cipher: Cipher | None) -> list[str]:
    """Copy what is attached; each file is copied once, however many copies of the register lie there.

    What is not whole is not copied: a backup must be possible though a file has been lost. The names of such files.
    """
    digests = attached_to(db)
    if cipher:
        missing = attachments.encrypt_all(digests, source, target, cipher)
    else:
        missing = attachments.copy_all(digests, source, target)
    return names_of_attached(db, missing)


def names_of_attached(db: sqlite3.Connection, digests: list[str]) -> list[str]:
    """What the attached files of these digests are called, each with its number: “3 bien-ban.pdf”."""
    sql = """
    SELECT id || ' ' || name FROM attachment
    WHERE purged_on IS NULL AND sha256 IN (SELECT value FROM json_each(?)) ORDER BY id
    """
    return [name for (name,) in db.execute(sql, (json.dumps(digests),))] if digests else []


def _older_copies(db: sqlite3.Connection, new_copy: Path, stem: str) -> list[Path]:
    """The copies of this register that were made before, newest first: by name, and by how their journal begins."""
    name = re.compile(rf"{re.escape(stem)}-\d{{8}}T\d{{6}}(-\d+)?\.db({re.escape(encryption.FILE_ENDING)})?")
    ours, encrypted = db.execute(beside.FIRST_ENTRY).fetchone(), _still_there(beside.recall(db, ENCRYPTED_STATE))
    copies = [path for path in new_copy.parent.iterdir() if name.fullmatch(path.name) and path != new_copy]
    own = [path for path in copies if str(path.absolute()) in encrypted or _begins_with(path, ours)]
    return sorted(own, key=lambda path: path.name, reverse=True)


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


def bytes_of(db: sqlite3.Connection) -> int:
    pages, free, size = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def needs_room(folder: Path, size: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Unusable(f"{folder}: {system_reason(error)}", what_to_do(error)) from error
    if free < size + ROOM_BYTES:
        raise Refused(
            _("{path}: the disk has room for {free} MB, the register needs {size} MB").format(
                path=folder, free=free >> 20, size=(size + ROOM_BYTES) >> 20
            ),
            _("make room, or name a place on another disk"),
        )
