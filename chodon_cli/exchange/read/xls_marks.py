"""The marks of an .xls: the records of its sheets (BIFF), as [MS-XLS] and [MS-CFB] describe them."""

import struct
from collections.abc import Iterator

from chodon_cli.exchange.read.biff_texts import rich_texts
from chodon_cli.exchange.read.sheet_marks import PERCENT_FORMATS, SheetMarks, as_shown, changes_what_is_read

ERROR_VALUES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
WORKBOOK_STREAMS = ("Workbook", "Book")
SUMMARY_STREAM = "\x05SummaryInformation"  # that a program which calculates writes with every workbook
FIRST_NO_SECTOR = 0xFFFFFFFA  # from here on no number of a sector
BOUNDSHEET, FORMAT, XF, FORMULA, BOOLERR, NUMBER, RK, MULRK, ROW, COLINFO, FONT = (
    *(0x0085, 0x041E, 0x00E0, 0x0006, 0x0205),
    *(0x0203, 0x027E, 0x00BD, 0x0208, 0x007D, 0x0031),
)
SHARED_TEXTS, CONTINUE, SHARED_TEXT = 0x00FC, 0x003C, 0x00FD
CELLS_WITH_STYLE = (FORMULA, BOOLERR, NUMBER, RK, SHARED_TEXT, 0x0204, 0x00D6)  # and texts of a cell: plain, rich
STRUCK_OUT = 0x08  # of the flags of a font
FONT_WITHOUT_NUMBER = 4  # that no font bears: the one after the fourth is the sixth
BEGIN_OF_STREAM, END_OF_STREAM = 0x0809, 0x000A


def read(data: bytes) -> dict[str, SheetMarks]:
    """Sheet -> its marks; what cannot be followed is left: the reader of values judges whether it is damaged."""
    try:
        streams = CompoundFile(data)
        stream = next((streams.read(name) for name in WORKBOOK_STREAMS if name in streams.entries), b"")
        return BiffBook(stream, is_calculated=SUMMARY_STREAM in streams.entries).read()
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


class CompoundFile:
    """The streams within the file, by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini = struct.unpack_from("<2H", data, 30)
        self._size, self._mini_size = 1 << min(shift, 16), 1 << min(mini, 16)
        first, self._cutoff, first_mini = (struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60))
        self._next = self._allocation()
        directory = self._chain(first)
        self.entries: dict[str, tuple[int, int]] = {}
        root = (FIRST_NO_SECTOR, 0)
        for place in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le")
            begin, size = struct.unpack_from("<2I", directory, place + 116)
            if kind == 5:
                root = begin, size
            elif kind == 2:
                self.entries.setdefault(name, (begin, size))
        small = self._chain(first_mini)
        self._next_mini = struct.unpack(f"<{len(small) // 4}I", small[: len(small) // 4 * 4])
        self._small = self._chain(root[0])

    def read(self, name: str) -> bytes:
        begin, size = self.entries[name]
        if size >= self._cutoff:
            return self._chain(begin)[:size]
        pieces, step = [], self._mini_size
        for _turn in range(len(self._next_mini)):
            if begin >= len(self._next_mini):
                break
            pieces.append(self._small[begin * step : (begin + 1) * step])
            begin = self._next_mini[begin]
        return b"".join(pieces)[:size]

    def _allocation(self) -> tuple[int, ...]:
        """The sector after each sector."""
        tables = list(struct.unpack_from("<109I", self._data, 76))
        more, count = struct.unpack_from("<2I", self._data, 68)
        for _turn in range(min(count, len(self._data) // self._size)):
            if more >= FIRST_NO_SECTOR:
                break
            sector = self._sector(more)
            *further, more = struct.unpack(f"<{len(sector) // 4}I", sector)
            tables += further
        packed = b"".join(self._sector(table) for table in tables if table < FIRST_NO_SECTOR)
        return struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, number: int) -> bytes:
        pieces = []
        for _turn in range(len(self._next)):  # a chain that loops ends too
            if number >= len(self._next):
                break
            pieces.append(self._sector(number))
            number = self._next[number]
        return b"".join(pieces)


class BiffBook:
    """Goes through the records of a workbook."""

    def __init__(self, stream: bytes, is_calculated: bool) -> None:
        self._stream, self._is_calculated = stream, is_calculated
        self._formats = dict(PERCENT_FORMATS)
        self._styles: list[int] = []  # format of each style
        self._fonts: list[bool] = []  # whether each is struck through
        self._struck: list[bool] = []  # likewise, of each style
        self._texts: dict[int, list[bool | None]] = {}  # shared text -> likewise, of its pieces; None: as its cell is

    def read(self) -> dict[str, SheetMarks]:
        sheets: list[tuple[str, int]] = []
        shared: list[bytes] = []
        last = 0
        for kind, body in self._records(0):
            if kind == SHARED_TEXTS or (kind == CONTINUE and last == SHARED_TEXTS):
                shared.append(body)
                kind = SHARED_TEXTS
            last = kind
            if kind == BOUNDSHEET:
                sheets.append((text(body, 6, "<B"), struct.unpack_from("<I", body)[0]))
            elif kind == FORMAT and len(body) > 5:
                self._formats[struct.unpack_from("<H", body)[0]] = text(body, 2, "<H")
            elif kind == XF:
                font, format = struct.unpack_from("<2H", body)
                self._styles.append(format)
                self._struck.append(self._strikes(font))
            elif kind == FONT and len(body) > 3:
                self._fonts.append(bool(body[2] & STRUCK_OUT))
        if shared and True in self._fonts:
            self._texts = {
                number: [font if font is None else self._strikes(font) for font in fonts]
                for number, fonts in rich_texts(shared).items()
            }
        return {name: self._sheet(place) for name, place in sheets}

    def _strikes(self, font: int) -> bool:
        """Whether a line goes through what is written in the font of this number."""
        place = font - (font > FONT_WITHOUT_NUMBER)
        return place < len(self._fonts) and self._fonts[place]

    def _records(self, place: int) -> Iterator[tuple[int, bytes]]:
        """The records of one part of the stream, up to its end."""
        depth = 0
        while place + 4 <= len(self._stream):
            kind, length = struct.unpack_from("<2H", self._stream, place)
            yield kind, self._stream[place + 4 : place + 4 + length]
            place += 4 + length
            depth += (kind == BEGIN_OF_STREAM) - (kind == END_OF_STREAM)
            if kind == END_OF_STREAM and depth <= 0:
                return

    def _sheet(self, place: int) -> SheetMarks:
        marks = SheetMarks()
        for kind, body in self._records(place):
            if True in self._fonts:
                self._mark_struck(marks, kind, body)
            if kind == BOOLERR and len(body) > 7 and body[7]:
                marks.error(struct.unpack_from("<2H", body), ERROR_VALUES.get(body[6], "#N/A"))
            elif kind == FORMULA and len(body) > 13:
                self._formula(marks, body)
            elif kind == ROW and len(body) > 12 and body[12] & 0x20:
                marks.hidden.append(struct.unpack_from("<H", body)[0] + 1)
            elif kind == COLINFO and len(body) > 9 and body[8] & 1:
                marks.hide_columns(*struct.unpack_from("<2H", body))
            elif kind == NUMBER:
                row, column, style, value = struct.unpack_from("<3Hd", body)
                self._number(marks, row, column, style, value)
            elif kind == RK:
                row, column, style, packed = struct.unpack_from("<3HI", body)
                self._number(marks, row, column, style, unpacked_number(packed))
            elif kind == MULRK:
                row, first = struct.unpack_from("<2H", body)
                for step, place in enumerate(range(4, len(body) - 7, 6)):
                    style, packed = struct.unpack_from("<HI", body, place)
                    self._number(marks, row, first + step, style, unpacked_number(packed))
        return marks

    def _mark_struck(self, marks: SheetMarks, kind: int, body: bytes) -> None:
        if kind in CELLS_WITH_STYLE:
            row, column, style = struct.unpack_from("<3H", body)
            cells = [(column, style)]
        elif kind == MULRK:
            row, first = struct.unpack_from("<2H", body)
            styles = (struct.unpack_from("<H", body, place)[0] for place in range(4, len(body) - 7, 6))
            cells = [*enumerate(styles, first)]
        else:
            return
        texts = self._texts if kind == SHARED_TEXT else {}
        for column, style in cells:
            is_struck = style < len(self._struck) and self._struck[style]
            pieces = texts.get(struct.unpack_from("<I", body, 6)[0], [None]) if texts else [None]
            marks.strike((row, column), [is_struck if piece is None else piece for piece in pieces])

    def _formula(self, marks: SheetMarks, body: bytes) -> None:
        place, result = struct.unpack_from("<2H", body), body[6:14]
        if result[6:] != b"\xff\xff":
            if struct.unpack("<d", result)[0] == 0:
                marks.formula(place, "", "0")
        elif result[0] == 2:
            marks.error(place, ERROR_VALUES.get(result[2], "#N/A"))
        elif result[0] == 3 and not self._is_calculated:  # else it is an empty text
            marks.formula(place, "…", None)

    def _number(self, marks: SheetMarks, row: int, column: int, style: int, value: float) -> None:
        code = self._formats.get(self._styles[style]) if style < len(self._styles) else None
        if code and changes_what_is_read(code) and (text := as_shown(value, code)) is not None:
            marks.cells[row, column] = text


def text(body: bytes, place: int, length: str) -> str:
    """A text of the workbook: its length, a flag that tells its width, its characters."""
    count = struct.unpack_from(length, body, place)[0]
    place += struct.calcsize(length)
    is_wide, place = bool(body[place] & 1), place + 1
    return body[place : place + count * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1")


def unpacked_number(packed: int) -> float:
    """A figure in the short form of the format: whole or not, a hundred times as large or not."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value
