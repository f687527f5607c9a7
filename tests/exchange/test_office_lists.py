"""The lists of tests/fixtures/lists/ are read row for row as a person reads them, and each row that is wrong is named.

`make_lists.py` writes them. Beneath each list stands who or what goes in, which lines are refused for which reason, and
what the program says it left aside.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given

from chodon_cli.exchange.read import fonts, sheets
from chodon_cli.exchange.read.cells import Sheet
from tests.harness import OFFICE_LISTS, SAMPLE_DATA, Chodon, Done, Prepare, everything, examples, open_to_read
from tests.samples import make_lists
from tests.samples.make_lists import in_tcvn3, in_vni
from tests.stress.fuzz_lists import Place, Spoilt, spoilt, spoilt_file

PEOPLE = """
SELECT s.code, s.full_name, s.born_on, s.sex, s.id_number,
       p.category, u.code, p.title, p.leadership, p.started_on, s.note
FROM staff s LEFT JOIN post p ON p.staff_id = s.id LEFT JOIN unit u ON u.id = p.unit_id
ORDER BY s.id, p.started_on
"""
VIOLATIONS = """
SELECT v.year, v.n, s.code, u.code, c.code, v.occurred_on, v.found_on, v.source, v.severity, v.note
FROM violation v
JOIN staff s ON s.id = v.staff_id JOIN unit u ON u.id = v.unit_id JOIN standard c ON c.id = v.standard_id
ORDER BY v.year, v.n
"""
UNITS = """
SELECT u.code, u.name, u.kind, above.code, u.opened_on FROM unit u LEFT JOIN unit above ON above.id = u.parent_id
WHERE u.id > (SELECT id FROM unit WHERE code = 'BANGLANG') ORDER BY u.id
"""

ROWS = re.compile(r"(.*): [0-9]+ rows \(([0-9, ]+)\): ")


@dataclass(frozen=True)
class Read:
    """How a list is read: what the register holds then, the faults that are named, the lines and columns left aside."""

    name: str
    taken: str
    refused: str = ""
    aside: str = ""
    options: str = ""
    before: str = ""  # the list that comes first
    sql: str = PEOPLE

    @property
    def said(self) -> list[str]:
        return [*lines(self.refused), *lines(self.aside)]

    @property
    def refused_lines(self) -> set[str]:
        """File or sheet with the line, of each row that is refused."""
        alone = {fault.split(": ")[0] for fault in lines(self.refused) if " rows (" not in fault}
        together = [ROWS.match(fault) for fault in lines(self.refused)]
        return alone | {f"{found[1]}:{n}" for found in together if found for n in found[2].split(", ")}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


SCHOOL = Read(
    "truong-thcs.xlsx",
    """
    VC001|Hoàng Thị Mỵ|1975-03-05|female|006175012345|public-employee|THBL|Hiệu trưởng|head|2015-09-01|
    VC002|Nông Văn Tế|1979-11-09|male|006079000123|public-employee|THBL|Phó Hiệu trưởng|deputy|2016-09-01|
    VC003|Triệu Thị Ghển|1988-02-29|female|006188000777|public-employee|THBL|Giáo viên|none|2011-08-15|
    VC004|Lường Thị Sao|1985|female||public-employee|THBL|Giáo viên|none|2010-08-15|
    HD001|Bế Văn Đoan|1969-12-31|male|006069004321|contract|THBL|Bảo vệ|none|2012-01-01|
    """,
    """
    [Danh sách]:15: Ngày sinh “31/02/1990”: “31/02/1990” is a day that does not exist
    [Danh sách]:20: Giới tính “x”: allowed: male, female
    """,
    """
    [Danh sách]: columns left aside: Trình độ
    [Danh sách]: lines that are no rows: 8, 9, 12, 13, 18, 21, 22, 23, 24, 25, 28
    [Danh sách]: “Truong THCS Bang Lung” is taken for THBL Trường THCS Bằng Lũng (line 14)
    """,
)
EXPECTED = [
    SCHOOL,
    Read("truong-thcs.xls", SCHOOL.taken, SCHOOL.refused, SCHOOL.aside),
    Read("truong-thcs.ods", SCHOOL.taken, SCHOOL.refused, SCHOOL.aside),
    Read(
        "noi-vu-hai-dong.xlsx",
        """
        0071|Nguyễn Hữu Khoát|1972-05-19|male|006072000019|civil-servant|PNV|Trưởng phòng|head|2018-01-01|
        0072|Vi Thị Thắm|1983-02-03|female|006183000032|civil-servant|PNV|Phó Trưởng phòng|deputy|2019-06-01|
        0073|Hứa Đức Thuận|1991-07-07|male|006091000077|civil-servant|PNV|Chuyên viên|none|2021-04-01|
        0081|Lục Thị Ngần|1979-09-02|female|006179000992|civil-servant|PTP|Trưởng phòng|head|2017-03-15|
        """,
        "[Sheet1]:10: Nam “1994-11-30 / 1994-11-30”: allowed: male, female",
        "[Sheet1]: lines that are no rows: 5",
    ),
    Read(
        "ba-trang.xlsx",
        """
        VC001|Phùng Thị Liễu|1990-01-15|female||public-employee|MNHB|Hiệu trưởng|head|2019-08-01|con nhỏ
        VC002|Hà Thị Nhình|1993-11-20|female||public-employee|MNHB|Giáo viên|none|2016-08-01|
        CB001|Nông Quốc Chấn Phong|1968-05-04|male||cadre|BANGLANG|Chủ tịch UBND xã|head|2020-07-01|
        """,
        """
        [Xã]:3: Nơi công tác “Bằng Lãng”: there is no such unit (is BANGLANG meant? add --alias "Bằng Lãng=BANGLANG")
        """,
        """
        : sheets left aside: Hướng dẫn
        : hidden sheets with a list, left aside: DS cũ; to read one: --sheet
        """,
    ),
    Read(
        "tach-ho-ten.xlsx",
        """
        CC001|Trần Thị Hồng Gấm|1981-02-01|female||civil-servant|PGD||none|2012-02-01|kiêm thủ quỹ
        CC002|Quách Tuấn|1978-12-12|male||civil-servant|PGD||none|2009-05-01|
        HD001|Chu Thị Én|1992-06-06|female||contract|PGD||none|2018-06-06|
        CC003|Dương Văn Ả||male||civil-servant|PGD||none|2010-06-06|chưa rõ ngày sinh
        """,
        aside="[Tổng hợp]: lines that are no rows: 6, 7, 10",
    ),
    Read(
        "tieu-de-la.xlsx",
        """
        CC001|NGUYỄN THỊ Y|1986-03-08|female|006186000083|civil-servant|PNV|Chuyên viên|none|2010-01-01|
        CC002|ĐẶNG VĂN QUÝ|1987-03-08|male|006087000084|civil-servant|PNV|Chuyên viên|none|2011-01-01|
        """,
        """
        [Sheet 1]:11: Ngày sinh (dd/mm/yyyy) “08/13/1988”: “08/13/1988” is a day that does not exist
        [Sheet 1]:12: Ngày sinh (dd/mm/yyyy) “5/3/89”: the year has two digits: write all four
        [Sheet 1]:13: So CCCD (12 so) * “006…087”: has neither 12 digits nor 9
        [Sheet 1]:14: Doi tuong (CC/VC/HD) “biên chế”: allowed: cadre, civil-servant, commune-civil-servant, \
public-employee, contract
        [Sheet 1]:14: Don vi cong tac “Phòng Nội vu huyện”: there is no such unit \
(is PNV meant? add --alias "Phòng Nội vu huyện=PNV")
        [Sheet 1]:14: Tu ngay: this is needed
        [Sheet 1]:15: Họ và tên (chữ in hoa): this is needed
        """,
        """
        [Sheet 1]: line 12, Tu ngay: only a month: taken as 01/01/2013
        [Sheet 1]: lines that are no rows: 8
        """,
    ),
    Read(
        "trung-nguoi.xlsx",
        """
        Ngô Thị Lan|1990-01-01|female|006190000001|civil-servant|PNV||none|2015-01-01|
        Đinh Công Sơn|1980-02-02|male||civil-servant|PNV||none|2010-01-01|
        Mạc Thị Hoài|1985-03-03|female|006185000003|civil-servant|PNV||none|2012-01-01|
        Giàng Thị Mây|2001-07-07|female|006301000007|civil-servant|PNV||none|2023-01-01|
        Thào A Sủng|1970-08-08|male|095123456|civil-servant|PNV||none|2000-01-01|
        Ngô Thị Lan|1990-01-01|female|006190000012|civil-servant|PTP||none|2016-01-01|
        """,
        """
        [DS]:5: “CC002”: differs from the record: Full name: Đinh Công Sơn → ĐINH CÔNG SƠN
        [DS]:7: Số CMND/CCCD “006…003”: is the number of somebody born in 1985
        [DS]:8: Số CMND/CCCD “006…005”: is the number of a woman
        [DS]:9: Số CMND/CCCD “006…006”: is the number of somebody born in 1978
        [DS]:12: Số CMND/CCCD “095…345”: has neither 12 digits nor 9
        """,
        "[DS]:13: the same name and day of birth: CC001, CC006",
        sql=PEOPLE.replace("s.code, ", ""),  # which codes they get is no matter of reading
    ),
    Read(
        "vi-pham.xlsx",
        """
        2022|1|0071|PNV|TG01|2022-01-10|2022-01-10|inspection|minor|Đi muộn 20 phút; đã nhắc nhở
        2022|2|0071|PNV|TT01|2022-01-11|2022-01-11|citizen|minor|không đeo thẻ
        2022|3|0071|PNV|TG01|2022-01-10|2022-01-10|inspection|minor|Đi muộn 20 phút; đã nhắc nhở
        """,
        """
        [Vi phạm quý I]:5: Đơn vị “PTP”: on 12/01/2022 0071 served in PNV
        [Vi phạm quý I]:6: Người vi phạm “Khoát”: there is no such person
        [Vi phạm quý I]:7: Phát hiện qua “camera”: allowed: inspection, supervisor, citizen, self, audit, press, other
        [Vi phạm quý I]:7: Mã lỗi “TG99”: there is no such standard
        [Vi phạm quý I]:8: Ngày vi phạm “2002-01-14”: 0071 has no post on 14/01/2002
        """,
        "[Vi phạm quý I]: lines that are no rows: 10",
        before="noi-vu-hai-dong.xlsx",
        sql=VIOLATIONS,
    ),
    Read(
        "don-vi.xlsx",
        """
        THCS2|Trường THCS Số Hai|school|PHONGGD|
        PHONGGD|Phòng Giáo dục mới|office|UBND|2022-01-01
        12|Trạm Khuyến nông|service|UBND|
        """,
        """
        [Đơn vị]:5: Mã đơn vị “TYT 1”: only letters, digits and . / - _ may stand in a code
        [Đơn vị]:6: Loại đơn vị “trạm”: allowed: district, office, commune, service, school, other
        [Đơn vị]:6: Ngày thành lập “30/02/2020”: “30/02/2020” is a day that does not exist
        [Đơn vị]:6: Trực thuộc “UBND huyện Ba Bể”: there is no such unit \
(is UBND meant? add --alias "UBND huyện Ba Bể=UBND")
        """,
        sql=UNITS,
    ),
    Read(
        "phong-noi-vu.csv",
        """
        CC001|Lê Thị Thoa|1982-10-10|female||civil-servant|PNV|Chuyên viên, văn thư|none|2008-03-01|
        CC002|Đỗ Văn "Tư" Hiển|1982-10-11|male||civil-servant|PNV|Chuyên viên kiêm thủ quỹ|none|2009-03-01|
        CC003|=HYPERLINK("x")|1982-10-12|male||civil-servant|PNV|Chuyên viên|none|2010-03-01|
        """,
        ":10: Từ ngày “mới về”: “mới về” is not a day",
        ": lines that are no rows: 11, 12, 13",
    ),
    Read(
        "van-ban-unicode.txt",
        """
        00012|Tô Thị Ỷ|1984-12-24|female|006184000241|civil-servant|PTP|Hộ tịch, chứng thực|none|2009-05-15\
|giỏi, "nhanh", chăm
        00013|Âu Dương Ái|1985-12-25|male|006085000251|civil-servant|PTP|Chuyên viên|none|2010-05-16|xã Bình, huyện An
        """,
    ),
    Read(
        "windows-1258.csv",
        """
        CC001|Nguyễn Thị Ngọc Diệp|1977-05-01|female||civil-servant|PNV|Phó Trưởng phòng|deputy|2010-02-01\
|đã chuyển ngạch
        CB001|Đặng Ửng|1977-05-02|male||cadre|BANGLANG|Bí thư Đảng ủy|head|2011-02-01|
        CB002|Kỳ Văn Ngãi|1977-05-02|male||cadre|BANGLANG|Phó Chủ tịch HĐND|deputy|2011-02-01|ấp ủ
        """,
        aside=": “Xã Bằng Lẫng” is taken for BANGLANG Xã Bằng Lãng (line 4)",
    ),
    Read(
        "bo-phan-mot-cua.tsv",
        """
        CC001|Liêu Văn Bảy||||civil-servant|PNV||none|2020-01-01|thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, sáng, chiều
        CC002|Tạ Thị Tám||||civil-servant|PTP||none|2020-01-01|thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, sáng, chiều
        CB001|Kim Văn Chín||||cadre|BANGLANG||none|2020-01-01|thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu
        CC003|Tổng Văn Cộng||||civil-servant|PNV||none|2020-01-01|
        """,
        """
        : 2 rows (9, 12): Đơn vị: this is needed
        :12: Đối tượng: this is needed
        :12: Từ ngày: this is needed
        """,
        ": lines that are no rows: 5, 7, 11, 13, 14, 15, 16, 17",
    ),
    Read(
        "danh-so-muc.csv",
        """
        CC001|Mùa A Chống|1980-02-01|||civil-servant|PNV||none|2020-01-01|
        CC002|Mùa Thị Dở|1981-02-01|||civil-servant|PNV||none|2020-01-01|
        CC003|Cứ A Lềnh|1982-02-01|||civil-servant|PTP||none|2020-01-01|
        """,
        """
        :7: Đơn vị: this is needed
        :7: Đối tượng: this is needed
        :7: Từ ngày: this is needed
        """,
        ": lines that are no rows: 2, 5, 8",
    ),
    Read(
        "nhom-cot.csv",
        """
        CC001|TẨN LÁO TẢ|1980-02-01|male||civil-servant|PNV||none|2020-01-01|một cửa
        CC002|TẨN MÙI MÁN|1981-02-01|female||civil-servant|PNV||none|2020-01-01|
        """,
        aside=": lines that are no rows: 3",
    ),
    Read(
        "ho-dem-ten.csv",
        """
        CC001|Chảo Thị Sểnh|1980-02-01|female||civil-servant|PNV||none|2020-01-01|
        CC002|Chảo Láo Lở|1981-02-01|male||civil-servant|PNV||none|2020-01-01|
        CC003|Phàn Dấn|1982-02-01|||civil-servant|PNV||none|2020-01-01|
        """,
    ),
    Read(
        "chi-ho-ten.csv",
        """
        VC001|Lò Văn Pành|1980-02-01|||public-employee|THBL|Giáo viên|none|2020-01-01|
        VC002|Quàng Thị Inh|1981-02-01|||public-employee|THBL|Hiệu trưởng|head|2020-01-01|
        """,
        aside=": lines that are no rows: 5, 6, 7, 9",
        options="--set unit=THBL --set category=VC --set started_on=01/01/2020",
    ),
    Read(
        "khong-co-don-vi.csv",
        """
        VC001|Bàn Thị Chẩy|1995-08-17|female||public-employee|THBL|Giáo viên|none|2019-09-01|
        VC002|Bàn Hữu Tài|1995-08-18|male||public-employee|THBL|Giáo viên|none|2019-09-01|
        VC003|Bàn Thị Chẩy|1996-08-17|female||public-employee|THBL|Giáo viên|none|2021-09-01|
        """,
        aside=": columns left aside: Điện thoại",
        options="--set unit=THBL --set 'category=viên chức' --map 'Về trường từ=started_on'",
    ),
    Read(
        "he-thong.xlsx",
        """
        CC001|Lương Thị Ởi|1990-05-19|female||civil-servant|PNV|Chuyên viên & thủ kho|none|2015-10-01|
        CC002|Ôn Văn Bình|1990-05-20|male||civil-servant|PNV||none|2016-10-01|
        """,
        '[2]:5: Đơn vị công tác “Phòng Nội trợ”: there is no such unit (is PNV meant? add --alias "Phòng Nội trợ=PNV")',
        """
        [2]: lines that are no rows: 6
        : sheets left aside: 1
        """,
    ),
]


@pytest.fixture(autouse=True)
def district(prepare: Prepare) -> None:
    """The units that the lists name."""
    prepare(("-q import --as unit", OFFICE_LISTS / "units.csv"))


def said(done: Done, name: str) -> list[str]:
    """What the program says of the file, without its name."""
    lines = [line.partition(": ")[2] for line in done.stderr.splitlines()]  # without its error, warning or note
    return [line.removeprefix(name) for line in lines if line.startswith(name)]


def rows(register: Path, sql: str) -> list[str]:
    with open_to_read(register) as db:
        return ["|".join("" if value is None else str(value) for value in row) for row in db.execute(sql)]


@pytest.mark.slow
@pytest.mark.parametrize("list_", EXPECTED, ids=lambda list_: list_.name)
def test_a_list_is_read_row_for_row_as_a_person_reads_it(
    chodon: Chodon, register: Path, tmp_path: Path, list_: Read
) -> None:
    if list_.before:
        chodon("import --on-error skip", OFFICE_LISTS / list_.before, status=None)
    source, rejects = OFFICE_LISTS / list_.name, tmp_path / "rejects.csv"
    before = everything(register)
    if list_.refused:
        assert set(lines(list_.refused)) <= set(said(chodon(f"import {list_.options}", source, status=1), list_.name))
        assert everything(register) == before
    ended = 3 if list_.refused else 0
    done = chodon(f"import --on-error skip {list_.options} --rejects {rejects}", source, status=ended)
    assert sorted(said(done, list_.name)) == sorted(list_.said)
    assert rows(register, list_.sql) == lines(list_.taken)
    files = [*tmp_path.glob("rejects*.csv")]  # one of each list that has other columns
    written = sum(len([*csv.reader(file.open(encoding="utf-8-sig"))]) for file in files)
    assert rejects in files and written == len(files) + len(list_.refused_lines)
    after = everything(register)
    chodon(f"import --on-error skip {list_.options}", source, status=ended)
    assert list_.sql == VIOLATIONS or everything(register) == after


def test_a_list_says_what_became_of_each_of_its_rows(chodon: Chodon) -> None:
    [row] = chodon("import --on-error skip -f json", OFFICE_LISTS / "trung-nguoi.xlsx", status=3).json["rows"]
    assert [row[key] for key in ("new", "changed", "unchanged", "refused")] == [6, 0, 1, 5]


def test_a_list_of_people_without_a_needed_column_does_not_go_in_as_people_without_posts(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("Mã,Họ và tên,Ngày sinh,Đơn vị,Từ ngày\nA1,Lý Thị Sao,01/02/1990,PNV,01/01/2020\n", "utf-8")
    assert "a needed column is missing: category" in chodon("import", path, status=1).stderr
    chodon("import --set category=CC", path)
    assert len(rows(register, PEOPLE)) == 1


def test_a_list_whose_people_all_have_posts_is_not_taken_for_a_list_of_posts(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("Họ và tên;Đơn vị;Đối tượng;Chức vụ;Từ ngày\nLý Thị Sao;PNV;CC;Văn thư;01/01/2020\n", "utf-8")
    chodon("import", path)
    assert rows(register, PEOPLE) == ["CC001|Lý Thị Sao||||civil-servant|PNV|Văn thư|none|2020-01-01|"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('Họ và tên,Đơn vị,Đối tượng,Từ ngày,Ghi chú\nAn,PNV,CC,01/01/2020,"đi\nBa,PNV,CC,01/01/2020,về\n', "2"),
        ('Họ và tên,Đơn vị,Đối tượng,Từ ngày,Ghi chú\nAn,PNV,CC,01/01/2020,"đi\nBa,PNV,CC,01/01/2020,"về"\n', "2"),
    ],
)
def test_a_quotation_mark_that_is_never_closed_hides_no_rows(
    chodon: Chodon, register: Path, tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(text, "utf-8")
    before = everything(register)
    assert chodon("import", path, status=1).stderr.startswith(f"error: ds.csv:{place}: ")
    assert everything(register) == before


# Good lists that go bad


@pytest.fixture
def place(tmp_path: Path, empty: Path) -> Place:
    return Place(tmp_path, empty)


@pytest.mark.slow
@examples(80)
@given(spoilt=spoilt(("csv", "txt", "tsv", "xls")))
def test_whatever_a_list_has_become_nobody_is_lost_and_nothing_half_taken_in(place: Place, spoilt: Spoilt) -> None:
    place.check(spoilt)


@pytest.mark.slow
@examples(20)
@given(spoilt=spoilt(("xlsx",)) | spoilt_file())
def test_whatever_a_workbook_has_become_nobody_is_lost_and_nothing_half_taken_in(place: Place, spoilt: Spoilt) -> None:
    place.check(spoilt)


# Fonts of before Unicode


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize(("name", "font"), [("vntime", "TCVN3 (.VnTime)"), ("vni-times", "VNI")])
def test_text_in_an_old_font_is_refused_by_name_with_the_way_out(
    chodon: Chodon, register: Path, name: str, font: str, ending: str
) -> None:
    before = everything(register)
    refusal = chodon("import", OFFICE_LISTS / f"{name}.{ending}", status=1).stderr
    assert re.fullmatch(rf"error: \S+: the text is typed in a {re.escape(font)} font, .*UniKey.*\n", refusal)
    assert everything(register) == before


def test_old_fonts_are_told_apart_and_never_seen_in_unicode() -> None:
    with (SAMPLE_DATA / "staff.csv").open(encoding="utf-8") as file:
        names = [row["full_name"] for row in csv.DictReader(file)]
    with (SAMPLE_DATA / "violation.csv").open(encoding="utf-8") as file:
        notes = [row["note"] for row in csv.DictReader(file)]
    shouted = [name.upper() for name in names]
    assert fonts.old_font([*names, *notes, *shouted]) is None
    for start in range(0, len(names) - 20, 20):
        few = names[start : start + 20]
        assert fonts.old_font([text for text in map(in_tcvn3, few) if not text.isascii()]) == "TCVN3 (.VnTime)"
        assert fonts.old_font([text for text in map(in_vni, few) if not text.isascii()]) == "VNI"


# The files themselves


def seen(path: Path) -> list[Sheet]:
    return sheets.read(path, path.name)


@pytest.mark.slow
def test_the_lists_are_what_their_program_writes(tmp_path: Path) -> None:
    make_lists.write(tmp_path)
    for name in make_lists.LISTS:
        if (tmp_path / name).read_bytes().startswith(b"PK"):  # XlsxWriter's next version may pack it otherwise
            assert seen(tmp_path / name) == seen(OFFICE_LISTS / name), name
        else:
            assert (tmp_path / name).read_bytes() == (OFFICE_LISTS / name).read_bytes(), name


def test_the_lists_that_libreoffice_saved_say_what_it_was_given() -> None:
    cells = [
        [[cell for cell in line.cells if cell] for line in seen(path)[0].lines if not line.is_empty]
        for path in OFFICE_LISTS.glob("truong-thcs.*")
    ]
    assert len(cells) == 3
    assert cells[0] == cells[1] == cells[2]


def test_every_list_is_expected_to_be_read_somehow() -> None:
    named = {list_.name for list_ in EXPECTED} | {"units.csv"}
    named |= {f"{name}.{ending}" for name in ("vntime", "vni-times") for ending in ("xlsx", "csv")}
    assert {path.name for path in OFFICE_LISTS.iterdir()} == named


HEAD = "STT,Mã cán bộ,Họ và tên,Ngày sinh,Đơn vị,Đối tượng,Từ ngày"


@pytest.mark.parametrize(("above", "head"), [("1,K001", HEAD), ("1,K001,Nông Thị Lan", HEAD.replace("STT", "Mã số"))])
def test_a_line_above_the_header_that_says_too_little_is_named(
    chodon: Chodon, tmp_path: Path, above: str, head: str
) -> None:
    (tmp_path / "list.csv").write_text(f"{above}\n{head}\n", encoding="utf-8")
    done = chodon("import", tmp_path / "list.csv", "--as", "staff")
    assert "lines that are no rows: 1" in done.stderr


def test_a_numbered_person_above_the_header_is_refused_with_what_is_missing(chodon: Chodon, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(f"1,K001,Nông Thị Lan,01/03/1980\n{HEAD}\n", encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    done = chodon("import", tmp_path / "list.csv", "--as", "staff", "--rejects", rejects, status=1)
    assert "list.csv:1" in done.stderr
    assert "Nông Thị Lan" in rejects.read_text("utf-8-sig")


def test_a_text_is_read_in_every_unicode_encoding_that_its_first_bytes_tell(chodon: Chodon, tmp_path: Path) -> None:
    """The fault is named on its line, with its letters: nothing was read as two characters, or as two lines."""
    file = tmp_path / "list.csv"
    rows = "Mã,Họ và tên,Đơn vị,Đối tượng,Từ ngày\r\nK1,Nông Thị Lan,PNV,CC,2020-01-01\r\nK2,Hà Hậu,Đỗ,CC,2020-01-01"
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        file.write_bytes(f"\ufeff{rows}".encode(encoding))
        done = chodon("import", file, "--as", "staff", status=1)
        assert "list.csv:3" in done.stderr and "“Đỗ”" in done.stderr, (encoding, done.stderr)


def test_violations_may_be_listed_in_the_words_of_an_office(chodon: Chodon, tmp_path: Path) -> None:
    chodon("staff add --name 'Nông Thị Lan' --unit PNV --category CC --from 2020-01-01 --code CC001")
    (tmp_path / "vp.csv").write_text(
        "TT;Thời gian vi phạm;Họ và tên người vi phạm;Hành vi vi phạm;Nội dung vi phạm;Phát hiện qua;Mức độ vi phạm\n"
        "1;05/03/2022;Nông Thị Lan;Thuc hien dung van hoa hoi hop;ngủ gật;đơn thư;nghiêm trọng\n",
        encoding="utf-8",
    )
    chodon("import", tmp_path / "vp.csv")
    [row] = chodon("violation list -f json").json["rows"]
    assert [row[key] for key in ("staff", "standard", "occurred_on", "note", "source", "severity")] == [
        *("CC001", "CS02", "2022-03-05", "ngủ gật", "citizen", "serious")
    ]


def test_a_standard_that_is_not_there_is_refused_with_the_nearest(chodon: Chodon) -> None:
    refused = chodon("standard show 'Thực hiện đúng văn hóa họp'", status=1).stderr
    assert "CS02 Thực hiện đúng văn hóa hội họp" in refused


def book(path: Path, *sheets: Sequence[Sequence[object]], hidden: int | None = None, merged: str = "") -> Path:
    """A workbook with these sheets, Trang1 and so on; the one of the number is hidden."""
    with xlsxwriter.Workbook(path) as made:
        for place, rows in enumerate(sheets, 1):
            sheet = made.add_worksheet(f"Trang{place}")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if merged:
                sheet.merge_range(merged, rows[0][2])
            if place == hidden:
                sheet.hide()
    return path


def test_the_sexes_may_be_marked_beneath_one_heading(chodon: Chodon, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["TT", "Họ tên", "Giới tính", None, "Năm sinh", "Đơn vị", "Ngạch", "Từ ngày"],
        [None, None, "Nam", "Nữ"],
        [1, "Vũ Văn Bình", "x", None, "01/01/1970", "PNV", "CC", "01/02/2020"],
        [2, "Vũ Thị Cúc", None, "X", "02/02/1971", "PNV", "CC", "01/02/2020"],
    ]
    done = chodon("import", book(tmp_path / "ds.xlsx", rows, merged="C1:D1"))
    assert done.stderr == ""
    told = chodon("staff list -f csv --columns full_name,sex,born_on").stdout.split()
    assert " ".join(told[1:]) == "Vũ Văn Bình,male,1970-01-01 Vũ Thị Cúc,female,1971-02-02"


def test_a_hidden_sheet_with_a_list_is_named_and_read_when_asked_for(chodon: Chodon, tmp_path: Path) -> None:
    head = ["Họ tên", "Loại hình", "Đơn vị", "Ngày vào làm"]
    shown = [head, ["Vũ Văn Bình", "CC", "PNV", "ngày 01 tháng 02 năm 2020"]]
    hidden = [head, ["Vũ Thị Cúc", "CC", "PNV", "1 / 2 / 2020"]]
    source = book(tmp_path / "ds.xlsx", shown, hidden, [["ghi chú"]], hidden=2)
    assert "hidden sheets with a list, left aside: Trang2; to read one: --sheet" in chodon("import", source).stderr
    chodon("import", source, "--sheet", "trang2")
    told = chodon("staff list -f csv --columns full_name,started_on").stdout.split("\r\n")
    assert told[1:-1] == ["Vũ Văn Bình,2020-02-01", "Vũ Thị Cúc,2020-02-01"]
