"""What was done against the standards: how often, by whom, how it was noticed; and the documents of the district."""

from dataclasses import dataclass
from datetime import date

from tests.samples.sample_days import DAY
from tests.samples.sample_names import SAME_SCHOOL
from tests.samples.sample_story import CLERK, GV
from tests.samples.sample_units import CLOSED, LAND, LARGE, MERGED, SMALL


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
