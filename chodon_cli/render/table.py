"""A table for people: fitted to the terminal, or plain aligned text with nothing cut where there is none."""

import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render import _settings
from chodon_cli.render._messages import has_color
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import (
    COLUMN_GAP,
    cells,
    facts,
    greatest_width,
    has_rows,
    pad,
    pad_all,
    record_lines,
    sentence_for_no_rows,
)
from chodon_cli.render._values import ValueReader, value_reader
from chodon_cli.result import Column, Result, Row
from chodon_cli.row_stream import RowStream

IS_FOR_PEOPLE = True
HAS_DETAILS = True
HAS_NOTES = True

BLOCK = 1_000  # rows
UNLIMITED_WIDTH = 10_000  # columns of what is no terminal: nothing is cut there


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    if result.layout == "line":
        file.write("".join(" ".join(row) + "\n" for row in cells(result)[1:]))
        return
    if how.output is None and file.isatty() and isinstance(result.rows, RowStream):
        from chodon_cli.render import _long_list

        _long_list.write(result, file, shutil.get_terminal_size().columns, has_color(file.isatty()))
        return
    if how.output is None and (file.isatty() or _settings.color == "always"):
        from chodon_cli.render import _terminal

        room = shutil.get_terminal_size().columns if file.isatty() else UNLIMITED_WIDTH
        _terminal.write(result, file, room, has_color(file.isatty()))
        return
    file.writelines(f"{line.rstrip()}\n" for line in plain_lines(result))


def plain_table(result: Result) -> str:
    """The table as it is written where there is no terminal."""
    return "".join(f"{line.rstrip()}\n" for line in plain_lines(result))


def plain_lines(result: Result, block: int = BLOCK) -> Iterator[str]:
    """The table as aligned text, nothing cut or wrapped; rows of a long list are looked at a block at a time."""
    yield from (_(result.title), "")
    if result.layout == "record":
        yield from record_lines(result)
    elif not result.rows:
        yield sentence_for_no_rows(result)
    elif isinstance(result.rows, RowStream):
        yield from stream_lines(result, result.rows, block)
    else:
        texts = cells(result)
        widths = [greatest_width(column) for column in zip(*texts, strict=True)]
        yield from align(texts, widths, result)
    for detail in filter(has_rows, result.details):
        yield ""
        yield from "\n".join(line.rstrip() for line in plain_lines(detail)).rstrip("\n").split("\n")
    said = facts(result)
    yield from ["", *said] if said else []


def align(texts: Sequence[Sequence[str]], widths: Sequence[int], result: Result) -> list[str]:
    """The heading, a rule, the rows, a rule and the totals."""
    rule = (" " * COLUMN_GAP).join("─" * size for size in widths)
    lines = [(" " * COLUMN_GAP).join(map(pad, line, widths, result.columns)) for line in texts]
    body = [lines[0], rule, *lines[1:]]
    if result.totals is not None:
        body.insert(-1, rule)
    return body


def stream_lines(result: Result, rows: RowStream, block: int) -> Iterator[str]:
    """The same of rows that are read while they are written out: once for the widths, and once more for the lines."""
    readers = [value_reader(column) for column in result.columns]
    heading = [column.heading for column in result.columns]
    widths = [*map(greatest_width, zip(heading, strict=True))]
    for columns in column_blocks(rows, block):
        texts = map(distinct_texts, columns, readers)
        widths = [max(size, greatest_width(each)) for size, each in zip(widths, texts, strict=True)]
    yield from align([heading], widths, result)
    for columns in column_blocks(rows, block):
        padded = map(padded_texts, columns, readers, widths, result.columns)
        yield from map((" " * COLUMN_GAP).join, zip(*padded, strict=True))


def column_blocks(rows: RowStream, size: int) -> Iterator[list[Row]]:
    """The values of each column, of so many rows after the other."""
    waiting = iter(rows)
    while block := [*islice(waiting, size)]:
        yield [*zip(*block, strict=True)]


def distinct_texts(values: Row, read: ValueReader) -> list[str]:
    """The texts of all the values, those that come again only once."""
    return [*map(read, {*values} if are_alike(values) else values)]


def padded_texts(values: Row, read: ValueReader, size: int, column: Column) -> list[str]:
    """Each value as it stands in its column; of one that comes again the text is made once."""
    if not are_alike(values):
        return pad_all([*map(read, values)], size, column)
    distinct = [*{*values}]
    text_of_value = dict(zip(distinct, pad_all([*map(read, distinct)], size, column), strict=True))
    return [*map(text_of_value.__getitem__, values)]


def are_alike(values: Row) -> bool:
    """Whether those that are equal have the same text: 1 and 1.0 have not, nor has a word that is marked."""
    kinds = {*map(type, values)} - {type(None)}
    return kinds in ({str}, {int}, set())
