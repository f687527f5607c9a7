"""Somebody's file as rows of text, each with the line on which it stands."""

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Line:
    """One row of a file: where it begins and its cells."""

    number: int
    cells: list[str]


def read(source: Path, name: str) -> list[Line]:
    """The lines of a CSV or TSV file that are not empty; `-` is stdin. ChodonError if it is no text."""
    data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    text = decoded(data, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    lines, before = [], 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise ChodonError(f"{name}:{reader.line_num}: {error}") from error
    return lines


def decoded(data: bytes, name: str) -> str:
    """The file as text: UTF-8, or UTF-16 with its mark."""
    encoding = next((encoding for bom, encoding in BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ChodonError(_("{file}: this is not UTF-8 text").format(file=name)) from error
    if "\0" in text:
        raise ChodonError(_("{file}: this is no text file").format(file=name))
    return text


def delimiter(text: str) -> str:
    """What stands between the values: whichever the first line has most of."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)
