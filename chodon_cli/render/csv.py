"""Comma-separated values: a header of keys, ISO days, dot decimals, and no text that a spreadsheet would run."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TextIO

from chodon_cli.render._options import OutputOptions
from chodon_cli.render._values import cell
from chodon_cli.result import Column, Result, Row
from chodon_cli.row_stream import SEPARATOR, RowStream
from chodon_cli.text import guard_formula, printable

IS_FOR_PEOPLE = False
HAS_DETAILS = False
HAS_NOTES = False
BLOCK = 1_000  # rows that are looked at together
END = "\r\n"
BEGINS_A_FORMULA = "'=+-@"


def write(result: Result, file: TextIO, how: OutputOptions, delimiter: str = ",") -> None:
    if how.output:
        file.write("\ufeff")  # spreadsheets take the file for another encoding without it
    mark = how.delimiter or delimiter
    writer = csv.writer(file, delimiter=mark, lineterminator=END)
    writer.writerow(column.heading if how.headings else column.key for column in result.columns)
    if how.headings:
        writer.writerows([readable(v, c) for v, c in zip(row, result.columns, strict=True)] for row in result.rows)
    else:
        texts = result.rows.texts() if isinstance(result.rows, RowStream) and len(result.columns) > 1 else None
        file.writelines(blocks(result.rows, mark) if texts is None else blocks_of_texts(texts, result, mark))
    if result.totals is not None:
        from chodon_cli.render._text import label_totals

        writer.writerow([plain(value) for value in label_totals(result.totals)])


def blocks(rows: Iterable[Row], mark: str) -> Iterator[str]:
    """The rows as text, a block at a time: as they are where nothing in the block can act, else column by column."""
    is_sound, waiting = soundness_check(mark), iter(rows)
    while block := [*islice(waiting, BLOCK)]:
        text = lines(block, mark)
        changed_rows = None if is_sound(text, len(block)) else plain_rows(block)
        yield lines(changed_rows, mark) if changed_rows else text


def blocks_of_texts(texts: Iterator[str], result: Result, mark: str) -> Iterator[str]:
    """The same of rows that are read as texts: their values are looked at one by one only where a mark is in one."""
    is_sound, waiting = soundness_check(mark), iter(texts)
    figures = [place for place, column in enumerate(result.columns) if column.is_figure]
    marks, done = len(result.columns) - 1, 0
    while block := [*islice(waiting, BLOCK)]:
        text = END.join(block).replace(SEPARATOR, mark) + END
        needs_quotes = '"' in text or text.count(mark) != marks * len(block)
        may_act = not is_sound(text, len(block))
        if needs_quotes or may_act:
            rows = [each.split(SEPARATOR) for each in block]
            if any(len(row) != marks + 1 for row in rows):  # SEPARATOR is in a value
                yield from blocks(islice(result.rows, done, None), mark)
                return
            changed_rows = plain_rows(rows, figures) if may_act else None
            if needs_quotes or changed_rows:
                text = lines(changed_rows or rows, mark)
        yield text
        done += len(block)


def soundness_check(mark: str) -> Callable[[str, int], bool]:
    """Whether nothing in the text of so many rows, with this between values, can act."""
    beginnings = {sign: [f"{before}{sign}" for before in ("\n", mark, '"')] for sign in BEGINS_A_FORMULA}

    def is_sound(text: str, rows: int) -> bool:
        lines = END + text
        for sign, acting in beginnings.items():
            if sign in text and any(beginning in lines for beginning in acting):
                return False
        return is_printable(text, rows, mark)

    return is_sound


def plain_rows(block: Sequence[Sequence[object]], figures: Collection[int] = ()) -> Iterable[Sequence[object]] | None:
    """The rows with nothing that acts in them, columns of figures left as they are; None if there was nothing."""
    columns, is_changed = [*zip(*block, strict=True)], False
    for place, values in enumerate(columns):
        if place in figures:
            continue
        texts = [value for value in values if isinstance(value, str)]
        text = "\n".join(["", *texts])
        may_act = any(f"\n{sign}" in text for sign in BEGINS_A_FORMULA)
        if may_act or text.count("\n") > len(texts) or not text.replace("\n", "").isprintable():
            columns[place], is_changed = tuple(map(plain, values)), True
    return zip(*columns, strict=True) if is_changed else None


def is_printable(text: str, rows: int, mark: str) -> bool:
    """Whether the text is so, but for the ends of so many rows and a tab between values."""
    within = text.replace(END, "")
    if len(text) - len(within) != len(END) * rows:  # a value has a line's end in it
        return False
    if not mark.isprintable():
        return '"' not in within and within.replace(mark, "").isprintable()
    return within.isprintable()


def lines(rows: Iterable[Sequence[object]], mark: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator=END).writerows(rows)
    return text.getvalue()


def readable(value: object, column: Column) -> object:
    """The value as people read it, where it is a word or a day; figures stay figures."""
    return plain(cell(value, column) if column.type in ("word", "date") else value)


def plain(value: object) -> object:
    """The value with nothing in it that a spreadsheet or a terminal would run."""
    return guard_formula(printable(value)) if isinstance(value, str) else value
