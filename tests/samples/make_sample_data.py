"""Writes the fictional register in `sample_data/`: the structure of a district, people who do not exist.

The guide, the tests and the benchmarks all stand on these files, so the same bytes come out of every run. The day
everything is built around is 2021-12-31, when the district had 70 civil servants, 5 contract workers and 893 public
employees: the rosters below hold those numbers on 2021-01-01, and whoever leaves in 2021 is replaced in 2021.

    python -m tests.samples.make_sample_data [FOLDER]
"""

import csv
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.harness import SAMPLE_DATA
from tests.samples import sample_feedback, sample_tasks
from tests.samples.sample_days import COUNTED, LAST
from tests.samples.sample_events import tell
from tests.samples.sample_faults import DOCUMENTS
from tests.samples.sample_inspections import Inspections
from tests.samples.sample_promises import check, unit_of
from tests.samples.sample_register import Register, promise
from tests.samples.sample_staff import add_staff, add_units, give_codes, give_id_numbers, give_namesakes
from tests.samples.sample_violations import add_standing_out, add_violations, reminder_rows

SEED = 30022022
FOUND_LATE = [  # two years after it happened: too late for a reprimand
    *("VP-2020-0001", "VC005", "TTVHTTTT", "TG02", "2020-07-06", "2022-07-11", "audit", "minor"),
    *("Dùng giờ làm việc để làm việc riêng, thanh tra phát hiện qua nhật ký công tác", "", "", ""),
]


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
