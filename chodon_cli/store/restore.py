"""A backup put back in the register's place: verified first, decrypted if need be, and told of in its own journal."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from chodon_cli import durable, store
from chodon_cli.errors import Refused, Unusable, no_such_file, system_reason, what_to_do
from chodon_cli.locale import _
from chodon_cli.store import attachments, backup, database_errors, encryption, schema
from chodon_cli.store.encryption import Cipher
from chodon_cli.value_class import dataclass

STAMP_PATTERN = re.compile(r"-\d{8}T\d{6}(-\d+)?$")  # of a copy's name


@dataclass(frozen=True)
class RestoredFrom:
    """Where a restored register comes from: the backup, the digest of its file, the file of the replaced register."""

    file: str
    sha256: str
    replaced: str | None


@dataclass(frozen=True)
class RestoreEntries:
    """What writes into the journal of the register that is restored: from where it comes, and its upgrade."""

    enter: Callable[[RestoredFrom], None]
    upgrade: "schema.Record"
    prove: Callable[[Path], bool]  # whether the journal of this file gives its records


class Restored(NamedTuple):
    """Where the replaced register is kept (None: there was none), and the attached files that the backup lacks.

    `is_proven`: the journal of the backup gives its records.
    """

    kept: Path | None
    missing: list[str]
    is_proven: bool


def restore(source: Path, entries: RestoreEntries, cipher: Cipher | None = None) -> Restored:
    """Let the register be what the file holds.

    A backup of an older program is brought up to date.

    The file is verified first. Whoever reads meanwhile goes on with what was; whoever writes comes before or after.
    """
    file = durable.with_links_followed(store.path())
    if not source.is_file():
        raise no_such_file(source)
    if file.exists() and source.samefile(file):
        raise Refused(
            _("{path}: this is the register itself").format(path=source), _("name a copy made by: chodon backup")
        )
    durable.make_folder_of(file)
    with store.translate_errors(), _draft_from(source, file, cipher) as (draft, missing):
        prepare = _Preparation(draft, source, entries)
        if not file.exists():
            prepare.enter(None)
            _put(draft, file)
            return Restored(None, missing, prepare.is_proven)
        with store.turn_to_write():
            replace = _replace_sound if _is_sound(file) else _replace_damaged
            old_copy = replace(prepare, file)
            return Restored(old_copy, missing, prepare.is_proven)


class _Preparation:
    """The draft of the restored register, and what is to be entered in its journal before it takes its place."""

    def __init__(self, draft: Path, source: Path, entries: RestoreEntries) -> None:
        self.draft, self._source, self._entries = draft, source, entries
        self.is_proven = True

    def enter(self, old_copy: Path | None) -> None:
        """Bring the draft up to date and enter where it comes from, and where the replaced register is."""
        register = store.path()
        with closing(store.connection(self.draft, "rw")) as db:
            db.execute("PRAGMA journal_mode = WAL")
            is_older = store.is_older(store.revision(db))
        store.use(str(self.draft))
        try:
            if is_older:
                schema.migrate(self.draft, self._entries.upgrade)
            restored_from = RestoredFrom(
                str(self._source), attachments.digest_of(self._source), str(old_copy) if old_copy else None
            )
            self._entries.enter(restored_from)
        finally:
            store.use(str(register))
        with closing(store.connection(self.draft, "rw")) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.is_proven = self._entries.prove(self.draft)


@contextmanager
def _draft_from(source: Path, file: Path, cipher: Cipher | None) -> Iterator[tuple[Path, list[str]]]:
    """What the source holds, verified, beside the register that it is to become; the attached files that it lacks."""
    try:
        with ExitStack() as drafts:
            draft = drafts.enter_context(durable.draft_of(file))
            plain = source
            if encryption.is_encrypted(source):
                plain = drafts.enter_context(_decrypt_beside(source, file, cipher))
            with closing(_source(plain, source)) as db:
                missing = _bring_attached(db, source, file, cipher)
                # the draft, the replaced register, what is written into it
                backup.needs_room(file.parent, 3 * backup.bytes_of(db))
                db.execute("VACUUM INTO ?", (str(draft),))
            yield draft, missing
    except OSError as error:
        place = source if error.filename == str(source) else file
        raise Unusable(f"{place}: {system_reason(error)}", what_to_do(error)) from error


@contextmanager
def _decrypt_beside(source: Path, file: Path, cipher: Cipher | None) -> Iterator[Path]:
    """The encrypted source, decrypted beside the register; gone when the block ends."""
    if cipher is None:
        raise Refused(
            _("{path}: this backup is encrypted").format(path=source), _("say --identity-file or --passphrase-file")
        )
    backup.needs_room(file.parent, source.stat().st_size)
    with durable.draft_of(file) as plain:
        cipher.decrypt(source, plain)
        yield plain


def _source(file: Path, source: Path) -> sqlite3.Connection:
    """A backup, which may lie where nothing can be written; or another register, which may be in use.

    Unusable, naming the source and not the register that it would become, if it is no whole register.
    """
    is_in_use = any(Path(f"{file}{ending}").exists() for ending in store.OF_SQLITE)
    try:
        db = store.connection(file, "ro" if is_in_use else "immutable=1")
        try:
            _verify_source(db, source)
        except BaseException:
            db.close()
            raise
    except sqlite3.DatabaseError as error:
        if database_errors.is_damage(error):
            raise _no_register(source) from error
        raise database_errors.database_fault(error, str(source), store.WAIT_SECONDS) from error
    return db


def _bring_attached(db: sqlite3.Connection, source: Path, file: Path, cipher: Cipher | None) -> list[str]:
    """Copy back what is attached, from beside the copy or from beside all copies of its register; what is not there."""
    missing = backup.attached_to(db)
    stem = Path(source.name.removesuffix(encryption.FILE_ENDING)).stem
    for place in (source, source.with_name(STAMP_PATTERN.sub("", stem))):
        missing = attachments.copy_all(missing, place, file) if missing else []
        missing = attachments.decrypt_all(missing, place, file, cipher) if missing and cipher else missing
    return backup.names_of_attached(db, [each for each in missing if not attachments.is_whole(each, file)])


def _verify_source(db: sqlite3.Connection, source: Path) -> None:
    if not store.is_register(db):
        raise _no_register(source)
    with store.using(source):  # what is wrong with it is told under its name
        backup.verify(db, source)


def _no_register(source: Path) -> Unusable:
    return Unusable(
        _("{register}: this is not a register").format(register=source), _("name a copy made by: chodon backup")
    )


def _is_sound(file: Path) -> bool:
    """Whether it is a whole register. DatabaseError if it cannot be looked at: somebody else's, or held by another."""
    if file.stat().st_size == 0:
        return False
    try:
        with closing(store.connection(file, "rw")) as db:
            backup.verify(db, file)
    except sqlite3.DatabaseError as error:
        if database_errors.is_damage(error):
            return False
        raise
    except Unusable:
        return False
    return True


def _replace_sound(prepare: _Preparation, file: Path) -> Path:
    """Write it over the register in one transaction of SQLite, which others who have it open see as any other."""
    with closing(store.connection(file, "rw")) as db:
        old_copy = backup.copy(db, file.with_name(f"{file.name}.{backup.moment()}.bak"))
        prepare.enter(old_copy)
        db.execute("PRAGMA synchronous = FULL")
        with closing(store.connection(prepare.draft, "ro")) as restored:
            restored.backup(db, progress=_patience())
    return old_copy


def _patience() -> Callable[[int, int, int], None]:
    """Ends the wait for another program that writes; what is not finished by then is taken back."""
    until = time.monotonic() + store.WAIT_SECONDS

    def progress(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return progress


def _replace_damaged(prepare: _Preparation, file: Path) -> Path:
    """Put the damaged register aside, with all that SQLite keeps beside it, and the other in its place."""
    old_copy = file.with_name(f"{file.name}.{backup.moment()}.bak")
    prepare.enter(old_copy)
    for ending in ("", *store.OF_SQLITE):
        beside = Path(f"{file}{ending}")
        if beside.exists():
            beside.rename(f"{old_copy}{ending}")
    _put(prepare.draft, file)
    return old_copy


def _put(draft: Path, file: Path) -> None:
    for ending in store.OF_SQLITE:
        Path(f"{file}{ending}").unlink(missing_ok=True)
    durable.put_new(draft, file)
