"""The lists of one district as its offices keep them: from `init` to the compliance table, without mending a file."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.harness import Chodon, Prepare

DISTRICT = Path(__file__).parent.parent / "fixtures" / "district"
LISTS = {  # file: the one option that it needs, how many rows of each sheet go in
    "0-danh-muc-don-vi.xlsx": ("", [14]),
    "1-DS-CBGVNV-cac-truong-2021-2022.xlsx": ("--set category=VC", [18, 14, 12]),
    "4-TTYT.xls": ("--set category=VC", [15]),
    "5-TTVH-win1258.csv": ("--set category=VC", [8]),
}
COMMUNE = [["CBCC XÃ KHUỔI LỪA"], ["Họ và tên", "Đối tượng", "Từ ngày"], ["Lường Minh Đạt", "CC xã", "01/09/2015"]]
TOWN = [["UBND TT. PÁC LUÔNG"], ["Họ và tên", "Đối tượng", "Từ ngày"], ["Bàn Minh Dũng", "CB", "Tháng 6/2020"]]
SPELLINGS = {
    "THNL": ["TH Nà Lặn", "Trường TH Nà Lặn", "Truong tieu hoc Na Lan", "TRƯỜNG TIỂU HỌC NÀ LẶN"],
    "MNHB": ["MN Hoa Ban", "Mầm non Hoa Ban"],
    "THCSKV": ["THCS Khau Vàng", "Trường Trung học cơ sở Khau Vàng"],
    "XKL": ["UBND xã Khuổi Lừa", "X. Khuổi Lừa", "Ủy ban nhân dân xã Khuổi Lừa", "xã Khuổi Lừa, huyện Pác Luông"],
    "PNV": ["P. Nội vụ", "Phòng Nội vụ huyện"],
    "PGDDT": ["Phòng GD&ĐT", "Phòng GDĐT", "Phòng Giáo dục & Đào tạo", "phòng giáo dục, đào tạo", "PHÒNG GD-ĐT HUYỆN"],
    "TTPL": ["TT Pác Luông", "UBND thị trấn Pác Luông"],
    "VP": ["VP HĐND&UBND", "Văn phòng HĐND-UBND"],
    "TCKH": ["Phòng TC-KH", "Phòng Tài chính – Kế hoạch", "Phòng Tài chính và Kế hoạch"],
    "TTYT": ["TTYT huyện", "TTYT"],
    "TTVH": ["Trung tâm VH-TT", "TRUNG TÂM VĂN HÓA - THÔNG TIN HUYỆN"],
    "PACLUONG": ["UBND huyện", "UBND huyện Pác Luông"],
}


@pytest.fixture
def district(prepare: Prepare) -> None:
    prepare(("import", DISTRICT / "0-danh-muc-don-vi.xlsx"))


def workbook(path: Path, **sheets: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return path


def test_the_lists_of_a_district_go_in_as_they_are(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    for name, (option, rows) in LISTS.items():
        taken = chodon(f"import {option} -f json", DISTRICT / name).json["rows"]
        assert [row["new"] for row in taken] == rows, name
        assert not any(row["refused"] for row in taken)
    chodon("import", workbook(tmp_path / "xa.xlsx", a=COMMUNE, b=TOWN))
    chodon("import", DISTRICT / "7-so-vi-pham.xlsx")
    found = {row["unit_code"]: row for row in chodon("report compliance --period 2022 -f json").json["rows"]}
    assert {code: row["staff"] for code, row in found.items()} == {
        **{"THNL": 18, "THCSKV": 14, "MNHB": 12, "TTYT": 15, "TTVH": 8},
        **{"XKL": 1, "TTPL": 1},
    }
    assert {code: row["violations"] for code, row in found.items() if row["violations"]} == {
        **{"XKL": 1, "TTPL": 1},
        **{"MNHB": 1, "TTYT": 2},
    }


@pytest.mark.parametrize("code", SPELLINGS)
def test_a_unit_is_known_as_offices_write_it(chodon: Chodon, district: None, code: str) -> None:
    for spelling in SPELLINGS[code]:
        found = chodon("unit show -f json", spelling).json["rows"][0]
        assert found["code"] == code, spelling


@pytest.mark.parametrize("spelling", ["TH Nà Lằn", "Trường Nà", "TT", "Phòng", "UBND", "xã"])
def test_what_can_mean_another_unit_or_several_is_refused(chodon: Chodon, district: None, spelling: str) -> None:
    chodon("unit show", spelling, status=1)


def test_an_alias_is_remembered_exported_and_used_everywhere(
    chodon: Chodon, district: None, register: Path, tmp_path: Path
) -> None:
    chodon("unit alias TTVH 'Nhà văn hóa' 'TTVHTT'")
    assert "is PGDDT" in chodon("unit alias TTVH 'Phòng GD&ĐT'", status=1).stderr
    person = "full_name,unit,category,started_on\nHà Thị Mận,Nhà văn hoá,VC,2020-01-01\n"
    assert "is taken for" not in chodon("import - --as staff", stdin=person).stderr
    assert chodon("staff list --unit 'nha van hoa' -f json").json["rows"][0]["unit"] == "TTVH"
    chodon("export", tmp_path / "out")
    chodon("", "-r", tmp_path / "again.db", "init")
    chodon("", "-r", tmp_path / "again.db", "import", tmp_path / "out")
    again = chodon("", "-r", tmp_path / "again.db", "unit", "show", "TTVHTT", "-f", "json")
    assert again.json["rows"][0]["code"] == "TTVH"


GROUPS = [
    ["DANH SÁCH CÔNG CHỨC UBND HUYỆN PÁC LUÔNG"],
    ["STT", "Họ và tên", "Đối tượng", "Từ ngày"],
    ["I", "PHÒNG NỘI VỤ"],
    ["1", "Hà Thị Mận", "CC", "01/01/2020"],
    ["", "Cộng: 1 người"],
    ["II", "PHÒNG TC-KH"],
    ["1", "Lý Thị Hoà", "CC", "01/01/2020"],
    ["2", "Ma Văn Tĩnh", "CC", "01/01/2020"],
]


def test_a_row_stands_under_the_unit_of_its_group(chodon: Chodon, district: None, tmp_path: Path) -> None:
    done = chodon("import", workbook(tmp_path / "phong.xlsx", Sheet1=GROUPS))
    units = {row["full_name"]: row["unit"] for row in chodon("staff list -f json").json["rows"]}
    assert units == {"Hà Thị Mận": "PNV", "Lý Thị Hoà": "TCKH", "Ma Văn Tĩnh": "TCKH"}
    assert "line 4: the unit is PNV, from “PHÒNG NỘI VỤ”" in done.stderr
    assert "lines 7–8: the unit is TCKH, from “PHÒNG TC-KH”" in done.stderr


def test_rows_that_stand_under_no_unit_are_refused(chodon: Chodon, district: None, tmp_path: Path) -> None:
    """The district over all of them is the unit of none."""
    rows = [row for row in GROUPS if row[0] not in ("I", "II")]
    assert (
        "a needed column is missing: unit"
        in chodon("import --as staff", workbook(tmp_path / "phong.xlsx", Sheet1=rows), status=1).stderr
    )
    rows.append(["II", "PHÒNG NỘI VỤ"])
    rows.append(["1", "Bàn Văn Tá", "CC", "01/01/2020"])
    done = chodon("import", workbook(tmp_path / "phong.xlsx", Sheet1=rows), status=1)
    assert "3 rows (3, 5–6): unit: this is needed" in done.stderr
