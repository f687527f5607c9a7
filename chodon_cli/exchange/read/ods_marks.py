"""The marks of an .ods: errors, formulas without a value, merged cells, hidden rows, figures shown with zeros."""

import io
import re
import zipfile
from xml.parsers import expat

from chodon_cli.exchange.read.sheet_marks import SheetMarks, as_shown

CONTENT_PART = "content.xml"
TELLING_PATTERN = re.compile(
    rb'table:formula=|value-type="(?:error|percentage)"|rows-spanned="(?:[2-9]|1[0-9])|visibility=|>[#]|<text:p>0[0-9]|>Err:'
)
HIDDEN_WORDS = ("filter", "collapse")
MOST_REPEATS = 10_000  # times that a cell is repeated and still marked: none that says something is repeated as often
ERROR_VALUES = re.compile(r"#[A-Z0-9/]+[!?]?|Err:[0-9]+")


def read(data: bytes) -> dict[str, SheetMarks]:
    """Sheet -> its marks."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if CONTENT_PART not in book.namelist():
            return {}
        xml = book.read(CONTENT_PART)
    return ContentXml().read(xml) if TELLING_PATTERN.search(xml) else {}


class ContentXml:
    """Goes through the content of a spreadsheet."""

    def __init__(self) -> None:
        self._made: dict[str, SheetMarks] = {}
        self._marks = SheetMarks()
        self._row = self._column = 0
        self._rows = self._columns = 1  # how often the row, the cell in hand is repeated
        self._cell: dict[str, str] = {}
        self._shown = ""
        self._depth = 0  # of paragraphs

    def read(self, xml: bytes) -> dict[str, SheetMarks]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)
        return self._made

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._marks = self._made.setdefault(attributes.get("table:name", ""), SheetMarks())
            self._row = self._column = 0
        elif name == "table:table-column":
            columns = repeat_count(attributes.get("table:number-columns-repeated"))
            if attributes.get("table:visibility") in HIDDEN_WORDS:
                self._marks.hide_columns(self._column, self._column + columns - 1)
            self._column += columns
        elif name == "table:table-row":
            self._column = 0
            self._rows = repeat_count(attributes.get("table:number-rows-repeated"))
            if attributes.get("table:visibility") in HIDDEN_WORDS:
                self._marks.hidden += range(self._row + 1, self._row + 1 + min(self._rows, MOST_REPEATS))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._shown = attributes, ""
            self._columns = repeat_count(attributes.get("table:number-columns-repeated"))
        elif name == "text:p":
            self._depth += 1

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._mark()
            self._column += self._columns
        elif name == "table:table-row":
            self._row += self._rows
        elif name == "text:p":
            self._depth -= 1

    def _text(self, text: str) -> None:
        if self._depth:
            self._shown += text

    def _mark(self) -> None:
        cell, text, kind = self._cell, self._shown.strip(), self._cell.get("office:value-type")
        spanned = repeat_count(cell.get("table:number-rows-spanned"))
        if spanned > 1:
            across = repeat_count(cell.get("table:number-columns-spanned"))
            last = (self._row + spanned - 1, self._column + across - 1)
            self._marks.merged.append(((self._row, self._column), last))
        for row in range(self._row, self._row + min(self._rows, MOST_REPEATS)):
            for column in range(self._column, self._column + min(self._columns, MOST_REPEATS)):
                self._mark_one((row, column), text, kind)
                if (row, column) not in self._marks.cells:
                    return

    def _mark_one(self, place: tuple[int, int], text: str, kind: str | None) -> None:
        formula, is_float = self._cell.get("table:formula"), kind == "float"
        is_error = self._cell.get("calcext:value-type") == "error" or kind == "error"
        if is_error or (formula is not None and ERROR_VALUES.fullmatch(text)):
            self._marks.error(place, text)
        elif formula is not None and (kind is None or (is_float and not text)):
            self._marks.formula(place, formula.partition(":=")[2] or formula, None)
        elif formula is not None and is_float:
            self._marks.formula(place, formula, self._cell.get("office:value"))
        elif is_float and re.fullmatch("0[0-9 ]+", text):
            self._marks.cells[place] = text
        elif kind == "percentage" and (value := self._cell.get("office:value")) is not None:
            self._marks.cells[place] = as_shown(float(value), "0%") or text


def repeat_count(attribute: str | None) -> int:
    return int(attribute) if attribute and attribute.isdigit() and len(attribute) < 8 else 1
