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

        writer.writerow([plain_value(value) for value in label_totals(result.totals)])


def blocks(rows: Iterable[Row], mark: str) -> Iterator[str]:
    """The rows as text, a block at a time: as they are where nothing in the block can act, else column by column."""
    is_sound, waiting = soundness_check(mark), iter(rows)
    while block := [*islice(waiting, BLOCK)]:
        text = lines(block, mark)
        changed_rows = None if is_sound(text, len(block)) else plain_rows(block)
        yield lines(changed_rows, mark) if changed_rows else text


def blocks_of_texts(texts: Iterator[str], result: Result, mark: str) -> Iterator[str]:
    """The same of rows that are read as texts: their values are looked at one by one only where one of them may act."""
    figures = [place for place, column in enumerate(result.columns) if column.is_figure]
    marks, done, waiting = len(result.columns) - 1, 0, iter(texts)
    while block := [*islice(waiting, BLOCK)]:
        text = END.join(block)
        if text.count(SEPARATOR) != marks * len(block):  # it is in a value
            yield from blocks(islice(result.rows, done, None), mark)
            return
        if is_sound_text(text, block, figures):
            if '"' in text or mark in text:
                text = END.join(with_quotes(block, mark))
            yield text.replace(SEPARATOR, mark) + END
        else:
            rows = [each.split(SEPARATOR) for each in block]
            yield lines(plain_rows(rows, figures) or rows, mark)
        done += len(block)


def is_sound_text(text: str, block: Sequence[str], figures: Collection[int]) -> bool:
    """Whether nothing in these rows, put together as one text, acts: what begins like a formula are all figures."""
    if not " ".join(block).replace(SEPARATOR, " ").isprintable():
        return False
    lines_of_text = f"\n{text}"
    begun = {
        sign: lines_of_text.count(f"\n{sign}") + text.count(f"{SEPARATOR}{sign}")
        for sign in BEGINS_A_FORMULA
        if sign in text
    }
    negative = begun.pop("-", 0)
    if any(begun.values()):
        return False
    return not negative or negative == figures_below_zero(block, figures)


def figures_below_zero(block: Sequence[str], figures: Collection[int]) -> int:
    """How many values of these columns are."""
    last = block[0].count(SEPARATOR)
    number = 0
    for at in figures:
        if at * 2 > last:  # what is taken apart is the shorter end of the row
            values = [row.rsplit(SEPARATOR, last - at + 1)[1] for row in block]
        else:
            values = [row.split(SEPARATOR, at + 1)[at] for row in block]
        number += "\n".join(["", *values]).count("\n-")
    return number


def with_quotes(block: Sequence[str], mark: str) -> list[str]:
    """The rows, of which nothing can act, with quotes about the values that need them, as in lines of the file."""
    return [quote_values(row, mark) if mark in row or '"' in row else row for row in block]


def quote_values(row: str, mark: str) -> str:
    values = row.replace('"', '""').split(SEPARATOR)
    return SEPARATOR.join([f'"{value}"' if mark in value or '"' in value else value for value in values])


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
            columns[place], is_changed = tuple(map(plain_value, values)), True
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
    return plain_value(cell(value, column) if column.type in ("word", "date") else value)


def plain_value(value: object) -> object:
    """The value with nothing in it that a spreadsheet or a terminal would run."""
    return guard_formula(printable(value)) if isinstance(value, str) else value
