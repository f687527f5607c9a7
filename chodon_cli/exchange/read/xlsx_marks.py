"""The marks of an .xlsx: its parts are gone through a second time only where one of them can have something to tell."""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

from chodon_cli.exchange.read.sheet_marks import PERCENT_FORMATS, SheetMarks, as_shown, changes_what_is_read
from chodon_cli.value_class import dataclass

WORKBOOK_PART = "xl/workbook.xml"
TELLING_BYTES = (
    b"<f>",
    b"<f ",
    b"<f/",
    b":f>",
    b":f ",
    b't="e"',
    b"t='e'",
    b"hidden=",
    b"strike",
)  # sought one by one: far quicker
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: not looked into from outside
FALSE_WORDS = ("0", "false")
CELL_REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")


def read(data: bytes) -> dict[str, SheetMarks]:
    """Sheet -> its marks; a sheet without any is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = {name.casefold(): name for name in book.namelist()}
        styles = CellStyles(*_formats_and_struck(book, names), _texts_struck_out(book, names))
        marks_by_sheet = {}
        for title, part in _sheets(book, names).items():
            xml = book.read(part)
            if styles.may_tell(xml) or any(sign in xml for sign in TELLING_BYTES) or xml.startswith(UTF16_MARKS):
                marks_by_sheet[title] = SheetXml(styles).read(xml)
    return marks_by_sheet


def _sheets(book: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    """Name of the sheet -> its part."""
    place = next((names[name] for name in names if name.endswith("workbook.xml")), WORKBOOK_PART)
    folder, file = posixpath.split(place)
    relations = names.get(posixpath.join(folder, "_rels", f"{file}.rels").casefold())
    if relations is None:
        return {}
    targets = {node.get("Id"): node.get("Target", "") for node in ElementTree.fromstring(book.read(relations))}
    paths_by_name = {}
    for node in ElementTree.fromstring(book.read(place)).iter():
        if local(node.tag) == "sheet":
            id = next((value for key, value in node.attrib.items() if local(key) == "id"), "")
            target = targets.get(id, "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if whole.casefold() in names:
                paths_by_name[node.get("name", "")] = names[whole.casefold()]
    return paths_by_name


@dataclass(frozen=True)
class CellStyles:
    """What of the styles and shared texts of a workbook tells something, each by the number that its cells bear."""

    formats: dict[str, str]  # style -> its format, of those that show something else than the figure
    struck: set[str]  # styles of which the font is struck through
    texts: dict[str, list[bool]]  # shared text -> whether each of its pieces is struck out, of those that have such

    def may_tell(self, xml: bytes) -> bool:
        """Whether a cell of the sheet can have such a style or text."""
        if self.formats or self.texts:
            return True
        return any(f"s={quote}{style}{quote}".encode() in xml for style in self.struck for quote in "\"'")


def _texts_struck_out(book: zipfile.ZipFile, names: dict[str, str]) -> dict[str, list[bool]]:
    """Number of a shared text -> whether each of its pieces is struck out, of those that have such a piece."""
    part = next((names[name] for name in names if name.endswith("sharedstrings.xml")), None)
    xml = book.read(part) if part else b""
    if b"strike" not in xml:
        return {}
    texts = [node for node in ElementTree.fromstring(xml) if local(node.tag) == "si"]
    runs = {
        str(number): [_is_struck(run) for run in node if local(run.tag) == "r"] for number, node in enumerate(texts)
    }
    return {number: some for number, some in runs.items() if any(some)}


def _is_struck(font: ElementTree.Element) -> bool:
    """Whether a line goes through what is written in this font."""
    return any(local(node.tag) == "strike" and node.get("val", "1") not in FALSE_WORDS for node in font.iter())


def _formats_and_struck(book: zipfile.ZipFile, names: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """Number of a cell's style -> its format, of those that show something else than the figure; those struck out."""
    part = next((names[name] for name in names if name.endswith("styles.xml")), None)
    if part is None:
        return {}, set()
    root = ElementTree.fromstring(book.read(part))
    codes = {str(id): code for id, code in PERCENT_FORMATS.items()} | {
        node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter() if local(node.tag) == "numFmt"
    }
    telling = {id: code for id, code in codes.items() if changes_what_is_read(code)}
    styles = [*next((node for node in root if local(node.tag) == "cellXfs"), ())]
    fonts = [*next((node for node in root if local(node.tag) == "fonts"), ())]
    struck = {str(number) for number, font in enumerate(fonts) if _is_struck(font)}
    return (
        {str(n): telling[id] for n, node in enumerate(styles) if (id := node.get("numFmtId", "")) in telling},
        {str(n) for n, node in enumerate(styles) if node.get("fontId") in struck},
    )


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]


class SheetXml:
    """Goes through the XML of one sheet."""

    def __init__(self, styles: CellStyles) -> None:
        self._styles = styles
        self._marks = SheetMarks()
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._texts: dict[str, str] = {}  # f, v -> what it says, of the cell in hand
        self._within = ""  # f, v
        self._runs: list[bool] = []  # pieces of the text of the cell in hand: whether each is struck out

    def read(self, xml: bytes) -> SheetMarks:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)
        return self._marks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell, self._texts, self._runs = attributes, {}, []
            where = CELL_REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_number(where[1]) if where else self._column + 1
        elif name in ("v", "f"):
            self._within = name
            self._texts[name] = ""
        elif name == "r":
            self._runs.append(False)
        elif name == "strike" and self._runs:
            self._runs[-1] = attributes.get("val", "1") not in FALSE_WORDS
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdigit() else self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self._marks.hidden.append(self._row + 1)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (attributes.get(end, "") for end in ("min", "max"))
            if first.isdigit() and last.isdigit():
                self._marks.hide_columns(int(first) - 1, int(last) - 1)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == self._within:
            self._within = ""
        elif name == "c":
            self._mark()

    def _text(self, text: str) -> None:
        if self._within:
            self._texts[self._within] += text

    def _mark(self) -> None:
        place, kind, value = (self._row, self._column), self._cell.get("t", "n"), self._texts.get("v")
        if kind == "e":
            self._marks.error(place, (value or "").strip())
        elif "f" in self._texts:
            if kind == "n":
                self._marks.formula(place, self._texts["f"], value or None)
            elif value is None and kind != "inlineStr":
                self._marks.formula(place, self._texts["f"], None)
        self._mark_struck(place, kind, value)
        code = self._styles.formats.get(self._cell.get("s", ""))
        if code and kind == "n" and value and place not in self._marks.cells:
            try:
                text = as_shown(float(value), code)
            except (ValueError, OverflowError):
                return
            if text is not None:
                self._marks.cells[place] = text

    def _mark_struck(self, place: tuple[int, int], kind: str, value: str | None) -> None:
        runs = self._styles.texts.get(value or "", []) if kind == "s" else self._runs
        is_struck = self._cell.get("s") in self._styles.struck
        self._marks.strike(place, runs or [is_struck])  # pieces of a text have fonts of their own


def column_number(letters: str) -> int:
    """The column counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
