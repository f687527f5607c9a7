"""Lists of other nouns than people, as offices head and write them: what is stored is what stands there.

Rows are parted by line breaks, cells by bars; the district of the sample is the register.
"""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.harness import Chodon, begin

TASKS = """BẢNG THEO DÕI NHIỆM VỤ UBND HUYỆN GIAO QUÝ I/2022
STT|Nội dung công việc|Số, ký hiệu văn bản giao|Cơ quan chủ trì|Ngày giao|Thời hạn hoàn thành|Ngày hoàn thành
1|Báo cáo công tác CCHC quý I||Phòng Nội vụ|05/01/2022|15/3/2022|14.3.2022
2|Rà soát TTHC||VP HĐND&UBND|2022-02-01|31/03/2022|
|Tổng: 2 nhiệm vụ
||||||TL. CHỦ TỊCH"""
FEEDBACK = """SỔ TIẾP NHẬN PHẢN ÁNH, KIẾN NGHỊ NĂM 2022
STT|Ngày tiếp nhận|Hình thức|Loại|Đơn vị bị phản ánh|Nội dung|Hạn trả lời
1|05/01/2022|Đường dây nóng|Phản ánh|UBND thị trấn Bằng Lũng|Tiếp dân chậm|20/01/2022
2|12/02/2022|Trực tiếp|Khen|Phòng TN&MT|Giải quyết nhanh|
Tổng số: 02 ý kiến"""
RATINGS = """TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI
STT|Họ và tên|Mã viên chức|Năm|Điểm tự chấm|Mức xếp loại chất lượng|Ngày QĐ
1|Đặng Thị Ánh||2022|85,5|Hoàn thành tốt nhiệm vụ|30/06/2022
|Cộng|||||1"""
INSPECTIONS = """KẾT QUẢ KIỂM TRA VIỆC CHẤP HÀNH KỶ LUẬT
TT|Đơn vị được kiểm tra|Thời gian kiểm tra|Tổng số CBCC|Có mặt|Vắng||Đi muộn
|||||Có lý do|Không lý do|
1|UBND TT Bằng Lũng|08/03/2022|22|20|1|1|0
2|Phòng LĐ-TB&XH|08/03/2022|9|8|1|0|-
Tổng cộng|||31|28|2|1|0"""
TRAININGS = """DANH SÁCH CBCCVC ĐƯỢC CỬ ĐI ĐÀO TẠO, BỒI DƯỠNG NĂM 2022
STT|Họ tên|Đơn vị công tác|Nội dung đào tạo, bồi dưỡng|Cơ sở đào tạo|Thời gian đào tạo||Số ngày
|||||Từ ngày|Đến ngày|
1|Đặng Thị Ánh|TH Bằng Phúc|QLNN ngạch chuyên viên|Trường Chính trị|01/3/2022|30/4/2022|60"""
VIOLATIONS = """SỔ THEO DÕI VI PHẠM NĂM 2022
STT|Họ và tên người vi phạm|Đơn vị|Hành vi vi phạm|Ngày vi phạm|Cơ quan phát hiện
1|bà Đặng Thị Ánh|TH Bằng Phúc|TG01|8 giờ 15 ngày 08/3/2022|Đoàn kiểm tra
2|Lưu Thị Ngọc Ánh|TTVH-TT&TT|TT01|Hồi 7h30, ngày 09/03/2022|Người dân"""
COMMENDATIONS = """DANH SÁCH KHEN THƯỞNG NĂM 2022
STT|Họ và tên|Danh hiệu thi đua, hình thức khen thưởng|Số QĐ|Ngày ký QĐ
I|LAO ĐỘNG TIÊN TIẾN
1|Đặng Thị Ánh|Lao động tiên tiến|3456/QĐ-UBND|30/12/2022
II|GIẤY KHEN
1|Lèng Thị Thu Ánh|Giấy khen|3457/QĐ-UBND|30/12/2022"""
PLEDGES = """DANH SÁCH KÝ CAM KẾT
TT|HỌ VÀ TÊN|VĂN BẢN|NGÀY KÝ CAM KẾT
1|ĐẶNG THỊ ÁNH|30/KH-UBND@2022-02-23|05/04/2022"""
STORED = {
    "task": (
        TASKS,
        "",
        "unit,assigned_on,due_on,done_on",
        ["PNV|2022-01-05|2022-03-15|2022-03-14", "VPHDND|2022-02-01|2022-03-31|"],
    ),
    "feedback": (
        FEEDBACK,
        "",
        "unit,received_on,channel,kind,due_on",
        ["BANGLUNG|2022-01-05|phone|complaint|2022-01-20", "PTNMT|2022-02-12|in-person|praise|"],
    ),
    "rating": (RATINGS, "--set kind=final", "staff,year,kind,level,decided_on", ["VC185|2022|final|good|2022-06-30"]),
    "inspection": (
        INSPECTIONS,
        "--set kind=surprise",
        "unit,visited_on,people,present,absent_with_reason,came_late",
        ["BANGLUNG|2022-03-08|22|20|1|0", "PLDTBXH|2022-03-08|9|8|1|0"],
    ),
    "training": (
        TRAININGS,
        "",
        "staff,field,started_on,ended_on,days",
        ["VC185|state-management|2022-03-01|2022-04-30|60"],
    ),
    "violation": (
        VIOLATIONS,
        "",
        "staff,unit,occurred_on,source",
        ["VC185|THBANGPHUC|2022-03-08|inspection", "VC013|TTVHTTTT|2022-03-09|citizen"],
    ),
    "commendation": (
        COMMENDATIONS,
        "",
        "staff,form,decision,decided_on",
        ["VC185|emulation-title|3456/QĐ-UBND|2022-12-30", "VC137|certificate|3457/QĐ-UBND|2022-12-30"],
    ),
    "pledge": (PLEDGES, "--set year=2022", "staff,document,signed_on", ["VC185|30/KH-UBND@2022-02-23|2022-04-05"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("noun", STORED)
def test_what_stands_in_the_list_is_stored(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path, noun: str
) -> None:
    text, options, keys, stored = STORED[noun]
    book = openpyxl.Workbook()
    for line in text.split("\n"):
        book.active.append([cell or None for cell in line.split("|")])
    book.save(tmp_path / "list.xlsx")
    begin(sample, register)
    if options:
        refused = chodon("import", tmp_path / "list.xlsx", status=1).stderr
        assert options.partition("=")[0] in refused and "\n" not in refused.strip()
    before = chodon(f"{noun} list -f json --columns", keys).json["rows"]
    assert chodon(f"import -f json {options}", tmp_path / "list.xlsx").json["totals"]["new"] == len(stored)
    rows = chodon(f"{noun} list -f json --columns", keys).json["rows"]
    for row in before:
        rows.remove(row)
    shown = ["|".join("" if value is None else f"{value}" for value in row.values()) for row in rows]
    assert sorted(shown) == sorted(stored)


def test_a_list_that_lacks_nothing_and_says_more_of_another_noun_is_asked_about(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    for noun, options in (("case", "case"), ("violation", "")):
        chodon(f"{noun} list -o", tmp_path / f"{noun}.xlsx")
        refused = chodon("import --dry-run", tmp_path / f"{noun}.xlsx", status=1 if options else 0).stderr
        assert "column is missing" not in refused and (not options or f"--as with one of: {options}" in refused)
