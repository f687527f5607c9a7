"""Makes the violations, and the reminders that a few of them lead to."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date

from tests.samples import sample_standing_out
from tests.samples.sample_days import DAY, FIRST, LAST
from tests.samples.sample_faults import (
    FAULTS,
    HOLIDAYS,
    LARGE_DAYS,
    LARGE_NOTES,
    LARGE_OTHERS,
    OFTEN,
    OFTEN_DAYS,
    ROUNDS,
    SEEN,
    SPECIAL,
    TEACHER_NOTES,
    TOTAL,
    WITH_RECORD,
)
from tests.samples.sample_names import SAME_NAME, SAME_SCHOOL
from tests.samples.sample_register import Person, Post, Register, Violation, promise
from tests.samples.sample_story import CLERK, CULTURE, GV
from tests.samples.sample_units import CLOSED, CV, DRIVER, LARGE, MERGED, SMALL


class Offences:
    """Adds violations: first those that have to be there, then ordinary ones until the year is full."""

    def __init__(self, register: Register) -> None:
        """The units that stay clean are drawn first, so that nothing is added to them later."""
        self.register, self.rng = register, register.rng
        free = [code for code in register.units if code not in WITH_RECORD and code != "CHODON"]
        self.clean = {"CHODON", *self.rng.sample(free, len(register.units) // 3)}
        self.full: Counter[tuple[str, int]] = Counter()
        self.days: dict[date, dict[str, list[tuple[Person, Post]]]] = {}

    def add(self, person: Person, code: str, day: date, source: str = "", severity: str = "", note: str = "-") -> None:
        """What is not given is drawn from what is usual for the standard."""
        post = person.post_on(day)
        if post is None:
            raise AssertionError(f"{person.code} has no post on {day}")
        fault, teacher = FAULTS[code], post.title.startswith(GV)
        source = source or self.rng.choice(fault.sources.split())
        severity = severity or self.rng.choice(fault.severities.split())
        notes = TEACHER_NOTES.get(code, fault.notes) if teacher else fault.notes
        note = self.rng.choice(notes) if note == "-" else note
        found = self.found(day, source)
        self.register.violations.append(Violation(person, code, day, found, source, severity, note))
        self.full[post.unit, day.year] += 1

    def found(self, day: date, source: str) -> date:
        """An inspector sees it at once; a letter or an audit takes its time, and the office rests at week-ends."""
        latest = {"inspection": 0, "self": 3, "supervisor": 4, "press": 8, "other": 9}.get(source, 20)
        earliest = 3 if latest >= 8 else 0
        found = day + self.rng.randint(earliest, latest) * DAY
        while found > day and (found.weekday() > 4 or found in HOLIDAYS):
            found += DAY
        return min(found, date(2022, 12, 30))

    def fits(self, person: Person, post: Post, code: str) -> bool:
        """Who can break this standard at all."""
        kind = self.register.units[post.unit].kind
        return {
            "any": True,
            "paper": post.category != "contract",
            "desk": post.category in ("civil-servant", "commune-civil-servant"),
            "commune": kind == "commune" and post.category == "commune-civil-servant",
            "man": person.sex == "male",
            "leader": post.leadership != "none",
            "head": post.leadership == "head",
            "chief": post.leadership == "head" and kind in ("office", "commune"),
            "driver": post.title == DRIVER,
        }[FAULTS[code].scope]

    def serving(self, day: date) -> dict[str, list[tuple[Person, Post]]]:
        """Posts no longer change here, so a day is asked for once; a thousand draws would take half a minute."""
        if day not in self.days:
            self.days[day] = {}
            for person, post in self.register.on_duty(day):
                self.days[day].setdefault(post.unit, []).append((person, post))
        return self.days[day]

    def has_room(self, unit: str, day: date, size: int) -> bool:
        """Keeps the ordinary units ordinary: only the one meant to stand out may stand out."""
        if unit in self.clean or unit in SPECIAL:
            return False
        if self.register.units[unit].kind == "school" and date(day.year, 5, 28) < day < date(day.year, 8, 22):
            return False
        year = {2021: 1, 2022: 1 if size < 5 else 2 if size < 10 else 3 if size < 18 else 4}
        return self.full[unit, day.year] < year[day.year]

    def draw_day(self, year: int, code: str) -> date:
        """Working days, more of them after the plan of February 2022; what happens at home happens on any day."""
        if FAULTS[code].sources == SEEN and self.rng.random() < 0.5:
            return self.rng.choice([day for day in ROUNDS if day.year == year])
        days = [date(year, 1, 4) + n * DAY for n in range(350)]
        work = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
        if code in ("DD02", "DD03", "CS03", "CS04"):
            return self.rng.choice(days)
        return self.rng.choice(work + [day for day in work if day > date(2022, 2, 28)])

    def ordinary(self, year: int, code: str, unit: str = "") -> bool:
        """False where nobody fits, and then the caller tries another standard or another day."""
        day = self.draw_day(year, code)
        known = {v.person.code for v in self.register.violations if v.occurred_on == day}
        found = [
            person
            for code_of_unit, pairs in self.serving(day).items()
            if unit in ("", code_of_unit) and self.has_room(code_of_unit, day, len(pairs))
            for person, post in pairs
            if self.fits(person, post, code) and person.code not in known
        ]
        if found:
            self.add(self.rng.choice(found), code, day)
        return bool(found)

    def fill(self) -> None:
        """Every standard once, every unit that is not clean once, and chance for the rest."""
        codes, weights = list(FAULTS), [fault.weight for fault in FAULTS.values()]
        for code in codes:
            while not self.ordinary(2022, code):
                pass
        for unit in self.register.units:
            tries = 0
            while not (unit in self.clean or self.full[unit, 2022]) and tries < 200:
                self.ordinary(2022, self.rng.choices(codes, weights)[0], unit)
                tries += 1
        for year, total in TOTAL.items():
            while sum(1 for v in self.register.violations if v.occurred_on.year == year) < total:
                self.ordinary(year, self.rng.choices(codes, weights)[0])


def add_violations(register: Register) -> None:
    """The told cases first: they need their people and days, the rest goes round them."""
    offences = Offences(register)
    add_large_and_small(offences)
    add_merged_and_closed(offences)
    add_dismissed_and_moved(offences)
    add_frequent(offences)
    add_voided(offences)
    offences.fill()
    register.violations.sort(key=lambda v: (v.occurred_on, v.person.code))


def add_large_and_small(offences: Offences) -> None:
    """A school where lateness has become a habit, and an office of four with a single slip."""
    rng, register = offences.rng, offences.register
    teachers = [p for p, post in register.on_duty(date(2022, 2, 1), LARGE) if post.leadership == "none"]
    habitual = rng.sample([p for p in teachers if p.posts[-1].ended_on is None], 12)
    for day, many in LARGE_DAYS.items():
        for person in rng.sample(habitual, many):
            offences.add(person, "TG01", day, "inspection", note=rng.choice(LARGE_NOTES))
    for day, code in LARGE_OTHERS.items():
        offences.add(rng.choice(habitual), code, day)
    clerk = next(p for p, post in register.on_duty(FIRST, SMALL) if post.title == CV)
    offences.add(clerk, "TT01", date(2022, 6, 14), "inspection", note="Không đeo thẻ, để trong ngăn bàn")


def add_merged_and_closed(offences: Offences) -> None:
    """Old units keep what happened in them, and reports over the old days must still show it."""
    register = offences.register
    teachers = [p for p, post in register.on_duty(date(2022, 3, 1), MERGED) if post.title == GV]
    for person, code, day in zip(
        offences.rng.sample(teachers, 3),
        ["TG01", "TT01", "TG03"],
        [date(2021, 11, 9), date(2022, 3, 15), date(2022, 5, 18)],
        strict=True,
    ):
        offences.add(person, code, day, "inspection")
    market = [p for p, post in register.on_duty(date(2022, 3, 1), CLOSED) if post.title.startswith("Nhân viên quản")]
    offences.add(market[0], "TG01", date(2021, 4, 20), "inspection", note="13 giờ 50 chưa có mặt tại quầy thu")
    offences.add(market[-1], "CS01", date(2022, 2, 17), "citizen", "minor", "Thu tiền gửi xe của dân đến giao dịch")


def add_dismissed_and_moved(offences: Offences) -> None:
    """Nobody is dismissed out of the blue, and a transfer leaves the old record where it was made."""
    people = offences.register.people
    first, second = sorted(
        (p for p in people if p.posts[-1].reason == "dismissed"), key=lambda p: p.posts[-1].ended_on or LAST
    )
    offences.add(first, "ND03", date(2021, 5, 12), "citizen", "very-serious", "Nhận tiền làm thủ tục đất đai")
    offences.add(second, "TG04", date(2022, 4, 19), "supervisor", "serious", "Tự ý nghỉ 4 ngày, không có đơn")
    note = "Tổ chức đánh bạc tại nhà, Công an huyện bắt quả tang"
    offences.add(second, "DD03", date(2022, 6, 18), "other", "extremely-serious", note)
    mover = next(p for p in people if [x.unit for x in p.posts[-2:]] == ["XUANLAC", "NAMCUONG"])
    offences.add(mover, "NV01", date(2022, 3, 22), "supervisor", "minor", "Để quá hạn 4 hồ sơ cấp giấy chứng nhận")
    offences.add(mover, "ND01", date(2022, 9, 21), "citizen", "minor", "Công dân phải đi lại ba lần mới nộp được hồ sơ")


def add_frequent(offences: Offences) -> None:
    """A few people come back again and again: repeat offenders are what the clock and the ladder are for."""
    for unit, title in OFTEN.items():
        person = offences.register.someone(unit, title, LAST)
        for day, code in OFTEN_DAYS:
            offences.add(person, code, day, "inspection")


def add_voided(offences: Offences) -> None:
    """The three mistakes clerks make: the wrong namesake, the same thing twice, leave that had been granted."""
    register, day = offences.register, date(2022, 3, 29)
    wrong, right = [p for p in register.people if p.full_name == SAME_NAME and p.posts[0].unit == SAME_SCHOOL][:2]
    offences.add(wrong, "TT01", day, "inspection", note="Không đeo thẻ")
    void(register, date(2022, 4, 1), "Ghi nhầm người trùng họ tên trong cùng đơn vị")
    offences.add(right, "TT01", day, "inspection", note="Không đeo thẻ")
    person = register.someone("NAMCUONG", CLERK, LAST)
    for _ in range(2):
        offences.add(person, "TG01", date(2022, 9, 27), "inspection", note="13 giờ 45 chưa có mặt tại trụ sở")
    void(register, date(2022, 9, 30), "Nhập trùng")
    person = register.someone("XUANLAC", CULTURE, LAST)
    offences.add(person, "TG03", date(2022, 11, 8), "inspection", note="Vắng mặt cả buổi sáng")
    void(register, date(2022, 11, 14), "Có đơn xin nghỉ phép đã được duyệt")


def add_standing_out(register: Register) -> None:
    """Clerks of the town's office and teachers of a kindergarten: nobody who did something on the same day already."""
    chance = random.Random(sample_standing_out.SEED)
    faults = sample_standing_out.FAULTS
    for unit in (sample_standing_out.TOWN, sample_standing_out.VISITED):
        own = [fault for fault in faults if fault.unit == unit]
        known = {violation.person.code for violation in register.violations if violation.occurred_on.year == 2022}
        serving = [
            person
            for person, post in register.on_duty(own[0].on, unit)
            if post.leadership == "none" and post.category != "cadre" and person.posts[-1] is post
        ]
        serving = [person for person in serving if person.code not in known] or serving
        by_code = {person.code: person for person in serving}
        for fault, code in zip(own, sample_standing_out.people(chance, [*by_code], own), strict=True):
            found = fault.on + fault.days * DAY
            row = (by_code[code], fault.standard, fault.on, found, fault.source, "minor", fault.note)
            register.standing_out.append(Violation(*row))
    register.standing_out.sort(key=lambda violation: violation.occurred_on)


def reminder_rows(violations: list[list[object]], register: Register) -> list[list[object]]:
    """The first that the town's people did, dealt with by their chairman within two weeks."""
    chance = random.Random(sample_standing_out.SEED)
    town = sample_standing_out.TOWN
    [head] = [p for p, post in register.on_duty(LAST, town) if post.leadership == "head"]
    own = [row for row in violations[len(register.violations) :] if row[2] == town][: sample_standing_out.REMINDED]
    rows: list[list[object]] = []
    for place, row in enumerate(own, 1):
        found = row[5]
        promise(isinstance(found, date), "a violation without the day on which it was found")
        on = date.fromisoformat(str(found)) + chance.randint(3, 12) * DAY
        on += max(0, 7 - on.weekday()) * DAY if on.weekday() > 4 else 0 * DAY
        rows.append([f"NN-2022-{place:04}", row[0], on, head.code, "Nhắc nhở tại cuộc họp giao ban"])
    return rows


def void(register: Register, on: date, reason: str) -> None:
    """The last one entered; the row stays, as nothing official is ever deleted."""
    register.violations[-1] = replace(register.violations[-1], voided_on=on, void_reason=reason)
