"""A workbook: real numbers and days, headings that stay in sight, a filter; what it is about on a second sheet."""

import math
import shutil
from collections.abc import Sequence
from itertools import chain, islice
from tempfile import TemporaryFile
from textwrap import wrap
from typing import TYPE_CHECKING, BinaryIO

from chodon_cli.errors import Refused
from chodon_cli.locale import _, figure
from chodon_cli.render._fit import ENDING_BEFORE
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._quick_sheet import quick_sheet_class
from chodon_cli.render._sheet_rows import (
    LINE_HEIGHT,
    MARGIN,
    MARGIN_OF_FIGURES,
    MOST_LINES,
    RowWriter,
    height_of,
    lines_in,
    room_for,
)
from chodon_cli.render._text import label_totals, sentence_for_no_rows
from chodon_cli.render._values import cell, is_silent
from chodon_cli.render._workbook_formats import CellFormats
from chodon_cli.result import Column, Result, Row
from chodon_cli.text import printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

IS_FOR_PEOPLE = True
HAS_DETAILS = True
HAS_NOTES = True

IS_BINARY = True
WORKBOOK_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
SAMPLE_ROWS = 500  # rows that the widths are taken from
WIDEST_COLUMN = 60
WIDTH_OF_A_FACT = 110  # of what a table is about, on a sheet of its own
TEXT_SIZE, TITLE_SIZE = 11, 14  # points
NARROWEST_TOP, WIDTH_OF_AN_EMPTY_COLUMN = 50, 8  # digits
A4_PAPER = 9  # as workbooks number it
UPRIGHT_FROM_COLUMNS = 12  # columns; the headings of more stand upright
UPRIGHT_HEIGHT = 120  # points
ROWS_OF_A_SHORT_LIST, COLUMNS_OF_A_SHORT_LIST = 12, 9  # a longer or wider one has a sheet of its own
WIDEST_SHARED_COLUMN = 30  # of a sheet on which several tables stand
MOST_ROWS = (1 << 20) - 100  # of a sheet; some are for headings and what it is about


def write(result: Result, file: BinaryIO, how: OutputOptions) -> None:
    from xlsxwriter import Workbook

    refuse_too_large(result)
    with TemporaryFile() as buffer:  # a workbook is a ZIP file, which a pipe cannot take piece by piece
        with Workbook(buffer, WORKBOOK_OPTIONS) as book:
            parts: Sequence[Result] = (result, *result.details)
            if result.layout == "record" and result.details and len(result.rows) == 1:
                short = [part for part in result.details if is_short(part)]
                _record_sheet(book, result, short)
                parts = [part for part in result.details if part not in short]
            for part in parts:
                _sheet(book, part)
            _add_about_sheet(book, result)
        buffer.seek(0)
        shutil.copyfileobj(buffer, file)


def refuse_too_large(result: Result) -> None:
    """Refused if a sheet cannot hold the rows."""
    for part in (result, *result.details):
        if len(part.rows) > MOST_ROWS:
            raise Refused(
                _("{number} rows are more than a sheet of a workbook holds").format(number=figure(len(part.rows), 0)),
                _("write .csv, or choose fewer with the options of the command"),
            )


def _sheet(book: "Workbook", result: Result) -> None:
    """One table, fit to print: what it is about, headings, rows, totals."""
    sheet = book.add_worksheet(_sheet_name(book, _(result.title)), quick_sheet_class())
    formats = CellFormats(book)
    rows = iter(result.rows)
    sample = [*islice(rows, SAMPLE_ROWS)]  # of a stream, which is not read twice for it
    widths = [_column_width(result, sample, place) for place in range(len(result.columns))]
    top = _about_lines(result)
    _write_top(sheet, top, widths, formats)
    head = len(top) + (1 if top else 0)
    _headings(sheet, head, result, widths, formats)
    line, writer = head, RowWriter(sheet, result.columns, widths, formats)
    for line, row in enumerate(chain(sample, rows), start=head + 1):
        writer.write(line, row)
    if not sample:
        sheet.write_string(head + 1, 0, sentence_for_no_rows(result))
    sheet.freeze_panes(head + 1, _columns_kept(result))
    sheet.autofilter(head, 0, max(line, head + 1), len(result.columns) - 1)
    if result.totals is not None:
        label, *figures = label_totals(result.totals)
        sheet.write_string(line + 1, 0, label, formats.cell_format(bold=True))
        RowWriter(sheet, result.columns, widths, formats, is_total=True).write(line + 1, (None, *figures))
    _set_widths(sheet, writer.widths)
    _fit_to_print(sheet, result, head)


def _write_top(sheet: "Worksheet", lines: Sequence[str], widths: Sequence[int], formats: "CellFormats") -> None:
    """What stands above a table, no wider than it and a few columns: what has no room in a line goes on in the next."""
    beside = math.ceil(max(0, NARROWEST_TOP - sum(widths)) / WIDTH_OF_AN_EMPTY_COLUMN)
    whole, last = sum(widths) + beside * WIDTH_OF_AN_EMPTY_COLUMN, len(widths) - 1 + beside
    for line, text in enumerate(lines):
        size = TITLE_SIZE if line == 0 else 0
        share = size / TEXT_SIZE if size else 1  # of the height of a line, and of the width of a letter
        lines_needed = lines_in(text, math.floor(whole / share))
        is_wrapped = lines_needed > 1
        shape = formats.cell_format(bold=bool(size), size=size, tone="" if size else "about", is_wrapped=is_wrapped)
        if is_wrapped and last:
            sheet.merge_range(line, 0, line, last, text, shape)
        else:
            sheet.write_string(line, 0, text, shape)
        if is_wrapped:
            sheet.set_row(line, height_of(math.ceil(lines_needed * share)))


def _set_widths(sheet: "Worksheet", widths: Sequence[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def is_short(part: Result) -> bool:
    """Whether a list fits beneath others on one sheet."""
    return len(part.rows) <= ROWS_OF_A_SHORT_LIST and len(part.columns) <= COLUMNS_OF_A_SHORT_LIST


def _record_sheet(book: "Workbook", result: Result, short: Sequence[Result]) -> None:
    """One thing down the page, each figure with that of the period before, and beneath it the lists that are short."""
    sheet = book.add_worksheet(_sheet_name(book, _(result.title)))
    formats = CellFormats(book)
    widths = [WIDEST_SHARED_COLUMN]  # the first has the headings of the figures
    for place in range(1, max([3, *(len(part.columns) for part in short)])):
        wanted = [_column_width(part, part.rows[:SAMPLE_ROWS], place) for part in short if place < len(part.columns)]
        widths.append(min(max([14, *wanted]), WIDEST_SHARED_COLUMN))
    lines = _about_lines(result) or [printable(_(result.title))]
    _write_top(sheet, lines, widths, formats)
    below = _pairs(sheet, len(lines) + 1, result, widths, formats)
    for part in short:
        sheet.write_string(below + 1, 0, printable(_(part.title)), formats.cell_format(bold=True, size=12))
        lines_of_headings = [lines_in(c.heading, width) for c, width in zip(part.columns, widths, strict=False)]
        sheet.set_row(below + 2, LINE_HEIGHT * max(lines_of_headings))
        for place, column in enumerate(part.columns):
            sheet.write_string(below + 2, place, column.heading, formats.heading)
        writer = RowWriter(sheet, part.columns, widths[: len(part.columns)], formats)
        for offset, row in enumerate(part.rows, start=3):
            writer.write(below + offset, row)
        if not part.rows:
            sheet.write_string(below + 3, 0, sentence_for_no_rows(part))
        widths[: len(part.columns)] = writer.widths
        below += 3 + max(1, len(part.rows))
    _set_widths(sheet, widths)
    _fit_to_print(sheet, result)


def _pairs(sheet: "Worksheet", line: int, result: Result, widths: list[int], formats: "CellFormats") -> int:
    """Heading and value, and beside them the value before, a row each; the line after the last."""
    row = result.rows[0]
    places = {column.key: place for place, column in enumerate(result.columns)}
    for place, column in enumerate(result.columns):
        if column.key.removesuffix(ENDING_BEFORE) in places and column.key.endswith(ENDING_BEFORE):
            continue
        before = places.get(column.key + ENDING_BEFORE)
        if is_silent(row[place], column) and (before is None or is_silent(row[before], column)):
            continue
        sheet.write_string(line, 0, column.heading, formats.name)
        writer = RowWriter(sheet, [column], widths[1:2], formats, first=1)
        writer.write(line, (row[place],), lines_in(column.heading, widths[0]))
        [widths[1]] = writer.widths
        if before is not None and row[before] is not None:
            sheet.write_string(
                line, 2, _("before: {value}").format(value=cell(row[before], column)), formats.cell_format(tone="about")
            )
        line += 1
    return line


def _headings(sheet: "Worksheet", head: int, result: Result, widths: list[int], formats: "CellFormats") -> None:
    """The row of headings, high enough for all of each; those of figures stand upright where there are many columns."""
    lines = [lines_in(c.heading, w) for c, w in zip(result.columns, widths, strict=True) if not _is_upright(result, c)]
    is_upright = any(_is_upright(result, column) for column in result.columns)
    sheet.set_row(head, max(LINE_HEIGHT * max(lines, default=1), UPRIGHT_HEIGHT if is_upright else 0))
    for place, column in enumerate(result.columns):
        shape = formats.upright if _is_upright(result, column) else formats.heading
        sheet.write_string(head, place, column.heading, shape)


def _is_upright(result: Result, column: Column) -> bool:
    return len(result.columns) > UPRIGHT_FROM_COLUMNS and (column.is_figure or column.type == "date")


def _about_lines(result: Result) -> list[str]:
    """What stands above a report: title, period, day, what is to be seen first; nothing above a plain list."""
    if not (result.period or result.as_of):
        return []
    from chodon_cli.render._text import period_and_day

    issuer = [result.issuer] if result.issuer else []
    lines = (_(result.title), "; ".join([*issuer, *period_and_day(result)]), *result.headline)
    return [printable(line) for line in lines]


def _columns_kept(result: Result) -> int:
    """The columns that stay in sight: the first, and the name where the first is a code."""
    has_name = len(result.columns) > 2 and result.columns[0].type in ("code", "year")
    return 2 if has_name and result.columns[1].type in ("text", "person") else 1


def _fit_to_print(sheet: "Worksheet", result: Result, head: int | None = None) -> None:
    """Landscape A4, one page wide, the headings on every page, its number at the foot."""
    sheet.set_landscape()
    sheet.set_paper(A4_PAPER)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    if head is not None:
        sheet.repeat_rows(head)
    title = _(result.title).replace("&", "&&")[:120]
    sheet.set_footer(f"&L{title}&R&P/&N")


def _column_width(result: Result, sample: Sequence[Row], place: int) -> int:
    """Wide enough for what the first rows and the totals hold, and for the longest word of a heading that lies."""
    column = result.columns[place]
    is_upright = _is_upright(result, column)
    words = [] if is_upright else [room_for(word) for word in column.heading.split()]
    rows = [*sample, *([result.totals] if result.totals and place else [])]
    texts = [cell(row[place], column) for row in rows]
    if result.totals and not place:
        texts.append(str(label_totals(result.totals)[0]))
    cells = [max(len(text), room_for(text)) for text in texts]  # narrow letters are room to spare
    return min(math.ceil(max([*words, *cells, 4]) + (MARGIN_OF_FIGURES if is_upright else MARGIN)), WIDEST_COLUMN)


def _sheet_name(book: "Workbook", title: str) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, not used yet."""
    plain = "".join(" " if char in "[]:*?/\\'" else char for char in title)[:28].strip() or "chodon"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    names = [plain, *(f"{plain} {number}" for number in range(2, 99))]
    return next(name for name in names if name.casefold() not in taken)


def _add_about_sheet(book: "Workbook", result: Result) -> None:
    """What the table is: title, period, as-of day, notes, the command that makes it again."""
    from chodon_cli.render._text import facts

    sheet = book.add_worksheet(_sheet_name(book, _("About")))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, WIDTH_OF_A_FACT)
    sheet.set_paper(A4_PAPER)
    sheet.fit_to_pages(1, 0)
    lines = (part for fact in [printable(_(result.title)), *facts(result)] for part in _in_rows(fact))
    for line, text in enumerate(lines):
        sheet.set_row(line, height_of(lines_in(text, WIDTH_OF_A_FACT)))
        sheet.write_string(line, 0, text, wrapped)


def _in_rows(fact: str) -> list[str]:
    """The fact as rows that are each high enough for their part."""
    return wrap(fact, MOST_LINES * WIDTH_OF_A_FACT // 2) if lines_in(fact, WIDTH_OF_A_FACT) > MOST_LINES else [fact]
