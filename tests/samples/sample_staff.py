"""Makes the units and the people with their posts, before anything happens; in the end their codes and numbers."""

import random
from collections import Counter
from datetime import date

from tests.samples.sample_days import DAY, FIRST
from tests.samples.sample_names import DAO, DAO_MIDDLES, FAMILIES, GIVEN, MIDDLES, NAMESAKES, SAME_NAME, SAME_SCHOOL
from tests.samples.sample_register import Person, Post, Register, Unit
from tests.samples.sample_story import CHIEF, GV, HT, PHT, VICE_CHIEF
from tests.samples.sample_units import (
    ACCOUNTANT,
    CHAIR,
    CLOSED,
    CLOSED_ON,
    COMMANDER,
    COMMUNES,
    CONTRACTS,
    DRIVER,
    GUARD,
    LAND,
    LARGER,
    LEVELS,
    MASS,
    MERGED,
    MERGED_INTO,
    MERGED_ON,
    NEW_COMMUNES,
    OFFICES,
    OFFICIALS,
    SECRETARIES,
    SERVICES,
    SPECIALISTS,
    SUBJECTS,
    SUPPORT,
    TOWN_LAND,
    VETERANS,
    VICE_CHAIR,
    WOMEN,
    YOUTH,
)


def add_units(register: Register) -> None:
    """In the order of an organisation chart, which is also the order in which people get their codes."""
    rows = [Unit("CHODON", "Ủy ban nhân dân huyện Chợ Đồn", "district", "")]
    rows += [Unit(code, row[0], "office", "CHODON") for code, row in OFFICES.items()]
    rows += [Unit(code, row[0], "service", "CHODON") for code, row in SERVICES.items()]
    for code, (name, schools) in COMMUNES.items():
        new = code in NEW_COMMUNES
        kind = "Thị trấn" if code == "BANGLUNG" else "Xã"
        rows.append(Unit(code, f"{kind} {name}", "commune", "CHODON", date(2020, 2, 1) if new else None))
        opened = date(2020, 8, 1) if new else None
        rows += [Unit(level + code, f"{LEVELS[level]} {name}", "school", "PGDDT", opened) for level in schools]
    rows.append(Unit(MERGED, "Trường Tiểu học Rã Bản", "school", "PGDDT", None, MERGED_ON - DAY, MERGED_INTO))
    register.units = {unit.code: unit for unit in rows}
    register.units[CLOSED].closed_on = CLOSED_ON


def roster(unit: Unit) -> list[tuple[str, str]]:
    """Title and leadership of every post the unit has on the first day."""
    if unit.kind == "district":
        return [("Chủ tịch UBND huyện", "head"), *[("Phó Chủ tịch UBND huyện", "deputy")] * 2]
    if unit.kind == "commune":
        return commune_roster(unit.code)
    if unit.kind == "school":
        return school_roster(unit.code)
    _, head, deputy, deputies, others = {**OFFICES, **SERVICES}[unit.code]
    others = others + CONTRACTS.get(unit.code, [])
    return [(head, "head"), *[(deputy, "deputy")] * deputies, *[(title, "none") for title in others]]


def commune_roster(code: str) -> list[tuple[str, str]]:
    """Of all who are called chairman only the one of the people's committee heads the unit."""
    order = list(COMMUNES).index(code)
    larger = code in LARGER
    cadres = [*SECRETARIES[order % 3 == 1], "Phó Chủ tịch HĐND", *MASS]
    land = TOWN_LAND if code == "BANGLUNG" else LAND
    officials = [COMMANDER, *OFFICIALS, land, land]
    officials += ["Công chức Tư pháp - Hộ tịch"] * larger + ["Công chức Tài chính - Kế toán"] * (order % 4 == 0)
    leaders = [(CHAIR, "head"), *[(VICE_CHAIR, "deputy")] * (2 if larger else 1)]
    return leaders + [(title, "none") for title in cadres + officials]


def school_roster(code: str) -> list[tuple[str, str]]:
    """The larger the school, the more it has of everything but heads."""
    level = level_of(code)
    size = 9 if code == MERGED else COMMUNES[code.removeprefix(level)][1][level]
    leaders = [(HT, "head"), *[(PHT, "deputy")] * (2 if size >= 20 else 1)]
    staff = [title for least, title in SUPPORT if size >= least]
    teachers = size - len(leaders) - len(staff)
    if level == "THCS":
        titles = [SUBJECTS[n % len(SUBJECTS)] for n in range(teachers)]
    elif level == "LC":
        titles = [GV] * (teachers - 7) + SUBJECTS[:7]
    else:
        special = SPECIALISTS[: max(0, (size - 8) // 4)] if level == "TH" else []
        titles = [GV] * (teachers - len(special)) + special
    return leaders + [(title, "none") for title in titles + staff]


def level_of(code: str) -> str:
    """The kind of school, from its code; TH begins THCS too, so the longer one is tried first."""
    return next((level for level in ("MN", "THCS", "TH", "LC") if code.startswith(level)), "")


def category_of(unit: Unit, title: str) -> str:
    """Follows from the kind of unit and the title, as it does in the law of those years."""
    if title in (GUARD, DRIVER, "Nhân viên tạp vụ"):
        return "contract"
    if unit.kind in ("school", "service"):
        return "public-employee"
    if unit.kind == "office":
        return "civil-servant"
    return "commune-civil-servant" if title == COMMANDER or title.startswith("Công chức") else "cadre"


def leadership_of(title: str) -> str:
    """Only for titles the story gives to somebody; rosters say it themselves."""
    heads = (HT, CHIEF, CHAIR)
    deputies = (PHT, VICE_CHIEF, VICE_CHAIR, "Phó Giám đốc")
    return "head" if title in heads else "deputy" if title in deputies else "none"


def sex_of(rng: random.Random, unit: Unit, title: str) -> str:
    """Close to what real lists show: kindergartens almost only women, militia command only men."""
    share = {WOMEN: 1.0, COMMANDER: 0.0, VETERANS: 0.0, DRIVER: 0.0, GUARD: 0.0, "Nhân viên tạp vụ": 1.0}.get(title)
    if share is None:
        kinds = {"commune": 0.35, "district": 0.0, "office": 0.42, "service": 0.4}
        levels = {"MN": 0.99, "TH": 0.74, "LC": 0.68, "THCS": 0.62}
        share = levels[level_of(unit.code)] if unit.kind == "school" else kinds[unit.kind]
        share = max(share, 0.85) if title == ACCOUNTANT else share
    return "female" if rng.random() < share else "male"


def new_name(rng: random.Random, sex: str) -> str:
    """No word twice in a name: Hà Thị Hà is possible, but reads like a slip."""
    while True:
        family = rng.choice(FAMILIES)
        middles = DAO_MIDDLES if family in DAO and rng.random() < 0.4 else MIDDLES
        words = [family, *rng.choice(middles[sex]).split(), rng.choice(GIVEN[sex])]
        if len(set(words)) == len(words):
            return " ".join(words)


def born(rng: random.Random, sex: str, title: str, leadership: str) -> date:
    """Nobody drawn here reaches retirement before 2023: women go at 55 and some months, men at 60."""
    first, last = {"head": (1964, 1980), "deputy": (1967, 1985)}.get(leadership, (1965, 1997))
    years = {VETERANS: (1963, 1969), YOUTH: (1988, 1995), COMMANDER: (1974, 1993), WOMEN: (1972, 1990)}
    elder = title.startswith(("Bí thư Đảng ủy", "Phó Bí thư", "Phó Chủ tịch HĐND", MASS[0], MASS[1]))
    first, last = years.get(title, (1966, 1985) if elder else (first, last))
    first = max(first, 1968) if sex == "female" else first
    year = round(rng.triangular(first, last, (first + last) / 2))
    return date(year, 1, 1) + rng.randrange(365) * DAY


def start_day(rng: random.Random, unit: Unit, low: int, high: int) -> date:
    """Schools take people on before term, the others on the first of some month."""
    year = min(high, round(rng.triangular(low, high + 0.4, low + 0.35 * (high - low))))
    school = rng.choice([(9, 1), (9, 1), (9, 15), (8, 15), (10, 1), (1, 1)])
    office = (rng.randint(1, 11), rng.choice([1, 1, 1, 15, rng.randint(2, 28)]))
    day = date(year, *(school if unit.kind == "school" else office))
    if unit.opened_on and (day < unit.opened_on or rng.random() < 0.75):
        return unit.opened_on
    return day


def add_staff(register: Register) -> None:
    """Everyone who is in post on the first day, unit by unit."""
    rng = register.rng
    for unit in register.units.values():
        for title, leadership in roster(unit):
            sex = sex_of(rng, unit, title)
            birth = born(rng, sex, title, leadership)
            category = category_of(unit, title)
            low = max(birth.year + 22, 1988, 2011 if category == "cadre" else 2007 if leadership != "none" else 0)
            started = start_day(rng, unit, min(low, 2020), 2020)
            post = Post(unit.code, category, title, leadership, started)
            person = Person(new_name(rng, sex), sex, birth, [post])
            register.people.append(person)
            if leadership != "none" and rng.random() < 0.7:
                add_earlier_post(register, person, unit)


def add_earlier_post(register: Register, person: Person, unit: Unit) -> None:
    """Leaders have mostly risen from the ranks, some of them elsewhere; without a past no dossier looks real."""
    rng, now = register.rng, person.posts[0]
    low, high = max(person.born_on.year + 22, 1988), now.started_on.year - 2
    if unit.opened_on or unit.kind == "district" or low > high:
        return
    place = unit
    if unit.kind == "school" and rng.random() < 0.6:
        level, units = level_of(unit.code), register.units.values()
        place = rng.choice([u for u in units if u.kind == "school" and level_of(u.code) == level and not u.opened_on])
    title = first_title(rng, place)
    started = start_day(rng, place, low, high)
    earlier = Post(place.code, category_of(place, title), title, "none", started, now.started_on - DAY)
    person.posts.insert(0, earlier)


def first_title(rng: random.Random, unit: Unit) -> str:
    """As what people begin there."""
    if unit.kind == "commune":
        return rng.choice(OFFICIALS)
    if unit.kind == "school":
        return rng.choice(SUBJECTS[:5]) if level_of(unit.code) == "THCS" else GV
    return {**OFFICES, **SERVICES}[unit.code][4][0]


def give_namesakes(register: Register) -> None:
    """Last names are given first, so that the ordinary namesakes of so many people come on top of these."""
    rng = register.rng
    pair = [p for p, post in register.on_duty(FIRST, SAME_SCHOOL) if post.title == GV and p.sex == "female"][:2]
    for person in pair:
        person.full_name = SAME_NAME
    for sex, names in NAMESAKES.items():
        others = [person for person in register.people if person.sex == sex and person not in pair]
        for person, name in zip(rng.sample(others, len(names)), names, strict=True):
            person.full_name = name


def give_codes(register: Register) -> None:
    """By the category of the first post; those who came later get the later codes."""
    prefixes = {"cadre": "CB", "civil-servant": "CC", "commune-civil-servant": "CX", "public-employee": "VC"}
    counts: Counter[str] = Counter()
    for person in sorted(register.people, key=lambda p: max(p.posts[0].started_on, FIRST)):
        prefix = prefixes.get(person.posts[0].category, "HD")
        counts[prefix] += 1
        person.code = f"{prefix}{counts[prefix]:03}"
    register.people.sort(key=lambda p: p.code)


def give_id_numbers(register: Register) -> None:
    """Twelve digits that agree with sex and year of birth; some files are incomplete, as files are."""
    rng, seen = register.rng, set[str]()
    for person in register.people:
        while not person.id_number or person.id_number in seen:
            place = rng.choices(["006", "019", "004", "002", "001"], [88, 5, 4, 2, 1])[0]
            digit = (person.born_on.year // 100 - 19) * 2 + (person.sex == "female")
            person.id_number = f"{place}{digit}{person.born_on.year % 100:02}{rng.randrange(10**6):06}"
        seen.add(person.id_number)
    plain = [person for person in register.people if not person.note]
    for n, person in enumerate(rng.sample(plain, 19)):
        if n < 12:
            person.id_number = ""
            person.note = ["Đang chờ cấp lại căn cước công dân", "Chưa bổ sung bản sao căn cước công dân", ""][n % 3]
        else:
            person.born_known = False
            person.note = "Hồ sơ gốc thiếu ngày, tháng sinh" if n % 2 else ""
