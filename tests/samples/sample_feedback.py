"""What citizens said of the fictional district in 2021 and 2022: praise, complaints, and some that nobody answered.

The chance in it is its own, so that nothing else in the sample moves when something is added.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

SEED = 1022
DAY = timedelta(days=1)
LAST = date(2022, 12, 31)
KEYS = (
    "number,received_on,channel,kind,unit,staff,service,text,due_on,answered_on,answer,violation,voided_on,void_reason"
)
SILENT = {"BANGLUNG", "PTNMT"}  # who leave complaints unanswered
COMPLAINED = ["BANGLUNG"] * 6 + ["PTNMT"] * 5 + ["PHUONGVIEN", "YENTHINH", "PLDTBXH", "BANTHI", "TTDVNN", "XUANLAC"]
PRAISED = ["NGOCPHAI", "DONGTHANG", "PTP", "BANGPHUC", "MNBANGLUNG", "THXUANLAC", "PLDTBXH"]
SERVICES = ["Chứng thực", "Đăng ký đất đai", "Đăng ký khai sinh", "Chế độ chính sách", "Tiếp công dân"]
COMPLAINTS = [
    "Hồ sơ trả chậm so với giấy hẹn",
    "Cán bộ tiếp dân thiếu niềm nở",
    "Phải đi lại nhiều lần vì không được hướng dẫn đủ",
    "Đến giờ làm việc mà không có người trực",
]
PRAISE = ["Hướng dẫn tận tình, trả hồ sơ trước hẹn", "Thái độ niềm nở, lịch sự"]
ANSWERS = ["Đã xác minh, xin lỗi và trả kết quả cho công dân", "Đã kiểm tra, nhắc nhở bộ phận tiếp nhận"]
CHANNELS = ["in-person", "letter", "phone", "online", "box"]


@dataclass
class Feedback:
    """One row before it has a number."""

    received_on: date
    channel: str
    kind: str
    unit: str
    text: str
    service: str = ""
    staff: str = ""
    due_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    violation: str = ""
    voided_on: date | None = None
    void_reason: str = ""


def build(violations: list[list[object]], entered_later: int) -> list[Feedback]:
    """Complaints and praise of both years, the complaints that became violations, and one entered twice.

    entered_later: the place from which on violations were entered later; the complaints behind these come last.
    """
    rng = random.Random(SEED)
    rows = [complaint(rng, unit, 2022) for unit in COMPLAINED for _time in range(2)]
    rows += [complaint(rng, unit, 2021) for unit in COMPLAINED[::3]]
    rows += [praise(rng, unit, year) for unit in PRAISED for year in (2021, 2022)]
    rows += [from_citizen(rng, row) for row in violations[:entered_later] if row[6] == "citizen" and not row[10]]
    twice = Feedback(date(2022, 6, 14), "phone", "complaint", "PTP", COMPLAINTS[0], "Chứng thực")
    twice.voided_on, twice.void_reason = date(2022, 6, 15), "Nhập trùng"
    later = [from_citizen(rng, row) for row in violations[entered_later:] if row[6] == "citizen"]
    return [*sorted([*rows, twice], key=lambda row: (row.received_on, row.unit, row.text)), *later]


def complaint(rng: random.Random, unit: str, year: int) -> Feedback:
    on = date(year, 1, 5) + rng.randint(0, 350) * DAY
    row = Feedback(on, rng.choice(CHANNELS), "complaint", unit, rng.choice(COMPLAINTS), rng.choice(SERVICES))
    row.due_on = on + 15 * DAY
    answered = row.due_on + (rng.randint(1, 20) if rng.random() < 0.25 else rng.randint(-9, 0)) * DAY
    if answered <= LAST and not (unit in SILENT and rng.random() < 0.6):
        row.answered_on, row.answer = answered, rng.choice(ANSWERS)
    return row


def praise(rng: random.Random, unit: str, year: int) -> Feedback:
    on = date(year, 1, 5) + rng.randint(0, 350) * DAY
    return Feedback(on, rng.choice(CHANNELS), "praise", unit, rng.choice(PRAISE), rng.choice(SERVICES))


def from_citizen(rng: random.Random, violation: list[Any]) -> Feedback:
    """The complaint behind a violation that became known from a citizen."""
    found: date = violation[5]
    row = Feedback(found, rng.choice(CHANNELS), "complaint", str(violation[2]), "Phản ánh về thái độ phục vụ")
    row.staff, row.violation, row.due_on = str(violation[1]), str(violation[0]), found + 15 * DAY
    if rng.random() < 0.8 and row.due_on <= LAST:
        row.answered_on, row.answer = row.due_on - rng.randint(0, 8) * DAY, ANSWERS[1]
    return row


def rows(feedback: list[Feedback]) -> list[list[object]]:
    """The rows of feedback.csv, numbered by the year in which they were received."""
    counts: dict[int, int] = {}
    written: list[list[object]] = []
    for f in feedback:
        year = f.received_on.year
        counts[year] = counts.get(year, 0) + 1
        about = [f"PA-{year}-{counts[year]:04}", f.received_on, f.channel, f.kind, f.unit, f.staff, f.service, f.text]
        written.append([*about, f.due_on, f.answered_on, f.answer, f.violation, f.voided_on, f.void_reason])
    return written
