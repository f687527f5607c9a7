"""CSV and TSV files: which encoding, which delimiter, which lines."""

import csv
import io
from collections import Counter

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.sheets import Line
from chodon_cli.locale import _

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SAMPLE = 4096  # bytes that show whether it is text
LONGEST_CELL = 1_000_000
HEAD = 50  # lines that show what stands between the values


def decoded(data: bytes, name: str) -> str:
    """The file as text: UTF-8, UTF-16 or Windows-1258. ChodonError if it is none of them."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _decode(data, encoding, name)
    if data[1::2].count(0) > len(data) // 8:
        return _decode(data, "utf-16-le", name)
    if data[::2].count(0) > len(data) // 8:
        return _decode(data, "utf-16-be", name)
    if is_binary(data[:SAMPLE]):
        raise ChodonError(_("{file}: this is no text file").format(file=name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(data, "cp1258", name)


def is_binary(data: bytes) -> bool:
    """Whether so much of it is control characters that it cannot be text; a few can be a slip."""
    return sum(byte < 32 and byte not in b"\t\n\v\f\r" for byte in data) * 50 > len(data)


def lines(text: str, name: str, between: str = "") -> list[Line]:
    """The rows, each with the line of the file on which it begins.

    ChodonError if a quotation mark is opened and not closed as it should be: the rows after it would be lost in a cell.
    """
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between or delimiter(text), strict=True)
    found, before = [], 0
    try:
        for cells in reader:
            found.append(Line(before + 1, list(cells)))
            before = reader.line_num
    except csv.Error as error:
        raise ChodonError(f"{name}:{before + 1}: {error}") from error
    return found


def delimiter(text: str) -> str:
    """What stands between the values: whichever of , ; and tab comes as often in one line as in the next."""
    head = text.lstrip("\r\n")[:20_000].splitlines()[:HEAD]

    def steadiness(char: str) -> int:
        often = Counter(len(cells) - 1 for cells in csv.reader(head, delimiter=char))
        return max((count * lines for count, lines in often.items()), default=0)

    return max(",;\t", key=steadiness)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ChodonError(
            _("{file}: the text is in an encoding that cannot be told").format(file=name),
            _("save it as “CSV UTF-8”"),
        ) from error
