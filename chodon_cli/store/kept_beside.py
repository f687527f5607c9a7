"""Files kept with records, of a register that is a file: in a folder beside it, each file once, under its digest."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chodon_cli import durable
from chodon_cli.errors import Unusable, system_reason, what_to_do
from chodon_cli.store import chosen
from chodon_cli.store.reader import Reader

DIGEST_PATTERN = re.compile(r"[0-9a-f]{64}")


def folder_of(register: Path) -> Path:
    """Where the files of a register, or of a copy of one, lie."""
    return Path(f"{register}.files")


def kept_file(sha256: str, register: Path | None = None) -> Path:
    """The file of this digest, whether it is there or not; of what is none, where none ever is."""
    sha256 = sha256 if DIGEST_PATTERN.fullmatch(sha256) else "0" * 64  # what somebody wrote by hand leads nowhere
    return folder_of(register or chosen.path()) / sha256[:2] / sha256


@contextmanager
def drafts_folder() -> Iterator[Path]:
    """Where a file is copied to before it is kept: on the same disk, so that it is kept by giving it its name."""
    folder = folder_of(chosen.path())
    _make_folder(folder)
    yield folder


def put(sha256: str, draft: Path) -> None:
    """Keep the draft under its digest, in place of what was damaged there."""
    place = kept_file(sha256)
    try:
        _make_folder(place.parent)
        durable.put(draft, place)  # whoever has just kept the same has kept the same bytes
    except OSError as error:
        raise Unusable(f"{place}: {system_reason(error)}", what_to_do(error)) from error


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest(sha256: str, register: Path | None = None) -> str | None:
    """The digest of what is kept under this one; None where nothing is, or it cannot be read."""
    try:
        return digest_of(kept_file(sha256, register))
    except OSError:
        return None


def size_of(_db: Reader, sha256: str) -> int | None:
    """The bytes that are kept under this digest; None where nothing is."""
    file = kept_file(sha256)
    return file.stat().st_size if file.is_file() else None


def place_of(sha256: str) -> str:
    """Where the file is kept, to be told."""
    return str(kept_file(sha256))


def copy_out(sha256: str, target: Path) -> None:
    """Copy what is kept to a file that may be written over."""
    shutil.copyfile(kept_file(sha256), target)


def remove(sha256: str) -> None:
    """Remove the file from the disk."""
    kept_file(sha256).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    """Make it if it is not there, on the disk: what is kept in it must not go with it when the power does."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        durable.write_entry(folder)
