"""Workbooks (.xlsx .xls .ods), read in a process of their own.

The reader aborts its whole process on a workbook of 5 KB with one cell in the last row and column, and a workbook can
be made to unpack to any size: so what it may take is bounded from outside, in memory and in time.
"""

import io
import marshal
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read.sheets import Line, Sheet
from chodon_cli.locale import _

UNPACKED = 1 << 30  # bytes that a workbook may unpack to: a list of a million rows does not reach them
MEMORY = 3 << 30  # bytes that the reading process may take
SECONDS = 15  # that it may take, and one more for every so many bytes
PER_SECOND = 20 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, OSError, EOFError)  # a bad ZIP
PIECE = 5000  # rows
MANIFEST = "META-INF/manifest.xml"  # of an .ods: says which of its parts are encrypted
MOST = 1 << 20  # bytes of it that are looked at
CHILD = """
import marshal, resource, sys
most = min(int(sys.argv[1]), resource.getrlimit(resource.RLIMIT_AS)[1] % (1 << 64))
resource.setrlimit(resource.RLIMIT_AS, (most, most))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from chodon_cli.exchange.read import workbook
marshal.dump(workbook.unpacked(sys.stdin.buffer.read()), sys.stdout.buffer)
"""


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook. ChodonError if it is protected, too large or damaged."""
    size = unpacked_size(data, name)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", CHILD, str(MEMORY)],
            input=data,
            capture_output=True,
            timeout=SECONDS + size / PER_SECOND,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(name) from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else ""
        if "password" in reason.casefold():
            raise _protected(name)
        if done.returncode < 0 or "memory" in reason.casefold() or "capacity" in reason.casefold():
            raise _too_large(name)
        raise damaged(name)
    return [Sheet(title, PackedRows(first, rows), hidden) for title, hidden, first, rows in marshal.loads(done.stdout)]


@dataclass(frozen=True)
class PackedRows:
    """The rows of a sheet as the child has sent them, unpacked piece by piece each time they are gone through."""

    first: int
    pieces: list[bytes]

    def __iter__(self) -> Iterator[Line]:
        rows = chain.from_iterable(map(marshal.loads, self.pieces))
        return map(Line, count(self.first), rows)


def unpacked(data: bytes) -> list[tuple[str, bool, int, list[bytes]]]:
    """(name, whether it is hidden, first row's number, rows in pieces) of each sheet; the child process runs this."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            is_hidden = meta.visible != SheetVisibleEnum.Visible
            try:
                sheet = book.get_sheet_by_name(meta.name)
            except CalamineError:
                if is_hidden:  # nobody has asked for it yet
                    continue
                raise
            start = sheet.start or (0, 0)
            rows = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
            fill_down(rows, start, sheet.merged_cell_ranges or ())
            pieces = [marshal.dumps(rows[place : place + PIECE]) for place in range(0, len(rows), PIECE)]
            found.append((meta.name, is_hidden, start[0] + 1, pieces))
    return found


def fill_down(rows: list[list[Any]], start: tuple[int, int], merged: Iterable[Any]) -> None:
    """Let cells that are merged over several rows say the same in each: one unit beside all its people."""
    top, left = start
    for (first, column), (last, _right) in merged:
        place = column - left
        if top <= first < last and first - top < len(rows) and 0 <= place < len(rows[first - top]):
            for row in rows[first - top + 1 : last - top + 1]:
                row[place] = row[place] or rows[first - top][place]


def plain(cell: Any) -> str | float | None:
    """A cell as text or number: days as ISO text, an empty cell as None."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return float(cell)
    if hasattr(cell, "year"):
        return f"{cell.year:04}-{cell.month:02}-{cell.day:02}"
    return None if cell is None else str(cell)


def unpacked_size(data: bytes, name: str) -> int:
    """How large it says it is. ChodonError if it can be seen from outside that it has a password or is no list."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _protected(name)
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            is_protected = MANIFEST in packed.namelist() and b"encryption-data" in packed.open(MANIFEST).read(MOST)
    except UNREADABLE as error:
        raise ChodonError(_("{file}: the workbook is damaged").format(file=name)) from error
    if size > UNPACKED:
        raise _too_large(name)
    if is_protected:
        raise _protected(name)
    return size


def damaged(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: the workbook is damaged or of an unknown kind").format(file=name),
        _("open it in a spreadsheet program and save it anew as .xlsx"),
    )


def _protected(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: the workbook is protected by a password").format(file=name),
        _("save it without the password"),
    )


def _too_large(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: the workbook is too large to be a list: far more rows and columns than it shows").format(file=name),
        _("delete the empty rows and columns around the list, or save it as CSV"),
    )
