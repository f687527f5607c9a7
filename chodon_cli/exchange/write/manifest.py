"""The manifest of an export: which files, how many rows, which bytes. It says nothing of when, where or by what."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from chodon_cli.result import Cell

MANIFEST_NAME = "manifest.json"


def entry(file: Path, rows: int) -> dict[str, Cell]:
    """One file of the export."""
    return {"file": file.name, "rows": rows, "sha256": digest(file)}


def write(folder: Path, entries: Sequence[dict[str, Cell]], anonymised: bool) -> None:
    files = sorted(entries, key=lambda entry: str(entry["file"]))
    text = json.dumps({"anonymised": anonymised, "files": files}, indent=2)
    (folder / MANIFEST_NAME).write_text(text + "\n", "utf-8")


def differing_files(folder: Path) -> list[str]:
    """The files that are not as the folder's manifest says; none where it has no manifest."""
    file = folder / MANIFEST_NAME
    if not file.is_file():
        return []
    try:
        digests = {str(entry["file"]): str(entry["sha256"]) for entry in json.loads(file.read_bytes())["files"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return [MANIFEST_NAME]
    there = {
        str(path.relative_to(folder)) for pattern in ("*.csv", "*.parquet", "files/*") for path in folder.glob(pattern)
    }
    return sorted(
        name
        for name in there | set(digests)
        if name not in there or digests.get(name) != _digest_if_file(folder / name)
    )


def _digest_if_file(path: Path) -> str:
    """The digest; none of what is no file, such as a pipe, which nobody may ever write to."""
    return digest(path) if path.is_file() else ""


def is_whole_export(folder: Path) -> bool:
    """Whether the folder is as the program exported it, byte for byte, and tells of people what the register did."""
    return is_anonymised(folder) is False and not differing_files(folder)


def names(folder: Path) -> list[str]:
    """The files that the folder's manifest names; none where it has none that can be read."""
    try:
        return [str(entry["file"]) for entry in json.loads((folder / MANIFEST_NAME).read_bytes())["files"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def is_anonymised(folder: Path) -> bool | None:
    """Whether the folder holds an anonymised export; None if it holds none, or does not say."""
    try:
        manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
        return bool(manifest["anonymised"]) if "anonymised" in manifest else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def digest(file: Path) -> str:
    with file.open("rb") as stream:  # piece by piece: tasks of a province are 150 MB
        return hashlib.file_digest(stream, "sha256").hexdigest()
