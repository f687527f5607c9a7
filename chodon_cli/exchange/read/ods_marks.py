"""The marks of an .ods: errors, formulas without a value, merged cells, hidden rows, what is struck out or shown so."""

import io
import re
import zipfile
from collections.abc import Container
from xml.parsers import expat

from chodon_cli.exchange.read import leavings
from chodon_cli.exchange.read.cells import TRUTH
from chodon_cli.exchange.read.sheet_marks import SheetMarks, as_shown

CONTENT_PART = "content.xml"
STYLES_PART = "styles.xml"
LINE_THROUGH = re.compile(rb'text-line-through-(?:style|type)="(?!none)')
STYLE = re.compile(rb"<style:style\s([^>]*[^>/])>(.*?)</style:style>", re.S)
STYLE_NAMES = re.compile(rb'style:(parent-style-)?name="([^"]*)"')
TELLING_PATTERN = re.compile(
    rb'table:formula=|value-type="(?:error|percentage)"|rows-spanned="(?:[2-9]|1[0-9])|visibility=|>[#]|<text:p>0[0-9]|>Err:|>(?:TRUE|FALSE)<'
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
        named = book.read(STYLES_PART) if STYLES_PART in book.namelist() else b""
    struck = struck_styles(named + xml[: xml.find(b"<office:body")])
    return ContentXml(struck).read(xml) if struck or TELLING_PATTERN.search(xml) else {}


def struck_styles(xml: bytes) -> set[str]:
    """The names of the styles that strike their text out, by themselves or as the style that they are made from."""
    struck: set[str] = set()
    for head, body in STYLE.findall(xml):
        names = {bool(parent): name.decode() for parent, name in STYLE_NAMES.findall(head)}
        says_otherwise = b"text-line-through" in body
        if LINE_THROUGH.search(body) or (not says_otherwise and names.get(True) in struck):
            struck.add(names.get(False, ""))
    return struck


class ContentXml:
    """Goes through the content of a spreadsheet."""

    def __init__(self, struck: Container[str] = ()) -> None:
        self._struck = struck  # styles that strike text out
        self._made: dict[str, SheetMarks] = {}
        self._marks = SheetMarks()
        self._row = self._column = 0
        self._rows = self._columns = 1  # how often the row, the cell in hand is repeated
        self._cell: dict[str, str] = {}
        self._shown = ""
        self._depth = 0  # of paragraphs
        self._is_aside = False  # within a comment
        self._columns_struck: set[int] = set()  # places of columns of which the cells are, unless they say otherwise
        self._is_row_struck: bool | None = None  # likewise of the row in hand, where it says anything
        self._spans: list[bool] = []  # of the pieces of text that are open: whether each is struck out
        self._runs: list[bool] = []  # of the pieces of text of the cell in hand, likewise

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
            self._columns_struck.clear()
        elif name == "table:table-column":
            columns = repeat_count(attributes.get("table:number-columns-repeated"))
            if attributes.get("table:default-cell-style-name") in self._struck:
                self._columns_struck.update(range(self._column, self._column + min(columns, MOST_REPEATS)))
            if attributes.get("table:visibility") in HIDDEN_WORDS:
                self._marks.hide_columns(self._column, self._column + columns - 1)
            self._column += columns
        elif name == "table:table-row":
            self._column = 0
            style = attributes.get("table:default-cell-style-name")
            self._is_row_struck = None if style is None else style in self._struck
            self._rows = repeat_count(attributes.get("table:number-rows-repeated"))
            if attributes.get("table:visibility") in HIDDEN_WORDS:
                self._marks.hidden += range(self._row + 1, self._row + 1 + min(self._rows, MOST_REPEATS))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._shown, self._runs = attributes, "", []
            self._columns = repeat_count(attributes.get("table:number-columns-repeated"))
        elif name == "office:annotation":
            self._is_aside = True
        elif name == "text:p":
            self._depth += 1
        elif name == "text:span":
            self._spans.append(attributes.get("text:style-name") in self._struck)

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._mark()
            self._column += self._columns
        elif name == "table:table-row":
            self._row += self._rows
        elif name == "office:annotation":
            self._is_aside = False
        elif name == "text:p":
            self._depth -= 1
        elif name == "text:span":
            self._spans.pop()

    def _text(self, text: str) -> None:
        if self._depth and not self._is_aside:
            self._shown += text
            if text.strip():
                self._runs.append(any(self._spans))

    def _mark(self) -> None:
        cell, text, kind = self._cell, self._shown.strip(), self._cell.get("office:value-type")
        spanned = repeat_count(cell.get("table:number-rows-spanned"))
        if spanned > 1:
            across = repeat_count(cell.get("table:number-columns-spanned"))
            last = (self._row + spanned - 1, self._column + across - 1)
            self._marks.merged.append(((self._row, self._column), last))
        is_struck = text and self._is_struck()
        for row in range(self._row, self._row + min(self._rows, MOST_REPEATS)):
            for column in range(self._column, self._column + min(self._columns, MOST_REPEATS)):
                place = row, column
                self._mark_one(place, text, kind)
                if text:
                    self._marks.strike(place, [True] if is_struck else self._runs)
                if place not in self._marks.cells and place not in self._marks.struck:
                    return

    def _is_struck(self) -> bool:
        """Whether the cell in hand is struck out by its own style, or that of its row or column."""
        style = self._cell.get("table:style-name")
        if style is not None:
            return style in self._struck
        return self._column in self._columns_struck if self._is_row_struck is None else self._is_row_struck

    def _mark_one(self, place: tuple[int, int], text: str, kind: str | None) -> None:
        formula, is_float = self._cell.get("table:formula"), kind == "float"
        is_error = self._cell.get("calcext:value-type") == "error" or kind == "error"
        if is_float and text in leavings.TRUTHS:
            self._marks.cells[place] = TRUTH, text
        elif is_error or (formula is not None and ERROR_VALUES.fullmatch(text)):
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
