"""What a sheet hides and is read all the same is said: rows, and columns that say something and mean something."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]

from tests.exchange.test_cells_without_value import Rows, ods
from tests.harness import Chodon

HIDDEN = (0, 2, 4, 5)  # STT means nothing, the fifth says nothing, the sixth is beyond the list


def xlsx(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place in HIDDEN:
        book.active.column_dimensions["ABCDEF"[place]].hidden = True
    book.save(path)


def xls(path: Path, rows: Rows) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("list")
    for line, row in enumerate(rows):
        for place, said in enumerate(row):
            sheet.write(line, place, said)
    for place in HIDDEN:
        sheet.col(place).hidden = True
    book.save(str(path))


def ods_with_columns(path: Path, rows: Rows) -> None:
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
@pytest.mark.parametrize(("ending", "write"), [("xlsx", xlsx), ("xls", xls), ("ods", ods_with_columns)])
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
