"""What the district consists of: offices, services, communes and schools, with the titles of those who serve there."""

from datetime import date

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
