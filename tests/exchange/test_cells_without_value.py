"""A cell that shows something and has no value, or another, is refused by name; what a sheet hides is said."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]

from chodon_cli.errors import Usage
from chodon_cli.exchange import layout
from chodon_cli.exchange.read.cell_parser import CellParser
from chodon_cli.queries.look_alike import is_no_prose
from chodon_cli.result import Column
from tests.harness import SAMPLE_DATA, Chodon, everything
from tests.samples.open_document import SPACES, pack

ERROR, FORMULA = "#N/A", '=CONCATENATE("a","b")'
NOT_AVAILABLE = 0x2A  # the code of #N/A in .xls
SHOWN_IN_XLS = {ERROR: ERROR, FORMULA: "=…"}  # which keeps formulas as code, not as text
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
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
    pack(path, f"<office:document-content {SPACES} {CALC}>{body}</office:document-content>")


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
def test_it_is_named_in_every_column(chodon: Chodon, filled: Path, tmp_path: Path, noun: str, write: Write) -> None:
    with (SAMPLE_DATA / layout.FILE_NAMES[noun]).open(encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    half = min(len(rows), len(head))
    rows = [*rows[:half], *map(list, rows[:half])]
    shown_at = {}  # an error in every column and a formula in every column: a column a row, as far as there are rows
    for place, key in enumerate(head):
        shown_at[place % half, key] = ERROR
        shown_at[half + place % half, key] = FORMULA
    for (row, key), shown in shown_at.items():
        rows[row][head.index(key)] = shown
    source = tmp_path / f"list.{write.__name__}"
    write(source, [head, *rows])
    before = everything(filled)
    faults = chodon(f"import --as {noun} --update -f json", source, status=1).json["faults"]
    begins = {shown: SHOWN_IN_XLS[shown] if write is xls else shown[:9] for shown in (ERROR, FORMULA)}
    wanted = {(row + 2, key, begins[shown]) for (row, key), shown in shown_at.items()}
    named = {
        (fault["line"], fault["column"], begin)
        for fault in faults
        for begin in begins.values()
        if fault["value"].startswith(begin)
    }
    assert wanted <= named
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


def test_such_a_letter_is_named_in_a_command(chodon: Chodon, small: Path) -> None:
    chodon("document add 30/KH-UBND --issued 2022-02-23")
    for command in (
        "unit add ΑB 'Phòng Thử' --kind office",
        "unit add РNV 'Phòng Thử' --kind office",
        "document add З1/KH-UBND --issued 2022-02-23",
        "document edit 30/KH-UBND --number 30/КH-UBND",
        "training add --staff CC001 --field state-management --title x --from 2022-01-01 --days 3 --certificate А1",
        "commendation add --staff CC001 --form certificate --title x --on 2022-01-01 --decision А1",
    ):
        assert "is no Latin letter (" in chodon(command, status=1).stderr
    chodon("document edit 30/KH-UBND --title 'о чем-то'")


DITTO_MARKS = [
    "nt",
    "NT",
    "-nt-",
    "n.t",
    "nt.",
    "(nt)",
    "như trên",
    "Như trên",
    "NHƯ TRÊN",
    "(như trên)",
    "nhu tren",
    "〃",
    '"',
    "”",
]


@pytest.mark.parametrize("column", layout.readable("staff").values(), ids=lambda column: column.key)
@pytest.mark.parametrize("text", DITTO_MARKS)
def test_what_repeats_the_row_above_is_refused(column: Column, text: str) -> None:
    if column.type == "code" and text.isalpha() and column.key != "id_number":  # a unit may be called NT
        assert CellParser(column).read_all([text]) == [text]
        return
    takes_any_text = column.type in ("text", "person") and column.key != "id_number"
    for others in ([], ["Phó Trưởng phòng"] * 9)[: 1 + takes_any_text]:
        with pytest.raises(Usage, match="repeats what stands above"):
            CellParser(column).read_all([text, *others])
    if takes_any_text:
        assert CellParser(column, is_exact=True).read_all([text]) == [text]


def test_the_icelandic_letter_is_read_as_ours() -> None:
    title, code = (layout.readable("staff")[key] for key in ("title", "code"))
    assert CellParser(title).read_all(["Ðội trưởng"] * 9) == ["Đội trưởng"] * 9
    assert CellParser(code).read_all(["CÐ01"] * 9) == ["CĐ01"] * 9


HIDDEN = (0, 2, 4, 5)  # STT means nothing, the fifth says nothing, the sixth is beyond the list


def xlsx_with_hidden(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place in HIDDEN:
        book.active.column_dimensions["ABCDEF"[place]].hidden = True
    book.save(path)


def xls_with_hidden(path: Path, rows: Rows) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("list")
    for line, row in enumerate(rows):
        for place, said in enumerate(row):
            sheet.write(line, place, said)
    for place in HIDDEN:
        sheet.col(place).hidden = True
    book.save(str(path))


def ods_with_hidden(path: Path, rows: Rows) -> None:
    ods(path, rows)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    hidden, shown = '<table:table-column table:visibility="collapse"/>', "<table:table-column/>"
    columns = "".join(hidden if place in HIDDEN else shown for place in range(4))
    twice = '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    head, name, rest = parts["content.xml"].partition('table:name="list">')
    with zipfile.ZipFile(path, "w") as made:
        for part, text in {**parts, "content.xml": f"{head}{name}{columns}{twice}{rest}"}.items():
            made.writestr(part, text)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("ending", "write"), [("xlsx", xlsx_with_hidden), ("xls", xls_with_hidden), ("ods", ods_with_hidden)]
)
def test_hidden_columns_are_read_and_said(
    chodon: Chodon, tmp_path: Path, ending: str, write: Callable[[Path, Rows], None]
) -> None:
    head = ["STT", "Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Ngày thành lập"]
    write(
        tmp_path / f"list.{ending}",
        [head, ["1", "P1", "Phòng Một", "phòng", ""], ["2", "P2", "Phòng Hai", "phòng", ""]],
    )
    done = chodon("import", tmp_path / f"list.{ending}", "--as", "unit", "--dry-run")
    assert "hidden columns are read as well: Tên đơn vị; to leave them out" in done.stderr
    assert "hidden rows" not in done.stderr
