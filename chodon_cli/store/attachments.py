"""Files attached to records: kept with the register under their digest, so that none is kept twice or overwritten."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from chodon_cli import durable
from chodon_cli.errors import NotFound, Refused, Unusable, system_reason, what_to_do
from chodon_cli.locale import _, figure
from chodon_cli.store import chosen, kept_beside
from chodon_cli.store.encryption import FILE_ENDING, Cipher
from chodon_cli.store.kept_beside import DIGEST_PATTERN as DIGEST_PATTERN
from chodon_cli.store.kept_beside import digest_of as digest_of
from chodon_cli.store.kept_beside import folder_of as folder_of
from chodon_cli.store.kept_beside import kept_file as kept_file
from chodon_cli.store.reader import Reader

ANY_SIZE = 1 << 40  # MB: of what was kept once, whatever the limit is now
BLOCK_BYTES = 1 << 20  # bytes that are read at a time
BEGINNINGS_BY_ENDING = {  # ending of a name -> what a file of that kind begins with; nothing else is guessed
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".txt": (b"",),
}


class Keeper(Protocol):
    """Where the files of the register in use are kept: a folder beside it, or a table on its server."""

    def drafts_folder(self) -> AbstractContextManager[Path]: ...
    def put(self, sha256: str, draft: Path, /) -> None: ...
    def digest(self, sha256: str) -> str | None: ...
    def size_of(self, db: Reader, sha256: str, /) -> int | None: ...
    def place_of(self, sha256: str) -> str: ...
    def copy_out(self, sha256: str, target: Path, /) -> None: ...
    def remove(self, sha256: str) -> None: ...


def keeper() -> Keeper:
    """Who keeps the files of the register in use."""
    if chosen.server():
        from chodon_cli.store.postgres import kept_files

        return kept_files
    return kept_beside


def exported_name(sha256: str, name: str) -> str:
    """Where the file lies in an exported folder: files/DIGEST.pdf."""
    return f"files/{sha256}{Path(name).suffix.casefold()}"


class AttachmentDraft(NamedTuple):
    """A file that is to be kept: from where, its copy beside those that are kept, its digest and its bytes."""

    source: Path
    draft: Path
    sha256: str
    size: int
    is_kept: bool  # something whole of the same digest is kept already


@contextmanager
def drafts_of(sources: Sequence[Path], megabytes: int) -> Iterator[list[AttachmentDraft]]:
    """Copies of the files, on the disk, 0600, gone when the block ends unless they were put. Refused if one may not be.

    All that takes time is done here, before the turn to write: `put` gives a copy its name, no more.
    """
    for source in sources:
        refuse_what_may_not_be_kept(source, megabytes)
    with ExitStack() as drafts:
        folder = Path()
        try:
            folder = drafts.enter_context(keeper().drafts_folder())
            made = []
            for source in sources:
                draft = drafts.enter_context(durable.draft_of(folder / "new"))
                sha256, size = _copy_with_digest(source, draft, megabytes << 20)
                durable.write_to_disk(draft)
                made.append(AttachmentDraft(source, draft, sha256, size, is_whole(sha256)))
        except OSError as error:
            raise Unusable(f"{folder}: {system_reason(error)}", what_to_do(error)) from error
        yield made


def put(made: AttachmentDraft) -> None:
    """Keep the file under its digest, whatever is kept there: by now it may have been removed or damaged."""
    keeper().put(made.sha256, made.draft)


def keep(source: Path, megabytes: int) -> None:
    """Copy a file under its digest, on the disk, 0600. Refused if it may not be kept."""
    with drafts_of([source], megabytes) as [made]:
        put(made)


def refuse_what_may_not_be_kept(source: Path, megabytes: int) -> None:
    """Refused if it is of no kind that is kept, or not what its name says, or too large."""
    if not source.is_file():
        raise NotFound(
            _("{path}: there is no such file").format(path=source), _("name one that is there; a folder is not kept")
        )
    beginnings = BEGINNINGS_BY_ENDING.get(source.suffix.casefold())
    if beginnings is None:
        raise Refused(
            _("{path}: files of this kind are not kept").format(path=source.name),
            _("save it as one of: {words}").format(words=", ".join(sorted(BEGINNINGS_BY_ENDING))),
        )
    with source.open("rb") as file:
        if not file.read(16).startswith(beginnings):
            raise Refused(
                _("{path}: is not what its name says").format(path=source.name),
                _("open it, save it as {ending} and attach that").format(ending=source.suffix),
            )
    if source.stat().st_size > megabytes << 20:
        raise _too_large(source, megabytes)


def _too_large(source: Path, megabytes: int) -> Refused:
    return Refused(
        _("{path}: has more than {number} MB").format(path=source.name, number=figure(megabytes, 0)),
        _("the limit is set by: chodon settings set attachment-megabytes"),
    )


def _copy_with_digest(source: Path, draft: Path, most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, draft.open("wb") as copy:
        while block := file.read(BLOCK_BYTES):
            size += len(block)
            if size > most:  # it has grown since
                raise _too_large(source, most >> 20)
            digest.update(block)
            copy.write(block)
    return digest.hexdigest(), size


def is_whole(sha256: str, register: Path | None = None) -> bool:
    """Whether the file is kept and has its digest; of a register that is a file, or of the one in use."""
    return (kept_beside.digest(sha256, register) if register else keeper().digest(sha256)) == sha256


@contextmanager
def beside_draft(draft: Path) -> Iterator[None]:
    """What is put beside the draft of a register goes when the block ends, unless it was taken along."""
    try:
        yield
    finally:
        shutil.rmtree(folder_of(draft), ignore_errors=True)


def take_along(draft: Path, register: Path) -> None:
    """Let what lies beside the draft lie beside the register that it becomes."""
    for file in sorted(folder_of(draft).rglob("*/*")):
        place = kept_file(file.name, register)
        durable.make_folder_of(place)
        file.replace(place)
        durable.write_entry(place)


def give(sha256: str, target: Path) -> None:
    """Copy the kept file to a new place. Refused if something is there, Unusable if the file is damaged or missing."""
    if not is_whole(sha256):
        raise Unusable(
            _("{path}: the attached file is missing or damaged").format(path=keeper().place_of(sha256)),
            _("put it back from a copy of it: chodon attach add RECORD FILE"),
        )
    taken = Refused(_("{path}: there is something here already").format(path=target), _("name another file: --to FILE"))
    if os.path.lexists(target):
        raise taken
    try:
        with durable.draft_of(target) as draft:
            keeper().copy_out(sha256, draft)
            durable.put_new(draft, target)
    except FileExistsError as error:  # somebody else was faster
        raise taken from error
    except OSError as error:
        raise Refused(f"{target}: {system_reason(error)}", _("name another file: --to FILE")) from error


def copy_all(digests: list[str], source: Path, target: Path) -> list[str]:
    """Copy the files of one register, or copy of one, to where another's lie; the digests of those not whole."""
    wanted = {sha256: kept_file(sha256, target) for sha256 in digests if not is_whole(sha256, target)}
    missing = [sha256 for sha256 in wanted if not is_whole(sha256, source)]
    return missing + _write_all(wanted, missing, lambda sha256, draft: _copy(kept_file(sha256, source), draft))


def encrypt_all(digests: list[str], source: Path, target: Path, cipher: Cipher) -> list[str]:
    """Write the files of a register encrypted to where those of its copies lie; the digests of those not whole."""
    places = {sha256: _encrypted_path(kept_file(sha256, target)) for sha256 in digests}
    wanted = {sha256: place for sha256, place in places.items() if not place.exists()}
    missing = [sha256 for sha256 in wanted if not is_whole(sha256, source)]
    return missing + _write_all(wanted, missing, lambda sha256, draft: cipher.encrypt(kept_file(sha256, source), draft))


def decrypt_all(digests: list[str], source: Path, target: Path, cipher: Cipher) -> list[str]:
    """Bring encrypted files back to where those of the register lie; the digests of those that are not there."""
    wanted = {sha256: kept_file(sha256, target) for sha256 in digests}
    encrypted = {sha256: _encrypted_path(kept_file(sha256, source)) for sha256 in digests}
    missing = [sha256 for sha256 in wanted if not encrypted[sha256].is_file()]
    return missing + _write_all(
        wanted, missing, lambda sha256, draft: _decrypt(encrypted[sha256], draft, cipher), is_checked=True
    )


def _decrypt(source: Path, draft: Path, cipher: Cipher) -> None:
    """Decrypt it as far as it goes: of a damaged one the draft has not the digest."""
    with suppress(Refused):
        cipher.decrypt(source, draft)


def _copy(source: Path, draft: Path) -> None:
    shutil.copyfile(source, draft)


def _write_all(
    wanted: dict[str, Path], missing: list[str], write: Callable[[str, Path], None], is_checked: bool = False
) -> list[str]:
    """Write each that is not missing to its place by way of a draft; the digests of drafts that are not what they say.

    Checked: a draft must have its digest before it takes the place.
    """
    wrong = []
    for sha256, place in wanted.items():
        if sha256 in missing:
            continue
        durable.make_folder_of(place)
        with durable.draft_of(place) as draft:
            write(sha256, draft)
            if is_checked and digest_of(draft) != sha256:
                wrong.append(sha256)
                continue
            place.unlink(missing_ok=True)
            durable.put_new(draft, place)
    return wrong


def _encrypted_path(file: Path) -> Path:
    return file.with_name(f"{file.name}{FILE_ENDING}")
