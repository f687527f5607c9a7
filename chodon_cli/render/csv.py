"""Comma-separated values: a header of keys, ISO days, dot decimals, and no text that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TextIO

from chodon_cli.render._options import OutputOptions
from chodon_cli.render._values import cell
from chodon_cli.result import Column, Result, Row
from chodon_cli.text import guard_formula, printable

IS_FOR_PEOPLE = False
HAS_DETAILS = False
HAS_NOTES = False
BLOCK = 1_000  # rows that are looked at together
END = "\r\n"
BEGINS_A_FORMULA = re.compile(r"\n['=+\-@]").search


def write(result: Result, file: TextIO, how: OutputOptions, delimiter: str = ",") -> None:
    if how.output:
        file.write("\ufeff")  # spreadsheets take the file for another encoding without it
    mark = how.delimiter or delimiter
    writer = csv.writer(file, delimiter=mark, lineterminator=END)
    writer.writerow(column.heading if how.headings else column.key for column in result.columns)
    if how.headings:
        writer.writerows([readable(v, c) for v, c in zip(row, result.columns, strict=True)] for row in result.rows)
    else:
        file.writelines(blocks(result.rows, mark))
    if result.totals is not None:
        from chodon_cli.render._text import label_totals

        writer.writerow([plain(value) for value in label_totals(result.totals)])


def blocks(rows: Iterable[Row], delimiter: str) -> Iterator[str]:
    """The rows as text, a block at a time: as they are where nothing in the block can act, else column by column."""
    may_act = re.compile(rf"""['=+\-@](?<=[\n"'{re.escape(delimiter)}].)""")
    waiting = iter(rows)
    while block := [*islice(waiting, BLOCK)]:
        text = lines(block, delimiter)
        if may_act.search(END + text) or not is_printable(text, len(block), delimiter):
            text = lines(plain_rows(block), delimiter)
        yield text


def plain_rows(block: Sequence[Row]) -> Iterator[Row]:
    """The rows with nothing that acts in them; a column in which nothing can is left as it is."""
    columns = [*zip(*block, strict=True)]
    for place, values in enumerate(columns):
        texts = [value for value in values if isinstance(value, str)]
        text = "\n".join(["", *texts])
        if text.count("\n") > len(texts) or BEGINS_A_FORMULA(text) or not text.replace("\n", "").isprintable():
            columns[place] = tuple(map(plain, values))
    return zip(*columns, strict=True)


def is_printable(text: str, rows: int, delimiter: str) -> bool:
    """Whether the text is so, but for the ends of so many rows and a tab between values."""
    within = text.replace(END, "")
    if len(text) - len(within) != len(END) * rows:  # a value has a line's end in it
        return False
    if not delimiter.isprintable():
        return '"' not in within and within.replace(delimiter, "").isprintable()
    return within.isprintable()


def lines(rows: Iterable[Sequence[object]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=END).writerows(rows)
    return text.getvalue()


def readable(value: object, column: Column) -> object:
    """The value as people read it, where it is a word or a day; figures stay figures."""
    return plain(cell(value, column) if column.type in ("word", "date") else value)


def plain(value: object) -> object:
    """The value with nothing in it that a spreadsheet or a terminal would run."""
    return guard_formula(printable(value)) if isinstance(value, str) else value
