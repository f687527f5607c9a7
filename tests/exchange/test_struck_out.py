"""What is struck out in a sheet is refused, a whole row by one line, in every kind of workbook; so is true or false."""

from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from chodon_cli.errors import Usage
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import leavings, workbook
from chodon_cli.exchange.read.cell_parser import CellParser
from chodon_cli.exchange.read.cells import PARTLY_STRUCK_OUT, STRUCK_OUT, TRUTH
from tests.harness import Chodon, everything
from tests.samples.open_document import SPACES, pack

HEAD = ["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Ngày thành lập"]
ROWS = [["P1", "Phòng Một", "phòng", ""], ["P2", "Phòng Hai", "phòng", "01/02/2020"], ["P3", "Phòng Ba", "phòng", ""]]
BEGINNING = "Phòng "
DEFAULT = ' table:default-cell-style-name="gone"'
STRUCK_IN_ODS = '<style:text-properties style:text-line-through-style="solid"/>'


def xlsx(path: Path) -> None:
    """The second row is struck out, and the beginning of the name in the third."""
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    for cell in book.active[3]:
        cell.font = Font(strike=True)
    book.active["B4"] = CellRichText(TextBlock(InlineFont(strike=True), BEGINNING), "Ba")
    book.active["C4"].font = Font(strike=False)
    book.save(path)


def xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet, struck = book.add_sheet("list"), xlwt.easyxf("font: struck_out on")
    for line, row in enumerate((HEAD, *ROWS)):
        for place, said in enumerate(row):
            if (line, place) == (3, 1):
                sheet.write_rich_text(line, place, [BEGINNING, ("Ba", struck.font)])
            else:
                sheet.write(line, place, said, *([struck] if line == 2 else []))
    book.save(str(path))


def ods(path: Path) -> None:
    """The row says it in three ways: by its default, by the style of a cell, and by one made from that."""
    styles = (
        f'<style:style style:name="gone" style:family="table-cell">{STRUCK_IN_ODS}</style:style>'
        '<style:style style:name="gone2" style:family="table-cell" style:parent-style-name="gone"></style:style>'
        '<style:style style:name="here" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    ways = (' table:style-name="gone"', ' table:style-name="gone2"', "", "")

    def cell(line: int, place: int, said: str) -> str:
        text = f'<text:span text:style-name="gone">{BEGINNING}</text:span>Ba' if (line, place) == (3, 1) else said
        way = ways[place] if line == 2 else ""
        paragraph = f"<text:p>{text}</text:p>" if text else ""
        return f'<table:table-cell{way} office:value-type="string">{paragraph}</table:table-cell>'

    lines = "".join(
        f"<table:table-row{DEFAULT if line == 2 else ''}>"
        f"{''.join(cell(line, place, said) for place, said in enumerate(row))}</table:table-row>"
        for line, row in enumerate((HEAD, *ROWS))
    )
    sheet = f'<table:table table:name="list">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    parts = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    pack(path, f"<office:document-content {SPACES} {space}>{parts}</office:document-content>")


@pytest.mark.parametrize("write", [xlsx, xls, ods], ids=lambda write: write.__name__)
def test_what_is_struck_out_is_refused(
    chodon: Chodon, register: Path, tmp_path: Path, write: Callable[[Path], None]
) -> None:
    source = tmp_path / f"list.{write.__name__}"
    write(source)
    before = everything(register)
    done = chodon("import --as unit -f json", source, status=1)
    faults = [(fault["line"], fault["column"], fault["value"]) for fault in done.json["faults"]]
    assert faults == [(3, "Mã đơn vị", "P2"), (4, "Tên đơn vị", "Phòng Ba")]
    reasons = [fault["reason"] for fault in done.json["faults"]]
    assert reasons[0].startswith("this is struck out") and "struck out" in reasons[1]
    assert everything(register) == before
    chodon("import --as unit --on-error skip --rejects", tmp_path / "refused.xlsx", source, status=3)
    again = chodon("import --as unit --on-error skip", tmp_path / "refused.xlsx", status=3)
    assert ":2: Mã đơn vị “P2”: this is struck out" in again.stderr
    assert [row["code"] for row in chodon("unit list -f json").json["rows"]] == ["P1"]


def test_pieces_of_a_text_say_more_than_the_font_of_the_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for place, struck_pieces in enumerate(([True, False], [False, False], [True, True]), 1):
        texts = [TextBlock(InlineFont(strike=struck), f"{struck}") for struck in struck_pieces]
        book.active.cell(1, place, CellRichText(*texts))
    book.active.cell(1, 4, 72).font = Font(strike=True)
    book.active.cell(1, 5, True)
    book.save(tmp_path / "list.xlsx")
    [[_title, _is_hidden, first, pieces, *_rest]] = workbook.unpack_sheets((tmp_path / "list.xlsx").read_bytes())
    [line] = workbook.PackedRows(first, pieces)
    kinds = [cell[0] if isinstance(cell, tuple) else "text" for cell in line.cells]
    assert kinds == [PARTLY_STRUCK_OUT, "text", STRUCK_OUT, STRUCK_OUT, TRUTH]
    assert line.cells[3] == (STRUCK_OUT, "72")


def test_pieces_are_known_of_texts_that_a_workbook_stores_in_several_records(tmp_path: Path) -> None:
    """An .xls breaks its texts where a record is full, within the characters and within their fonts."""
    book = xlwt.Workbook()
    sheet, struck, plain = book.add_sheet("list"), xlwt.easyxf("font: struck_out on"), xlwt.easyxf()
    expected = []
    for line in range(900):
        pieces = [f"{'ế' if line % 3 else 'e'}{line}" * (1 + line % 11), "x" * (line % 29) + "y"]
        if line % 4 == 3:
            sheet.write(line, 0, "".join(pieces), struck)
        elif line % 4:
            sheet.write_rich_text(line, 0, [pieces[0], (pieces[1], struck.font)], struck if line % 4 == 2 else plain)
        else:
            sheet.write(line, 0, "".join(pieces))
        expected.append(["text", PARTLY_STRUCK_OUT, STRUCK_OUT, STRUCK_OUT][line % 4])
    book.save(str(tmp_path / "list.xls"))
    [[_title, _is_hidden, first, pieces_of_rows, *_rest]] = workbook.unpack_sheets((tmp_path / "list.xls").read_bytes())
    cells = [line.cells[0] for line in workbook.PackedRows(first, pieces_of_rows)]
    assert [cell[0] if isinstance(cell, tuple) else "text" for cell in cells] == expected


@pytest.mark.parametrize("noun", layout.NAMES_OF_NOUNS)
def test_true_or_false_is_no_value_of_any_column(noun: str) -> None:
    for column in layout.readable(noun).values():
        for kind in (TRUTH, STRUCK_OUT, PARTLY_STRUCK_OUT):
            with pytest.raises(Usage, match=r"struck out|true or false"):
                CellParser(column).read_all([(kind, "TRUE")])
        if column.key not in leavings.COLUMNS_OF_FREE_TEXT:
            for text in ("TRUE", "False"):
                with pytest.raises(Usage):
                    CellParser(column).read_all([text])


def test_what_is_void_may_be_struck_out_as_in_the_lists_of_the_program(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    chodon("unit add P1 'Phòng Một' --kind office")
    chodon("unit add P2 'Phòng Hai' --kind office")
    chodon("unit void P2 --reason nhầm")
    chodon("unit list --voided -o", tmp_path / "list.xlsx")
    before = everything(register)
    chodon("import --as unit", tmp_path / "list.xlsx")
    assert everything(register) == before
