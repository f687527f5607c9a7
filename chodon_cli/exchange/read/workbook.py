"""Workbooks (.xlsx .xls .ods), read in a process of their own.

The reader aborts its whole process on a workbook of 5 KB with one cell in the last row and column, and a workbook can
be made to unpack to any size: so what it may take is bounded from outside, in memory and in time.
"""

import io
import marshal
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import time
from functools import lru_cache
from itertools import chain
from math import isfinite
from typing import Any

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds, ods_marks, reading_child, xlsx_marks
from chodon_cli.exchange.read.cells import DAY, ERROR, TIME, TRUTH, Cell, Line, Sheet, numbered_lines
from chodon_cli.exchange.read.sheet_marks import SheetMarks
from chodon_cli.forked_child import EndedEarly, pieces_of_child
from chodon_cli.locale import _
from chodon_cli.value_class import dataclass

MOST_UNPACKED_BYTES = 768 << 20  # bytes that a workbook may unpack to: a list of a million rows does not reach them
MEMORY_BYTES = 3 << 30  # bytes that the child may take at most beyond what this process holds
OF_A_BYTE = 50  # bytes of memory that a byte of the packed file may take, besides so many
MEMORY_AT_LEAST = 420 << 20
CPU_SECONDS = 6  # of the processor that it may take, and one more for every so many bytes
PER_SECOND = 20 << 20
ERRORS_OF_READING = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
)  # a bad ZIP
PIECE_ROWS = 5000  # rows
LONGEST_CELL = 32_767  # characters, as spreadsheet programs allow
MIDNIGHT = time()
NO_MARKS = SheetMarks()
XLS_PASSWORD = re.compile(  # the record FILEPASS right behind the beginning of the book, as [MS-XLS] 2.1.7.20.3 has it
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
ODS_MANIFEST = "META-INF/manifest.xml"  # of an .ods: says which of its parts are encrypted
MANIFEST_BYTES = 1 << 20  # bytes of it that are looked at

UnpackedSheet = tuple[str, bool, int, list[bytes], list[int], list[int]]
"""Name, whether it is hidden, the first row's number, the rows in pieces, the numbers of those that are hidden, and the
places of such cells in a row."""


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook. ChodonError if it is protected, too large or damaged."""
    seconds = CPU_SECONDS + unpacked_size(data, name) // PER_SECOND
    memory = min(MEMORY_BYTES, MEMORY_AT_LEAST + OF_A_BYTE * len(data))
    try:
        [(unpacked, reason)] = pieces_of_child(lambda: [_sheets_or_reason(data, seconds, memory)])
    except EndedEarly as error:
        raise _too_large(name) from error
    if reason.startswith(ModuleNotFoundError.__name__):
        raise ModuleNotFoundError(reason, name="python_calamine")
    if "password" in reason.casefold():
        raise _password_fault(name)
    if "memory" in reason.casefold() or "capacity" in reason.casefold():
        raise _too_large(name)
    if reason:
        raise damaged_workbook(name)
    return [
        Sheet(title, PackedRows(first, rows), is_hidden, hidden, hidden_columns)
        for title, is_hidden, first, rows, hidden, hidden_columns in unpacked
    ]


def _sheets_or_reason(data: bytes, seconds: float, memory: int) -> tuple[list[UnpackedSheet], str]:
    """What the child says: the sheets, or the reason why there are none."""
    reading_child.limit(seconds, memory)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # whoever unpacks it says there what it runs into
    try:
        return unpack_sheets(data), ""
    except BaseException as error:  # a panic of it is no Exception
        return [], f"{type(error).__name__}: {error}"


@dataclass(frozen=True)
class PackedRows:
    """The rows of a sheet as the child has sent them, unpacked piece by piece each time they are gone through."""

    first: int
    packed: list[bytes]

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(self.pieces())

    def pieces(self) -> Iterator[list[Line]]:
        """The rows, so many at a time as were packed together."""
        number = self.first
        for rows in map(marshal.loads, self.packed):
            yield numbered_lines(number, rows)
            number += len(rows)


def unpack_sheets(data: bytes) -> list[UnpackedSheet]:
    """Each sheet; the child runs this."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    marks_of = marks(data)
    sheets: list[UnpackedSheet] = []
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            is_hidden = meta.visible != SheetVisibleEnum.Visible
            try:
                sheet = book.get_sheet_by_name(meta.name)
            except CalamineError:
                if is_hidden:  # nobody has asked for it yet
                    continue
                raise
            mark = marks_of.get(meta.name, NO_MARKS)
            read = [list(map(plain_cell, row)) for row in sheet.to_python(skip_empty_area=True)]
            if any(any(row[bounds.MOST_COLUMNS :]) for row in read):
                raise MemoryError
            rows, start = mark.laid_over(read, sheet.start or (0, 0))
            fill_down(rows, start, mark.merged or sheet.merged_cell_ranges or ())
            pieces = [marshal.dumps(rows[place : place + PIECE_ROWS]) for place in range(0, len(rows), PIECE_ROWS)]
            columns = [column - start[1] for column in mark.hidden_columns if column >= start[1]]
            sheets.append((meta.name, is_hidden, start[0] + 1, pieces, mark.hidden, columns))
    return sheets


def marks(data: bytes) -> dict[str, SheetMarks]:
    """What the sheets say beside their values, by their names."""
    if not data.startswith(b"PK"):
        from chodon_cli.exchange.read import xls_marks

        return xls_marks.read(data)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        is_open_document = ods_marks.CONTENT_PART in book.namelist()
    return ods_marks.read(data) if is_open_document else xlsx_marks.read(data)


MergedRange = tuple[tuple[int, int], tuple[int, int]]  # the first and the last line and column


def fill_down(rows: list[list[Cell]], start: tuple[int, int], merged: Iterable[MergedRange]) -> None:
    """Let cells that are merged over several rows say the same in each: one unit beside all its people."""
    top, first_column = start
    for (first, column), (last, _right) in merged:
        place = column - first_column
        if top <= first < last and first - top < len(rows) and 0 <= place < len(rows[first - top]):
            for row in rows[first - top + 1 : last - top + 1]:
                row.extend([None] * (place - len(row) + 1))
                row[place] = row[place] or rows[first - top][place]


def plain_cell(cell: Any) -> Cell:
    """A cell as text or number, an empty one as None; days, times and figures that are none are marked as such."""
    kind = type(cell)
    if kind is str:
        if len(cell) > LONGEST_CELL:
            raise MemoryError
        return cell or None
    if kind is float or kind is int:
        return float(cell) if isfinite(cell) else (ERROR, str(cell))
    return None if cell is None else _mark_cell(cell)


@lru_cache(maxsize=20_000)
def _mark_cell(cell: Any) -> Cell:
    if isinstance(cell, bool):
        return TRUTH, "TRUE" if cell else "FALSE"
    if not hasattr(cell, "year"):
        return TIME, str(cell)
    if cell.year < 1900:  # serial 0, or no number at all
        return ERROR, "NaN"
    day = f"{cell.year:04}-{cell.month:02}-{cell.day:02}"
    return DAY, f"{day} {cell.time()}" if getattr(cell, "hour", None) is not None and cell.time() != MIDNIGHT else day


def unpacked_size(data: bytes, name: str) -> int:
    """How large it says it is. ChodonError if it can be seen from outside that it has a password or is no list."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data or XLS_PASSWORD.search(data):
            raise _password_fault(name)
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            is_protected = ODS_MANIFEST in packed.namelist() and b"encryption-data" in packed.open(ODS_MANIFEST).read(
                MANIFEST_BYTES
            )
    except ERRORS_OF_READING as error:
        raise ChodonError(
            _("{file}: the workbook is damaged").format(file=name),
            _("open it in Excel or LibreOffice and save it anew"),
        ) from error
    if size > MOST_UNPACKED_BYTES:
        raise _too_large(name)
    if is_protected:
        raise _password_fault(name)
    return size


def damaged_workbook(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: the workbook is damaged or of an unknown kind").format(file=name),
        _("open it in a spreadsheet program and save it anew as .xlsx"),
    )


def _password_fault(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: the workbook is protected by a password").format(file=name),
        _("save it without the password"),
    )


def _too_large(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: the workbook is too large to be a list: far more rows and columns than it shows").format(file=name),
        _("delete the empty rows and columns around the list, or save it as CSV"),
    )
