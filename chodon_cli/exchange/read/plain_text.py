"""CSV and TSV files: which encoding, which delimiter, which lines. A file is read piece by piece, however large."""

import atexit
import codecs
import csv
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds, reading_child
from chodon_cli.exchange.read.cells import Cell, Line, numbered_lines
from chodon_cli.exchange.read.encoding import of_bytes
from chodon_cli.locale import _
from chodon_cli.value_class import dataclass

BYTE_ORDER_MARKS = {  # that of UTF-32 begins as that of UTF-16 does
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
SAMPLE_BYTES = 4096  # bytes that show whether it is text
ROWS_AT_A_TIME = 1000  # rows that are read at a time
LINE_BREAK = re.compile("\r\n|\r|\n")
HEAD_LINES = 50  # lines that show what stands between the values
HEAD_CHARACTERS = 20_000  # characters of them
PIECE_BYTES = 1 << 20  # bytes that are read at a time
SMALL_BYTES = 1 << 20  # bytes of a file whose rows fill no memory, whatever they are
BLANK_BYTES = b"\0\t\r\n "
UTF_8 = "utf-8"


class DecodedText(NamedTuple):
    """A text file: where it is, how it is encoded, and its first characters."""

    file: Path
    name: str
    encoding: str
    sample: str

    def whole_text(self) -> str:
        return self.file.read_bytes().decode(self.encoding)

    def lines(self, between: str) -> "TextLines":
        return TextLines(self, between)


@dataclass(frozen=True)
class TextLines:
    """The rows of a text file, each with the line on which it begins; read anew each time they are gone through.

    ChodonError if a quotation mark is opened and not closed as it should be: the rows after it would be lost in a cell.
    """

    text: DecodedText
    between: str

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(self.pieces())

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.text.file.stat().st_size

    @property
    def is_long(self) -> bool:
        """Whether the file is read in a process of its own."""
        return self.size > SMALL_BYTES

    def pieces(self) -> Iterator[list[Line]]:
        """The rows, so many at a time."""
        apart = reading_child.read_apart(self._rows, self.text.name, bounds.seconds_for(self.size))  # not begun yet
        for numbers, rows in apart if self.is_long else self._rows():
            yield numbered_lines(numbers, rows) if isinstance(numbers, int) else list(map(Line, numbers, rows))

    def _rows(self) -> Iterator[tuple[int | list[int], list[list[Cell]]]]:
        """Rows, a thousand at a time, with the line of each; of the first alone where each takes one line."""
        csv.field_size_limit(bounds.LONGEST_CELL)
        line = 1
        with self.text.file.open(encoding=self.text.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.between, strict=True)
            error: csv.Error | None = None
            while error is None:
                rows: list[Any] = []
                try:
                    rows.extend(islice(reader, ROWS_AT_A_TIME))  # keeps what came before an error
                except csv.Error as found:
                    error = found
                if not rows and error is None:
                    return
                bounds.refuse_width(rows, self.text.name)
                first, line = line, line + len(rows)
                if error is None and reader.line_num < line:
                    yield first, rows
                else:  # a cell goes over several lines
                    *numbers, line = accumulate(map(height, rows), initial=first)
                    yield numbers, rows
            raise quotation_fault(str(error), f"{self.text.name}:{line}") from error


def height(cells: Sequence[str]) -> int:
    """How many lines of the file a row takes: one more with every line break in a cell."""
    return 1 + sum(len(LINE_BREAK.findall(cell)) for cell in cells)


def quotation_fault(error: str, place: str) -> ChodonError:
    """What is wrong with the quotation marks or the length of a cell, in the user's words."""
    if "field larger" in error:
        return bounds.too_long(place)
    if "end of data" in error:
        return ChodonError(
            _("{place}: a quotation mark is opened here and never closed").format(place=place),
            _('close it, write "" for a quotation mark within a cell, or save the list as .xlsx'),
        )
    if "expected after" in error:
        return ChodonError(
            _("{place}: a quotation mark stands within a cell that is itself in quotation marks").format(place=place),
            _('write "" for a quotation mark within a cell, or save the list as .xlsx'),
        )
    return ChodonError(_("{place}: this line cannot be read as CSV").format(place=place), error)


def keep_in_file(stream: "BinaryIO | bounds.PatientPipe") -> Path:
    """What comes through a pipe, in a file without a name, so that it can be read more than once.

    It is gone when the program ends, however that ends: the list of an office is nothing to leave behind.
    """
    file: IO[bytes] = tempfile.TemporaryFile(prefix="chodon-")  # noqa: SIM115  (lives until the program ends)
    place = Path(f"/proc/self/fd/{file.fileno()}")
    if not place.exists():  # a system that does not show open files
        file.close()
        named = tempfile.NamedTemporaryFile(prefix="chodon-")  # noqa: SIM115  (likewise)
        file, place = named.file, Path(named.name)
        atexit.register(named.close)
    atexit.register(file.close)
    shutil.copyfileobj(stream, file)
    file.flush()
    return place


def read(file: Path, name: str) -> DecodedText:
    """The file as text: UTF-8, UTF-16, UTF-32 or Windows-1258. ChodonError if it is none of them, or empty."""
    with file.open("rb") as stream:
        start = stream.read(SAMPLE_BYTES)
    encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if start.startswith(mark)), None)
    encoding = encoding or _guess_encoding(file, name, start)
    if encoding != UTF_8 and not _is_in(file, encoding):
        raise ChodonError(
            _("{file}: the text is in an encoding that cannot be told").format(file=name),
            _("save it as “CSV UTF-8”"),
        )
    with file.open(encoding=encoding, newline="") as text:
        return DecodedText(file, name, encoding, text.read(4 * HEAD_CHARACTERS))


def is_binary(data: bytes) -> bool:
    """Whether so much of it is control characters that it cannot be text; a few can be a slip."""
    return sum(byte < 32 and byte not in b"\t\n\v\f\r" for byte in data) * 50 > len(data)


def delimiter(sample: str) -> str:
    """What stands between the values: whichever of , ; tab and | comes as often in one line as in the next."""
    head = sample.lstrip("\r\n")[:HEAD_CHARACTERS].splitlines()[:HEAD_LINES]

    def steadiness(char: str) -> int:
        often = Counter(len(cells) - 1 for cells in csv.reader(head, delimiter=char))
        return max((count * lines for count, lines in often.items()), default=0)

    return max(",;\t|", key=steadiness)


def _guess_encoding(file: Path, name: str, start: bytes) -> str:
    """The encoding of a file that does not say it; nothing but blanks is no file."""
    odd = even = size = 0
    is_empty = True
    for piece in _pieces(file):
        size += len(piece)
        if b"\0" in piece:
            odd, even = odd + piece[1::2].count(0), even + piece[::2].count(0)
        is_empty = is_empty and not piece.strip(BLANK_BYTES)
    if is_empty:
        raise ChodonError(_("{file}: the file is empty").format(file=name), _("is it the right file, and saved?"))
    if max(odd, even) > size // 8:
        return "utf-16-le" if odd > size // 8 else "utf-16-be"
    if is_binary(start):
        raise ChodonError(_("{file}: this is no text file").format(file=name), _("save it as .xlsx or as CSV in UTF-8"))
    return UTF_8 if _is_in(file, UTF_8) else of_bytes(file, name)


def _is_in(file: Path, encoding: str) -> bool:
    """Whether all of the file can be read in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    length = 0
    try:
        for piece in _pieces(file):
            length = bounds.refuse_long_line(piece, length, file.name)
            text = decoder.decode(piece)
            if not encoding.startswith(UTF_8) or any(byte in piece for byte in bounds.FIRST_BYTES_OF_MARKS):
                bounds.refuse_marks(text, file.name)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(PIECE_BYTES):
            yield piece
