"""The cases of the sample data, upon its violations: what became of some of them in 2021 and 2022.

Told cases show what a case can come to; the others are drawn. Everything holds as of 2022-12-31, save the last step of
the labour contract. `python make_sample_cases.py` writes the three files beside the others of `sample_data/`.
"""

import csv
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.harness import SAMPLE_DATA

Row = dict[str, object]
SEED = 20221231
DRAWN = 36
LAST_FOUND = date(2022, 9, 20)  # so that whatever is drawn ends within the two years
LAST_NUMBER = "VP-2022-0150"  # what was entered later is left without a case
RULE = {
    "normal_days": "90",
    "extended_days": "150",
    "document": "Luật 52/2019/QH14; Nghị định 112/2020/NĐ-CP",
    "verified": "S",
}
OF_PUBLIC_EMPLOYEES = {  # their law says so itself
    "document": "Luật Viên chức 58/2010/QH12, sửa đổi bởi Luật 52/2019/QH14; Nghị định 112/2020/NĐ-CP",
    "article": "Điều 53 khoản 3; Điều 5",
    "verified": "V",
}
OUTCOMES = {"reminder": 11, "criticism": 7, "reprimand": 8, "no-discipline": 2}
REASONS = {
    "reminder": "Vi phạm lần đầu, tự giác nhận khuyết điểm; nhắc nhở trước tập thể đơn vị",
    "criticism": "Chưa đến mức kỷ luật; phê bình tại cuộc họp cơ quan",
    "no-discipline": "Vi phạm nhỏ, đã khắc phục ngay trong ngày",
}
# Violations; then, line by line, what happened: the kind, the day, and whatever the kind asks for.
TOLD = """
VP-2021-0008
    open 2021-05-27
    review 2021-06-15
    council 2021-07-20
    decide 2021-08-20 dismissal effective=2021-09-01
VP-2021-0001
    open 2021-03-10
    review 2021-03-25
    close 2021-04-05 criticism Đã kiểm điểm trước chi bộ, tự sửa chữa
VP-2021-0012
    open 2021-07-01
    review 2021-07-12
    council 2021-07-26
    decide 2021-08-05 reprimand
VP-2021-0015
    open 2021-07-22
    review 2021-08-09
    close 2021-08-16 no-discipline Lời nói trong lúc tranh luận, đã xin lỗi
VP-2021-0018
    open 2021-09-27
    review 2021-10-06
    close 2021-10-12 groundless Xác minh: hồ sơ chậm do bưu điện, không do cá nhân
VP-2021-0021
    open 2021-11-05
    review 2021-11-22
    extend 2022-01-20 until=2022-03-15 document=07/QĐ-UBND Nội dung đăng trên mạng cần giám định
    council 2022-02-16
    decide 2022-03-10 warning in_duty=no
VP-2022-0008
    open 2022-02-14
    review 2022-02-28
    council 2022-03-10
    decide 2022-03-25 warning
    annul 2022-05-10 decision=61/QĐ-UBND Hội đồng kỷ luật không đúng thành phần
    council 2022-05-20
    decide 2022-06-01 reprimand
VP-2022-0016 VP-2022-0039
    open 2022-04-08
    review 2022-04-18
    close 2022-04-25 criticism Hai lần trong một tháng; phê bình trước hội đồng sư phạm
VP-2022-0026
    open 2022-04-11
    review 2022-05-05
    council 2022-06-27
    decide 2022-07-20 reprimand
VP-2022-0036
    open 2022-04-05
    pause 2022-04-11 maternity
    resume 2022-05-30
    review 2022-06-06
    skip-council 2022-06-20 Đã có kết luận của cấp ủy về hành vi vi phạm
    decide 2022-07-15 reprimand
VP-2022-0042
    open 2022-04-26
    review 2022-05-10
    close 2022-05-30 criticism Nghỉ do việc gia đình, đã bố trí làm bù
VP-2022-0045
    open 2022-04-28
    review 2022-05-12
    close 2022-05-31 exempt Chấp hành quyết định của cấp trên sau khi đã báo cáo bằng văn bản
VP-2022-0076
    open 2022-06-27
    review 2022-07-08
    council 2022-08-29
    decide 2022-09-20 dismissal effective=2022-10-01 aggravating=organised in_duty=no
VP-2022-0077
    open 2022-06-28
    review 2022-07-11
    council 2022-08-15
    decide 2022-08-30 warning
VP-2022-0079
    open 2022-07-04
    review 2022-07-20
    council 2022-08-11
    decide 2022-08-25 warning
    appeal 2022-09-10
    stay 2022-09-20
VP-2020-0001
    open 2022-07-14
    review 2022-08-02
    close 2022-08-10 time-barred Phát hiện khi đã quá thời hiệu hai năm của hành vi đến mức khiển trách
VP-2022-0087
    open 2022-08-05
    review 2022-08-22
    council 2022-09-22
    decide 2022-10-05 reprimand mitigating=co-operation,repair
    appeal 2022-10-20
VP-2022-0089
    open 2022-08-18
    review 2022-09-15
VP-2022-0098
    open 2022-08-29
    review 2022-09-12
    council 2022-10-14
    decide 2022-10-28 reprimand effective=2022-11-01 mitigating=self-report
VP-2022-0100
    open 2022-09-12
    review 2022-10-03
    council 2022-11-21
VP-2022-0121
    open 2022-10-12
    review 2022-10-28
    pause 2022-11-15 prosecution until=2023-03-31
VP-2022-0132
    open 2022-11-16
    pause 2022-11-21 illness
    resume 2022-12-05
    review 2022-12-14
VP-2022-0133
    open 2022-11-10
    review 2022-11-25
    council 2022-12-23
VP-2022-0139
    open 2022-11-17
    review 2022-12-09
"""


@dataclass
class Case:
    """One row of case.csv, with what stands in the two other files."""

    row: Row
    violations: list[str]
    events: list[Row] = field(default_factory=list)


@dataclass
class Sample:
    """The files that cases refer to."""

    violations: dict[str, dict[str, str]]
    posts: dict[str, list[dict[str, str]]]

    def category(self, staff: str, day: str) -> str:
        """That of the last post begun by the day."""
        return [post["category"] for post in self.posts[staff] if post["started_on"] <= day][-1]


def read(folder: Path) -> Sample:
    def table(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    posts: dict[str, list[dict[str, str]]] = {}
    for post in table("post"):
        posts.setdefault(post["staff"], []).append(post)
    return Sample({row["number"]: row for row in table("violation")}, posts)


def told(sample: Sample) -> list[Case]:
    made: list[Case] = []
    numbers: list[str] = []
    for line in TOLD.strip().splitlines():
        if not line.startswith(" "):
            numbers = line.split()
            continue
        kind, day, *rest = line.split()
        if kind == "open":
            made.append(opened(sample, numbers, day))
        else:
            made[-1].events.append(event(kind, day, rest))
    return made


def drawn(sample: Sample, taken: list[Case]) -> list[Case]:
    """Ordinary cases: one a person, on minor violations, each ended in time."""
    rng = random.Random(SEED)
    known = {str(case.row["staff"]) for case in taken}
    free = [
        row
        for row in sample.violations.values()
        if row["severity"] == "minor"
        and row["number"] <= LAST_NUMBER
        and row["occurred_on"] >= "2021"
        and not row["voided_on"]
        and date.fromisoformat(row["found_on"]) <= LAST_FOUND
    ]
    made: list[Case] = []
    for row in rng.sample(free, len(free)):
        found = date.fromisoformat(row["found_on"])
        if row["staff"] in known or len(made) == DRAWN or sample.category(row["staff"], row["found_on"]) == "contract":
            continue
        known.add(row["staff"])
        case = opened(sample, [row["number"]], iso(found, rng.randint(1, 12)))
        case.events.append(event("review", iso(found, rng.randint(14, 25)), []))
        [word] = rng.choices(list(OUTCOMES), list(OUTCOMES.values()))
        if word == "reprimand":
            case.events.append(event("council", iso(found, rng.randint(28, 55)), []))
            case.events.append(event("decide", iso(found, rng.randint(60, 88)), [word]))
        else:
            case.events.append(event("close", iso(found, rng.randint(26, 45)), [word, REASONS[word]]))
        made.append(case)
    return made


def opened(sample: Sample, numbers: list[str], day: str) -> Case:
    acts = [sample.violations[number] for number in numbers]
    staff = acts[0]["staff"]
    category = sample.category(staff, day)
    rule = {} if category == "contract" else RULE
    row = {
        "staff": staff,
        "found_on": min(act["found_on"] for act in acts),
        "opened_on": day,
        "category": category,
        "rules": 0,
    }
    if category == "public-employee":
        rule = RULE | OF_PUBLIC_EMPLOYEES
    return Case({**row, **rule}, numbers)


def event(kind: str, day: str, rest: list[str]) -> Row:
    """An event from its words: those with `=` are columns, the first other is the form, outcome or ground."""
    made: Row = {"kind": kind, "happened_on": day}
    columns = {"until": "until_on", "effective": "effective_on"}
    words = [word for word in rest if "=" not in word]
    for word in rest:
        key, equals, value = word.partition("=")
        if equals:
            made[columns.get(key, key)] = value
    for of, column in {"decide": "form", "close": "outcome", "pause": "ground"}.items():
        if kind == of:
            made[column] = words.pop(0)
    if words:
        made["reason"] = " ".join(words)
    if kind == "decide":
        effective = str(made.setdefault("effective_on", day))
        made.setdefault("in_duty", "yes")
        made |= {"lapses_on": f"{int(effective[:4]) + 1}{effective[4:]}", "verified": "R"}  # 12 months
    return made


def iso(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def number(cases: list[Case]) -> None:
    """Cases by the day they were opened, decisions by the day they were signed."""
    cases.sort(key=lambda case: (str(case.row["opened_on"]), case.violations))
    years: Counter[str] = Counter()
    for case in cases:
        year = str(case.row["opened_on"])[:4]
        years[year] += 1
        case.row["number"] = f"VV-{year}-{years[year]:04}"
        for place, happened in enumerate(case.events, start=1):
            happened |= {"case": case.row["number"], "n": place}
    signed = [happened for case in cases for happened in case.events if happened["kind"] == "decide"]
    for place, happened in enumerate(sorted(signed, key=lambda each: (str(each["happened_on"]), str(each["case"])))):
        happened["decision"] = f"{101 + 7 * place}/QĐ-UBND"


def write(folder: Path) -> None:
    """The three files, upon the violations and posts that are in the folder."""
    sample = read(folder)
    cases = told(sample)
    cases += drawn(sample, cases)
    number(cases)
    keys = (
        "number,staff,found_on,opened_on,limitation,category,normal_days,extended_days,document,article,verified,rules,"
        "voided_on,void_reason"
    )
    put(folder, "case", keys, [case.row for case in cases])
    pairs = [{"case": case.row["number"], "violation": act} for case in cases for act in sorted(case.violations)]
    put(folder, "case_violation", "case,violation", pairs)
    keys = "case,n,kind,happened_on,until_on,ground,form,decision,effective_on,party_effective_on,lapses_on,verified,"
    keys += "outcome,mitigating,aggravating,in_duty,document,reason,note,exemption,judgment,judgment_on,"
    keys += "voided_on,void_reason"
    put(folder, "case_event", keys, [happened for case in cases for happened in case.events])


def put(folder: Path, name: str, keys: str, rows: list[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, keys.split(","), restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE_DATA)
