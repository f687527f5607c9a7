"""A workbook: real numbers and days, headings that stay in sight, a filter; what it is about on a second sheet."""

import io
from datetime import date
from functools import lru_cache
from typing import Any, BinaryIO

from chodon_cli.locale import _
from chodon_cli.render._text import label_totals
from chodon_cli.render._values import DECIMALS, cell
from chodon_cli.result import Column, Result

IS_FOR_PEOPLE = True
HAS_DETAILS = True

BINARY = True
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
EPOCH = date(1899, 12, 30)
SAMPLE = 500  # rows that the widths are taken from
WIDEST = 60


def write(result: Result, file: BinaryIO, how: Any) -> None:
    from xlsxwriter import Workbook

    made = io.BytesIO()  # a workbook is a ZIP file, which a pipe cannot take piece by piece
    with Workbook(made, OPTIONS) as book:
        for part in (result, *result.details):
            _sheet(book, part)
        _about(book, result)
    file.write(made.getbuffer())


def _sheet(book: Any, result: Result) -> None:
    """One table: headings, rows, totals."""
    sheet = book.add_worksheet(_sheet_name(book, _(result.title)))
    formats = [_format(book, column) for column in result.columns]
    bold = [_format(book, column, bold=True) for column in result.columns]
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, column in enumerate(result.columns):
        sheet.set_column(place, place, _width(result, place))
        sheet.write_string(0, place, column.heading, heading)
    line = 0
    for line, row in enumerate(result.rows, start=1):
        _row(sheet, line, row, result.columns, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), len(result.columns) - 1)
    if result.totals is not None:
        label, *figures = label_totals(result.totals)
        sheet.write_string(line + 1, 0, label, bold[0])
        _row(sheet, line + 1, (None, *figures), result.columns, bold)


def _row(sheet: Any, line: int, row: Any, columns: Any, formats: list[Any]) -> None:
    for place, (value, column) in enumerate(zip(row, columns, strict=True)):
        if value is None or value == "":
            continue
        if isinstance(value, (int, float)):
            sheet.write_number(line, place, value, formats[place])
        elif column.type == "date" and value >= "1900-03-01" and len(value) > 4:
            sheet.write_number(line, place, serial(value), formats[place])
        else:
            sheet.write_string(line, place, cell(value, column) if column.type in ("word", "date") else value)


@lru_cache(maxsize=20_000)
def serial(day: str) -> int:
    """The day as a workbook has it: a number."""
    return (date.fromisoformat(day) - EPOCH).days


def _format(book: Any, column: Column, bold: bool = False) -> Any:
    shape: dict[str, Any] = {"bold": True, "top": 1} if bold else {}
    if column.type == "date":
        shape["num_format"] = "dd/mm/yyyy"
    elif column.type == "integer":
        shape["num_format"] = "#,##0"
    elif column.is_figure:
        shape["num_format"] = "#,##0." + "0" * DECIMALS.get(column.key, 1)
    return book.add_format(shape)


def _width(result: Result, place: int) -> int:
    """Wide enough for the longest word of the heading and for what the first rows hold."""
    column = result.columns[place]
    words = [len(word) for word in column.heading.split()]
    cells = [len(cell(row[place], column)) for row in result.rows[:SAMPLE]]
    return min(max([*words, *cells, 6]) + 2, WIDEST)


def _sheet_name(book: Any, title: str) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, not used yet."""
    plain = "".join(" " if char in "[]:*?/\\'" else char for char in title)[:28].strip() or "chodon"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    names = [plain, *(f"{plain} {number}" for number in range(2, 99))]
    return next(name for name in names if name.casefold() not in taken)


def _about(book: Any, result: Result) -> None:
    """What the table is: title, period, as-of day, notes, the command that makes it again."""
    from chodon_cli.render._text import facts

    sheet = book.add_worksheet(_sheet_name(book, _("About")))
    sheet.set_column(0, 0, 100)
    for line, fact in enumerate([_(result.title), *facts(result)]):
        sheet.write_string(line, 0, fact)
