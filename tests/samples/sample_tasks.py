"""The tasks of the fictional register: what plan 30/KH-UBND and other documents asked of the units in 2021 and 2022.

Two offices are late again and again, a few put things off twice, monthly reports come again by the 25th, a school
hands its reports on to the one it was merged into, and what was asked of a board that was dissolved is cancelled. The
chance in it is its own, so that nothing else in the sample moves when a task is added.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

SEED = 25
DAY = timedelta(days=1)
LAST = date(2022, 12, 31)
PLAN, TOWN_PLAN = "30/KH-UBND@2022-02-23", "30/KH-UBND@2021-03-15"
INSPECTION_2021, INSPECTION_2022, FINDINGS = "418/QĐ-UBND", "512/QĐ-UBND", "77/TB-UBND"
SLOW = {"PKTHT", "PNNPTNT"}  # late in most of what they do
SLACK = {"PTNMT", "BANTHI", "THBANGLUNG"}  # late now and then
REPORTING = ["VPHDND", "PNV", "PGDDT", "PKTHT", "PNNPTNT", "TTVHTTTT", "BANGLUNG", "XUANLAC", "THRABAN"]
GOES_ON = ["VPHDND", "PNV"]  # whose report is asked for in 2023 too
MERGED, MERGED_INTO, MERGED_ON = "THRABAN", "THDONGTHANG", date(2022, 8, 1)
DISSOLVED, DISSOLVED_ON = "BQLCHO", date(2022, 6, 30)
QUALITIES = ["excellent", "good", "good", "good", "fair", "fair"]
CHAIRMAN, DEPUTY = "Chủ tịch UBND huyện", "Phó Chủ tịch UBND huyện"
CHECK = "Tự kiểm tra việc đeo thẻ, chấp hành thời giờ làm việc"
PLANNING = "Xây dựng kế hoạch thực hiện Đề án đổi mới phong cách, lề lối làm việc"
REPORT = "Báo cáo tháng về kết quả thực hiện Kế hoạch 30/KH-UBND"
RULES = "Rà soát, ban hành nội quy, quy chế làm việc của cơ quan"
POSTING = "Niêm yết công khai lịch công tác và số điện thoại đường dây nóng"
REMEDY = "Khắc phục tồn tại nêu trong thông báo kết quả kiểm tra"
TASK = (
    "number,title,document,unit,staff,assigned_on,scheduled_on,due_on,done_on,quality,"
    "cancelled_on,cancel_reason,repeats,series,note,voided_on,void_reason"
)
EXTENSION = "task,extended_on,due_on,extended_by,reason"


@dataclass(frozen=True)
class Task:
    """One row before it has a number; `put_off` has a row for each extension: day, new due day, by whom, why."""

    title: str
    document: str
    unit: str
    assigned_on: date
    due_on: date
    staff: str = ""
    done_on: date | None = None
    quality: str = ""
    cancelled_on: date | None = None
    cancel_reason: str = ""
    repeats: str = ""
    scheduled_on: date | None = None
    first: "Task | None" = None  # of its series
    note: str = ""
    voided_on: date | None = None
    void_reason: str = ""
    put_off: tuple[tuple[date, date, str, str], ...] = ()


@dataclass
class Tasks:
    """All of them, in the order of their days, with the one source of chance that decides what became of each."""

    register: Any
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    rows: list[Task] = field(default_factory=list)

    def add(self, task: Task) -> None:
        self.rows.append(task)

    def finished(self, task: Task) -> Task:
        """Done in time, late or not at all, as that unit does things."""
        late = 0.65 if task.unit in SLOW else 0.35 if task.unit in SLACK else 0.04
        due = task.put_off[-1][1] if task.put_off else task.due_on
        if self.rng.random() >= late:
            low = max(task.assigned_on, task.put_off[-1][0] if task.put_off else task.assigned_on)
            done = due - self.rng.randint(0, min(6, (due - low).days)) * DAY
        elif task.unit in SLOW and self.rng.random() < 0.3:
            return task
        else:
            done = due + self.rng.randint(2, 24) * DAY
        if done > LAST:
            return task
        return replace(task, done_on=done, quality=self.rng.choice(QUALITIES) if done <= due else "fair")

    def head(self, unit: str, day: date) -> str:
        return str(next(p.code for p, post in self.register.on_duty(day, unit) if post.leadership == "head"))


def build(register: Any) -> list[Task]:
    tasks = Tasks(register)
    add_2021(tasks)
    add_planning(tasks)
    add_reports(tasks)
    add_offices(tasks)
    add_remedies(tasks)
    add_dissolved(tasks)
    add_mistaken(tasks)
    return sorted(tasks.rows, key=lambda task: (task.assigned_on, task.unit, task.title))


def add_2021(tasks: Tasks) -> None:
    """The town's own plan, and the self-check before the inspection of that year."""
    for title, due in [
        ("Công khai thủ tục hành chính tại bộ phận một cửa", date(2021, 4, 15)),
        ("Khảo sát mức độ hài lòng của người dân", date(2021, 9, 30)),
        ("Báo cáo tổng kết cải cách hành chính năm 2021", date(2021, 12, 10)),
    ]:
        on = date(2021, 3, 18)
        tasks.add(tasks.finished(Task(title, TOWN_PLAN, "BANGLUNG", on, due, tasks.head("BANGLUNG", on))))
    for unit in [*offices(tasks), "BANGPHUC", "BANTHI", "BINHTRUNG"]:
        tasks.add(tasks.finished(Task(CHECK, INSPECTION_2021, unit, date(2021, 4, 14), date(2021, 5, 14))))


def add_planning(tasks: Tasks) -> None:
    """Each office, service unit and commune writes a plan of its own."""
    on, due = date(2022, 2, 25), date(2022, 3, 15)
    for unit in tasks.register.units.values():
        if unit.kind in ("office", "service", "commune"):
            tasks.add(tasks.finished(Task(PLANNING, PLAN, unit.code, on, due, tasks.head(unit.code, on))))


def add_reports(tasks: Tasks) -> None:
    """By the 25th of each month; the next is asked for on the day after the last was due."""
    for unit in REPORTING:
        first = None
        for month in range(3, 14 if unit in GOES_ON else 13):
            due = date(2022 + month // 13, (month - 1) % 12 + 1, 25)
            on = date(2022, month - 1, 26) if month > 3 else date(2022, 2, 28)
            doing = MERGED_INTO if unit == MERGED and on >= MERGED_ON else unit
            task = Task(REPORT, PLAN, doing, on, due, repeats="monthly", scheduled_on=due, first=first)
            if month == 12 and unit not in GOES_ON:
                task = replace(task, repeats="", note="Báo cáo cuối cùng của năm")
            if unit == "PKTHT" and month in (6, 9):
                task = replace(task, put_off=((due - DAY, due + 5 * DAY, DEPUTY, "Chờ số liệu của các xã"),))
            task = tasks.finished(task)
            first = first or task
            tasks.add(task)


def add_offices(tasks: Tasks) -> None:
    """Rules of the house and what is posted at the door; three of them put off twice."""
    for unit in offices(tasks):
        on = date(2022, 3, 10) + tasks.rng.randint(0, 9) * DAY
        who = next((p.code for p, post in tasks.register.on_duty(on, unit) if post.title == "Chuyên viên"), "")
        twice = (
            (date(2022, 4, 28), date(2022, 5, 31), DEPUTY, "Chờ ý kiến công đoàn cơ sở"),
            (date(2022, 5, 30), date(2022, 6, 30), CHAIRMAN, "Phải lấy ý kiến lại sau khi thay đổi nhân sự"),
        )
        put_off = twice if unit in ("PKTHT", "PTNMT", "PVHTT") else ()
        tasks.add(tasks.finished(Task(RULES, PLAN, unit, on, date(2022, 4, 29), who, put_off=put_off)))
    for unit in tasks.register.units.values():
        if unit.kind in ("commune", "school") and tasks.rng.random() < 0.4:
            on = date(2022, 4, 4)
            tasks.add(tasks.finished(Task(POSTING, INSPECTION_2022, unit.code, on, date(2022, 4, 20))))


def add_remedies(tasks: Tasks) -> None:
    """What the inspection of October found is to be put right within a month; some never was."""
    on, due = date(2022, 10, 24), date(2022, 11, 24)
    for unit in ("PKTHT", "PNNPTNT", "BANGLUNG", "PHUONGVIEN", "YENTHINH", "THBANGLUNG", "LCLUONGBANG"):
        tasks.add(tasks.finished(Task(REMEDY, FINDINGS, unit, on, due, tasks.head(unit, on))))


def add_dissolved(tasks: Tasks) -> None:
    """Nobody is left to do what the market board was told to."""
    task = Task("Phương án sắp xếp lại quầy hàng", "", DISSOLVED, date(2022, 4, 11), date(2022, 8, 31))
    reason = "Đơn vị giải thể theo Quyết định 905/QĐ-UBND"
    tasks.add(replace(task, cancelled_on=DISSOLVED_ON, cancel_reason=reason))


def add_mistaken(tasks: Tasks) -> None:
    """Entered for the wrong office, and entered anew."""
    task = Task("Tổng hợp danh sách đăng ký học tập chuyên đề năm 2022", "05-CT/TW", "PTP", date(2022, 3, 21), LAST)
    task = replace(task, due_on=date(2022, 4, 8))
    tasks.add(replace(task, voided_on=date(2022, 3, 22), void_reason="Giao nhầm đơn vị"))
    tasks.add(tasks.finished(replace(task, unit="PNV", assigned_on=date(2022, 3, 22))))


def offices(tasks: Tasks) -> list[str]:
    return [unit.code for unit in tasks.register.units.values() if unit.kind == "office"]


def rows(tasks: Iterable[Task]) -> tuple[list[list[object]], list[list[object]]]:
    """The rows of task.csv, numbered by the year in which they were assigned, and of task_extension.csv."""
    counts: dict[int, int] = {}
    numbers: dict[int, str] = {}
    written: list[list[object]] = []
    put_off: list[list[object]] = []
    for task in tasks:
        year = task.assigned_on.year
        counts[year] = counts.get(year, 0) + 1
        number = numbers[id(task)] = f"NV-{year}-{counts[year]:04}"
        series = numbers[id(task.first)] if task.first else ""
        when = [task.assigned_on, task.scheduled_on, task.due_on, task.done_on, task.quality]
        ended = [task.cancelled_on, task.cancel_reason, task.repeats, series, task.note]
        of = [number, task.title, task.document, task.unit, task.staff]
        written.append([*of, *when, *ended, task.voided_on, task.void_reason])
        put_off += [[number, *extension] for extension in task.put_off]
    return written, put_off
