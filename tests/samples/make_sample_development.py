"""What the people of the sample data studied, heard, signed, were commended for and rated in 2021 and 2022.

Reads the units, posts and cases that the other two programs wrote and adds files of its own beside them, from a source
of chance of its own: nothing that is there changes by a byte. Foreign languages are studied by next to nobody, some
units never make a document known, and in some hardly anybody comes.

For 2021 everybody has rated themselves and been rated, but for those who served under six months and are not rated
(Decree 90/2020, article 2.3): they have rated themselves alone. For 2022 two units have not, and in one far more
people are excellent than a fifth of those who are good. Whoever was disciplined for an act in duty has failed that
year, but for one headmaster.
The review of 2022 is open, because somebody still lacks something.
"""

import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.harness import SAMPLE_DATA

SEED = 20220223
YEARS = (2021, 2022)
PLAN = "30/KH-UBND@2022-02-23"
HEADS = {
    "training": "number,staff,field,title,provider,started_on,ended_on,days,certificate,note",
    "commendation": "number,staff,unit,form,title,decision,authority,decided_on,note",
    "briefing": "number,document,unit,held_on,form,invited,attended,note",
    "pledge": "number,staff,document,year,signed_on,note",
    "rating": "number,staff,year,kind,unit,level,score,decided_on,note",
    "review": "year,unit,due_on,opened_on,closed_on,reason",
}
COURSES = [  # field, weight, course, who holds it, days
    ("profession", 30, "Bồi dưỡng thường xuyên giáo viên", "Phòng Giáo dục và Đào tạo", 5),
    ("profession", 18, "Bồi dưỡng nghiệp vụ chuyên môn theo vị trí việc làm", "Sở Nội vụ", 3),
    ("profession", 10, "Văn hóa công vụ, kỹ năng giao tiếp với người dân", "Trường Chính trị tỉnh", 2),
    ("political-theory", 12, "Sơ cấp lý luận chính trị", "Trung tâm Chính trị huyện", 30),
    ("political-theory", 5, "Trung cấp lý luận chính trị", "Trường Chính trị tỉnh", 120),
    ("state-management", 8, "Quản lý nhà nước ngạch chuyên viên", "Trường Chính trị tỉnh", 45),
    ("it", 14, "Ứng dụng công nghệ thông tin cơ bản", "Trung tâm GDNN-GDTX", 6),
    ("other", 6, "Bồi dưỡng kiến thức quốc phòng và an ninh đối tượng 4", "Ban Chỉ huy Quân sự huyện", 3),
]
ENGLISH = ("Tiếng Anh bậc 2", "Trung tâm Ngoại ngữ - Tin học", 40)
CERTIFIED = ("political-theory", "state-management", "it", "foreign-language")
MERITS = [  # form, weight, as what, who decides
    ("emulation-title", 6, "Lao động tiên tiến", "UBND huyện Chợ Đồn"),
    ("emulation-title", 3, "Chiến sĩ thi đua cơ sở", "Chủ tịch UBND huyện"),
    ("certificate", 5, "Hoàn thành tốt nhiệm vụ công tác năm {year}", "Chủ tịch UBND huyện"),
    ("diploma", 1, "Thành tích xuất sắc hai năm liên tục", "Chủ tịch UBND tỉnh"),
]
UNIT_MERITS = [
    ("emulation-title", 4, "Tập thể lao động tiên tiến", "UBND huyện Chợ Đồn"),
    ("certificate", 2, "Thực hiện tốt phong trào thi đua năm {year}", "Chủ tịch UBND huyện"),
]

UNRATED = ("PTP", "DONGLAC")  # for 2022
GENEROUS = "THCSDONGLAC"  # rates excellent whom it likes, in 2022
SPARED = "VC181"  # a headmaster, reprimanded in 2022, and yet the only one of the school who is excellent
REVIEWS = [[2022, "", "", date(2022, 11, 15), "", ""]]


@dataclass(frozen=True)
class Post:
    staff: str
    unit: str
    category: str
    leadership: str
    first: date
    last: date


@dataclass(frozen=True)
class Unit:
    code: str
    kind: str
    first: date
    last: date


class Office:
    """The people and units that there are."""

    def __init__(self, folder: Path) -> None:
        self.posts = [
            Post(row["staff"], row["unit"], row["category"], row["leadership"], *life(row, "started_on", "ended_on"))
            for row in table(folder / "post.csv")
        ]
        self.units = [
            Unit(row["code"], row["kind"], *life(row, "opened_on", "closed_on")) for row in table(folder / "unit.csv")
        ]
        self.disciplined = {(staff, year): in_duty for staff, year, in_duty in disciplined(folder).values()}

    def serving(self, day: date, unit: str | None = None) -> list[Post]:
        return [post for post in self.posts if post.first <= day <= post.last and unit in (None, post.unit)]

    def open(self, day: date) -> list[Unit]:
        return [unit for unit in self.units if unit.first <= day <= unit.last and self.serving(day, unit.code)]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def disciplined(folder: Path) -> dict[str, tuple[str, int, bool]]:
    """By case: who was disciplined, in which year, and whether for an act in duty; annulled decisions are none."""
    found = {}
    staff = {row["number"]: row["staff"] for row in table(folder / "case.csv")}
    for event in table(folder / "case_event.csv"):
        if event["kind"] == "decide":
            found[event["case"]] = (staff[event["case"]], int(event["happened_on"][:4]), event["in_duty"] == "yes")
        elif event["kind"] == "annul":
            del found[event["case"]]
    return found


def life(row: dict[str, str], first: str, last: str) -> tuple[date, date]:
    return (
        date.fromisoformat(row[first]) if row[first] else date.min,
        date.fromisoformat(row[last]) if row[last] else date.max,
    )


def some_day(chance: random.Random, year: int, first: int = 1, last: int = 12) -> date:
    """A working day in these months."""
    start, end = date(year, first, 1), date(year, last, 28)
    day = start + timedelta(days=chance.randrange((end - start).days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def picked(chance: random.Random, choices: list[tuple[str, int, str, str]]) -> tuple[str, str, str]:
    form, _weight, title, authority = chance.choices(choices, [weight for _f, weight, _t, _a in choices])[0]
    return form, title, authority


def trainings(office: Office, chance: random.Random) -> Iterable[list[object]]:
    """About one in eight studies in a year; in all, three people study a foreign language."""
    for year, share in zip(YEARS, (0.10, 0.16), strict=True):
        for post in office.serving(date(year, 6, 30)):
            if chance.random() >= share or post.category == "contract":
                continue
            field, _weight, title, provider, days = chance.choices(COURSES, [course[1] for course in COURSES])[0]
            yield course(chance, post, field, title, provider, days, some_day(chance, year, 3, 11))
    for post in chance.sample(office.serving(date(2022, 9, 1)), 3):
        yield course(chance, post, "foreign-language", *ENGLISH, some_day(chance, 2022, 8, 9))


def course(
    chance: random.Random, post: Post, field: str, title: str, provider: str, days: int, day: date
) -> list[object]:
    day = min(max(day, post.first), post.last)
    span = days if days < 6 else days * 7 // 5
    ended = day + timedelta(days=span - 1)
    certificate = f"{chance.randrange(100, 999)}/{day.year}" if field in CERTIFIED and chance.random() < 0.8 else ""
    return [day, post.staff, field, title, provider, day, ended, days, certificate, ""]


def commendations(office: Office, chance: random.Random) -> Iterable[list[object]]:
    """Some sixty people and some ten units a year, at the end of it."""
    for year in YEARS:
        day = date(year, 12, 27)
        for post in chance.sample(office.serving(day), 60):
            form, title, authority = picked(chance, MERITS)
            yield [day, post.staff, "", form, title.format(year=year), number(chance), authority, day, ""]
        for unit in chance.sample(office.open(day), 10):
            form, title, authority = picked(chance, UNIT_MERITS)
            yield [day, "", unit.code, form, title.format(year=year), number(chance), authority, day, ""]


def number(chance: random.Random) -> str:
    return f"{chance.randrange(1800, 3200)}/QĐ-UBND"


def briefings(office: Office, chance: random.Random) -> Iterable[list[object]]:
    """In 2021 one unit in two heard of Directive 05; in 2022 three in four of the plan, one in three of the rest."""
    for document, year, share, months in [
        ("05-CT/TW", 2021, 0.5, (3, 6)),
        ("1847/QĐ-TTg", 2021, 0.2, (4, 10)),
        (PLAN, 2022, 0.75, (3, 6)),
        ("26/CT-TTg", 2022, 0.33, (3, 11)),
    ]:
        for unit in office.open(date(year, 7, 1)):
            if chance.random() >= share:
                continue
            day = some_day(chance, year, *months)
            if not unit.first <= day <= unit.last:
                continue
            invited = len(office.serving(day, unit.code))
            attended = round(invited * chance.choice([1, 1, 0.95, 0.9, 0.8, 0.4]))
            form = chance.choices(["meeting", "written", "online"], [7, 2, 1])[0]
            yield [day, document, unit.code, day, form, invited, attended, ""]


def pledges(office: Office, chance: random.Random) -> Iterable[list[object]]:
    """The plan's commitment for 2022: two units in five sign as one, two in part, one not at all."""
    for unit in office.open(date(2022, 3, 31)):
        share = chance.choice([1, 1, 0.6, 0.3, 0])
        day = some_day(chance, 2022, 3, 4)
        for post in office.serving(day, unit.code):
            if chance.random() < share:
                yield [day, post.staff, PLAN, 2022, day, ""]


def ratings(office: Office, chance: random.Random) -> Iterable[list[object]]:
    """Offices and communes rate by 15 December, schools before the new year; people rate themselves a week before."""
    schools = {unit.code for unit in office.units if unit.kind == "school"}
    for year in YEARS:
        groups: dict[tuple[str, str, bool], list[Post]] = {}
        for post in office.serving(date(year, 12, 31)):
            if post.category != "contract" and not (year == 2022 and post.unit in UNRATED):
                groups.setdefault((post.unit, post.category, post.leadership != "none"), []).append(post)
        spared = next(post.unit for post in office.serving(date(year, 12, 31)) if post.staff == SPARED)
        for (unit, _category, _leads), posts in sorted(groups.items()):
            decided = date(year, 12, 22 if unit in schools else chance.randrange(6, 13))
            punished = {
                post: in_duty for post in posts if (in_duty := office.disciplined.get((post.staff, year))) is not None
            }
            share = (2 if unit == GENEROUS else 0 if unit == spared else 6) if year == 2022 else 6
            drawn = iter(levels(chance, len(posts) - len(punished), share))
            for post in posts:
                level = after_decision(post, punished[post]) if post in punished else next(drawn)
                day = max(decided, post.first)
                yield [year, post.staff, year, "final", at(office, post, day), level, "", day, ""]
                said = chance.choice([level, level, "good"])
                mine = max(day - timedelta(days=7), post.first)
                yield [year, post.staff, year, "self", at(office, post, mine), said, "", mine, ""]


def is_too_short(office: Office, staff: object, year: object) -> bool:
    """Whether the person served under six months of the year: came after 1 July, and was nowhere before."""
    last = date.fromisoformat(f"{year}-07-01")
    return not any(post.staff == staff and post.first <= last <= post.last for post in office.posts)


def after_decision(post: Post, in_duty: bool) -> str:
    """How somebody is rated who was disciplined in the year."""
    if post.staff == SPARED:
        return "excellent"
    return "failed" if in_duty else "completed"


def levels(chance: random.Random, many: int, share: int) -> list[str]:
    """Of so many people of one group: one in so many excellent (none if 0), the rest good, some less."""
    completed = round(many * chance.choice([0, 0.1, 0.2]))
    failed = 1 if many > 8 and chance.random() < 0.08 else 0
    rest = many - completed - failed
    excellent = rest // share if share else 0
    made = ["excellent"] * excellent + ["good"] * (rest - excellent) + ["completed"] * completed + ["failed"] * failed
    chance.shuffle(made)
    return made


def at(office: Office, post: Post, day: date) -> str:
    """The unit in which the person served on the day."""
    return next(one.unit for one in office.posts if one.staff == post.staff and one.first <= day <= one.last)


def numbered(prefix: str, rows: Iterable[list[object]]) -> list[list[object]]:
    """The rows by day, with the day that stands first in each replaced by the number."""
    counts: Counter[int] = Counter()
    made = []
    for day, *rest in sorted(rows, key=lambda row: (str(row[0]), *map(str, row))):
        year = int(str(day)[:4])
        counts[year] += 1
        made.append([f"{prefix}-{year}-{counts[year]:04}", *rest])
    return made


def write(folder: Path) -> None:
    """The files of this module, beside those that are in the folder already."""
    office, chance = Office(folder), random.Random(SEED)
    put(folder, "training", numbered("BD", trainings(office, chance)))
    put(folder, "commendation", numbered("TD", commendations(office, chance)))
    put(folder, "briefing", numbered("QT", briefings(office, chance)))
    put(folder, "pledge", numbered("CK", pledges(office, chance)))
    rated = numbered("XL", ratings(office, chance))
    put(folder, "rating", [row for row in rated if row[3] == "self" or not is_too_short(office, *row[1:3])])
    put(folder, "review", REVIEWS)


def put(folder: Path, name: str, rows: list[list[object]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADS[name].split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE_DATA)
