"""Writes the fictional register in `sample_data/`: the structure of a district, people who do not exist.

The guide, the tests and the benchmarks all stand on these files, so the same bytes come out of every run. The day
everything is built around is 2021-12-31, when the district had 70 civil servants, 5 contract workers and 893 public
employees: the rosters below hold those numbers on 2021-01-01, and whoever leaves in 2021 is replaced in 2021.

    python -m tests.samples.make_sample_data [FOLDER]
"""

import calendar
import csv
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from tests.harness import SAMPLE_DATA
from tests.samples import sample_feedback, sample_standing_out, sample_tasks
from tests.samples.sample_inspections import Inspections

SEED = 30022022
FOUND_LATE = [  # two years after it happened: too late for a reprimand
    *("VP-2020-0001", "VC005", "TTVHTTTT", "TG02", "2020-07-06", "2022-07-11", "audit", "minor"),
    *("Dùng giờ làm việc để làm việc riêng, thanh tra phát hiện qua nhật ký công tác", "", "", ""),
]
DAY = timedelta(days=1)
FIRST, COUNTED, LAST = date(2021, 1, 1), date(2021, 12, 31), date(2022, 12, 31)
PROMISED = {"civil-servant": 70, "contract": 5, "public-employee": 893}

# --- The units ---------------------------------------------------------------------------------------------------

# code: name, title of the head, title of a deputy, how many deputies, titles of the others
Establishment = tuple[str, str, str, int, list[str]]
CV = "Chuyên viên"
OFFICES: dict[str, Establishment] = {
    "VPHDND": ("Văn phòng HĐND và UBND", "Chánh Văn phòng", "Phó Chánh Văn phòng", 2, [CV] * 5 + ["Văn thư viên"]),
    "PNV": ("Phòng Nội vụ", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 4),
    "PTP": ("Phòng Tư pháp", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 2),
    "PTCKH": ("Phòng Tài chính - Kế hoạch", "Trưởng phòng", "Phó Trưởng phòng", 2, [CV] * 3 + ["Kế toán viên"]),
    "PTNMT": ("Phòng Tài nguyên và Môi trường", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 3),
    "PLDTBXH": ("Phòng Lao động - Thương binh và Xã hội", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 4),
    "PVHTT": ("Phòng Văn hóa và Thông tin", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 2),
    "PGDDT": ("Phòng Giáo dục và Đào tạo", "Trưởng phòng", "Phó Trưởng phòng", 2, [CV] * 4),
    "PYT": ("Phòng Y tế", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV]),
    "TTR": ("Thanh tra huyện", "Chánh Thanh tra", "Phó Chánh Thanh tra", 1, ["Thanh tra viên"] * 2),
    "PKTHT": ("Phòng Kinh tế và Hạ tầng", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 3),
    "PNNPTNT": ("Phòng Nông nghiệp và Phát triển nông thôn", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 4),
    "PDT": ("Phòng Dân tộc", "Trưởng phòng", "Phó Trưởng phòng", 1, [CV] * 2),
}
ACCOUNTANT, GUARD, DRIVER = "Nhân viên kế toán", "Nhân viên bảo vệ", "Nhân viên lái xe"
CONTRACTS = {"VPHDND": [DRIVER, DRIVER, GUARD, "Nhân viên tạp vụ"], "TTVHTTTT": [GUARD]}
SERVICES: dict[str, Establishment] = {
    "TTVHTTTT": (
        "Trung tâm Văn hóa, Thể thao và Truyền thông",
        "Giám đốc",
        "Phó Giám đốc",
        2,
        ["Phóng viên"] * 4
        + [
            "Biên tập viên",
            "Kỹ thuật viên",
            "Kỹ thuật viên",
            "Hướng dẫn viên văn hóa",
            "Nhân viên thư viện",
            ACCOUNTANT,
        ],
    ),
    "BQLDA": (
        "Ban Quản lý dự án đầu tư xây dựng",
        "Giám đốc",
        "Phó Giám đốc",
        1,
        ["Viên chức kỹ thuật"] * 4 + ["Viên chức kế hoạch", "Viên chức giải phóng mặt bằng", ACCOUNTANT],
    ),
    "TTDVNN": (
        "Trung tâm Dịch vụ nông nghiệp",
        "Giám đốc",
        "Phó Giám đốc",
        2,
        ["Viên chức khuyến nông"] * 3 + ["Viên chức thú y"] * 2 + ["Viên chức bảo vệ thực vật"] * 2 + [ACCOUNTANT],
    ),
    "TTGDNNGDTX": (
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
        "Giám đốc",
        "Phó Giám đốc",
        1,
        ["Giáo viên"] * 5 + [ACCOUNTANT],
    ),
    "TTPTQD": (
        "Trung tâm Phát triển quỹ đất",
        "Giám đốc",
        "Phó Giám đốc",
        0,
        ["Viên chức địa chính"] * 2 + [ACCOUNTANT],
    ),
    "BQLCHO": (
        "Ban Quản lý chợ trung tâm huyện",
        "Trưởng ban",
        "Phó Trưởng ban",
        0,
        ["Nhân viên quản lý chợ"] * 2 + [ACCOUNTANT],
    ),
}
# code: name, staff of the school of each level. MN kindergarten, TH primary, THCS lower secondary, LC both in one
COMMUNES: dict[str, tuple[str, dict[str, int]]] = {
    "BANGLUNG": ("Bằng Lũng", {"MN": 28, "TH": 30, "THCS": 27}),
    "BANGLANG": ("Bằng Lãng", {"MN": 12, "LC": 20}),
    "BANGPHUC": ("Bằng Phúc", {"MN": 14, "TH": 15, "THCS": 12}),
    "BANTHI": ("Bản Thi", {"MN": 11, "LC": 21}),
    "BINHTRUNG": ("Bình Trung", {"MN": 17, "TH": 19, "THCS": 14}),
    "DAISAO": ("Đại Sảo", {"MN": 12, "LC": 22}),
    "DONGLAC": ("Đồng Lạc", {"MN": 14, "TH": 15, "THCS": 12}),
    "DONGTHANG": ("Đồng Thắng", {"MN": 14, "TH": 14, "THCS": 13}),
    "LUONGBANG": ("Lương Bằng", {"MN": 14, "LC": 24}),
    "NAMCUONG": ("Nam Cường", {"MN": 17, "TH": 18, "THCS": 16}),
    "NGHIATA": ("Nghĩa Tá", {"MN": 11, "LC": 20}),
    "NGOCPHAI": ("Ngọc Phái", {"MN": 15, "TH": 16, "THCS": 12}),
    "PHUONGVIEN": ("Phương Viên", {"MN": 19, "TH": 20, "THCS": 15}),
    "QUANGBACH": ("Quảng Bạch", {"MN": 12, "LC": 21}),
    "TANLAP": ("Tân Lập", {"MN": 9, "LC": 18}),
    "XUANLAC": ("Xuân Lạc", {"MN": 18, "TH": 21, "THCS": 15}),
    "YENMY": ("Yên Mỹ", {"MN": 10, "LC": 19}),
    "YENPHONG": ("Yên Phong", {"MN": 16, "TH": 18, "THCS": 15}),
    "YENTHINH": ("Yên Thịnh", {"MN": 12, "LC": 23}),
    "YENTHUONG": ("Yên Thượng", {"MN": 12, "LC": 23}),
}
LEVELS = {"MN": "Trường Mầm non", "TH": "Trường Tiểu học", "THCS": "Trường THCS", "LC": "Trường TH&THCS"}
LARGER = ("BANGLUNG", "DONGTHANG", "PHUONGVIEN", "XUANLAC", "YENPHONG")
# Two communes exist since the mergers of 2020-02-01; their schools took the new name before the next school year.
NEW_COMMUNES = ("DONGTHANG", "YENPHONG")
# One school kept the name of the commune that is gone, until it was merged in its turn.
MERGED, MERGED_INTO, MERGED_ON = "THRABAN", "THDONGTHANG", date(2022, 8, 1)
CLOSED, CLOSED_ON = "BQLCHO", date(2022, 6, 30)
SMALL, LARGE = "PDT", "THBANGLUNG"

OFFICIALS = ["Công chức Văn phòng - Thống kê"] * 2 + ["Công chức Tài chính - Kế toán"]
OFFICIALS += ["Công chức Tư pháp - Hộ tịch", "Công chức Văn hóa - Xã hội", "Công chức Văn hóa - Xã hội"]
COMMANDER = "Chỉ huy trưởng Ban Chỉ huy Quân sự"
LAND = "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường"
TOWN_LAND = "Công chức Địa chính - Xây dựng - Đô thị và Môi trường"
CHAIR, VICE_CHAIR = "Chủ tịch UBND", "Phó Chủ tịch UBND"
WOMEN, VETERANS, YOUTH = "Chủ tịch Hội Liên hiệp Phụ nữ", "Chủ tịch Hội Cựu chiến binh", "Bí thư Đoàn TNCS Hồ Chí Minh"
MASS = ["Chủ tịch Ủy ban MTTQ Việt Nam", "Chủ tịch Hội Nông dân", WOMEN, VETERANS, YOUTH]
SECRETARIES = (
    ["Bí thư Đảng ủy, Chủ tịch HĐND", "Phó Bí thư Thường trực Đảng ủy"],
    ["Bí thư Đảng ủy", "Phó Bí thư Đảng ủy, Chủ tịch HĐND"],
)
SUBJECTS = [
    "Giáo viên Toán",
    "Giáo viên Ngữ văn",
    "Giáo viên Tiếng Anh",
    "Giáo viên Vật lý",
    "Giáo viên Lịch sử - Địa lý",
    "Giáo viên Hóa học - Sinh học",
    "Giáo viên Thể dục",
    "Giáo viên Tin học",
    "Giáo viên Âm nhạc",
    "Giáo viên Mỹ thuật",
    "Giáo viên GDCD",
]
SPECIALISTS = ["Giáo viên Tiếng Anh", "Giáo viên Thể dục", "Giáo viên Âm nhạc", "Giáo viên Mỹ thuật"]
SUPPORT = [(0, ACCOUNTANT), (14, "Nhân viên văn thư"), (17, "Nhân viên thư viện - thiết bị"), (19, "Nhân viên y tế")]

# --- The names ---------------------------------------------------------------------------------------------------


def words(line: str) -> list[str]:
    """A line of names, since a list of quoted ones is unreadable; `_` joins the two parts of a middle name."""
    return [word.replace("_", " ") for word in line.split()]


FAMILIES = words(
    "Hoàng Hoàng Hoàng Hoàng Nông Nông Nông Nông Nguyễn Nguyễn Nguyễn Nguyễn Ma Ma Ma Triệu Triệu Triệu Lý Lý Lường "
    "Lường Hà Hà Đàm Bế Vi Lục Lưu Trần Trần Phạm Lê Đặng Bàn Bàn Phùng Dương Chu La Quan Mạc Đinh Vũ Bùi Đỗ Phan "
    "Lâm Cao Hứa Mông Tô Sằm Luân Lèng Đồng"
)
DAO = words("Bàn Đặng Phùng Triệu Lý")
MIDDLES = {
    "male": words(
        "Văn Văn Văn Văn Văn Đức Minh Quang Xuân Ngọc Hữu Đình Công Thanh Quốc Mạnh Trung Viết Duy Thế Trọng"
    ),
    "female": words(
        "Thị Thị Thị Thị Thị Thị_Thu Thị_Hồng Thị_Thanh Thị_Kim Thị_Ngọc Thị_Bích Thị_Minh Thị_Phương Thu Thúy Ngọc "
        "Bích Hồng Thanh"
    ),
}
DAO_MIDDLES = {"male": words("Tiến Tài Phúc Sinh Hữu"), "female": ["Thị"]}
GIVEN = {
    "male": words(
        "Hùng Dũng Tuấn Tuân Nam Sơn Hải Long Cường Thắng Toàn Toản Tùng Hiếu Trung Kiên Quân Thành Hoàng Đức Khánh "
        "Việt Thái Vinh Huy Duy Phong Bình Chiến Định Giang Hậu Khoa Lâm Luân Mạnh Nghĩa Quang Quyết Tân Thịnh Thọ "
        "Tính Trường Tú Doanh Khiêm Lập Nguyên Quý Thiện Thuận Tường Vững"
    ),
    "female": words(
        "Hương Hường Hoa Hòa Hà Hạnh Hằng Hiền Hiên Huệ Huyền Lan Liên Loan Linh Mai Nga Ngân Nguyệt Nhung Oanh "
        "Phương Phượng Quyên Quỳnh Thảo Thắm Thơm Thu Thủy Thùy Thúy Trang Tuyết Tươi Uyên Vân Xuân Yến Dung Duyên "
        "Điệp Đào Cúc Chinh Chuyên Ánh Bền Viện Mến Hậu Lệ Mùi Thêm Hoài Ngoan Diễm Hảo"
    ),
}
# Names a search must not confuse: the same person's name borne by several, and names apart only by a tone mark.
NAMESAKES = {
    "male": ["Hoàng Văn Tuấn", "Hoàng Văn Tuấn", "Hoàng Văn Tuân", "Ma Văn Toàn", "Ma Văn Toản", "Ma Văn Toàn"],
    "female": [
        "Nông Thị Hương",
        "Nông Thị Hương",
        "Nông Thị Hương",
        "Nông Thị Hường",
        "Triệu Thị Thủy",
        "Triệu Thị Thùy",
        "Triệu Thị Thúy",
        "Lý Thị Hoa",
        "Lý Thị Hòa",
        "Lý Thị Hoa",
    ],
}
SAME_SCHOOL, SAME_NAME = "MNBANGLUNG", "Nguyễn Thị Thủy"

# --- What happened to posts --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """One line of the story: `on` is the first day of the new post, or the last day of one who leaves."""

    on: str
    what: str
    unit: str
    title: str
    to: str = ""
    new_title: str = ""


GV, HT, PHT = "Giáo viên", "Hiệu trưởng", "Phó Hiệu trưởng"
CHIEF, VICE_CHIEF = "Trưởng phòng", "Phó Trưởng phòng"
JUSTICE, FINANCE, CULTURE = "Công chức Tư pháp", "Công chức Tài chính", "Công chức Văn hóa"
CLERK = "Công chức Văn phòng"
STORY = [
    Event("2021-01-31", "retired", "THPHUONGVIEN", GV),
    Event("2021-03-01", "swap", "MNBANGLUNG", ACCOUNTANT, "MNPHUONGVIEN"),
    Event("2021-04-01", "swap", "BANGLANG", FINANCE, "NGOCPHAI"),
    Event("2021-04-30", "retired", "PTP", CHIEF),
    Event("2021-05-01", "promote", "PTP", VICE_CHIEF, new_title=CHIEF),
    Event("2021-05-17", "move", "BINHTRUNG", JUSTICE, "PTP", CV),
    Event("2021-05-31", "resigned", "THNAMCUONG", GV),
    Event("2021-06-01", "swap", "DAISAO", LAND, "YENMY"),
    Event("2021-06-30", "retired", "MNNGOCPHAI", HT),
    Event("2021-07-01", "promote", "MNNGOCPHAI", PHT, new_title=HT),
    Event("2021-07-01", "hire", "BINHTRUNG", "Công chức Tư pháp - Hộ tịch"),
    Event("2021-07-31", "moved", "PGDDT", CV),
    Event("2021-08-02", "promote", "MNNGOCPHAI", GV, new_title=PHT),
    Event("2021-08-16", "move", "THCSBANGLUNG", "Giáo viên Ngữ văn", "PGDDT", CV),
    Event("2021-08-16", "swap", "MNNAMCUONG", HT, "MNDONGLAC"),
    Event("2021-08-16", "swap", "THCSXUANLAC", HT, "THCSBANGPHUC"),
    Event("2021-08-31", "dismissed", "QUANGBACH", LAND),
    Event("2021-09-01", "hire", "THPHUONGVIEN", GV),
    Event("2021-09-01", "hire", "MNNGOCPHAI", GV),
    Event("2021-09-01", "hire", "THCSBANGLUNG", "Giáo viên Ngữ văn"),
    Event("2021-09-01", "swap", "THCSNGOCPHAI", "Giáo viên Toán", "THCSDONGLAC"),
    Event("2021-09-01", "swap", "LCBANTHI", GV, "LCYENTHUONG"),
    Event("2021-09-06", "hire", "THNAMCUONG", GV),
    Event("2021-09-12", "died", "LCYENTHINH", GV),
    Event("2021-10-01", "swap", "LUONGBANG", JUSTICE, "NGHIATA"),
    Event("2021-10-01", "promote", "PTP", CV, new_title=VICE_CHIEF),
    Event("2021-10-31", "retired", "YENTHUONG", "Phó Chủ tịch HĐND"),
    Event("2021-11-01", "hire", "LCYENTHINH", GV),
    Event("2021-11-01", "hire", "QUANGBACH", LAND),
    Event("2021-11-15", "promote", "YENTHUONG", CLERK, new_title="Phó Chủ tịch HĐND"),
    Event("2021-11-30", "moved", "PTCKH", CV),
    Event("2021-11-30", "resigned", "TTDVNN", "Viên chức thú y"),
    Event("2021-12-01", "move", "THCSPHUONGVIEN", ACCOUNTANT, "PTCKH", CV),
    Event("2021-12-01", "hire", "YENTHUONG", "Công chức Văn phòng - Thống kê"),
    Event("2021-12-15", "hire", "THCSPHUONGVIEN", ACCOUNTANT),
    Event("2021-12-20", "hire", "TTDVNN", "Viên chức thú y"),
    Event("2022-01-31", "retired", "LCDAISAO", GV),
    Event("2022-02-28", "retired", "PTNMT", CHIEF),
    Event("2022-03-01", "move", "PKTHT", VICE_CHIEF, "PTNMT", CHIEF),
    Event("2022-03-01", "swap", "THBINHTRUNG", ACCOUNTANT, "THNGOCPHAI"),
    Event("2022-03-31", "retired", "DAISAO", VETERANS),
    Event("2022-04-01", "promote", "PKTHT", CV, new_title=VICE_CHIEF),
    Event("2022-04-01", "swap", "YENTHINH", FINANCE, "BANTHI"),
    Event("2022-04-15", "moved", "PNNPTNT", CV),
    Event("2022-04-18", "hire", "DAISAO", VETERANS),
    Event("2022-04-30", "resigned", "MNXUANLAC", GV),
    Event("2022-05-31", "retired", "BQLCHO", "Nhân viên quản lý chợ"),
    Event("2022-06-01", "swap", "XUANLAC", LAND, "NAMCUONG"),
    Event("2022-06-01", "move", "NGHIATA", LAND, "PNNPTNT", CV),
    Event("2022-06-13", "move", "BQLCHO", "Nhân viên quản lý chợ", "TTVHTTTT", "Nhân viên văn thư"),
    Event("2022-06-20", "move", "BQLCHO", ACCOUNTANT, "TTPTQD", "Nhân viên văn thư - thủ quỹ"),
    Event("2022-06-27", "move", "BQLCHO", "Trưởng ban", "BQLDA", "Phó Giám đốc"),
    Event("2022-06-30", "retired", "THBANGLUNG", GV),
    Event("2022-07-31", "retired", "THDONGTHANG", HT),
    Event("2022-07-31", "moved", "THCSBINHTRUNG", "Giáo viên Toán"),
    Event("2022-08-01", "merge", "THRABAN", "", "THDONGTHANG"),
    Event("2022-08-01", "hire", "NGHIATA", LAND),
    Event("2022-08-01", "promote", "LCTANLAP", GV, new_title=PHT),
    Event("2022-08-15", "swap", "LCNGHIATA", HT, "LCYENMY"),
    Event("2022-08-15", "swap", "MNBANGLANG", HT, "MNQUANGBACH"),
    Event("2022-08-15", "move", "THXUANLAC", GV, "THBANGLUNG", GV),
    Event("2022-08-15", "move", "MNBANGLUNG", GV, "MNXUANLAC", GV),
    Event("2022-08-15", "move", "THCSNAMCUONG", "Giáo viên Ngữ văn", "THCSBANGLUNG", "Giáo viên Ngữ văn"),
    Event("2022-08-15", "move", "LCNGHIATA", GV, "LCLUONGBANG", GV),
    Event("2022-08-31", "resigned", "MNBANGPHUC", GV),
    Event("2022-09-05", "rehire", "THNAMCUONG", GV, "THBINHTRUNG", GV),
    Event("2022-09-05", "hire", "LCDAISAO", GV),
    Event("2022-09-05", "hire", "THXUANLAC", GV),
    Event("2022-09-05", "hire", "MNBANGLUNG", GV),
    Event("2022-09-05", "hire", "THCSBINHTRUNG", "Giáo viên Toán"),
    Event("2022-09-15", "hire", "MNBANGPHUC", GV),
    Event("2022-09-15", "hire", "THCSNAMCUONG", "Giáo viên Ngữ văn"),
    Event("2022-09-30", "dismissed", "TANLAP", CULTURE),
    Event("2022-10-03", "swap", "PHUONGVIEN", CULTURE, "NGOCPHAI"),
    Event("2022-10-09", "died", "LCQUANGBACH", GV),
    Event("2022-10-31", "retired", "BANGPHUC", VICE_CHAIR),
    Event("2022-11-01", "hire", "LCQUANGBACH", GV),
    Event("2022-11-21", "promote", "BANGPHUC", LAND, new_title=VICE_CHAIR),
    Event("2022-11-30", "other", "TTVHTTTT", "Phóng viên"),
    Event("2022-11-30", "retired", "VPHDND", DRIVER),
    Event("2022-12-01", "hire", "VPHDND", DRIVER),
    Event("2022-12-01", "hire", "TANLAP", "Công chức Văn hóa - Xã hội"),
]
LEAVING = {"retired", "resigned", "dismissed", "moved", "died", "other"}

# --- What was done against the standards -------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """How a standard is usually broken: how often, by whom, how badly, who notices and what the clerk writes.

    A weight of 0 leaves it at the one time that shows the standard in use.
    """

    weight: int
    scope: str
    severities: str
    sources: str
    notes: list[str]


MINOR, MIXED = "minor", "minor minor minor serious"
SEEN = "inspection inspection inspection inspection supervisor supervisor self"
TOLD = "citizen citizen citizen supervisor inspection"
KNOWN = "supervisor supervisor other self"
FAULTS = {
    "TG01": Fault(
        14,
        "any",
        MINOR,
        SEEN,
        [
            "7 giờ 15 chưa có mặt tại cơ quan",
            "Đến muộn 25 phút, không báo cáo lãnh đạo",
            "Về trước giờ quy định 30 phút",
            "13 giờ 50 chưa có mặt tại phòng làm việc",
            "Đi muộn, lý do hỏng xe",
            "",
        ],
    ),
    "TG02": Fault(
        6,
        "any",
        MINOR,
        SEEN,
        [
            "Chơi trò chơi điện tử trên máy tính cơ quan",
            "Bán hàng qua mạng trong giờ làm việc",
            "Xem phim trên điện thoại tại bàn làm việc",
            "",
        ],
    ),
    "TG03": Fault(
        6,
        "any",
        MIXED,
        SEEN,
        [
            "Vắng mặt buổi chiều, không rõ lý do",
            "Đi vắng, không phân công người trực thay",
            "Vắng cả buổi sáng, gọi điện mới báo bận việc nhà",
            "",
        ],
    ),
    "TG04": Fault(
        0, "any", "serious", "supervisor", ["Tự ý nghỉ 3 ngày liền, không có đơn", "Tự ý nghỉ việc 5 ngày trong tháng"]
    ),
    "TT01": Fault(
        12,
        "any",
        MINOR,
        SEEN,
        [
            "Không đeo thẻ trong giờ làm việc",
            "Quên thẻ ở nhà",
            "Đã nhắc nhở tại chỗ",
            "Chưa đổi thẻ theo chức danh mới",
            "",
        ],
    ),
    "TT02": Fault(4, "any", MINOR, SEEN, ["Đi dép lê trong giờ làm việc", "Trang phục chưa gọn gàng, đã nhắc nhở", ""]),
    "TT03": Fault(
        3,
        "desk",
        MINOR,
        "inspection",
        ["Bàn làm việc không có biển tên, chức danh", "Chưa thay biển tên sau khi đổi vị trí"],
    ),
    "NV01": Fault(
        13,
        "paper",
        MIXED,
        KNOWN,
        [
            "Nộp báo cáo tháng chậm 8 ngày",
            "Bỏ sót văn bản đến, quá hạn xử lý 6 ngày",
            "Không tham mưu văn bản đúng hạn, đã đôn đốc hai lần",
            "Hoàn thành nhiệm vụ được giao chậm 10 ngày",
            "",
        ],
    ),
    "NV02": Fault(
        3,
        "desk",
        MIXED,
        TOLD,
        ["Đùn đẩy việc trả lời đơn sang bộ phận khác", "Né tránh nhiệm vụ được phân công theo dõi"],
    ),
    "NV03": Fault(
        2,
        "any",
        MINOR,
        KNOWN,
        ["Xin không tham gia tổ công tác, không nêu được lý do chính đáng", "Nhận việc dễ, từ chối việc khó"],
    ),
    "NV04": Fault(0, "leader", MIXED, "other", ["Giao việc cầm chừng, chờ chuyển công tác"]),
    "NV05": Fault(
        2,
        "any",
        MIXED,
        KNOWN,
        ["Không chấp hành phân công trực phòng, chống dịch COVID-19", "Không nhận nhiệm vụ được phân công thay"],
    ),
    "NV06": Fault(
        1, "any", MIXED, KNOWN, ["Không thực hiện kết luận giao ban", "Làm khác ý kiến chỉ đạo, không báo cáo lại"]
    ),
    "TB01": Fault(2, "any", MIXED, KNOWN, ["Báo cáo vượt cấp, không qua lãnh đạo đơn vị"]),
    "TB02": Fault(1, "any", MINOR, "supervisor", ["Thoái thác việc cấp trên giao, thái độ thiếu tôn trọng"]),
    "TB03": Fault(
        3, "any", MIXED, KNOWN, ["To tiếng với đồng nghiệp trong cuộc họp", "Nói xấu đồng nghiệp, gây mất đoàn kết", ""]
    ),
    "ND01": Fault(
        5,
        "desk",
        MIXED,
        TOLD,
        ["Hướng dẫn hồ sơ không đầy đủ, công dân phải đi lại ba lần", "Không giải thích lý do trả hồ sơ", ""],
    ),
    "ND02": Fault(3, "desk", MINOR, TOLD, ["Nói trống không với công dân", "Để công dân chờ, không một lời xin lỗi"]),
    "ND03": Fault(
        0, "commune", "very-serious", "citizen citizen press", ["Gợi ý công dân đưa thêm tiền để giải quyết nhanh"]
    ),
    "ND04": Fault(
        2,
        "commune",
        "minor serious",
        TOLD,
        [
            "Nạt nộ công dân tại bộ phận một cửa",
            "Yêu cầu nộp thêm giấy tờ ngoài quy định",
            "Tỏ thái độ hách dịch với người đến làm thủ tục",
        ],
    ),
    "ND05": Fault(
        2,
        "commune",
        MINOR,
        "inspection citizen",
        ["Không trực tiếp công dân theo lịch phân công", "Chưa cập nhật bảng niêm yết thủ tục được giao"],
    ),
    "DD01": Fault(
        2,
        "any",
        MIXED,
        "audit audit self",
        ["Kê khai công tác phí không đúng thực tế", "Báo cáo số liệu không trung thực"],
    ),
    "DD02": Fault(0, "any", MIXED, "citizen other", ["Bạo lực gia đình, tổ dân phố phản ánh", "Say rượu, gây gổ"]),
    "DD03": Fault(0, "man", "very-serious", "other press", ["Đánh bạc ăn tiền, công an lập biên bản"]),
    "DD04": Fault(
        4, "man", MIXED, TOLD, ["Uống rượu buổi trưa ngày làm việc", "Có mùi rượu, bia khi làm việc buổi chiều", ""]
    ),
    "DD05": Fault(
        4, "man", MINOR, SEEN, ["Hút thuốc trong phòng họp", "Hút thuốc trong phòng làm việc, đã nhắc nhở", ""]
    ),
    "DD06": Fault(0, "head", "serious", "audit", ["Bố trí người nhà làm việc thời vụ tại đơn vị"]),
    "CS01": Fault(1, "commune", MINOR, "citizen inspection", ["Treo biển quảng cáo bán hàng trong trụ sở"]),
    "CS02": Fault(
        4,
        "any",
        MINOR,
        KNOWN,
        ["Nói chuyện riêng, dùng điện thoại trong hội nghị", "Bỏ họp giữa chừng, không xin phép", ""],
    ),
    "CS03": Fault(
        2,
        "any",
        MIXED,
        "press citizen other",
        ["Chia sẻ tin chưa kiểm chứng về dịch bệnh trên Facebook", "Bình luận thiếu chuẩn mực trên mạng xã hội"],
    ),
    "CS04": Fault(0, "driver", MINOR, "press", ["Dùng xe công đi việc riêng ngoài giờ"]),
    "DU01": Fault(0, "chief", "serious", "inspection", ["Để công chức gây phiền hà cho dân, chậm xử lý"]),
    "DU02": Fault(
        2,
        "head",
        MINOR,
        "inspection",
        ["Chưa ban hành quy chế văn hóa công sở", "Từ đầu năm chưa tự kiểm tra, chưa ra kết luận"],
    ),
}
TEACHER_NOTES = {
    "TG01": ["7 giờ 15 chưa có mặt tại lớp", "Vào lớp muộn 10 phút", "Cho lớp nghỉ sớm 15 phút", "Đến trường muộn", ""],
    "TG02": ["Dùng điện thoại vào việc riêng trong giờ dạy", "Bán hàng qua mạng trong giờ làm việc"],
    "TG03": ["Nghỉ dạy không báo, không có người dạy thay", "Vắng họp hội đồng sư phạm, không lý do", ""],
    "TT02": ["Đi dép lê lên lớp", "Trang phục chưa phù hợp khi lên lớp"],
    "NV01": ["Chậm cập nhật sổ theo dõi điện tử, đã nhắc hai lần", "Nộp hồ sơ chuyên môn chậm 5 ngày", ""],
    "NV05": ["Không nhận phân công dạy ở điểm trường lẻ", "Từ chối dạy thay khi được phân công"],
}
LARGE_DAYS = {date(2022, 3, 14): 4, date(2022, 5, 9): 3, date(2022, 9, 19): 5, date(2022, 11, 14): 3}
LARGE_OTHERS = {date(2022, 4, 6): "TT01", date(2022, 10, 5): "CS02", date(2022, 12, 7): "TG02"}
LARGE_NOTES = [
    "7 giờ 15 chưa có mặt tại lớp",
    "Kiểm tra lúc 7 giờ 15, chưa đến trường",
    "7 giờ 15 chưa có mặt, học sinh ngồi chờ",
    "7 giờ 15 vắng, 7 giờ 35 mới đến",
    "",
]
# Who comes back again and again
OFTEN = {"PHUONGVIEN": CLERK, "YENTHINH": LAND, "LCLUONGBANG": GV}
OFTEN_DAYS = [(date(2022, 3, 29), "TG01"), (date(2022, 5, 24), "TG03"), (date(2022, 10, 11), "TG01")]
# A third of the units has nothing on record: these are never among them, the district's leaders always are.
SPECIAL = {LARGE, SMALL, MERGED, CLOSED}
WITH_RECORD = {*SPECIAL, *OFTEN, SAME_SCHOOL, "XUANLAC", "NAMCUONG", "QUANGBACH", "TANLAP", "VPHDND"}
TOTAL = {2021: 25, 2022: 150}
HOLIDAYS = {
    *(date(2021, 2, 8) + n * DAY for n in range(9)),
    *(date(2022, 1, 29) + n * DAY for n in range(9)),
    date(2021, 1, 1),
    date(2021, 4, 21),
    date(2021, 4, 30),
    date(2021, 5, 3),
    date(2021, 9, 2),
    date(2021, 9, 3),
    date(2022, 1, 3),
    date(2022, 4, 11),
    date(2022, 5, 2),
    date(2022, 5, 3),
    date(2022, 9, 1),
    date(2022, 9, 2),
}
ROUNDS = [
    date(2021, 4, 20),
    date(2021, 5, 18),
    date(2021, 10, 12),
    date(2022, 3, 15),
    date(2022, 3, 29),
    date(2022, 4, 12),
    date(2022, 5, 10),
    date(2022, 5, 24),
    date(2022, 7, 12),
    date(2022, 7, 19),
    date(2022, 9, 13),
    date(2022, 9, 27),
    date(2022, 10, 11),
    date(2022, 11, 8),
    date(2022, 11, 22),
]
DISTRICT = "UBND huyện Chợ Đồn"
DOCUMENTS = [
    (
        "05-CT/TW",
        "Chỉ thị",
        "2016-05-15",
        "Bộ Chính trị",
        "Về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    ),
    (
        "26/CT-TTg",
        "Chỉ thị",
        "2016-09-05",
        "Thủ tướng Chính phủ",
        "Về tăng cường kỷ luật, kỷ cương trong các cơ quan hành chính nhà nước các cấp",
    ),
    ("1847/QĐ-TTg", "Quyết định", "2018-12-27", "Thủ tướng Chính phủ", "Phê duyệt Đề án Văn hóa công vụ"),
    ("30/KH-UBND", "Kế hoạch", "2021-03-15", "UBND thị trấn Bằng Lũng", "Cải cách hành chính năm 2021"),
    (
        "30/KH-UBND",
        "Kế hoạch",
        "2022-02-23",
        DISTRICT,
        "Thực hiện Đề án đổi mới phong cách, lề lối làm việc của đội ngũ cán bộ, công chức, viên chức",
    ),
    (
        "418/QĐ-UBND",
        "Quyết định",
        "2021-04-12",
        DISTRICT,
        "Thành lập Tổ kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính năm 2021",
    ),
    ("512/QĐ-UBND", "Quyết định", "2022-03-07", DISTRICT, "Thành lập Đoàn kiểm tra công vụ năm 2022"),
    ("905/QĐ-UBND", "Quyết định", "2022-05-25", DISTRICT, "Giải thể Ban Quản lý chợ trung tâm huyện"),
    (
        "1250/QĐ-UBND",
        "Quyết định",
        "2022-07-20",
        DISTRICT,
        "Sáp nhập Trường Tiểu học Rã Bản vào Trường Tiểu học Đồng Thắng",
    ),
    ("77/TB-UBND", "Thông báo", "2022-10-20", DISTRICT, "Kết quả kiểm tra công vụ đợt 3 năm 2022"),
]


# --- The register ------------------------------------------------------------------------------------------------


@dataclass
class Unit:
    """A place where people serve; its days matter, because no post may lie outside them."""

    code: str
    name: str
    kind: str
    parent: str
    opened_on: date | None = None
    closed_on: date | None = None
    successor: str = ""


@dataclass
class Post:
    """Who served where, as what, from when to when; open while `ended_on` is empty."""

    unit: str
    category: str
    title: str
    leadership: str
    started_on: date
    ended_on: date | None = None
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Both ends count: `ended_on` is the last day served."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(eq=False)
class Person:
    """Compared by identity, since two people may share a name and even a day of birth."""

    full_name: str
    sex: str
    born_on: date
    posts: list[Post]
    code: str = ""
    id_number: str = ""
    note: str = ""
    born_known: bool = True

    def post_on(self, day: date) -> Post | None:
        """At most one: concurrent posts are not part of the register."""
        return next((post for post in self.posts if post.covers(day)), None)


@dataclass(frozen=True)
class Violation:
    """One row before it has a number: numbers follow the days, so they come last."""

    person: Person
    standard: str
    occurred_on: date
    found_on: date
    source: str
    severity: str
    note: str
    voided_on: date | None = None
    void_reason: str = ""


@dataclass
class Register:
    """All that the files will say, and the one source of chance that decides it."""

    rng: random.Random
    units: dict[str, Unit] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    standing_out: list[Violation] = field(default_factory=list)  # what makes units stand out: numbered after the others
    settled: list[Person] = field(default_factory=list)

    def on_duty(self, day: date, unit: str = "") -> Iterator[tuple[Person, Post]]:
        """In the order people were entered, so that a choice among them is the same every time."""
        for person in self.people:
            post = person.post_on(day)
            if post and unit in ("", post.unit):
                yield person, post

    def someone(self, unit: str, title: str, day: date, oldest: bool = False) -> Person:
        """A person nothing else has happened to yet, so that no story runs over another.

        Titles may be shortened, but a teacher without a subject is none of those who have one.
        """
        on_duty = [(p, post.title) for p, post in self.on_duty(day, unit) if p not in self.settled]
        found = [p for p, full in on_duty if full == title or (title != GV and full.startswith(title))]
        promise(bool(found), f"nobody left as {title} in {unit} on {day}")
        person = min(found, key=lambda p: p.born_on) if oldest else self.rng.choice(found)
        self.settled.append(person)
        return person


def promise(kept: bool, what: str) -> None:
    """Not `assert`: a promise about the data has to hold under `python -O` too."""
    if not kept:
        raise AssertionError(what)


# --- Building units and people -----------------------------------------------------------------------------------


def add_units(register: Register) -> None:
    """In the order of an organisation chart, which is also the order in which people get their codes."""
    rows = [Unit("CHODON", "Ủy ban nhân dân huyện Chợ Đồn", "district", "")]
    rows += [Unit(code, row[0], "office", "CHODON") for code, row in OFFICES.items()]
    rows += [Unit(code, row[0], "service", "CHODON") for code, row in SERVICES.items()]
    for code, (name, schools) in COMMUNES.items():
        new = code in NEW_COMMUNES
        kind = "Thị trấn" if code == "BANGLUNG" else "Xã"
        rows.append(Unit(code, f"{kind} {name}", "commune", "CHODON", date(2020, 2, 1) if new else None))
        opened = date(2020, 8, 1) if new else None
        rows += [Unit(level + code, f"{LEVELS[level]} {name}", "school", "PGDDT", opened) for level in schools]
    rows.append(Unit(MERGED, "Trường Tiểu học Rã Bản", "school", "PGDDT", None, MERGED_ON - DAY, MERGED_INTO))
    register.units = {unit.code: unit for unit in rows}
    register.units[CLOSED].closed_on = CLOSED_ON


def roster(unit: Unit) -> list[tuple[str, str]]:
    """Title and leadership of every post the unit has on the first day."""
    if unit.kind == "district":
        return [("Chủ tịch UBND huyện", "head"), *[("Phó Chủ tịch UBND huyện", "deputy")] * 2]
    if unit.kind == "commune":
        return commune_roster(unit.code)
    if unit.kind == "school":
        return school_roster(unit.code)
    _, head, deputy, deputies, others = {**OFFICES, **SERVICES}[unit.code]
    others = others + CONTRACTS.get(unit.code, [])
    return [(head, "head"), *[(deputy, "deputy")] * deputies, *[(title, "none") for title in others]]


def commune_roster(code: str) -> list[tuple[str, str]]:
    """Of all who are called chairman only the one of the people's committee heads the unit."""
    order = list(COMMUNES).index(code)
    larger = code in LARGER
    cadres = [*SECRETARIES[order % 3 == 1], "Phó Chủ tịch HĐND", *MASS]
    land = TOWN_LAND if code == "BANGLUNG" else LAND
    officials = [COMMANDER, *OFFICIALS, land, land]
    officials += ["Công chức Tư pháp - Hộ tịch"] * larger + ["Công chức Tài chính - Kế toán"] * (order % 4 == 0)
    leaders = [(CHAIR, "head"), *[(VICE_CHAIR, "deputy")] * (2 if larger else 1)]
    return leaders + [(title, "none") for title in cadres + officials]


def school_roster(code: str) -> list[tuple[str, str]]:
    """The larger the school, the more it has of everything but heads."""
    level = level_of(code)
    size = 9 if code == MERGED else COMMUNES[code.removeprefix(level)][1][level]
    leaders = [(HT, "head"), *[(PHT, "deputy")] * (2 if size >= 20 else 1)]
    staff = [title for least, title in SUPPORT if size >= least]
    teachers = size - len(leaders) - len(staff)
    if level == "THCS":
        titles = [SUBJECTS[n % len(SUBJECTS)] for n in range(teachers)]
    elif level == "LC":
        titles = [GV] * (teachers - 7) + SUBJECTS[:7]
    else:
        special = SPECIALISTS[: max(0, (size - 8) // 4)] if level == "TH" else []
        titles = [GV] * (teachers - len(special)) + special
    return leaders + [(title, "none") for title in titles + staff]


def level_of(code: str) -> str:
    """The kind of school, from its code; TH begins THCS too, so the longer one is tried first."""
    return next((level for level in ("MN", "THCS", "TH", "LC") if code.startswith(level)), "")


def category_of(unit: Unit, title: str) -> str:
    """Follows from the kind of unit and the title, as it does in the law of those years."""
    if title in (GUARD, DRIVER, "Nhân viên tạp vụ"):
        return "contract"
    if unit.kind in ("school", "service"):
        return "public-employee"
    if unit.kind == "office":
        return "civil-servant"
    return "commune-civil-servant" if title == COMMANDER or title.startswith("Công chức") else "cadre"


def leadership_of(title: str) -> str:
    """Only for titles the story gives to somebody; rosters say it themselves."""
    heads = (HT, CHIEF, CHAIR)
    deputies = (PHT, VICE_CHIEF, VICE_CHAIR, "Phó Giám đốc")
    return "head" if title in heads else "deputy" if title in deputies else "none"


def sex_of(rng: random.Random, unit: Unit, title: str) -> str:
    """Close to what real lists show: kindergartens almost only women, militia command only men."""
    share = {WOMEN: 1.0, COMMANDER: 0.0, VETERANS: 0.0, DRIVER: 0.0, GUARD: 0.0, "Nhân viên tạp vụ": 1.0}.get(title)
    if share is None:
        kinds = {"commune": 0.35, "district": 0.0, "office": 0.42, "service": 0.4}
        levels = {"MN": 0.99, "TH": 0.74, "LC": 0.68, "THCS": 0.62}
        share = levels[level_of(unit.code)] if unit.kind == "school" else kinds[unit.kind]
        share = max(share, 0.85) if title == ACCOUNTANT else share
    return "female" if rng.random() < share else "male"


def new_name(rng: random.Random, sex: str) -> str:
    """No word twice in a name: Hà Thị Hà is possible, but reads like a slip."""
    while True:
        family = rng.choice(FAMILIES)
        middles = DAO_MIDDLES if family in DAO and rng.random() < 0.4 else MIDDLES
        words = [family, *rng.choice(middles[sex]).split(), rng.choice(GIVEN[sex])]
        if len(set(words)) == len(words):
            return " ".join(words)


def born(rng: random.Random, sex: str, title: str, leadership: str) -> date:
    """Nobody drawn here reaches retirement before 2023: women go at 55 and some months, men at 60."""
    first, last = {"head": (1964, 1980), "deputy": (1967, 1985)}.get(leadership, (1965, 1997))
    years = {VETERANS: (1963, 1969), YOUTH: (1988, 1995), COMMANDER: (1974, 1993), WOMEN: (1972, 1990)}
    elder = title.startswith(("Bí thư Đảng ủy", "Phó Bí thư", "Phó Chủ tịch HĐND", MASS[0], MASS[1]))
    first, last = years.get(title, (1966, 1985) if elder else (first, last))
    first = max(first, 1968) if sex == "female" else first
    year = round(rng.triangular(first, last, (first + last) / 2))
    return date(year, 1, 1) + rng.randrange(365) * DAY


def start_day(rng: random.Random, unit: Unit, low: int, high: int) -> date:
    """Schools take people on before term, the others on the first of some month."""
    year = min(high, round(rng.triangular(low, high + 0.4, low + 0.35 * (high - low))))
    school = rng.choice([(9, 1), (9, 1), (9, 15), (8, 15), (10, 1), (1, 1)])
    office = (rng.randint(1, 11), rng.choice([1, 1, 1, 15, rng.randint(2, 28)]))
    day = date(year, *(school if unit.kind == "school" else office))
    if unit.opened_on and (day < unit.opened_on or rng.random() < 0.75):
        return unit.opened_on
    return day


def add_staff(register: Register) -> None:
    """Everyone who is in post on the first day, unit by unit."""
    rng = register.rng
    for unit in register.units.values():
        for title, leadership in roster(unit):
            sex = sex_of(rng, unit, title)
            birth = born(rng, sex, title, leadership)
            category = category_of(unit, title)
            low = max(birth.year + 22, 1988, 2011 if category == "cadre" else 2007 if leadership != "none" else 0)
            started = start_day(rng, unit, min(low, 2020), 2020)
            post = Post(unit.code, category, title, leadership, started)
            person = Person(new_name(rng, sex), sex, birth, [post])
            register.people.append(person)
            if leadership != "none" and rng.random() < 0.7:
                add_earlier_post(register, person, unit)


def add_earlier_post(register: Register, person: Person, unit: Unit) -> None:
    """Leaders have mostly risen from the ranks, some of them elsewhere; without a past no dossier looks real."""
    rng, now = register.rng, person.posts[0]
    low, high = max(person.born_on.year + 22, 1988), now.started_on.year - 2
    if unit.opened_on or unit.kind == "district" or low > high:
        return
    place = unit
    if unit.kind == "school" and rng.random() < 0.6:
        level, units = level_of(unit.code), register.units.values()
        place = rng.choice([u for u in units if u.kind == "school" and level_of(u.code) == level and not u.opened_on])
    title = first_title(rng, place)
    started = start_day(rng, place, low, high)
    earlier = Post(place.code, category_of(place, title), title, "none", started, now.started_on - DAY)
    person.posts.insert(0, earlier)


def first_title(rng: random.Random, unit: Unit) -> str:
    """As what people begin there."""
    if unit.kind == "commune":
        return rng.choice(OFFICIALS)
    if unit.kind == "school":
        return rng.choice(SUBJECTS[:5]) if level_of(unit.code) == "THCS" else GV
    return {**OFFICES, **SERVICES}[unit.code][4][0]


def give_namesakes(register: Register) -> None:
    """Last names are given first, so that the ordinary namesakes of so many people come on top of these."""
    rng = register.rng
    pair = [p for p, post in register.on_duty(FIRST, SAME_SCHOOL) if post.title == GV and p.sex == "female"][:2]
    for person in pair:
        person.full_name = SAME_NAME
    for sex, names in NAMESAKES.items():
        others = [person for person in register.people if person.sex == sex and person not in pair]
        for person, name in zip(rng.sample(others, len(names)), names, strict=True):
            person.full_name = name


# --- Telling the story -------------------------------------------------------------------------------------------


def tell(register: Register) -> None:
    """In the order of the days, because each event finds the people the earlier ones left."""
    for event in sorted(STORY, key=lambda e: date.fromisoformat(e.on)):
        on = date.fromisoformat(event.on)
        if event.what in LEAVING:
            leave(register, event, on)
        elif event.what == "hire":
            hire(register, event, on)
        elif event.what == "swap":
            swap(register, event, on)
        elif event.what == "merge":
            for person, post in list(register.on_duty(on - DAY, event.unit)):
                change(person, on, replace(post, unit=event.to))
        elif event.what == "rehire":
            gone = (p for p in register.people if p.posts[-1].unit == event.unit and p.posts[-1].reason == "resigned")
            person = next(gone)
            person.note = "Tuyển dụng lại từ ngày 05/9/2022"
            person.posts.append(new_post(register, event.to, event.new_title, on))
        else:
            person = register.someone(event.unit, event.title, on - DAY)
            change(person, on, new_post(register, event.to or event.unit, event.new_title, on))


def new_post(register: Register, unit: str, title: str, on: date) -> Post:
    """Category and leadership follow from where and as what."""
    return Post(unit, category_of(register.units[unit], title), title, leadership_of(title), on)


def change(person: Person, on: date, post: Post) -> None:
    """The old post ends on the eve, without a reason: the person has not left."""
    person.posts[-1].ended_on = on - DAY
    person.posts.append(replace(post, started_on=on, ended_on=None))


def swap(register: Register, event: Event, on: date) -> None:
    """The usual rotation of accountants, land officers and head teachers: two people trade places."""
    one = register.someone(event.unit, event.title, on - DAY)
    other = register.someone(event.to, event.title, on - DAY)
    first, second = one.posts[-1], other.posts[-1]
    change(one, on, replace(second))
    change(other, on, replace(first))


def leave(register: Register, event: Event, on: date) -> None:
    """Who retires is made exactly old enough for it in that month."""
    person = register.someone(event.unit, event.title, on, oldest=event.what == "retired")
    person.posts[-1].ended_on = on
    person.posts[-1].reason = event.what
    if event.what == "retired":
        years, months = pension_age(person.sex, on.year)
        month = on.year * 12 + on.month - 1 - years * 12 - months
        year, index = divmod(month, 12)
        days = calendar.monthrange(year, index + 1)[1]
        person.born_on = date(year, index + 1, register.rng.randint(1, days))


def pension_age(sex: str, year: int) -> tuple[int, int]:
    """The ladder of the Labour Code of 2019, which began in 2021."""
    return (60, 3 * (year - 2020)) if sex == "male" else (55, 4 * (year - 2020))


def hire(register: Register, event: Event, on: date) -> None:
    """Newcomers are young, save where the post asks for a veteran."""
    rng, unit = register.rng, register.units[event.unit]
    sex = sex_of(rng, unit, event.title)
    young = date(rng.randint(1992, 1998), 1, 1) + rng.randrange(365) * DAY
    birth = born(rng, sex, event.title, "none") if event.title == VETERANS else young
    post = new_post(register, event.unit, event.title, on)
    person = Person(new_name(rng, sex), sex, birth, [post])
    register.people.append(person)
    register.settled.append(person)


# --- Codes and numbers of people ---------------------------------------------------------------------------------


def give_codes(register: Register) -> None:
    """By the category of the first post; those who came later get the later codes."""
    prefixes = {"cadre": "CB", "civil-servant": "CC", "commune-civil-servant": "CX", "public-employee": "VC"}
    counts: Counter[str] = Counter()
    for person in sorted(register.people, key=lambda p: max(p.posts[0].started_on, FIRST)):
        prefix = prefixes.get(person.posts[0].category, "HD")
        counts[prefix] += 1
        person.code = f"{prefix}{counts[prefix]:03}"
    register.people.sort(key=lambda p: p.code)


def give_id_numbers(register: Register) -> None:
    """Twelve digits that agree with sex and year of birth; some files are incomplete, as files are."""
    rng, seen = register.rng, set[str]()
    for person in register.people:
        while not person.id_number or person.id_number in seen:
            place = rng.choices(["006", "019", "004", "002", "001"], [88, 5, 4, 2, 1])[0]
            digit = (person.born_on.year // 100 - 19) * 2 + (person.sex == "female")
            person.id_number = f"{place}{digit}{person.born_on.year % 100:02}{rng.randrange(10**6):06}"
        seen.add(person.id_number)
    plain = [person for person in register.people if not person.note]
    for n, person in enumerate(rng.sample(plain, 19)):
        if n < 12:
            person.id_number = ""
            person.note = ["Đang chờ cấp lại căn cước công dân", "Chưa bổ sung bản sao căn cước công dân", ""][n % 3]
        else:
            person.born_known = False
            person.note = "Hồ sơ gốc thiếu ngày, tháng sinh" if n % 2 else ""


# --- Violations --------------------------------------------------------------------------------------------------


class Offences:
    """Adds violations: first those that have to be there, then ordinary ones until the year is full."""

    def __init__(self, register: Register) -> None:
        """The units that stay clean are drawn first, so that nothing is added to them later."""
        self.register, self.rng = register, register.rng
        free = [code for code in register.units if code not in WITH_RECORD and code != "CHODON"]
        self.clean = {"CHODON", *self.rng.sample(free, len(register.units) // 3)}
        self.full: Counter[tuple[str, int]] = Counter()
        self.days: dict[date, dict[str, list[tuple[Person, Post]]]] = {}

    def add(self, person: Person, code: str, day: date, source: str = "", severity: str = "", note: str = "-") -> None:
        """What is not given is drawn from what is usual for the standard."""
        post = person.post_on(day)
        if post is None:
            raise AssertionError(f"{person.code} has no post on {day}")
        fault, teacher = FAULTS[code], post.title.startswith(GV)
        source = source or self.rng.choice(fault.sources.split())
        severity = severity or self.rng.choice(fault.severities.split())
        notes = TEACHER_NOTES.get(code, fault.notes) if teacher else fault.notes
        note = self.rng.choice(notes) if note == "-" else note
        found = self.found(day, source)
        self.register.violations.append(Violation(person, code, day, found, source, severity, note))
        self.full[post.unit, day.year] += 1

    def found(self, day: date, source: str) -> date:
        """An inspector sees it at once; a letter or an audit takes its time, and the office rests at week-ends."""
        latest = {"inspection": 0, "self": 3, "supervisor": 4, "press": 8, "other": 9}.get(source, 20)
        earliest = 3 if latest >= 8 else 0
        found = day + self.rng.randint(earliest, latest) * DAY
        while found > day and (found.weekday() > 4 or found in HOLIDAYS):
            found += DAY
        return min(found, date(2022, 12, 30))

    def fits(self, person: Person, post: Post, code: str) -> bool:
        """Who can break this standard at all."""
        kind = self.register.units[post.unit].kind
        return {
            "any": True,
            "paper": post.category != "contract",
            "desk": post.category in ("civil-servant", "commune-civil-servant"),
            "commune": kind == "commune" and post.category == "commune-civil-servant",
            "man": person.sex == "male",
            "leader": post.leadership != "none",
            "head": post.leadership == "head",
            "chief": post.leadership == "head" and kind in ("office", "commune"),
            "driver": post.title == DRIVER,
        }[FAULTS[code].scope]

    def serving(self, day: date) -> dict[str, list[tuple[Person, Post]]]:
        """Posts no longer change here, so a day is asked for once; a thousand draws would take half a minute."""
        if day not in self.days:
            self.days[day] = {}
            for person, post in self.register.on_duty(day):
                self.days[day].setdefault(post.unit, []).append((person, post))
        return self.days[day]

    def has_room(self, unit: str, day: date, size: int) -> bool:
        """Keeps the ordinary units ordinary: only the one meant to stand out may stand out."""
        if unit in self.clean or unit in SPECIAL:
            return False
        if self.register.units[unit].kind == "school" and date(day.year, 5, 28) < day < date(day.year, 8, 22):
            return False
        year = {2021: 1, 2022: 1 if size < 5 else 2 if size < 10 else 3 if size < 18 else 4}
        return self.full[unit, day.year] < year[day.year]

    def draw_day(self, year: int, code: str) -> date:
        """Working days, more of them after the plan of February 2022; what happens at home happens on any day."""
        if FAULTS[code].sources == SEEN and self.rng.random() < 0.5:
            return self.rng.choice([day for day in ROUNDS if day.year == year])
        days = [date(year, 1, 4) + n * DAY for n in range(350)]
        work = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
        if code in ("DD02", "DD03", "CS03", "CS04"):
            return self.rng.choice(days)
        return self.rng.choice(work + [day for day in work if day > date(2022, 2, 28)])

    def ordinary(self, year: int, code: str, unit: str = "") -> bool:
        """False where nobody fits, and then the caller tries another standard or another day."""
        day = self.draw_day(year, code)
        known = {v.person.code for v in self.register.violations if v.occurred_on == day}
        found = [
            person
            for code_of_unit, pairs in self.serving(day).items()
            if unit in ("", code_of_unit) and self.has_room(code_of_unit, day, len(pairs))
            for person, post in pairs
            if self.fits(person, post, code) and person.code not in known
        ]
        if found:
            self.add(self.rng.choice(found), code, day)
        return bool(found)

    def fill(self) -> None:
        """Every standard once, every unit that is not clean once, and chance for the rest."""
        codes, weights = list(FAULTS), [fault.weight for fault in FAULTS.values()]
        for code in codes:
            while not self.ordinary(2022, code):
                pass
        for unit in self.register.units:
            tries = 0
            while not (unit in self.clean or self.full[unit, 2022]) and tries < 200:
                self.ordinary(2022, self.rng.choices(codes, weights)[0], unit)
                tries += 1
        for year, total in TOTAL.items():
            while sum(1 for v in self.register.violations if v.occurred_on.year == year) < total:
                self.ordinary(year, self.rng.choices(codes, weights)[0])


def add_violations(register: Register) -> None:
    """The told cases first: they need their people and days, the rest goes round them."""
    offences = Offences(register)
    add_large_and_small(offences)
    add_merged_and_closed(offences)
    add_dismissed_and_moved(offences)
    add_frequent(offences)
    add_voided(offences)
    offences.fill()
    register.violations.sort(key=lambda v: (v.occurred_on, v.person.code))


def add_large_and_small(offences: Offences) -> None:
    """A school where lateness has become a habit, and an office of four with a single slip."""
    rng, register = offences.rng, offences.register
    teachers = [p for p, post in register.on_duty(date(2022, 2, 1), LARGE) if post.leadership == "none"]
    habitual = rng.sample([p for p in teachers if p.posts[-1].ended_on is None], 12)
    for day, many in LARGE_DAYS.items():
        for person in rng.sample(habitual, many):
            offences.add(person, "TG01", day, "inspection", note=rng.choice(LARGE_NOTES))
    for day, code in LARGE_OTHERS.items():
        offences.add(rng.choice(habitual), code, day)
    clerk = next(p for p, post in register.on_duty(FIRST, SMALL) if post.title == CV)
    offences.add(clerk, "TT01", date(2022, 6, 14), "inspection", note="Không đeo thẻ, để trong ngăn bàn")


def add_merged_and_closed(offences: Offences) -> None:
    """Old units keep what happened in them, and reports over the old days must still show it."""
    register = offences.register
    teachers = [p for p, post in register.on_duty(date(2022, 3, 1), MERGED) if post.title == GV]
    for person, code, day in zip(
        offences.rng.sample(teachers, 3),
        ["TG01", "TT01", "TG03"],
        [date(2021, 11, 9), date(2022, 3, 15), date(2022, 5, 18)],
        strict=True,
    ):
        offences.add(person, code, day, "inspection")
    market = [p for p, post in register.on_duty(date(2022, 3, 1), CLOSED) if post.title.startswith("Nhân viên quản")]
    offences.add(market[0], "TG01", date(2021, 4, 20), "inspection", note="13 giờ 50 chưa có mặt tại quầy thu")
    offences.add(market[-1], "CS01", date(2022, 2, 17), "citizen", "minor", "Thu tiền gửi xe của dân đến giao dịch")


def add_dismissed_and_moved(offences: Offences) -> None:
    """Nobody is dismissed out of the blue, and a transfer leaves the old record where it was made."""
    people = offences.register.people
    first, second = sorted(
        (p for p in people if p.posts[-1].reason == "dismissed"), key=lambda p: p.posts[-1].ended_on or LAST
    )
    offences.add(first, "ND03", date(2021, 5, 12), "citizen", "very-serious", "Nhận tiền làm thủ tục đất đai")
    offences.add(second, "TG04", date(2022, 4, 19), "supervisor", "serious", "Tự ý nghỉ 4 ngày, không có đơn")
    note = "Tổ chức đánh bạc tại nhà, Công an huyện bắt quả tang"
    offences.add(second, "DD03", date(2022, 6, 18), "other", "extremely-serious", note)
    mover = next(p for p in people if [x.unit for x in p.posts[-2:]] == ["XUANLAC", "NAMCUONG"])
    offences.add(mover, "NV01", date(2022, 3, 22), "supervisor", "minor", "Để quá hạn 4 hồ sơ cấp giấy chứng nhận")
    offences.add(mover, "ND01", date(2022, 9, 21), "citizen", "minor", "Công dân phải đi lại ba lần mới nộp được hồ sơ")


def add_frequent(offences: Offences) -> None:
    """A few people come back again and again: repeat offenders are what the clock and the ladder are for."""
    for unit, title in OFTEN.items():
        person = offences.register.someone(unit, title, LAST)
        for day, code in OFTEN_DAYS:
            offences.add(person, code, day, "inspection")


def add_voided(offences: Offences) -> None:
    """The three mistakes clerks make: the wrong namesake, the same thing twice, leave that had been granted."""
    register, day = offences.register, date(2022, 3, 29)
    wrong, right = [p for p in register.people if p.full_name == SAME_NAME and p.posts[0].unit == SAME_SCHOOL][:2]
    offences.add(wrong, "TT01", day, "inspection", note="Không đeo thẻ")
    void(register, date(2022, 4, 1), "Ghi nhầm người trùng họ tên trong cùng đơn vị")
    offences.add(right, "TT01", day, "inspection", note="Không đeo thẻ")
    person = register.someone("NAMCUONG", CLERK, LAST)
    for _ in range(2):
        offences.add(person, "TG01", date(2022, 9, 27), "inspection", note="13 giờ 45 chưa có mặt tại trụ sở")
    void(register, date(2022, 9, 30), "Nhập trùng")
    person = register.someone("XUANLAC", CULTURE, LAST)
    offences.add(person, "TG03", date(2022, 11, 8), "inspection", note="Vắng mặt cả buổi sáng")
    void(register, date(2022, 11, 14), "Có đơn xin nghỉ phép đã được duyệt")


def add_standing_out(register: Register) -> None:
    """Clerks of the town's office and teachers of a kindergarten: nobody who did something on the same day already."""
    chance = random.Random(sample_standing_out.SEED)
    faults = sample_standing_out.FAULTS
    for unit in (sample_standing_out.TOWN, sample_standing_out.VISITED):
        own = [fault for fault in faults if fault.unit == unit]
        known = {violation.person.code for violation in register.violations if violation.occurred_on.year == 2022}
        serving = [
            person
            for person, post in register.on_duty(own[0].on, unit)
            if post.leadership == "none" and post.category != "cadre" and person.posts[-1] is post
        ]
        serving = [person for person in serving if person.code not in known] or serving
        by_code = {person.code: person for person in serving}
        for fault, code in zip(own, sample_standing_out.people(chance, [*by_code], own), strict=True):
            found = fault.on + fault.days * DAY
            row = (by_code[code], fault.standard, fault.on, found, fault.source, "minor", fault.note)
            register.standing_out.append(Violation(*row))
    register.standing_out.sort(key=lambda violation: violation.occurred_on)


def reminder_rows(violations: list[list[object]], register: Register) -> list[list[object]]:
    """The first that the town's people did, dealt with by their chairman within two weeks."""
    chance = random.Random(sample_standing_out.SEED)
    town = sample_standing_out.TOWN
    [head] = [p for p, post in register.on_duty(LAST, town) if post.leadership == "head"]
    own = [row for row in violations[len(register.violations) :] if row[2] == town][: sample_standing_out.REMINDED]
    rows: list[list[object]] = []
    for place, row in enumerate(own, 1):
        found = row[5]
        promise(isinstance(found, date), "a violation without the day on which it was found")
        on = date.fromisoformat(str(found)) + chance.randint(3, 12) * DAY
        on += max(0, 7 - on.weekday()) * DAY if on.weekday() > 4 else 0 * DAY
        rows.append([f"NN-2022-{place:04}", row[0], on, head.code, "Nhắc nhở tại cuộc họp giao ban"])
    return rows


def void(register: Register, on: date, reason: str) -> None:
    """The last one entered; the row stays, as nothing official is ever deleted."""
    register.violations[-1] = replace(register.violations[-1], voided_on=on, void_reason=reason)


# --- Quotas ------------------------------------------------------------------------------------------------------


def quotas(register: Register) -> list[tuple[str, int, str, int]]:
    """Mostly a little above the people there are; sometimes below, and then the vacancy is negative."""
    rows = []
    for end in (COUNTED, LAST):
        counts = Counter((post.unit, post.category) for _, post in register.on_duty(end))
        for (unit, category), people in sorted(counts.items()):
            if category != "contract":
                more = register.rng.choices([0, 1, 2, -1], [25, 45, 24, 6])[0]
                rows.append((unit, end.year, category, people + more))
    return sorted(rows)


# --- Promises ----------------------------------------------------------------------------------------------------


def check(register: Register) -> None:
    """The tests lean on every one of these, so a change that breaks one must not write anything."""
    counts = Counter(post.category for _, post in register.on_duty(COUNTED))
    for category, number in PROMISED.items():
        promise(counts[category] == number, f"{counts[category]} {category} on {COUNTED}, not {number}")
    numbers = [person.id_number for person in register.people if person.id_number]
    promise(len(numbers) == len(set(numbers)), "an identity number twice")
    for person in register.people:
        check_posts(register, person)
    for day in (FIRST, COUNTED, LAST):
        heads = Counter(post.unit for _, post in register.on_duty(day) if post.leadership == "head")
        staffed = {post.unit for _, post in register.on_duty(day)}
        promise(all(heads[unit] == 1 for unit in staffed), f"a unit without exactly one head on {day}")
    check_violations(register)


def check_posts(register: Register, person: Person) -> None:
    """One post at a time, inside the life of its unit, of somebody of working age."""
    for earlier, later in zip(person.posts, person.posts[1:], strict=False):
        promise(earlier.ended_on is not None and earlier.ended_on < later.started_on, f"{person.code}: two posts")
    for post in person.posts:
        unit, ended = register.units[post.unit], post.ended_on
        promise(unit.opened_on is None or unit.opened_on <= post.started_on, f"{person.code}: before {unit.code}")
        promise(not unit.closed_on or (ended is not None and ended <= unit.closed_on), f"{person.code}: {unit.code}")
        promise(ended is None or post.started_on <= ended, f"{person.code}: a post that ends before it starts")
        promise(not post.reason or ended is not None, f"{person.code}: a reason without a last day")
    promise(person.born_on >= date(1961, 1, 1), f"{person.code}: born too early")
    promise(person.posts[0].started_on.year - person.born_on.year > 18, f"{person.code}: too young")
    years, months = pension_age(person.sex, 2022)
    leaves = person.posts[-1].ended_on or LAST
    age = (leaves.year - person.born_on.year) * 12 + leaves.month - person.born_on.month
    promise(age <= years * 12 + months, f"{person.code}: past retirement")


def check_violations(register: Register) -> None:
    """Each inside a post, found no earlier than it happened, and the whole of the shape that was asked for."""
    rows = register.violations
    for v in rows:
        promise(v.person.post_on(v.occurred_on) is not None, f"{v.person.code}: no post on {v.occurred_on}")
        promise(v.occurred_on <= v.found_on <= LAST, f"{v.person.code}: found on {v.found_on}")
    for year, total in TOTAL.items():
        promise(sum(1 for v in rows if v.occurred_on.year == year) == total, f"not {total} in {year}")
    late = [v for v in rows if v.occurred_on.year == 2022]
    sources = {"inspection", "supervisor", "citizen", "self", "audit", "press", "other"}
    promise({v.standard for v in late} == set(FAULTS), "a standard nobody broke")
    promise({v.source for v in late} == sources, "a source nobody used")
    promise(len({v.severity for v in late}) == 4, "a severity that never comes")
    promise(sum(1 for v in late if v.voided_on) == 3, "not three voided")
    units = Counter(unit_of(v) for v in late)
    promise(all(v.person.post_on(v.occurred_on) for v in register.standing_out), "nobody there who stood out")
    promise(units[SMALL] == 1 and 16 <= units[LARGE] <= 20, "the small or the large unit")
    touched = {unit_of(v) for v in rows}
    promise(len(register.units) // 3 <= len(register.units) - len(touched) <= 36, "not a third without any")


def unit_of(violation: Violation) -> str:
    """The unit in which the person then served, whatever became of either."""
    post = violation.person.post_on(violation.occurred_on)
    return post.unit if post else ""


# --- Files -------------------------------------------------------------------------------------------------------


def text(value: object) -> str:
    """Days in ISO, nothing for what is missing, and composed Unicode without stray spaces."""
    written = "" if value is None else str(value)
    promise(written == " ".join(written.split()), f"stray spaces in {written!r}")
    return unicodedata.normalize("NFC", written)


def put(folder: Path, name: str, keys: str, rows: Iterable[Iterable[object]]) -> None:
    """The layout of an export: no byte order mark, CRLF, quotes only where they are needed."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
        writer.writerow(keys.split(","))
        writer.writerows([text(value) for value in row] for row in rows)


def unit_rows(register: Register) -> list[list[object]]:
    """Sorted by code, the identity of a unit."""
    ordered = sorted(register.units.values(), key=lambda u: u.code)
    return [[u.code, u.name, u.kind, u.parent, u.opened_on, u.closed_on, u.successor] for u in ordered]


def staff_rows(register: Register) -> list[list[object]]:
    """What the file does not know stays empty, though the person was drawn whole."""
    return [
        [p.code, p.full_name, p.born_on if p.born_known else None, p.sex, p.id_number, p.note] for p in register.people
    ]


def post_rows(register: Register) -> list[list[object]]:
    """By person and day, which together identify a post."""
    return [
        [p.code, x.unit, x.category, x.title, x.leadership, x.started_on, x.ended_on, x.reason]
        for p in register.people
        for x in p.posts
    ]


def violation_rows(register: Register, inspections: Inspections) -> list[list[object]]:
    """Numbered by the year of the day it happened, in the order of the days, without a gap; what stands out last."""
    rows: list[list[object]] = []
    counts: Counter[int] = Counter()
    for place, v in enumerate([*register.violations, *register.standing_out]):
        year = v.occurred_on.year
        counts[year] += 1
        rows.append(
            [
                f"VP-{year}-{counts[year]:04}",
                v.person.code,
                unit_of(v),
                v.standard,
                v.occurred_on,
                v.found_on,
                v.source,
                v.severity,
                v.note,
                inspections.of_violation.get(place, ""),
                v.voided_on,
                v.void_reason,
            ]
        )
    return rows


def build() -> Register:
    """Everything, checked. The order matters: each step draws from the same source of chance."""
    register = Register(random.Random(SEED))
    add_units(register)
    add_staff(register)
    give_namesakes(register)
    tell(register)
    give_codes(register)
    give_id_numbers(register)
    add_violations(register)
    add_standing_out(register)
    check(register)
    return register


def write(folder: Path) -> None:
    """All files of the sample into `folder`; nothing is written unless every promise holds."""
    register = build()
    folder.mkdir(parents=True, exist_ok=True)
    put(folder, "unit", "code,name,kind,parent,opened_on,closed_on,successor", unit_rows(register))
    put(folder, "quota", "unit,year,category,number", quotas(register))
    put(folder, "staff", "code,full_name,born_on,sex,id_number,note", staff_rows(register))
    keys = "staff,unit,category,title,leadership,started_on,ended_on,reason"
    put(folder, "post", keys, post_rows(register))
    documents = sorted(DOCUMENTS, key=lambda row: (row[0], row[2]))
    put(folder, "document", "number,kind,issued_on,issuer,title", documents)
    inspections = Inspections(register)
    keys = "number,staff,unit,standard,occurred_on,found_on,source,severity,note,inspection,voided_on,void_reason"
    violations = violation_rows(register, inspections)
    put(folder, "violation", keys, [FOUND_LATE, *violations])
    keys = (
        "number,unit,kind,planned_on,visited_on,hour,people,present,absent_with_reason,absent_without_reason,came_late"
    )
    keys += ",conclusion,concluded_on,to_remedy,remedy_due_on,remedied,remedied_on,note,voided_on,void_reason"
    put(folder, "inspection", keys, inspections.rows)
    put(folder, "inspection_check", "inspection,item,made,passed,failed_staff,note", inspections.checks)
    tasks, put_off = sample_tasks.rows(sample_tasks.build(register))
    put(folder, "task", sample_tasks.TASK, tasks)
    put(folder, "task_extension", sample_tasks.EXTENSION, put_off)
    reminders = reminder_rows(violations, register)
    put(folder, "reminder", "number,violation,reminded_on,reminded_by,note", reminders)
    feedback = sample_feedback.rows(sample_feedback.build(violations, len(register.violations)))
    put(folder, "feedback", sample_feedback.KEYS, feedback)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE_DATA)
