"""Lists as bad as offices really make them.

    python -m tests.samples.make_lists

writes them into tests/fixtures/lists/: workbooks with XlsxWriter, text files byte by byte, and with LibreOffice, where
it is installed, the first list once more as .xls and .ods. `test_office_lists.py` says of each how a person reads it.
Everybody in them is fictional.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

from xlsxwriter import Workbook

from tests.harness import OFFICE_LISTS

BY_LIBREOFFICE = ("xls:MS Excel 97", "ods")
SCHOOL = "truong-thcs.xlsx"  # the list that LibreOffice makes anew
Value = str | float | date | None
LISTS: dict[str, Callable[[Path], None]] = {}  # name of the file -> what writes it


def listed(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """A function that writes the list of this name."""

    def enter(function: Callable[[Path], None]) -> Callable[[Path], None]:
        LISTS[name] = function
        return function

    return enter


def write(folder: Path) -> None:
    """All the lists but those of LibreOffice, the same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, function in LISTS.items():
        function(folder / name)


def convert(kind: str, folder: Path, *sources: Path, reading: str = "") -> list[Path]:
    """The files as LibreOffice saves them in the folder; `kind` is an ending, perhaps with a filter and its options.

    `reading` is the filter with which it opens them, where it cannot tell by itself.
    """
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        command += [f"--infilter={reading}"] if reading else []
        subprocess.run([*command, "--outdir", folder, *sources], check=True, capture_output=True, timeout=120)
    return [folder / f"{source.stem}.{kind.split(':')[0]}" for source in sources]


class Page:
    """A sheet that is filled line by line, as a clerk does: text, numbers, days."""

    def __init__(self, book: Any, name: str, first: int = 1) -> None:
        self.sheet = book.add_worksheet(name)
        self.number = first  # of the next line, as a spreadsheet counts
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._bold = book.add_format({"bold": True, "align": "center", "text_wrap": True})

    def lines(self, text: str) -> None:
        """Lines with | between the cells; @2022-03-01 is a day that the spreadsheet knows as one, #5 a number."""
        for line in text.strip("\n").splitlines():
            for column, cell in enumerate(line.strip(" ").split("|")):
                self.put(self.number, column, typed(cell))
            self.number += 1

    def put(self, number: int, column: int, value: Value) -> None:
        if isinstance(value, date):
            self.sheet.write_datetime(number - 1, column, value, self._day)
        elif isinstance(value, str):
            self.sheet.write_string(number - 1, column, value)
        elif value is not None:
            self.sheet.write_number(number - 1, column, value)

    def titles(self, *spans: tuple[int, int, str]) -> None:
        """A line of merged cells: first column, last column, text."""
        for first, last, text in spans:
            self.merge(self.number, self.number, first, last, text)
        self.number += 1

    def merge(self, first: int, last: int, left: int, right: int, text: str) -> None:
        """Cells from line to line, from column to column, as one."""
        self.sheet.merge_range(first - 1, left, last - 1, right, text, self._bold)

    def letterhead(self, office: str, title: str, last: int) -> None:
        """What stands above every list: the office, the state, the title, the day; six lines."""
        self.titles((0, 2, "UBND HUYỆN CHỢ ĐỒN"), (4, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        self.titles((0, 2, office), (4, last, "Độc lập - Tự do - Hạnh phúc"))
        self.number += 1
        self.titles((0, last, title))
        self.titles((0, last, "(Tính đến ngày 01/3/2022)"))
        self.number += 1


def typed(cell: str) -> Value:
    """What a cell of `Page.lines` stands for."""
    if cell.startswith("@"):
        return date.fromisoformat(cell[1:])
    return float(cell[1:]) if cell.startswith("#") else cell or None


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    with Workbook(path) as book:
        book.set_properties({"created": datetime(2022, 3, 1)})
        yield book


def text(path: Path, encoding: str, lines: str, delimiter: str = "|") -> None:
    """A text file: the cells stand between | here and between the delimiter there."""
    cleaned = "\r\n".join(line.strip() for line in lines.strip().splitlines()) + "\r\n"
    path.write_bytes(cleaned.replace("|", delimiter).encode(encoding))


# --- Workbooks ---------------------------------------------------------------------------------------------------


@listed(SCHOOL)
def school(path: Path) -> None:
    """Titles, column numbers, sections, subtotals, signatures; days as days and as text; numbers that lost zeros."""
    with workbook(path) as book:
        page = Page(book, "Danh sách")
        page.letterhead("TRƯỜNG THCS BẰNG LŨNG", "DANH SÁCH CÁN BỘ, VIÊN CHỨC, NGƯỜI LAO ĐỘNG", 9)
        page.lines("""
        STT|Họ và tên|Ngày sinh|Giới tính|Số CCCD|Đơn vị công tác|Đối tượng|Chức vụ, chức danh|Từ ngày|Trình độ
        #1|#2|#3|#4|#5|#6|#7|#8|#9|#10
        I|Ban giám hiệu
        #1|Hoàng Thị Mỵ|@1975-03-05|Nữ|#6175012345|trường thcs bằng lũng|Viên chức|Hiệu trưởng|@2015-09-01|ĐH
        #2|Nông Văn Tế|09/11/1979|Nam|#6079000123|THBL|VC|Phó Hiệu trưởng|1/9/2016|ĐH
        |Cộng: 02 người
        II|Tổ Khoa học xã hội
        #3|Triệu Thị Ghển |@1988-02-29|nữ|006188000777|Truong THCS Bang Lung|viên chức|Giáo viên|@2011-08-15
        #4|Ma Thế Quyền|31/02/1990|Nam|006090001234|THBL|Viên chức|Giáo viên|@2014-09-01

        #5|Lường Thị Sao|#1985|Nữ||THBL|Viên chức|Giáo viên|15/8/2010
        III|Tổ Văn phòng
        #6|Bế Văn Đoan|@1969-12-31|Nam|#6069004321|\u00a0Trường  THCS Bằng Lũng|HĐLĐ|Bảo vệ|01-01-2012
        #7|Đàm Thị Ưng|@1996-10-20|x|#6196009876|Trường THCS Bằng Lủng|Viên chức|Kế toán|@2020-01-02
        |Tổng cộng||||||||#7
        |Danh sách này có 07 người./.""")
        page.titles((5, 9, "Bằng Lũng, ngày 01 tháng 3 năm 2022"))
        page.lines("""
        |NGƯỜI LẬP BIỂU||||HIỆU TRƯỞNG
        |(Ký, ghi rõ họ tên)||||(Ký tên, đóng dấu)


        |Đàm Thị Ưng||||Hoàng Thị Mỵ""")


@listed("noi-vu-hai-dong.xlsx")
def two_lines(path: Path) -> None:
    """A header of two lines, days of birth under Nam or Nữ, one unit merged over its people, codes with zeros."""
    with workbook(path) as book:
        page = Page(book, "Sheet1")
        page.titles((0, 9, "BIỂU TỔNG HỢP CÔNG CHỨC CÁC PHÒNG"))
        page.number = 3
        page.lines("""
        TT
        |||Nam|Nữ||Đơn vị|Chức vụ|Từ ngày
        (1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)
        #1|0071|Nguyễn Hữu Khoát|@1972-05-19||006072000019||Trưởng phòng|@2018-01-01|CC
        #2|0072|Vi Thị Thắm||03.02.1983|006183000032||Phó Trưởng phòng|01/06/2019|Công chức
        #3|0073|Hứa Đức Thuận|7/7/1991||006091000077||Chuyên viên|@2021-04-01|cong chuc
        #4|0081|Lục Thị Ngần||@1979-09-02|#6179000992||Trưởng phòng|@2017-03-15|Công chức
        #5|0082|Sầm Văn Lìn|@1994-11-30|@1994-11-30|006094000113||Chuyên viên|@2020-07-01|Công chức""")
        for column, heading in {0: "TT", 1: "Mã\nCBCCVC", 2: "Họ và tên", 5: "Số định danh cá nhân"}.items():
            page.merge(3, 4, column, column, heading)
        page.merge(3, 4, 9, 9, "Loại công chức, viên chức")
        page.merge(3, 3, 3, 4, "Ngày, tháng, năm sinh")
        page.merge(3, 3, 6, 8, "Công tác hiện nay")
        page.merge(6, 8, 6, 6, "Phòng Nội vụ")
        page.merge(9, 10, 6, 6, "PHÒNG TƯ PHÁP")


@listed("ba-trang.xlsx")
def sheets(path: Path) -> None:
    """Notes on the first sheet, a list on each of the next two with its columns in another order, an old one hidden."""
    with workbook(path) as book:
        Page(book, "Hướng dẫn").lines("""
        Cách điền:
        |Họ và tên viết đúng theo giấy khai sinh; đơn vị ghi đủ tên.
        Hạn nộp|@2022-03-15""")
        Page(book, "Mầm non", first=2).lines("""
        DANH SÁCH GIÁO VIÊN MẦM NON
        TT|Họ tên|Sinh ngày|Nam/Nữ|Cơ quan|Phân loại|Chức danh|Ngày bắt đầu|Diễn giải
        #1|Phùng Thị Liễu|@1990-01-15|Nữ|MNHB|VC|Hiệu trưởng|@2019-08-01|con nhỏ
        #2|Hà Thị Nhình|20/11/1993|Nữ|mầm non hoa ban|VC|Giáo viên|@2016-08-01""")
        Page(book, "Xã").lines("""
        Từ ngày|Đối tượng|Họ, tên|Nơi công tác|Giới|Năm sinh|Chức vụ
        01/07/2020|Cán bộ|Nông Quốc Chấn Phong|Xã Bằng Lãng|Nam|04/05/1968|Chủ tịch UBND xã
        01/07/2020|Công chức xã|Triệu Văn Lai|Bằng Lãng|Nam|1990|Văn phòng - Thống kê""")
        old = Page(book, "DS cũ")
        old.lines("""
        Họ và tên|Đơn vị|Đối tượng|Từ ngày
        Người Đã Nghỉ|PNV|CC|01/01/2001""")
        old.sheet.hide()


@listed("tach-ho-ten.xlsx")
def split_names(path: Path) -> None:
    """Names in two columns under one heading, an x in the column of women, the header again on the second page."""
    with workbook(path) as book:
        page = Page(book, "Tổng hợp", first=3)
        head = "Số TT|Họ và tên||Nữ|Năm sinh|Đơn vị|Ngạch|Ngày nhận chức vụ|Ghi chú"
        page.lines(f"""
        {head}
        #1|Trần Thị Hồng|Gấm|x|01/02/1981|Phòng Giáo dục và Đào tạo|CC|@2012-02-01|kiêm thủ quỹ
        #2|Quách|Tuấn||12/12/1978|phòng giáo dục và đào tạo|CC|@2009-05-01
        |Cộng trang 1||#1
        {head}
        #3|Chu Thị|Én|X|@1992-06-06|PGD|HĐ|@2018-06-06
        #4|Dương Văn|Ả|||PGD|CC|@2010-06-06|chưa rõ ngày sinh
        Tổng số:|||#2""")
        page.merge(3, 3, 1, 2, "Họ và tên")


@listed("tieu-de-la.xlsx")
def strange_headings(path: Path) -> None:
    """Headings decomposed, without tones, with line breaks and remarks; spaces of every kind; slips in every column."""
    with workbook(path) as book:
        page = Page(book, "Sheet 1")
        page.letterhead("PHÒNG NỘI VỤ", "DANH SÁCH", 8)
        name, born, sharp = (
            normalize("NFD", text) for text in ("Họ và\ntên (chữ in hoa)", "Ngày sinh\n(dd/mm/yyyy)", "ĐẶNG VĂN QUÝ")
        )
        heads = ["Stt", name, born, "GIOI TINH", "So CCCD (12 so) *", " Don vi cong tac ", "Doi tuong\r\n(CC/VC/HD)"]
        for column, heading in enumerate([*heads, "Chuc vu\u00a0", "Tu  ngay"]):
            page.put(page.number, column, heading)
        page.number += 1
        page.lines(f"""
        ||(1)||(2)||(3)
        1.|\u00a0NGUYỄN\u00a0THỊ\u00a0Y |08/03/1986 |NỮ | 006186000083|PNV|CC| Chuyên viên|01/01/2010
        2.|{sharp}|8-3-1987|NAM|006087000084|pnv|công  chức|Chuyên viên|1.1.2011
        3.|Lò Thị Pủa|08/13/1988|Nữ|006188000085|PNV|CC|Chuyên viên|01/01/2012
        4.|Cà Văn Chung|5/3/89|Nam|006089000086|PNV|CC|Chuyên viên|01/2013
        5.|Lèo Văn Hom|08/03/1990|Nam|00609000087|PNV|CC|Chuyên viên|01/01/2014
        6.|Vàng Thị Dợ|08/03/1991|Nữ|006191000088|Phòng Nội vu huyện|biên chế|Chuyên viên|
        7.||08/03/1992|Nữ|006192000089|PNV|CC|Chuyên viên|01/01/2015""")


@listed("trung-nguoi.xlsx")
def duplicates(path: Path) -> None:
    """The same person twice, two people with one number, numbers that contradict sex or year, old cards of 9 digits."""
    with workbook(path) as book:
        Page(book, "DS").lines("""
        STT|Họ và tên|Ngày sinh|Giới tính|Số CMND/CCCD|Đơn vị|Đối tượng|Từ ngày
        #1|Ngô Thị Lan|01/01/1990|Nữ|006190000001|PNV|CC|01/01/2015
        #2|Ngô Thị Lan|01/01/1990|Nữ|006190000001|PNV|CC|01/01/2015
        #3|Đinh Công Sơn|02/02/1980|Nam||PNV|CC|01/01/2010
        #4|ĐINH CÔNG SƠN|02/02/1980|Nam||PTP|CC|01/06/2016
        #5|Mạc Thị Hoài|03/03/1985|Nữ|006185000003|PNV|CC|01/01/2012
        #6|Mạc Thị Hoa|04/04/1986|Nữ|006185000003|PNV|CC|01/01/2013
        #7|La Văn Cẩu|05/05/1987|Nam|006187000005|PNV|CC|01/01/2014
        #8|Hầu A Páo|06/06/1988|Nam|006078000006|PNV|CC|01/01/2014
        #9|Giàng Thị Mây|07/07/2001|Nữ|006301000007|PNV|CC|01/01/2023
        #10|Thào A Sủng|08/08/1970|Nam|095123456|PNV|CC|01/01/2000
        #11|Sùng Thị Xay|09/09/1971|Nữ|09512345|PNV|CC|01/01/2001
        #12|Ngô Thị Lan|01/01/1990|Nữ|006190000012|PTP|CC|01/01/2016""")


@listed("vi-pham.xlsx")
def violations(path: Path) -> None:
    """Who broke what: people by name or by code, words for where it was found and how grave it is, a slip a line."""
    with workbook(path) as book:
        page = Page(book, "Vi phạm quý I")
        page.titles((0, 7, "THEO DÕI VI PHẠM KỶ LUẬT, KỶ CƯƠNG QUÝ I NĂM 2022"))
        page.lines("""
        STT|Người vi phạm|Đơn vị|Mã lỗi|Ngày vi phạm|Phát hiện qua|Mức độ|Nội dung
        #1|0071||tg01|@2022-01-10|Kiểm tra|nhẹ|Đi muộn 20 phút; đã nhắc nhở
        #2|nguyen huu khoat|Phòng Nội vụ|TT01|11/01/2022|người dân||không đeo thẻ
        #3|0071|PTP|TG01|12/01/2022|||ghi nhầm đơn vị
        #4|Khoát||TG01|13/01/2022|||chỉ ghi tên
        #5|0071||TG99|14/01/2022|camera
        #6|0071||TG01|14/01/2002|||gõ nhầm năm
        #7|0071||TG01|@2022-01-10|Kiểm tra|nhẹ|Đi muộn 20 phút; đã nhắc nhở
        Cộng|#7""")


@listed("don-vi.xlsx")
def units(path: Path) -> None:
    """Units under units, by code or by name, the upper one sometimes further down; numbers as codes."""
    with workbook(path) as book:
        Page(book, "Đơn vị").lines("""
        TT|Mã đơn vị|Tên đơn vị|Loại đơn vị|Trực thuộc|Ngày thành lập
        #1|thcs2|Trường THCS Số Hai|trường|PHONGGD
        #2|PhongGD|Phòng Giáo dục mới|phòng chuyên môn|ubnd huyện chợ đồn|@2022-01-01
        #3|#12|Trạm Khuyến nông|đơn vị sự nghiệp|UBND
        #4|TYT 1|Trạm Y tế Một|Đơn vị sự nghiệp|UBND
        #5|TYT2|Trạm Y tế Hai|trạm|UBND huyện Ba Bể|30/02/2020""")


# --- Text files --------------------------------------------------------------------------------------------------


@listed("units.csv")
def ground(path: Path) -> None:
    """The units that the other lists name: what the register holds before they come."""
    rows = """
    code|name|kind|parent
    UBND|UBND huyện Chợ Đồn|district|
    PNV|Phòng Nội vụ|office|UBND
    PTP|Phòng Tư pháp|office|UBND
    PGD|Phòng Giáo dục và Đào tạo|office|UBND
    THBL|Trường THCS Bằng Lũng|school|PGD
    MNHB|Mầm non Hoa Ban|school|PGD
    BANGLANG|Xã Bằng Lãng|commune|UBND
    """
    text(path, "utf-8", rows, ",")


@listed("phong-noi-vu.csv")
def semicolons(path: Path) -> None:
    """As Excel saves “CSV UTF-8” on a Vietnamese computer: a byte order mark, semicolons, titles as rows."""
    rows = """
    UBND HUYỆN CHỢ ĐỒN|||||||
    DANH SÁCH CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG|||||||
    |||||||
    STT|Họ và tên|Ngày, tháng, năm sinh|Giới tính|Đơn vị|Đối tượng|"Chức vụ, chức danh"|Từ ngày
    1|Lê Thị Thoa|'10/10/1982|Nữ|Phòng Nội vụ|công chức|"Chuyên viên, văn thư"|01/03/2008
    2|"Đỗ Văn ""Tư"" Hiển"|11/10/1982|Nam|Phòng Nội vụ|công chức|"Chuyên viên
    kiêm thủ quỹ"|01/03/2009
    |||||||
    3|'=HYPERLINK("x")|12/10/1982|Nam|Phòng Nội vụ|công chức|Chuyên viên|01/03/2010
    4|Phan Văn Tẻo|13/10/1982|Nam|Phòng Nội vụ|công chức|Chuyên viên|mới về
    Tổng cộng: 4 người|||||||
    |Người lập||||Trưởng phòng||
    |Lê Thị Thoa||||Nguyễn Hữu Khoát||
    """
    text(path, "utf-8-sig", rows, ";")


@listed("van-ban-unicode.txt")
def utf_16(path: Path) -> None:
    """As Excel saves “Unicode text”: UTF-16 and tabs, quotation marks where a cell has a comma or a line break."""
    rows = """
    TT|Mã nhân viên|Họ tên|NTNS|Giới|CCCD|Phòng|Đối tượng|Chức danh|Ngày vào|Mô tả
    1|00012|Tô Thị Ỷ|24/12/1984|Nữ|006184000241|PTP|Công chức|"Hộ tịch, chứng thực"|15/05/2009|"giỏi, ""nhanh"", chăm"
    2|00013|Âu Dương Ái|25/12/1985|Nam|6085000251|Phòng tư pháp|Công chức|Chuyên viên|16/05/2010|xã Bình, huyện An
    """
    text(path, "utf-16", rows, "\t")


@listed("windows-1258.csv")
def windows_1258(path: Path) -> None:
    """As an old Windows saves it: tones behind their letters, commas."""
    rows = """
    Họ và tên|Ngày sinh|Giới tính|Đơn vị công tác|Đối tượng|Chức vụ|Từ ngày|Ghi chú
    Nguyễn Thị Ngọc Diệp|01/05/1977|Nữ|Phòng Nội vụ|công chức|Phó Trưởng phòng|01/02/2010|đã chuyển ngạch
    Đặng Ửng|02/05/1977|Nam|Xã Bằng Lãng|cán bộ|Bí thư Đảng ủy|01/02/2011|
    Kỳ Văn Ngãi|02/05/1977|Nam|Xã Bằng Lẫng|cán bộ|Phó Chủ tịch HĐND|01/02/2011|ấp ủ
    """
    path.write_bytes(in_windows_1258("\r\n".join(map(str.strip, rows.strip().splitlines())).replace("|", ",")))


@listed("bo-phan-mot-cua.tsv")
def pages(path: Path) -> None:
    """Printed page by page: the header again and again, totals carried over, empty lines, more commas than tabs."""
    head = "TT|Họ và tên|Đơn vị|Đối tượng|Từ ngày|Nội dung"
    rows = f"""
    DANH SÁCH CÁN BỘ, CÔNG CHỨC BỘ PHẬN MỘT CỬA, HUYỆN CHỢ ĐỒN, TỈNH BẮC KẠN
    {head}
    1|Liêu Văn Bảy|Phòng Nội vụ|CC|01/01/2020|thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, sáng, chiều
    2|Tạ Thị Tám|Phòng Tư pháp|CC|01/01/2020|thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, sáng, chiều
    |Cộng chuyển trang: 2||||

    {head}
    3|Kim Văn Chín|Xã Bằng Lãng|CB|01/01/2020|thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu
    4|Trương Thị Mười||CB|01/01/2020|thứ hai, thứ ba
    5|Tổng Văn Cộng|Phòng Nội vụ|CC|01/01/2020|
    II|Người nghỉ chế độ
    6|Khổng Văn Không
    |Tổng cộng|6 người|||
    TM. ỦY BAN NHÂN DÂN
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    Ma Văn Thái
    """
    text(path, "utf-8", rows, "\t")


@listed("danh-so-muc.csv")
def numbered_parts(path: Path) -> None:
    """Parts that are numbered as people are, and people who are counted anew in each."""
    rows = """
    TT|Họ và tên|Ngày sinh|Đơn vị|Đối tượng|Từ ngày
    1|Phòng Nội vụ
    1|Mùa A Chống|01/02/1980|PNV|CC|01/01/2020
    2|Mùa Thị Dở|01/02/1981|PNV|CC|01/01/2020
    2|Phòng Tư pháp
    1|Cứ A Lềnh|01/02/1982|PTP|CC|01/01/2020
    2|Cứ Thị Máy
    |Tổng cộng:|4
    """
    text(path, "utf-8", rows, ",")


@listed("nhom-cot.csv")
def grouped(path: Path) -> None:
    """Columns in groups: half of the header stands above, half beneath, and a row beneath that says how to fill it."""
    rows = """
    STT|Thông tin cá nhân|||Công tác|||Ghi chú
    |Họ và tên|Ngày sinh|Giới tính|Đơn vị|Đối tượng|Từ ngày|
    |(chữ hoa)|(dd/mm/yyyy)|||(CC/VC)||
    1|TẨN LÁO TẢ|01/02/1980|Nam|PNV|CC|01/01/2020|một cửa
    2|TẨN MÙI MÁN|01/02/1981|Nữ|PNV|CC|01/01/2020|
    """
    text(path, "utf-8", rows, ",")


@listed("ho-dem-ten.csv")
def family_names_apart(path: Path) -> None:
    """Family name and given name under a heading each, and an x for men as for women."""
    rows = """
    STT|Họ và đệm|Tên|Nam|Nữ|Ngày sinh|Đơn vị công tác|Đối tượng|Từ ngày
    1|Chảo Thị|Sểnh||x|01/02/1980|PNV|CC|01/01/2020
    2|Chảo Láo|Lở|x||01/02/1981|PNV|CC|01/01/2020
    3|Phàn|Dấn|||01/02/1982|PNV|CC|01/01/2020
    """
    text(path, "utf-8", rows, ";")


@listed("chi-ho-ten.csv")
def names_only(path: Path) -> None:
    """Hardly more than names: what stands at the end looks much like them."""
    rows = """
    DANH SÁCH GIÁO VIÊN
    Họ và tên|Ngày sinh|Chức vụ
    Lò Văn Pành|01/02/1980|Giáo viên
    Quàng Thị Inh|01/02/1981|Hiệu trưởng
    Tổng cộng: 2 người
    "Bằng Lũng, ngày 5 tháng 3 năm 2022"
    Người lập biểu||Hiệu trưởng
    ||
    Lò Văn Pành||Quàng Thị Inh
    """
    text(path, "utf-8", rows, ",")


@listed("khong-co-don-vi.csv")
def no_unit(path: Path) -> None:
    """A school's list of itself: nobody needs to be told which school, nor that all are public employees."""
    rows = """
    Họ và tên|Ngày tháng năm sinh|Nữ|Chức danh|Về trường từ|Điện thoại
    Bàn Thị Chẩy|17/08/1995|x|Giáo viên|01/09/2019|0209 000 111
    Bàn Hữu Tài|18/08/1995||Giáo viên|01/09/2019|0209 000 112
    Bàn Thị Chẩy|17/08/1996|x|Giáo viên|01/09/2021|
    """
    text(path, "utf-8-sig", rows, ",")


@listed("he-thong.xlsx")
def web_page(path: Path) -> None:
    """A web page that calls itself a workbook, as a web system exports: spans, entities, more than one table."""
    path.write_text(
        """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td { x: y }</style>
<script>var row = "<tr><td>1</td></tr>";</script></head><body>
<table><tr><td colspan=9><b>Đơn vị: Phòng Nội vụ</b></td></tr></table>
<table border=1>
<tr><th rowspan="2">STT</th><th rowspan="2">Họ và tên</th><th colspan="2">Sinh</th><th rowspan=2>Đơn vị<br>công tác</th>
<th rowspan=2>Đối tượng</th><th colspan=2>Chức vụ hiện giữ</th></tr>
<tr><th>Ngày sinh</th><th>Giới tính</th><th>Chức vụ</th><th>Từ ngày</th></tr>
<tr><td>1<td>Lương&nbsp;Thị &#7902;i<td>19/05/1990<td>N&#7919;<td rowspan=2>Phòng Nội vụ<td>Công chức
<td>Chuyên viên &amp; thủ kho<td>01/10/2015
<tr><td>2</td><td>Ôn Văn <b>Bình</b></td><td>20/05/1990</td><td>Nam</td>
<td>Công chức</td><td></td><td>01/10/2016</td></tr>
<tr><td>3</td><td>Ông Văn Cầu</td><td>21/05/1990</td><td>Nam</td><td>Phòng Nội trợ</td>
<td>Công chức</td><td></td><td>01/10/2016</td></tr>
<tr><td colspan="8">Tổng số: 3 bản ghi</td></tr>
</table></body></html>
""",
        "utf-8",
    )


# --- Fonts of before Unicode ---------------------------------------------------------------------------------------

OLD_LIST = """
STT|Họ và tên|Ngày sinh|Đơn vị công tác|Đối tượng|Chức vụ|Từ ngày
1|Nguyễn Văn Khoát|01/01/1970|Phòng Nội vụ|Công chức|Trưởng phòng|01/01/2000
2|Đỗ Thị Hường|02/01/1971|Trường Mầm non Hoa Ban|Viên chức|Hiệu trưởng|01/01/2001
3|Lý Thế Phùng|03/01/1972|Phòng Tư pháp|Công chức|Chuyên viên|01/01/2002
"""
TCVN3_LETTERS = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        strict=True,
    )
)
VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_ROOFS = {"\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
VNI_BREVES = {"\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
VNI_WHOLE = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def in_tcvn3(text: str) -> str:
    """The text as typed in a .VnTime font: each Vietnamese letter is a sign of Latin-1."""
    return "".join(TCVN3_LETTERS.get(char) or TCVN3_LETTERS.get(char.lower()) or char for char in text)


def in_vni(text: str) -> str:
    """The text as typed in a VNI font: tone and shape are a second letter behind the vowel."""
    return "".join(map(_in_vni, text))


def _in_vni(char: str) -> str:
    if char.lower() in VNI_WHOLE:
        found = VNI_WHOLE[char.lower()]
    else:
        base, *marks = list(normalize("NFD", char.lower()))
        tone = next((mark for mark in marks if mark in VNI_TONES), "")
        if "\u0302" in marks:
            found = base + VNI_ROOFS[tone]
        elif "\u0306" in marks:
            found = base + VNI_BREVES[tone]
        else:
            found = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
            found += VNI_TONES[tone] if tone else ""
    return found.upper() if char.isupper() else found


def in_windows_1258(text: str) -> bytes:
    """The text in Windows-1258, which has letters with their shape and the tones apart."""
    made = b""
    for char in text:
        try:
            made += char.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(normalize("NFD", char))
            tone = next(mark for mark in marks if mark in VNI_TONES)
            letter = normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            made += (letter + tone).encode("cp1258")
    return made


def old_fonts(path: Path, in_it: Callable[[str], str]) -> None:
    with workbook(path) as book:
        page = Page(book, "Sheet1")
        for line in OLD_LIST.strip().splitlines():
            page.lines(in_it(line))


LISTS["vntime.xlsx"] = lambda path: old_fonts(path, in_tcvn3)
LISTS["vni-times.xlsx"] = lambda path: old_fonts(path, in_vni)
LISTS["vntime.csv"] = lambda path: text(path, "latin-1", in_tcvn3(OLD_LIST), ",")
LISTS["vni-times.csv"] = lambda path: text(path, "latin-1", in_vni(OLD_LIST), ",")


if __name__ == "__main__":
    write(OFFICE_LISTS)
    if shutil.which("soffice"):
        for kind in BY_LIBREOFFICE:
            convert(kind, OFFICE_LISTS, OFFICE_LISTS / SCHOOL)
