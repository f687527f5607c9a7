"""Comma-separated values: a header of keys, ISO days, dot decimals, and no text that a spreadsheet would run."""

import csv
import re
from typing import Any, TextIO

from chodon_cli.result import Result

FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(result: Result, file: TextIO, how: Any, delimiter: str = ",") -> None:
    from chodon_cli.render import label_totals

    if how.output:
        file.write("\ufeff")  # spreadsheets take the file for another encoding without it
    writer = csv.writer(file, delimiter=how.delimiter or delimiter, lineterminator="\r\n")
    writer.writerow(column.heading if how.headings else column.key for column in result.columns)
    writer.writerows([guarded(value) for value in row] for row in result.rows)
    if result.totals is not None:
        writer.writerow([guarded(value) for value in label_totals(result.columns, result.totals)])


def guarded(value: Any) -> Any:
    """Text that begins like a formula gets one more apostrophe in front; `unguarded` takes it off again."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
