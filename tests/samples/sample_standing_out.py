"""What makes three units of the sample stand out in 2022, or seem to: the story that the guide tells of the signal.

Citizens and superiors name the town's office in every quarter; a kindergarten is inspected nearly every month, and what
is found there is what so many visits find anywhere. (The school that is inspected twice as often as others, and is late
besides, is told in `sample_violations`.) Its chance is its own and its rows come last, as entered later, so that
nothing else in the sample moves.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

SEED = 5151
DAY = timedelta(days=1)
TOWN, VISITED = "BANGLUNG", "MNYENMY"
VISITS = [(2, 15), (2, 22), (3, 8), (3, 22), (4, 26), (5, 17), (9, 20), (10, 4), (10, 25), (11, 15), (12, 6)]
VISITED_ON = [date(2022, month, day) for month, day in VISITS]


@dataclass(frozen=True)
class Fault:
    """One violation before its person is drawn: what, when, how long until it was known, from whom, in what words."""

    unit: str
    standard: str
    on: date
    days: int
    source: str
    note: str


def town(month: int, day: int, days: int, standard: str, source: str, note: str) -> Fault:
    return Fault(TOWN, standard, date(2022, month, day), days, source, note)


def visited(place: int, standard: str, note: str) -> Fault:
    return Fault(VISITED, standard, VISITED_ON[place], 0, "inspection", note)


FAULTS = [
    town(1, 11, 8, "ND01", "citizen", "Hướng dẫn hồ sơ đất đai không đầy đủ, công dân phải đi lại ba lần"),
    town(2, 16, 1, "NV01", "supervisor", "Để quá hạn 11 hồ sơ chứng thực, không có thư xin lỗi"),
    town(3, 2, 12, "ND02", "citizen", "Nói trống không với công dân lớn tuổi"),
    town(3, 17, 4, "TG03", "supervisor", "Bộ phận một cửa không có người trực từ 14 giờ"),
    town(4, 5, 13, "ND01", "citizen", "Trả hồ sơ hai lần, mỗi lần nêu một lý do khác"),
    town(4, 20, 2, "NV01", "supervisor", "Báo cáo rà soát hộ nghèo chậm 12 ngày, đã đôn đốc hai lần"),
    town(5, 12, 7, "ND02", "citizen", "Để công dân chờ cả buổi sáng, không một lời xin lỗi"),
    town(5, 25, 9, "CS03", "press", "Báo nêu việc thu tiền không biên lai tại điểm chứng thực"),
    town(6, 14, 3, "TG01", "supervisor", "8 giờ chưa có người tại bộ phận tiếp nhận"),
    town(7, 6, 13, "ND01", "citizen", "Không giải thích lý do trả hồ sơ khai sinh"),
    town(7, 20, 2, "NV01", "supervisor", "Bỏ sót 5 văn bản đến, quá hạn xử lý 9 ngày"),
    town(8, 17, 5, "ND05", "citizen", "Không tiếp công dân theo lịch đã niêm yết"),
    town(9, 7, 6, "ND02", "citizen", "To tiếng với công dân tại quầy"),
    town(10, 12, 8, "ND01", "citizen", "Yêu cầu nộp lại giấy tờ đã nộp"),
    town(11, 9, 2, "NV01", "supervisor", "Chậm cập nhật hồ sơ vào phần mềm một cửa 15 ngày"),
    town(12, 1, 6, "ND02", "citizen", "Phản ánh không được trả lời sau hai lần gọi điện"),
    visited(1, "TG01", "7 giờ 15 chưa có mặt tại lớp"),
    visited(5, "TT01", "Quên thẻ ở nhà"),
    visited(7, "TT02", "Đi dép lê lên lớp"),
    visited(9, "TG01", "Đến trường muộn"),
]
REMINDED = 9  # of what the town's people did, the first: dealt with by a reminder of their chairman


def people(chance: random.Random, serving: list[str], faults: list[Fault]) -> list[str]:
    """Who did each of them: one after the other in an order by chance, so that no one person explains the unit."""
    shuffled = chance.sample(serving, len(serving))
    return [shuffled[place % len(shuffled)] for place, _fault in enumerate(faults)]
