"""The inspections of the sample: who was inspected in 2021 and 2022, what was seen, concluded, remedied.

It has its own source of chance, so that what was drawn before it stays as it was. Every violation that an inspection
found is one of the sample's; where several were found in a unit on one day, there was one visit.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.samples import sample_standing_out

SEED = 2302
LAST = date(2022, 12, 31)
DAY = timedelta(days=1)
LARGE = "THBANGLUNG"  # where lateness at a quarter past seven has become a habit
AGAIN = ("BANGPHUC", "NAMCUONG", "TTR")  # what failed in 2021 failed again in 2022
FIRST_ROUND = [date(2021, 5, 18), date(2021, 10, 12)]
ROUNDS = [date(2022, 3, 15), date(2022, 4, 12), date(2022, 5, 10), date(2022, 9, 13), date(2022, 10, 11)]
PERSONAL = {"M02": ("TG01", "TG03"), "M03": ("TT01",), "M04": ("TT02",), "M05": ("TT03",), "M06": ("DD04", "DD05")}
OF_UNIT = {  # item -> what is wrong where it fails, what was done about it
    "M01": ("Chưa có văn bản triển khai Kế hoạch 30/KH-UBND", "Đã ban hành văn bản triển khai"),
    "M07": ("Niêm yết thủ tục hành chính chưa đầy đủ", "Đã niêm yết đầy đủ thủ tục hành chính"),
    "M08": ("Lịch tiếp công dân đã cũ, không có người trực", "Đã niêm yết lịch tiếp công dân mới"),
    "M11": ("Quy chế làm việc chưa được cập nhật", "Đã ban hành quy chế làm việc sửa đổi"),
    "M12": ("Chưa tự kiểm tra, chưa có kết luận", "Đã tự kiểm tra và có biên bản"),
}
LATENESS = ("Nhiều giáo viên đến trường muộn lúc 7 giờ 15", "Đã họp kiểm điểm, phân công trực đầu giờ")
DISTRICT = "CHODON"


def work_day(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + max(0, 7 - day.weekday()) * DAY if day.weekday() > 4 else day


@dataclass
class Visit:
    """One inspection before it has a number."""

    unit: str
    kind: str
    planned_on: date | None
    visited_on: date | None
    hour: str = ""
    counts: tuple[int, ...] = ()
    conclusion: str = ""
    concluded_on: date | None = None
    to_remedy: str = ""
    remedy_due_on: date | None = None
    remedied: str = ""
    remedied_on: date | None = None
    note: str = ""
    voided_on: date | None = None
    void_reason: str = ""
    checks: list[tuple[str, int, int, str, str]] = field(default_factory=list)
    found: list[int] = field(default_factory=list)  # places of the violations it found

    @property
    def own_day(self) -> date:
        return self.planned_on or self.visited_on or date.max


class Team:
    """Goes round: first where violations of the sample were found, then to other units, never to a third of them."""

    def __init__(self, register: Any) -> None:
        self.register, self.rng = register, random.Random(SEED)
        self.visits: list[Visit] = []

    def go(self) -> None:
        found: dict[tuple[str, date], list[int]] = {}
        for place, violation in enumerate(self.register.violations):
            if violation.source == "inspection" and not violation.voided_on:
                unit = violation.person.post_on(violation.occurred_on).unit
                found.setdefault((unit, violation.occurred_on), []).append(place)
        for unit in AGAIN:
            self.visit(unit, self.rng.choice(FIRST_ROUND), [], "planned", failing=["M07", "M11"])
        for (unit, day), places in found.items():
            self.visit(unit, day, places, "planned" if day in ROUNDS and unit != LARGE else "surprise")
        self.go_round({unit for unit, day in found if day.year == 2022})
        self.plan_and_mistake()
        self.number_conclusions()
        self.visits.sort(key=lambda visit: (visit.own_day.year, visit.own_day, visit.unit))
        self.inspect_often()

    def inspect_often(self) -> None:
        """A unit that is inspected nearly every month, on top of all that; nothing of the unit itself is ever wrong."""
        found: dict[date, list[int]] = {}
        for place, violation in enumerate(self.register.standing_out, len(self.register.violations)):
            if violation.source == "inspection":
                found.setdefault(violation.occurred_on, []).append(place)
        for day in sample_standing_out.VISITED_ON:
            self.visit(sample_standing_out.VISITED, day, found.get(day, []), "surprise")

    def go_round(self, seen: set[str]) -> None:
        """The rounds of the year reach two units in three."""
        staffed = [unit for unit in self.register.units if unit != DISTRICT and self.on_duty(unit, ROUNDS[-1])]
        missing = len(self.register.units) * 2 // 3 - len(seen)
        rest = [unit for unit in staffed if unit not in seen]
        chosen = [unit for unit in AGAIN if unit in rest]
        chosen += self.rng.sample([unit for unit in rest if unit not in chosen], missing - len(chosen))
        for unit in chosen:
            failing = ["M11"] if unit in AGAIN else []
            day = max(self.rng.choice(ROUNDS), self.register.units[unit].opened_on or date.min)
            self.visit(unit, day, [], "planned", failing)
        for unit in self.rng.sample([unit for unit in chosen if unit not in AGAIN], 4):
            self.visit(unit, date(2022, 12, self.rng.randint(12, 16)), [], "self")

    def plan_and_mistake(self) -> None:
        """One that was planned and never came, and one that was entered for the wrong unit."""
        self.visits.append(Visit("NAMCUONG", "planned", date(2022, 12, 20), None, note="Theo kế hoạch quý IV"))
        wrong = Visit("PTP", "surprise", None, date(2022, 5, 24), "07:30", note="Kiểm tra đầu giờ")
        wrong.voided_on, wrong.void_reason = date(2022, 5, 26), "Ghi nhầm đơn vị"
        self.visits.append(wrong)

    def visit(self, unit: str, day: date, places: list[int], kind: str, failing: Iterable[str] = ()) -> None:
        every = [*self.register.violations, *self.register.standing_out]
        found = [every[place] for place in places]
        noon = any(violation.note.startswith("13 giờ") for violation in found)
        hour = "13:45" if noon else "07:15" if unit == LARGE else self.rng.choice(["07:15", "07:30", "07:45", "08:00"])
        made = Visit(unit, kind, day if kind == "planned" else None, day, hour, found=places)
        people = len(self.on_duty(unit, day))
        away = len({v.person.code for v in found if v.standard == "TG03"})
        late = len({v.person.code for v in found if v.standard == "TG01"} - self.codes(found, "TG03"))
        excused = min(people - away - late, self.rng.choice([0, 0, 0, 1, 1, 2]))
        made.counts = (people, people - away - excused, excused, away, late)
        failed = {*failing, *self.draw_failing(unit, day)}
        made.checks = [*self.checks_of_people(found, people, made.counts[1]), *self.checks_of_unit(failed)]
        self.conclude(made, day, sorted(failed))
        self.visits.append(made)

    def draw_failing(self, unit: str, day: date) -> list[str]:
        if unit == sample_standing_out.VISITED and day in sample_standing_out.VISITED_ON:
            return []
        if unit in AGAIN:
            return ["M11"] if day.year == 2022 else []
        return [item for item in OF_UNIT if self.rng.random() < 0.14]

    def checks_of_people(self, found: list[Any], people: int, present: int) -> list[tuple[str, int, int, str, str]]:
        """The items that people fail, and the standards that no item asks for."""
        rows = []
        for item, standards in PERSONAL.items():
            failed = self.codes(found, *standards)
            made = people if item == "M02" else max(present, len(failed))
            rows.append((item, made, made - len(failed), "; ".join(sorted(failed)), ""))
        known = {standard for standards in PERSONAL.values() for standard in standards}
        for standard in sorted({violation.standard for violation in found} - known):
            failed = self.codes(found, standard)
            rows.append(
                (
                    standard,
                    max(present, len(failed)),
                    max(present, len(failed)) - len(failed),
                    "; ".join(sorted(failed)),
                    "",
                )
            )
        return rows

    def checks_of_unit(self, failed: set[str]) -> list[tuple[str, int, int, str, str]]:
        return [(item, 1, int(item not in failed), "", OF_UNIT[item][0] if item in failed else "") for item in OF_UNIT]

    def conclude(self, visit: Visit, day: date, failed: list[str]) -> None:
        """Most are concluded within two weeks; what failed in the unit is to be remedied in a month."""
        late = visit.unit == LARGE and visit.counts[4] > 1
        if visit.kind == "self" or (visit.kind == "surprise" and not failed and not late) or self.rng.random() < 0.08:
            return
        visit.concluded_on = work_day(day + self.rng.randint(4, 14) * DAY)
        wrong = [OF_UNIT[item] for item in failed] + [LATENESS] * late
        if not wrong:
            return
        visit.to_remedy = "; ".join(what for what, _done in wrong)
        visit.remedy_due_on = visit.concluded_on + 30 * DAY
        if self.rng.random() < 0.75:
            remedied_on = work_day(visit.concluded_on + self.rng.randint(10, 40) * DAY)
            if remedied_on <= LAST:  # the sample ends with 2022: nothing in it happened later
                visit.remedied_on = remedied_on
                visit.remedied = "; ".join(done for _what, done in wrong)

    def number_conclusions(self) -> None:
        """In the order of their days, by year."""
        last: Counter[int] = Counter()
        for visit in sorted(self.visits, key=lambda visit: (visit.concluded_on or date.max, visit.unit)):
            if visit.concluded_on:
                last[visit.concluded_on.year] += 1
                visit.conclusion = f"{last[visit.concluded_on.year]}/TB-KLKT"

    def on_duty(self, unit: str, day: date) -> list[Any]:
        return list(self.register.on_duty(day, unit))

    def codes(self, found: list[Any], *standards: str) -> set[str]:
        return {violation.person.code for violation in found if violation.standard in standards}


class Inspections:
    """The rows of both files, and the number of the inspection that found each violation."""

    def __init__(self, register: Any) -> None:
        team = Team(register)
        team.go()
        self.rows: list[list[object]] = []
        self.checks: list[list[object]] = []
        self.of_violation: dict[int, str] = {}
        counts: Counter[int] = Counter()
        for visit in team.visits:
            year = visit.own_day.year
            counts[year] += 1
            number = f"KT-{year}-{counts[year]:03}"
            self.rows.append(row(number, visit))
            self.checks += [[number, *check] for check in sorted(visit.checks)]
            self.of_violation |= dict.fromkeys(visit.found, number)
        check_promises(register, team.visits)


def row(number: str, visit: Visit) -> list[object]:
    return [
        *(number, visit.unit, visit.kind, visit.planned_on, visit.visited_on, visit.hour),
        *(visit.counts or ("",) * 5),
        *(visit.conclusion, visit.concluded_on, visit.to_remedy, visit.remedy_due_on, visit.remedied),
        *(visit.remedied_on, visit.note, visit.voided_on, visit.void_reason),
    ]


def check_promises(register: Any, visits: list[Visit]) -> None:
    """What the guide and the tests lean on."""
    seen = {
        visit.unit for visit in visits if visit.visited_on and visit.visited_on.year == 2022 and not visit.voided_on
    }
    late = [visit for visit in visits if visit.unit == LARGE and visit.hour == "07:15" and visit.counts[4] > 1]
    if not (len(register.units) - len(seen) == -(-len(register.units) // 3) and len(late) > 3):
        raise AssertionError(f"{len(seen)} units inspected, {len(late)} times late")
