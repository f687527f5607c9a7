"""The register out into a folder: one CSV a table, rows in order of their identity, and a manifest."""

import csv
import io
import shutil
import tempfile
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from chodon_cli.errors import Refused, why
from chodon_cli.exchange import layout
from chodon_cli.exchange.write import manifest
from chodon_cli.exchange.write.anonymise import PersonalDataRemover
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import select as lists
from chodon_cli.text import guard_formula


def write(db: Connection, path: Path, anonymise: bool = False) -> list[dict[str, Any]]:
    """Write the whole register to the folder, which then holds all of it or what it held before.

    Returns file, rows and sha256 of each file. The same register gives the same bytes. Refused if something that is
    no export is in the way.
    """
    path = path.resolve()
    if path == Path.cwd():
        raise Refused(_("{path}: this is the folder you are in: name another").format(path=path))
    if path.exists() and (strange := not_exported(path)):
        raise Refused(
            _("{path}: there is something here that is no export: {names}").format(path=path, names=", ".join(strange))
        )
    draft = _beside(path)
    try:
        veil = _veil(db) if anonymise else None
        entries = [_write_file(db, noun, draft / name, veil) for noun, name in layout.FILES.items()]
        manifest.write(draft, entries)
        _put(draft, path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sorted(entries, key=lambda entry: str(entry["file"]))


def not_exported(path: Path) -> list[str]:
    """What is in the folder that an export did not put there; the path itself if it is no folder."""
    if not path.is_dir():
        return [path.name]
    names = {entry.name for entry in path.iterdir()}
    ours = {manifest.NAME, *layout.FILES.values()}
    return sorted(names - ours) or ([] if manifest.NAME in names or not names else sorted(names))


def _beside(path: Path) -> Path:
    """A new folder next to the path."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise Refused(f"{path}: {why(error)}") from error


def _put(draft: Path, path: Path) -> None:
    """Let the draft take the folder's place; an older export goes only when the new one stands."""
    if not path.exists():
        draft.rename(path)
        return
    old = _beside(path)
    path.rename(old / "old")
    draft.rename(path)
    shutil.rmtree(old)


def _veil(db: Connection) -> PersonalDataRemover:
    source = layout.list_of("person")
    return PersonalDataRemover([dict(zip(lists.keys(source), row, strict=True)) for row in lists.rows(db, source)])


def _write_file(db: Connection, noun: str, file: Path, veil: PersonalDataRemover | None) -> dict[str, Any]:
    keys, rows = table(db, noun, layout.list_of(noun))
    if veil:
        rows = veil.rows(layout.list_of(noun), keys, rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([guard_formula(value) for value in row] for row in rows)
    file.touch(mode=0o600)
    file.write_bytes(text.getvalue().encode())
    return manifest.entry(file, len(rows))


def table(db: Connection, noun: str, source: Noun) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The noun's columns and rows. Whether a record is void is told only where one is, or where the layout has it."""
    rows = lists.rows(db, source, [source.live] if source.live else [])
    keys = lists.keys(source)
    wanted = lists.file_columns(source)
    if "voided_on" in keys and any(row[keys.index("voided_on")] for row in rows):
        wanted = [*wanted, *(key for key in ("voided_on", "void_reason") if key not in wanted)]
    places = [keys.index(key) for key in wanted]
    return wanted, [tuple(row[place] for place in places) for row in rows]
