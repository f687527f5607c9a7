"""Registers of a district, a tenth of a province and a province, as large as others are in years; seeded.

Rows go straight into the tables: nothing here is about the way in. They obey the program's rules, so that an export of
them is taken in again. `register_of` makes each once, under `build/benchmarks`, for whoever reads; who writes takes a
copy.
"""

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import chodon_cli

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "benchmarks"
MIGRATIONS = Path(chodon_cli.__file__).parent / "store" / "migrations"
MADE_BY = (Path(__file__), *sorted(MIGRATIONS.glob("versions/*.py")), MIGRATIONS / "views.sql")
SIZES = {"district": 0.01, "tenth": 0.1, "province": 1.0}  # a province: 100,000 staff
FIRST, DAYS, TODAY = date(2021, 1, 1), 1826, "2025-12-31"
YEAR_OF_A_DECISION = timedelta(days=367)


@dataclass(frozen=True)
class Scale:
    """How many records of each noun there are."""

    staff: int
    units: int
    violations: int
    cases: int
    tasks: int
    ratings: int
    inspections: int
    feedback: int

    @classmethod
    def of(cls, part: float) -> "Scale":
        whole = (100_000, 1_000, 1_000_000, 200_000, 2_000_000, 500_000, 20_000, 100_000)
        return cls(*(max(10, round(number * part)) for number in whole))


def register_of(size: str) -> Path:
    """The register of that size, made if there is none that this program would make. Nobody writes to it."""
    made_by = hashlib.sha256(b"".join(file.read_bytes() for file in MADE_BY)).hexdigest()
    register = KEPT / f"{size}-{made_by[:12]}.db"
    if not register.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        unfinished = register.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        subprocess.run([sys.executable, "-m", "chodon_cli", "-q", "-r", unfinished, "init"], check=True)
        # apart: the most memory of whoever starts a process is counted as that process's own
        subprocess.run([sys.executable, "-m", __spec__.name, unfinished, size], check=True)
        unfinished.rename(register)
    return register


def copy_of(size: str, folder: Path) -> Path:
    """A register of that size to write to."""
    return Path(shutil.copy(register_of(size), folder / f"{size}.db"))


def day(draw: random.Random, first: date = FIRST, within: int = DAYS) -> date:
    return first + timedelta(days=draw.randrange(within))


def number_by_year(days: Iterable[date]) -> Iterator[tuple[int, int, date]]:
    """(year, number in the year, day) of days in order."""
    counts: dict[int, int] = {}
    for each in days:
        counts[each.year] = counts.get(each.year, 0) + 1
        yield each.year, counts[each.year], each


def sorted_days(draw: random.Random, number: int) -> list[date]:
    return sorted(day(draw) for _each in range(number))


def fill(register: Path, scale: Scale) -> None:
    """Fill an empty register."""
    draw = random.Random(2025)
    with closing(sqlite3.connect(register)) as db, db:
        db.execute("PRAGMA cache_size = -1000000")  # kB: the pages of a province's indexes are written once
        for name, rows in tables(draw, scale):
            put(db, name, rows)
        db.commit()
        db.execute("ANALYZE")


def put(db: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    rows = iter(rows)
    first = next(rows)
    marks = ", ".join(f":{key}" for key in first)
    sql = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"
    db.execute(sql, first)
    db.executemany(sql, rows)


def tables(draw: random.Random, scale: Scale) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    """Each table and its rows, those first that others refer to."""
    yield "unit", units(scale)
    yield "staff", people(scale)
    home = [draw.randrange(2, scale.units + 1) for _each in range(scale.staff)]
    service = Service(home, [move_before(draw, staff, scale) for staff in range(1, scale.staff + 1)])
    yield "post", posts(scale, service)
    standards = 30
    culprits = [draw.randrange(scale.staff) for _each in range(scale.violations)]
    days = sorted_days(draw, scale.violations)
    yield "violation", violations(draw, culprits, service, days, standards)
    chosen = sorted(draw.sample(range(scale.violations), scale.cases))
    opened = [no_later_than_today(days[place] + timedelta(days=draw.randrange(5, 20))) for place in chosen]
    order = sorted(range(scale.cases), key=opened.__getitem__)
    chosen, opened = [chosen[place] for place in order], [opened[place] for place in order]
    yield "discipline_case", discipline_cases(chosen, opened, culprits, days)
    yield "case_violation", ({"case_id": n, "violation_id": place + 1} for n, place in enumerate(chosen, 1))
    decisions: dict[int, list[date]] = {}
    yield "case_event", events(draw, opened, [culprits[place] for place in chosen], decisions)
    assigned, done = sorted_days(draw, scale.tasks), list[date | None]()
    yield "task", tasks(draw, assigned, scale, done)
    yield "task_extension", extensions(draw, assigned, done)
    yield "rating", ratings(draw, scale, service, decisions)
    yield "review", reviews()
    yield "inspection", inspections(draw, scale)
    yield "inspection_check", checks(draw, scale)
    yield "feedback", feedback(draw, scale)


def units(scale: Scale) -> Iterator[dict[str, Any]]:
    for id in range(1, scale.units + 1):
        parent = None if id == 1 else 1 if id <= scale.units // 10 + 1 else 2 + id % max(1, scale.units // 10)
        name, kind = f"Đơn vị {id}", "office" if id % 3 else "school"
        keys = {"sort_key": f"{id:06}".encode(), "search_key": f"don vi {id}"}
        yield {"id": id, "code": f"U{id:04}", "name": name, "kind": kind, "parent_id": parent, **keys}


def people(scale: Scale) -> Iterator[dict[str, Any]]:
    for id in range(1, scale.staff + 1):
        name = f"Người Tên {id}"
        keys = {"name_key": f"{id:07}".encode(), "search_key": f"nguoi ten {id}"}
        yield {"id": id, "code": f"N{id:06}", "full_name": name, "born_on": "1985-05-05", "sex": "male", **keys}


class Service(NamedTuple):
    """Where people serve: the unit of each by now, and of those who moved the day and the unit before."""

    home: list[int]
    moved: list[tuple[date, int] | None]

    def unit(self, staff: int, on: date) -> int:
        """The unit of the person, by place, on the day."""
        moved = self.moved[staff]
        return moved[1] if moved and on < moved[0] else self.home[staff]


def move_before(draw: random.Random, staff: int, scale: Scale) -> tuple[date, int] | None:
    """Of two people in five the day on which they moved, in the years that are looked at, and the unit before."""
    return (day(draw), draw.randrange(2, scale.units + 1)) if staff % 5 < 2 else None


def no_later_than_today(day: date) -> date:
    return min(day, date.fromisoformat(TODAY))


def posts(scale: Scale, service: Service) -> Iterator[dict[str, Any]]:
    """One post each; of those who moved the earlier one too."""
    for staff, (unit, moved) in enumerate(zip(service.home, service.moved, strict=True), 1):
        held = {"staff_id": staff, "category": "civil-servant" if staff % 4 else "public-employee", "title": None}
        held["leadership"] = "head" if staff <= scale.units else "none"
        if moved:
            on, before = moved
            yield {**held, "unit_id": before, "started_on": "2015-01-01", "ended_on": f"{on - timedelta(days=1)}"}
        yield {**held, "unit_id": unit, "started_on": f"{moved[0] if moved else '2015-01-01'}", "ended_on": None}


def violations(
    draw: random.Random, culprits: list[int], service: Service, days: list[date], standards: int
) -> Iterator[dict[str, Any]]:
    for culprit, (year, n, occurred) in zip(culprits, number_by_year(days), strict=True):
        unit = service.unit(culprit, occurred)
        known = {"year": year, "n": n, "staff_id": culprit + 1, "unit_id": unit, "occurred_on": f"{occurred}"}
        found = {
            "found_on": f"{no_later_than_today(occurred + timedelta(days=draw.randrange(5)))}",
            "standard_id": 1 + draw.randrange(standards),
        }
        yield {**known, **found, "source": draw.choice(["inspection", "supervisor", "citizen"]), "severity": "minor"}


def discipline_cases(
    chosen: list[int], opened: list[date], culprits: list[int], days: list[date]
) -> Iterator[dict[str, Any]]:
    law = {"normal_days": 90, "extended_days": 150, "document": "Luật 52/2019/QH14", "article": "16", "verified": "S"}
    for place, (year, n, on) in zip(chosen, number_by_year(opened), strict=True):
        known = {"year": year, "n": n, "staff_id": culprits[place] + 1, "found_on": f"{days[place]}"}
        yield {**known, "opened_on": f"{on}", "category": "civil-servant", **law, "rules": 0}


def events(
    draw: random.Random, opened: list[date], culprits: list[int], decisions: dict[int, list[date]]
) -> Iterator[dict[str, Any]]:
    """A review, then of nine cases in ten a decision that stands for a year, or the case closed.

    `decisions` gets the days on which each of the people was disciplined: nobody is while another decision stands.
    """
    empty: dict[str, Any] = dict.fromkeys(
        ["form", "decision", "effective_on", "lapses_on", "verified", "outcome", "reason"]
    )
    for case, (on, culprit) in enumerate(zip(opened, culprits, strict=True), 1):
        yield {
            "case_id": case,
            "n": 1,
            "kind": "review",
            "happened_on": f"{no_later_than_today(on + timedelta(days=10))}",
            **empty,
        }
        ended = on + timedelta(days=draw.randrange(20, 110))
        if draw.random() < 0.1 or f"{ended}" > TODAY:
            continue
        known = {**empty, "case_id": case, "n": 2, "happened_on": f"{ended}"}
        stands = any(abs(ended - other) < YEAR_OF_A_DECISION for other in decisions.get(culprit, ()))
        if draw.random() < 0.5 and not stands:
            decisions.setdefault(culprit, []).append(ended)
            later = f"{ended.replace(year=ended.year + 1, day=min(ended.day, 28))}"
            decided = {"form": "reprimand", "decision": f"{case}/QĐ", "effective_on": f"{ended}", "lapses_on": later}
            yield {**known, "kind": "decide", **decided, "verified": "S"}
        else:
            yield {**known, "kind": "close", "outcome": "reminder", "reason": "nhẹ"}


def tasks(
    draw: random.Random, assigned: list[date], scale: Scale, done_days: list[date | None]
) -> Iterator[dict[str, Any]]:
    """The tasks; `done_days` gets the day on which each was done."""
    for year, n, on in number_by_year(assigned):
        done = on + timedelta(days=draw.randrange(5, 60)) if draw.random() < 0.95 else None
        done_on = f"{done}" if done and f"{done}" <= TODAY else None
        done_days.append(done)
        known = {"year": year, "n": n, "title": f"Việc {n}", "unit_id": draw.randrange(2, scale.units + 1)}
        yield {**known, "assigned_on": f"{on}", "due_on": f"{on + timedelta(days=30)}", "done_on": done_on}


def extensions(draw: random.Random, assigned: list[date], done_days: list[date | None]) -> Iterator[dict[str, Any]]:
    """An extension of one task in ten, unless it was done before, or that day is to come."""
    for task, (on, done) in enumerate(zip(assigned, done_days, strict=True), 1):
        extended = on + timedelta(days=20)
        if draw.random() < 0.1 and extended <= no_later_than_today(done or extended):
            known = {
                "task_id": task,
                "extended_on": f"{extended}",
                "due_on": f"{on + timedelta(days=45)}",
            }
            yield {**known, "extended_by": "Chủ tịch", "reason": "chờ ý kiến"}


def ratings(
    draw: random.Random, scale: Scale, service: Service, decisions: dict[int, list[date]]
) -> Iterator[dict[str, Any]]:
    """A rating of everybody a year: whoever was disciplined has failed, and one is excellent to five good at most."""
    for year in range(2021, 2026):
        counts: Counter[tuple[int, str]] = Counter()  # unit, level
        for n in range(1, scale.ratings // 5 + 1):
            staff = (n - 1) % scale.staff
            level = draw.choices(["excellent", "good", "completed", "failed"], [20, 60, 18, 2])[0]
            unit = service.unit(staff, date(year, 12, 31))
            if any(on.year == year for on in decisions.get(staff, ())):
                level = "failed"
            elif level == "excellent" and 5 * (counts[unit, "excellent"] + 1) > counts[unit, "good"]:
                level = "good"
            counts[unit, level] += 1
            known = {"year": year, "n": n, "staff_id": staff + 1, "unit_id": unit, "kind": "final"}
            yield {**known, "level": level, "decided_on": f"{year}-12-20"}


def reviews() -> Iterator[dict[str, Any]]:
    """The yearly review of all units, opened at the end of each year."""
    for year in range(2021, 2026):
        yield {"year": year, "unit_id": None, "due_on": f"{year}-12-20", "opened_on": f"{year}-12-01"}


def inspections(draw: random.Random, scale: Scale) -> Iterator[dict[str, Any]]:
    for year, n, on in number_by_year(sorted_days(draw, scale.inspections)):
        unit = draw.randrange(2, scale.units + 1)
        yield {"year": year, "n": n, "unit_id": unit, "kind": "surprise", "visited_on": f"{on}"}


def checks(draw: random.Random, scale: Scale) -> Iterator[dict[str, Any]]:
    """Ten items of the checklist at each inspection."""
    for inspection in range(1, scale.inspections + 1):
        for item in range(1, 11):
            passed = 20 - draw.choice([0, 0, 0, 1])
            known = {"inspection_id": inspection, "item": f"M{item:02}", "standard_id": None}
            yield {**known, "made": 20, "passed": passed}


def feedback(draw: random.Random, scale: Scale) -> Iterator[dict[str, Any]]:
    for year, n, on in number_by_year(sorted_days(draw, scale.feedback)):
        answered = f"{on + timedelta(days=8)}"
        known = {
            "year": year,
            "n": n,
            "received_on": f"{on}",
            "channel": "phone",
            "kind": "complaint",
            "text": "phản ánh",
        }
        due = {"due_on": f"{on + timedelta(days=10)}", "answered_on": answered if answered <= TODAY else None}
        answer = {"answer": "đã trả lời" if due["answered_on"] else None}
        yield {**known, "unit_id": draw.randrange(2, scale.units + 1), **due, **answer}


if __name__ == "__main__":
    fill(Path(sys.argv[1]), Scale.of(SIZES[sys.argv[2]]))
