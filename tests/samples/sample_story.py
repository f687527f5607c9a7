"""What happened to posts: who left, came, moved or was promoted when."""

from dataclasses import dataclass

from tests.samples.sample_units import ACCOUNTANT, CV, DRIVER, LAND, VETERANS, VICE_CHAIR


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
