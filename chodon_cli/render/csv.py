"""Comma-separated values: a header of keys, ISO days, dot decimals, and no text that a spreadsheet would run."""

import csv
from typing import TextIO

from chodon_cli.render._options import OutputOptions
from chodon_cli.render._values import cell
from chodon_cli.result import Column, Result
from chodon_cli.text import guard_formula, printable

IS_FOR_PEOPLE = False
HAS_DETAILS = False


def write(result: Result, file: TextIO, how: OutputOptions, delimiter: str = ",") -> None:
    if how.output:
        file.write("\ufeff")  # spreadsheets take the file for another encoding without it
    writer = csv.writer(file, delimiter=how.delimiter or delimiter, lineterminator="\r\n")
    writer.writerow(column.heading if how.headings else column.key for column in result.columns)
    if how.headings:
        writer.writerows([readable(v, c) for v, c in zip(row, result.columns, strict=True)] for row in result.rows)
    else:
        writer.writerows([plain(value) for value in row] for row in result.rows)
    if result.totals is not None:
        from chodon_cli.render._text import label_totals

        writer.writerow([plain(value) for value in label_totals(result.totals)])


def readable(value: object, column: Column) -> object:
    """The value as people read it, where it is a word or a day; figures stay figures."""
    return plain(cell(value, column) if column.type in ("word", "date") else value)


def plain(value: object) -> object:
    """The value with nothing in it that a spreadsheet or a terminal would run."""
    return guard_formula(printable(value)) if isinstance(value, str) else value
