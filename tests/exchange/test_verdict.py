"""What a list is told besides the rows that are refused, and what of them can be mended."""

import csv
from datetime import datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter

from tests.harness import Chodon, Prepare

HEAD = "Họ và tên,Ngày sinh,Đơn vị,Loại,Chức vụ,Từ ngày,Ghi chú\n"
ROWS = "Hà Văn Mận,{empty},PTP,CC,{empty},01/02/2020,{note}\nLý Thị Hoà,01/02/1990,,CC,Chuyên viên,01/02/2020,\n"


@pytest.fixture
def office(prepare: Prepare) -> None:
    prepare("unit add PNV 'Phòng Nội vụ' --kind office", "unit add PTP 'Phòng Tư pháp' --kind office")


@pytest.mark.parametrize("nothing", ["-", "–", "x", "không", "Không có", "NaN", "NULL", ""])
def test_what_stands_for_nothing_is_nothing(chodon: Chodon, office: None, nothing: str) -> None:
    chodon("import - --as staff --set unit=PNV", stdin=HEAD + ROWS.format(empty=nothing, note="x"))
    row = next(row for row in chodon("staff list -f json").json["rows"] if row["full_name"] == "Hà Văn Mận")
    assert (row["born_on"], row["title"], row["note"]) == (None, None, "x")


def test_set_says_where_it_was_not_used_and_override_is(chodon: Chodon, office: None) -> None:
    rows = HEAD + ROWS.format(empty="", note="")
    done = chodon("import - --as staff --set unit=PNV --dry-run", stdin=rows)
    assert "--set unit was not used for 1 rows" in done.stderr and "--override unit=" in done.stderr
    chodon("import - --as staff --override unit=PNV", stdin=rows)
    assert {row["unit"] for row in chodon("staff list -f json").json["rows"]} == {"PNV"}


def test_rejects_keep_dates_and_figures(chodon: Chodon, office: None, tmp_path: Path) -> None:
    source, rejects = tmp_path / "list.xlsx", tmp_path / "rejects.xlsx"
    with xlsxwriter.Workbook(source, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Họ và tên", "Đơn vị", "Loại", "Từ ngày"])
        sheet.write_row(1, 0, [1, "Hà Văn Mận", "nowhere", "CC", datetime(2020, 2, 1)])
    chodon("import --as staff --rejects", rejects, source, status=1)
    found = [*openpyxl.load_workbook(rejects).worksheets[0].iter_rows(values_only=True)]
    row = next(row for row in found if "Hà Văn Mận" in row)
    assert (row[0], row[4]) == (1, datetime(2020, 2, 1))
    chodon("import --as staff --rejects", tmp_path / "rejects.csv", source, status=1)
    assert [*csv.reader((tmp_path / "rejects.csv").open(encoding="utf-8-sig"))][1][4] == "2020-02-01"


def test_a_heading_that_is_like_one_is_proposed(chodon: Chodon, office: None) -> None:
    head = "Họ và tên,Đơn vị,Loại,Ngày bắt đầu nhận việc\n"
    done = chodon("import - --as staff", stdin=head + "Hà Văn Mận,PNV,CC,01/02/2020\n", status=1)
    assert "--map 'Ngày bắt đầu nhận việc=started_on'" in " ".join(done.stderr.split())
