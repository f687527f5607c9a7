"""Files and folders that stand whole or not at all, also when the power goes: made beside their place, then put there.

A draft is held by `flock` for as long as whoever makes it lives; so what the dead have left is known, and removed.
"""

import errno
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chodon_cli.errors import ChodonError, Refused, Unusable, system_reason, what_to_do
from chodon_cli.locale import _

SQLITE_HEADER = b"SQLite format 3\0"
DRAFT_ENDING = ".draft"
YOUNG_SECONDS = 60  # seconds: whoever has just made a draft may not hold it yet
RENAME_EXCHANGE = 2  # renameat2: let two paths trade places in one step
CURRENT_FOLDER = -100  # AT_FDCWD: paths are relative to the folder that one is in
ERRORS_OF_AN_UNKNOWN_CALL = (
    errno.ENOSYS,
    errno.EINVAL,
    errno.ENOTTY,
)  # of a system or a file system that cannot exchange


@contextmanager
def draft_of(place: Path, is_folder: bool = False) -> Iterator[Path]:
    """A new empty file (0600) or folder (0700) beside the place, gone when the block ends if it was not put there."""
    needs_folder(place.parent)
    prefix = f".{place.name}."
    _remove_what_the_dead_left(place.parent, prefix)
    import tempfile

    make = tempfile.mkdtemp if is_folder else _new_file
    try:
        draft = Path(make(prefix=prefix, suffix=DRAFT_ENDING, dir=place.parent))
    except OSError as error:
        error.filename = str(place)  # what was asked for is told, not the draft of it
        raise
    held = os.open(draft, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a file system without locks: left-overs stay there
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield draft
    finally:
        os.close(held)
        _remove(draft)


def with_home(path: str) -> Path:
    """The path with the home that its ~ means; as it is where there is no such home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def needs_folder(folder: Path) -> None:
    """ChodonError if the folder is not there, in which something is to be made."""
    if folder.is_dir():
        return
    if folder.exists():
        raise ChodonError(_("{path}: this is a file, not a folder").format(path=folder), _("name a folder"))
    raise ChodonError(_("{path}: there is no such folder").format(path=folder), _("make it first, or name another"))


def _new_file(prefix: str, suffix: str, dir: Path) -> str:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=dir)
    os.close(handle)
    return name


def _remove_what_the_dead_left(folder: Path, prefix: str) -> None:
    for path in folder.glob(f"{_literal(prefix)}*{DRAFT_ENDING}"):
        with suppress(OSError):
            held = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                there = path.stat()
                if there.st_uid == os.geteuid() and time.time() - there.st_mtime > YOUNG_SECONDS:
                    _remove(path)
            finally:
                os.close(held)


def _literal(text: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)


def _remove(path: Path) -> None:
    """Remove a draft and what a database keeps beside it."""
    for each in (path, *path.parent.glob(f"{_literal(path.name)}-*")):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)


def own_place(path: Path) -> Path:
    """The path with its links followed. Refused where one of them is another account's, in a folder open to all.

    The kernel follows no such link either, where it is told to (`protected_symlinks`); we look before it does.
    """
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (resolve would follow the links)
    for place in (whole, *whole.parents):
        if place.is_symlink():
            folder, link = place.parent.stat(), place.lstat()
            is_open_to_all = folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH
            if is_open_to_all and link.st_uid not in (os.geteuid(), folder.st_uid):
                raise Refused(
                    _("{path}: this is a link that another account has put there").format(path=place),
                    _("name another file"),
                )
    return with_links_followed(path)


def with_links_followed(path: Path) -> Path:
    """Where the path leads, whether something is there or not. ChodonError where its links lead in a circle."""
    place = Path(os.path.realpath(path))
    if any(each.is_symlink() for each in (place, *place.parents)):
        circle = OSError(errno.ELOOP, "", str(path))
        raise ChodonError(f"{path}: {system_reason(circle)}", what_to_do(circle))
    return place


def is_database(path: Path) -> bool:
    """Whether the file is SQLite's: a register, or a copy of one."""
    return begins_with(path, SQLITE_HEADER)


def begins_with(path: Path, first: bytes) -> bool:
    """Whether these are the first bytes of the file; not of one that cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(first)) == first
    except OSError:
        return False


def write_to_disk(path: Path) -> None:
    """Return when the file, or the folder with all that is in it, is on the disk and not only in memory."""
    if path.is_dir():
        for each in path.iterdir():
            write_to_disk(each)
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a file system that cannot do it for folders
            os.fsync(handle)
    finally:
        os.close(handle)


def put_new(draft: Path, place: Path) -> None:
    """Let the file take a place where there is nothing. FileExistsError if there is something."""
    write_to_disk(draft)
    try:
        os.link(draft, place, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without a second name for a file, as on a stick
        if os.path.lexists(place):
            raise FileExistsError(place) from None
        draft.rename(place)
    write_entry(place)


def put(draft: Path, place: Path) -> None:
    """Let the file take its place in one step, whatever file stands there."""
    write_to_disk(draft)
    draft.replace(place)
    write_entry(place)


def put_folder(draft: Path, place: Path) -> None:
    """Let the folder take the place of the one that is there, or of nothing, in one step; the older one then goes.

    OSError if the place cannot change hands, as where a disk is mounted: then it is as it was.
    """
    write_to_disk(draft)
    if not os.path.lexists(place):
        draft.rename(place)
    else:
        _trade_places(draft, place)
    write_entry(place)


def write_entry(place: Path) -> None:
    """Return when it is on the disk that the place is where it is."""
    handle = os.open(place.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _trade_places(one: Path, other: Path) -> None:
    """Both are always somewhere: there is no moment at which one of them has no name."""
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is not None:
        if renameat2(CURRENT_FOLDER, os.fsencode(one), CURRENT_FOLDER, os.fsencode(other), RENAME_EXCHANGE) == 0:
            return
        error = ctypes.get_errno()
        if error not in ERRORS_OF_AN_UNKNOWN_CALL:
            raise OSError(error, os.strerror(error), str(other))
    _move_aside(one, other)


def _move_aside(one: Path, other: Path) -> None:
    """Where the system cannot exchange: two steps, and the first is taken back if the second fails."""
    aside = one.with_name(f"{one.name}.old")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)


def make_folder_of(file: Path) -> None:
    """Make the folder of a file that is to be, and those above it that there are not, open to nobody else."""
    try:
        missing = [folder for folder in (file.parent, *file.parent.parents) if not folder.is_dir()]
        for folder in reversed(missing):  # `parents=True` would leave those above to the umask
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{file}: {system_reason(error)}", what_to_do(error)) from error
