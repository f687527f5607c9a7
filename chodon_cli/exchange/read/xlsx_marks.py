"""The marks of an .xlsx: its parts are gone through a second time only where one of them can have something to tell."""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

from chodon_cli.exchange.read.sheet_marks import PERCENT_FORMATS, SheetMarks, as_shown, changes_what_is_read

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
)  # sought one by one: far quicker
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: not looked into from outside
CELL_REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")


def read(data: bytes) -> dict[str, SheetMarks]:
    """Sheet -> its marks; a sheet without any is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = {name.casefold(): name for name in book.namelist()}
        formats = _formats(book, names)
        marks_by_sheet = {}
        for title, part in _sheets(book, names).items():
            xml = book.read(part)
            if formats or any(sign in xml for sign in TELLING_BYTES) or xml.startswith(UTF16_MARKS):
                marks_by_sheet[title] = SheetXml(formats).read(xml)
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


def _formats(book: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    """Number of a cell's style -> its format, of those that show something else than the figure."""
    part = next((names[name] for name in names if name.endswith("styles.xml")), None)
    if part is None:
        return {}
    root = ElementTree.fromstring(book.read(part))
    codes = {str(id): code for id, code in PERCENT_FORMATS.items()} | {
        node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter() if local(node.tag) == "numFmt"
    }
    telling = {id: code for id, code in codes.items() if changes_what_is_read(code)}
    styles = next((node for node in root if local(node.tag) == "cellXfs"), ())
    return {str(n): telling[id] for n, node in enumerate(styles) if (id := node.get("numFmtId", "")) in telling}


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]


class SheetXml:
    """Goes through the XML of one sheet."""

    def __init__(self, formats: dict[str, str]) -> None:
        self._formats = formats
        self._marks = SheetMarks()
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._texts: dict[str, str] = {}  # f, v -> what it says, of the cell in hand
        self._within = ""  # f, v

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
            self._cell, self._texts = attributes, {}
            where = CELL_REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_number(where[1]) if where else self._column + 1
        elif name in ("v", "f"):
            self._within = name
            self._texts[name] = ""
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
        code = self._formats.get(self._cell.get("s", ""))
        if code and kind == "n" and value and place not in self._marks.cells:
            try:
                text = as_shown(float(value), code)
            except (ValueError, OverflowError):
                return
            if text is not None:
                self._marks.cells[place] = text


def column_number(letters: str) -> int:
    """The column counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
