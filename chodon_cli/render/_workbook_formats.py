"""How the cells of a workbook look: days and figures as such, tones of rows and cells, headings."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from chodon_cli.locale import _
from chodon_cli.render._values import COLUMNS_OF_PLACES, LATE_TEXTS, decimals
from chodon_cli.result import Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Property = str | int | bool  # of a format: "bold": True, "bg_color": "#F6C7C7"
WORKBOOK_EPOCH = date(1899, 12, 30)
FORMATS_OF_TONES: dict[str, dict[str, Property]] = {  # tone -> how a workbook shows it; red is bold too
    "very-high": {"bg_color": "#F6C7C7", "bold": True},
    "high": {"bg_color": "#FBE8BD"},
    "watch": {"bg_color": "#DDEBF7"},
    "void": {"font_strikeout": True, "font_color": "#666666"},
    "overdue": {"font_color": "#B00020", "bold": True},
    "soon": {"font_color": "#8A5A00"},
    "good": {"font_color": "#1B6E2E"},
    "unknown": {"font_color": "#666666", "italic": True},
    "about": {"font_color": "#333333"},
}


@lru_cache(maxsize=20_000)
def serial(day: str) -> int:
    """The day as a workbook has it: a number."""
    return (date.fromisoformat(day) - WORKBOOK_EPOCH).days


class CellFormats:
    """The formats of one workbook, each made once: number or day, tone, bold."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[str, bool, str, bool, int, bool], Format] = {}
        shape = {"bold": True, "border": 1, "bg_color": "#EDEDED", "text_wrap": True, "align": "center"}
        self.heading = book.add_format({**shape, "valign": "vcenter"})
        self.name = book.add_format({"bg_color": "#EDEDED", "text_wrap": True, "valign": "top"})
        self.upright = book.add_format({**shape, "valign": "bottom", "rotation": 90})

    def cell_format(
        self,
        column: Column | None = None,
        tone: str = "",
        bold: bool = False,
        size: int = 0,
        is_one: bool = False,
        is_wrapped: bool = False,
    ) -> "Format":
        number = number_format(column, is_one) if column else ""
        is_text = column is not None and not column.is_figure and column.type != "date"
        key = (number, is_text, tone, bold, size, is_wrapped)
        if key not in self._made:
            shape: dict[str, Property] = {"bold": True, "top": 1} if bold and not size else {}
            shape |= {"bold": True, "font_size": size} if size else {}
            shape |= {"num_format": number, "align": "right"} if number else {}
            shape |= {"align": "left", "indent": 1, "text_wrap": True} if is_text else {}
            shape |= {"text_wrap": True, "valign": "top", "align": "left"} if is_wrapped else {}
            shape |= {"valign": "top"} if column else {}  # beside a text of several lines
            self._made[key] = self._book.add_format({**shape, **FORMATS_OF_TONES.get(tone, {})})
        return self._made[key]


def number_format(column: Column, is_one: bool = False) -> str:
    """How a workbook shows the column's figures and days; empty for text. `is_one`: the cell is one day late."""
    if column.type == "date":
        return "dd/mm/yyyy"
    if column.key == "days_left":
        before, after = _(LATE_TEXTS[0 if is_one else 1]).split("{days}")
        return f'#,##0;"{before}"#,##0"{after}";0'
    if column.type == "integer":
        return "0" if column.key in COLUMNS_OF_PLACES else "#,##0"
    return "#,##0." + "0" * decimals(column) if column.is_figure else ""
