"""The fonts within the shared texts of an .xls, as [MS-XLS] describes them: one text may be written in several."""

import struct
from collections.abc import Sequence
from contextlib import suppress

IS_WIDE, HAS_PHONETICS, HAS_FONTS = 0x01, 0x04, 0x08  # of the flags of a text
COUNTS = 8  # bytes before the first text: how often texts are used, and how many there are


def rich_texts(records: Sequence[bytes]) -> dict[int, list[int | None]]:
    """Number of a shared text -> the fonts of its pieces in order, of the texts that have any.

    `records`: that of the shared texts, and those that continue it. None: the font of the cell that shows the text,
    which the piece before the first font has.
    """
    texts, fonts_by_number = SharedTexts(records), {}
    with suppress(struct.error, IndexError):  # the reader of values judges whether the rest is damaged
        for number in range(struct.unpack_from("<I", records[0], 4)[0]):
            if fonts := texts.next_fonts():
                fonts_by_number[number] = fonts
    return fonts_by_number


class SharedTexts:
    """Goes through the texts one by one; each may begin in one record and end in another."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records, self._number, self._place = records, 0, COUNTS

    def next_fonts(self) -> list[int | None]:
        """The fonts of the pieces of the next text; none if it is written in one."""
        length, flags = struct.unpack("<HB", self._take(3))
        (runs,) = struct.unpack("<H", self._take(2)) if flags & HAS_FONTS else (0,)
        (phonetics,) = struct.unpack("<I", self._take(4)) if flags & HAS_PHONETICS else (0,)
        self._skip_characters(length, bool(flags & IS_WIDE))
        pieces = [*struct.iter_unpack("<2H", self._take(4 * runs))]
        self._take(phonetics)
        begins_as_cell: list[int | None] = [None] if pieces and pieces[0][0] else []
        return begins_as_cell + [font for begin, font in pieces if begin < length]

    def _skip_characters(self, length: int, is_wide: bool) -> None:
        """Each record that continues the characters begins with whether they are wide from there on."""
        while True:
            width = 1 + is_wide
            here = min(length, (len(self._records[self._number]) - self._place) // width)
            self._place += here * width
            length -= here
            if not length:
                return
            self._number, self._place = self._number + 1, 1
            is_wide = bool(self._records[self._number][0] & IS_WIDE)

    def _take(self, size: int) -> bytes:
        """So many bytes, from as many records as they are in."""
        pieces = []
        while size:
            if self._place >= len(self._records[self._number]):
                self._number, self._place = self._number + 1, 0
            piece = self._records[self._number][self._place : self._place + size]
            pieces.append(piece)
            self._place, size = self._place + len(piece), size - len(piece)
        return b"".join(pieces)
