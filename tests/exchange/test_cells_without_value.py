"""A cell that shows something and has no value is refused by name: in every column of every noun and format."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]

from chodon_cli.exchange import layout
from chodon_cli.exchange.read.cell_parser import is_no_prose
from tests.harness import SAMPLE_DATA, Chodon, everything

ERROR, FORMULA = "#N/A", '=CONCATENATE("a","b")'
NOT_AVAILABLE = 0x2A  # the code of #N/A in .xls
SHOWN_IN_XLS = {ERROR: ERROR, FORMULA: "=…"}  # which keeps formulas as code, not as text
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)
Rows = list[list[str]]
Write = Callable[[Path, Rows], None]


def xlsx(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def ods(path: Path, rows: Rows) -> None:
    def cell(said: str) -> str:
        if said == ERROR:
            return (
                '<table:table-cell table:formula="of:=NA()" office:value-type="string" calcext:value-type="error">'
                f"<text:p>{ERROR}</text:p></table:table-cell>"
            )
        if said == FORMULA:
            return '<table:table-cell table:formula="of:=CONCATENATE(&quot;a&quot;;&quot;b&quot;)"/>'
        text = f"<text:p>{escape(said)}</text:p>" if said else ""
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    sheet = f'<table:table table:name="list">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("content.xml", f"<office:document-content {SPACES} {CALC}>{body}</office:document-content>")


def xls(path: Path, rows: Rows) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("list")
    for line, row in enumerate(rows):
        for place, said in enumerate(row):
            if said == ERROR:
                sheet.row(line).set_cell_error(place, NOT_AVAILABLE)
            else:
                sheet.write(line, place, xlwt.Formula(FORMULA[1:]) if said == FORMULA else said)
    book.save(str(path))


IN_SAMPLE = [noun for noun, file in layout.FILE_NAMES.items() if (SAMPLE_DATA / file).exists()]


@pytest.mark.slow
@pytest.mark.parametrize("noun", IN_SAMPLE)
@pytest.mark.parametrize("write", [xlsx, ods, xls], ids=lambda write: write.__name__)
@pytest.mark.parametrize("shown", [ERROR, FORMULA], ids=["error", "formula"])
def test_it_is_named_in_every_column(
    chodon: Chodon, filled: Path, tmp_path: Path, noun: str, write: Write, shown: str
) -> None:
    with (SAMPLE_DATA / layout.FILE_NAMES[noun]).open(encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    rows = rows[: len(head)]
    for place in range(len(head)):  # a column a row, as far as there are rows
        rows[place % len(rows)][place] = shown
    source = tmp_path / f"list.{write.__name__}"
    write(source, [head, *rows])
    before = everything(filled)
    done = chodon(f"import --as {noun} --update -f json", source, status=1)
    begins = SHOWN_IN_XLS[shown] if write is xls else shown[:9]
    named = {(fault["line"], fault["column"]) for fault in done.json["faults"] if fault["value"].startswith(begins)}
    assert {(place % len(rows) + 2, key) for place, key in enumerate(head)} <= named
    assert everything(filled) == before


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", ["unit", *(noun for noun in IN_SAMPLE if noun != "unit")])
def test_a_letter_that_only_looks_like_ours_is_named_in_every_code_and_figure(
    chodon: Chodon, filled: Path, tmp_path: Path, noun: str
) -> None:
    with (SAMPLE_DATA / layout.FILE_NAMES[noun]).open(encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    columns = layout.readable(noun)
    places = [place for place, key in enumerate(head) if is_no_prose(columns[key])]
    rows = rows[: len(head)]
    for place in places:
        rows[place % len(rows)][place] = "В1"  # Cyrillic
    source = tmp_path / "list.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    faults = chodon(f"import --as {noun} --update -f json", source, status=1).json["faults"]
    named = {
        (fault["line"], fault["column"]) for fault in faults if "“В” is no Latin letter (Cyrillic" in fault["reason"]
    }
    assert {(place % len(rows) + 2, head[place]) for place in places} == named


def test_such_a_letter_is_named_in_a_command(chodon: Chodon) -> None:
    for command in ("unit add ΑB 'Phòng Thử' --kind office", "unit add РNV 'Phòng Thử' --kind office"):
        assert "is no Latin letter (" in chodon(command, status=1).stderr
