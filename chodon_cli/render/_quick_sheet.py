"""A worksheet that writes the usual cells of a long list, formatted texts and numbers, straight away."""

import re
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# what a text has to be rewritten for: control characters and what looks like one rewritten, blanks at its ends, markup
NOT_AS_IT_IS = re.compile(r"[\x00-\x1f&<>\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")


class PendingCell(Protocol):
    """What XlsxWriter keeps of a cell until its row is written: a `String` has the one, a `Number` the other."""

    format: "Format | None"
    string: str
    number: float


@cache
def quick_sheet_class() -> "type[Worksheet]":
    """For workbooks written row by row (`constant_memory`).

    It takes the place of XlsxWriter's own step for one cell. Were that renamed there, theirs would be used, at its
    speed. No text is ever written as markup, which theirs does with one that stands between `<r>` and `</r>`.
    """
    from xlsxwriter.utility import xl_col_to_name
    from xlsxwriter.worksheet import Worksheet

    column_name = cache(xl_col_to_name)

    class QuickSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter says nothing of its types
        def _write_single_row(self, current_row_num: int = 0) -> None:
            row = self.previous_row
            super()._write_single_row(current_row_num)
            for heights in (self.row_info, self.row_sizes):  # of rows that are written, which are kept else
                heights.pop(row, None)

        def _write_cell(self, row: int, col: int, cell: PendingCell) -> None:
            kind = type(cell).__name__
            if not cell.format or kind not in ("String", "Number"):
                super()._write_cell(row, col, cell)
                return
            place, format_index = f"{column_name(col)}{row + 1}", cell.format._get_xf_index()
            if kind == "Number":
                self.fh.write(f'<c r="{place}" s="{format_index}"><v>{cell.number:.16G}</v></c>')
            elif not NOT_AS_IT_IS.search(cell.string):
                self.fh.write(f'<c r="{place}" s="{format_index}" t="inlineStr"><is><t>{cell.string}</t></is></c>')
            else:
                text = self._escape_control_characters(cell.string)
                self._xml_inline_string(text, True, [("r", place), ("s", format_index)])

    return QuickSheet
