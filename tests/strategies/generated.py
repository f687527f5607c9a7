"""Registers that nobody would think of: folders in the exchange layout, and what is done to them afterwards.

Days come from a few turning points as often as from anywhere, so that posts, periods, closings and violations meet on
the same day. Nothing here knows what a report should say.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Row = dict[str, str]
T = TypeVar("T")
TODAY = date(2026, 11, 23)
FIRST, LAST = date(2020, 1, 1), date(2027, 12, 31)
DAY = timedelta(days=1)
HEADS = {
    "unit": "code name kind parent opened_on closed_on successor",
    "quota": "unit year category number",
    "staff": "code full_name born_on sex id_number note",
    "post": "staff unit category title leadership started_on ended_on reason",
    "document": "number kind issued_on issuer title",
    "standard": "code group title document article verified in_force_from in_force_to",
    "inspection": "number unit kind planned_on visited_on hour people present absent_with_reason absent_without_reason"
    " came_late conclusion concluded_on to_remedy remedy_due_on remedied remedied_on note voided_on void_reason",
    "inspection_check": "inspection item made passed failed_staff note",
    "violation": "number staff unit standard occurred_on found_on source severity note inspection"
    " voided_on void_reason",
}
KINDS = ["district", "office", "commune", "service", "school", "other"]
CATEGORIES = ["cadre", "civil-servant", "commune-civil-servant", "public-employee", "contract"]
SOURCES = ["inspection", "supervisor", "citizen", "self", "audit", "press", "other"]
SEVERITIES = ["minor", "minor", "serious", "very-serious", "extremely-serious"]
REASONS = ["retired", "resigned", "dismissed", "moved", "died", "other"]
UNIT_CODES = ["UB", "PNV", "P-1", "TH.A", "TH.B", "XÃ1", "XÃ2", "ĐỘI", "Z/9", "10"]
SHIPPED = ["TG01", "TT01", "ND02"]
TURNS = ["2020-12-31", "2021-01-01", "2022-02-28", "2022-03-01", "2022-06-30", "2022-07-01", "2024-02-29", "2025-06-30"]
AWKWARD = ["=1+1", "'=x", "''=", "-5", "@a", "'", "a,b", '"quoted" "twice', "line\nbreak", "tab\tin", "Đỗ Ế", "0012"]

days: SearchStrategy[date] = st.sampled_from([date.fromisoformat(day) for day in TURNS]) | st.dates(FIRST, LAST)
past_days = days.map(lambda day: min(day, TODAY))
texts: SearchStrategy[str] = st.sampled_from(AWKWARD) | st.text("=+-@'\t\r\n ,;\"aăÂđĐ1e\u0301\u00a0\u200b", max_size=8)
names = st.sampled_from(["Phòng An", "Nguyễn Văn Ế", "= B,C", "Tổng cộng", "Hiệu trưởng", "Nơi nhận", "1", "Họ và tên"])


@dataclass(frozen=True)
class Generated:
    """A folder's rows by file, and the command lines to run once it has been imported."""

    files: dict[str, list[Row]]
    commands: list[list[str]]

    def write(self, folder: Path) -> Path:
        """All the files, over those that another example left in the folder."""
        folder.mkdir(exist_ok=True)
        for name, rows in self.files.items():
            write_csv(folder / f"{name}.csv", HEADS[name].split(), rows)
        return folder


Lived = Callable[[Generated], Path]  # the fixture `lived`: what it makes of a generated folder


def write_csv(path: Path, heads: list[str], rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)
    return path


def guarded(text: str) -> str:
    return f"'{text}" if text.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")) else text


def among(values: Sequence[T]) -> SearchStrategy[T]:
    """One of these; of the same values the same strategy, which is not made and proven anew for each example."""
    try:
        return _among(*values)
    except TypeError:  # rows
        return st.sampled_from(values)


@lru_cache(maxsize=1 << 12, typed=True)
def _among(*values: T) -> SearchStrategy[T]:
    return st.sampled_from(values)


def some(draw: DrawFn, few: int, many: int, each: SearchStrategy[T]) -> list[T]:
    """A list as likely long as short."""
    size = draw(st.integers(few, many))
    return draw(st.lists(each, min_size=size, max_size=size))


def one_in(draw: DrawFn, times: int) -> bool:
    return draw(st.integers(1, times)) == times


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def day_of(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


@st.composite
def registers(draw: DrawFn) -> Generated:
    """Units, people, violations, inspections and quotas that fit together, and what is done to them afterwards."""
    from tests.strategies.generated_inspections import draw_inspections, link

    units = draw_units(draw)
    people = draw_people(draw)
    posts = [post for person in people for post in draw_posts(draw, person["code"], units)]
    standards = draw_standards(draw)
    violations = draw_violations(draw, posts, [*SHIPPED, *(row["code"] for row in standards)])
    inspections, checks = draw_inspections(draw, units, posts)
    link(draw, violations, inspections)
    files = {
        "unit": units,
        "quota": draw_quotas(draw, units),
        "staff": people,
        "post": posts,
        "document": draw_documents(draw),
        "standard": standards,
        "inspection": inspections,
        "inspection_check": checks,
        "violation": violations,
    }
    return Generated(files, draw_commands(draw, files))


# The rows


def draw_units(draw: DrawFn) -> list[Row]:
    """A tree up to four deep; some units open late, some close, and of those some have a successor."""
    codes = draw(st.permutations(UNIT_CODES))[: draw(st.integers(1, 8))]
    units: list[Row] = []
    depth = {"": 0}
    for code in codes:
        parent = draw(among([code for code, level in depth.items() if level < 4]))
        depth[code] = depth[parent] + 1
        above = next((unit for unit in units if unit["code"] == parent), None)
        units.append(draw_unit(draw, code, above))
    for unit, heir in pairwise(draw(st.permutations(units))):  # one way only, so that nobody succeeds himself
        if unit["closed_on"] and not one_in(draw, 4):
            unit["successor"] = heir["code"]
    return units


def draw_unit(draw: DrawFn, code: str, above: Row | None) -> Row:
    opened = draw(days) if one_in(draw, 4) else None
    closed = draw(days) if one_in(draw, 2) else None
    if opened and above and above["closed_on"] and iso(opened) > above["closed_on"]:
        opened = None
    if opened and closed and closed < opened:
        opened, closed = closed, opened
    return {
        "code": code,
        "name": draw(names),
        "kind": draw(among(KINDS)),
        "parent": above["code"] if above else "",
        "opened_on": iso(opened),
        "closed_on": iso(closed),
    }


def draw_people(draw: DrawFn) -> list[Row]:
    count = draw(st.integers(1, 10))
    return [
        {
            "code": f"VC{number:03}",
            "full_name": draw(names),
            "born_on": draw(among(["", "1980-02-29", "1966-12-31"])),
            "sex": draw(among(["", "male", "female"])),
            "id_number": draw(among(["", f"00{number}066067848"])),
            "note": draw(texts),
        }
        for number in range(1, count + 1)
    ]


def draw_posts(draw: DrawFn, person: str, units: list[Row]) -> list[Row]:
    """One after the other, with or without a gap, each cut to the life of its unit."""
    starts = sorted(set(some(draw, 1, 4, days)))
    posts = []
    for start, after in pairwise([*starts, None]):
        assert start
        unit = draw(among(units))
        end = draw_end(draw, start, after)
        first = max(start, day_of(unit["opened_on"], date.min))
        last = min(end or date.max, day_of(unit["closed_on"], date.max))
        if first <= last:
            posts.append(draw_post(draw, person, unit["code"], first, None if last == date.max else last))
    return posts


def draw_end(draw: DrawFn, start: date, after: date | None) -> date | None:
    """The day before the next post, an earlier one, or none if no post comes after."""
    last = after - DAY if after else LAST + 100 * DAY
    usual = st.just(last if after else None)
    return draw(usual | usual | st.dates(start, last) | st.just(start))


def draw_post(draw: DrawFn, person: str, unit: str, first: date, last: date | None) -> Row:
    return {
        "staff": person,
        "unit": unit,
        "category": draw(among(CATEGORIES)),
        "title": draw(among(["", "Trưởng phòng", "Phó Hiệu trưởng", "=Giáo viên"])),
        "leadership": draw(among(["", "none", "deputy", "head"])),
        "started_on": iso(first),
        "ended_on": iso(last),
        "reason": draw(among(["", *REASONS])) if last else "",
    }


def draw_standards(draw: DrawFn) -> list[Row]:
    """The office's own, beside those that every register begins with."""
    codes = draw(st.lists(st.sampled_from(["AA01", "ZZ-9"]), unique=True))
    return [{"code": code, "group": draw(names), "title": draw(names), "article": draw(texts)} for code in codes]


def draw_documents(draw: DrawFn) -> list[Row]:
    known = st.tuples(st.sampled_from(["30/KH-UBND", "05-CT/TW"]), past_days)
    return [
        {"number": number, "issued_on": iso(day), "issuer": draw(texts), "title": draw(texts)}
        for number, day in draw(st.lists(known, max_size=3, unique=True))
    ]


def draw_quotas(draw: DrawFn, units: list[Row]) -> list[Row]:
    """For years in which the unit existed, if only for a day."""
    place = st.tuples(st.sampled_from(units), st.integers(2020, 2027), among(CATEGORIES))
    drawn = draw(st.lists(place, max_size=8, unique_by=lambda at: (at[0]["code"], at[1:])))
    return [
        {"unit": unit["code"], "year": str(year), "category": category, "number": str(draw(st.integers(0, 5)))}
        for unit, year, category in drawn
        if (unit["opened_on"] or "0")[:4] <= str(year) <= (unit["closed_on"] or "9")[:4]
    ]


def draw_violations(draw: DrawFn, posts: list[Row], standards: list[str]) -> list[Row]:
    """On days with a post; all have numbers, none has, or some have. What was voided need not fit any post."""
    held = [post for post in posts if post["started_on"] <= iso(TODAY)]
    one_in_how_many = draw(among([0, 1, 2]))
    last: dict[int, int] = {}
    rows = []
    for post in some(draw, 0, 14, among(held)) if held else []:
        row = draw_violation(draw, post, draw(among(standards)))
        if one_in_how_many and one_in(draw, one_in_how_many):
            year = int(row["occurred_on"][:4])
            last[year] = last.get(year, 0) + draw(among([1, 1, 2, 9998]))
            row["number"] = f"VP-{year}-{last[year]:04}"
        rows.append(row)
    return rows


def draw_violation(draw: DrawFn, post: Row, standard: str) -> Row:
    first = date.fromisoformat(post["started_on"])
    last = min(day_of(post["ended_on"], TODAY), TODAY)
    occurred = draw(among([first, last]) | st.dates(first, last))
    voided = one_in(draw, 4)
    return {
        "staff": post["staff"],
        "unit": post["unit"],
        "standard": standard,
        "occurred_on": iso(draw(past_days) if voided else occurred),
        "found_on": iso(TODAY) if voided else iso(draw(among([occurred, last]))),
        "source": draw(among(SOURCES)),
        "severity": draw(among(SEVERITIES)),
        "note": draw(texts),
        "voided_on": iso(TODAY) if voided else "",
        "void_reason": "Nhập trùng" if voided else "",
    }


# What is done afterwards


def draw_commands(draw: DrawFn, files: dict[str, list[Row]]) -> list[list[str]]:
    """Verbs on these records, in any order; most are possible, some the register must refuse."""
    from tests.strategies.generated_inspections import of_inspections

    units, people, posts = files["unit"], files["staff"], files["post"]
    unit, on = st.sampled_from([unit["code"] for unit in units]), days.map(iso)
    kinds = [
        words("unit merge", unit, "--into", unit, "--on", on),
        words("unit merge", unit, unit, "--into", unit, "--on", on),
        words("unit close", unit, "--on", on),
        words("unit close", unit, "--on", on, "--move-to", unit),
        words("unit move", unit, "--to", unit, "--on", on),
        words("unit move", unit, "--to", unit, "--on", on),
        words("unit rename", unit, among(["Phòng Mới", "Xã Hai"]), "--on", on),
        words("unit edit", unit, "--parent", unit | st.just("")),
        words("unit edit", unit, "--opened", on),
        words("unit void", unit, "--reason", "nhầm"),
        words("quota set", unit, "--year", "2022", "--category", among(CATEGORIES), "--number", "3"),
    ]
    if people:
        person = st.sampled_from([person["code"] for person in people])
        kinds += [*of_people(person, unit, on), *of_inspections(files["inspection"], unit, person, on)]
    if posts:
        kinds += of_posts(st.sampled_from([(post["staff"], post["started_on"]) for post in posts]), unit, on)
    if numbers := [row["number"] for row in files["violation"] if row.get("number")]:
        number = st.sampled_from(numbers)
        kinds += [words("violation void", number, "--reason", "nhầm"), words("violation edit", number, "--on", on)]
        kinds += [words("violation remind", number, "--on", on), words("violation remind", number, number, "--on", on)]
    return some(draw, 0, 6, st.one_of(kinds))


def of_people(
    person: SearchStrategy[str], unit: SearchStrategy[str], on: SearchStrategy[str]
) -> list[SearchStrategy[list[str]]]:
    category = st.sampled_from(CATEGORIES)
    return [
        words("staff transfer", person, "--on", on, "--to", unit),
        words("staff transfer", person, "--on", on, "--category", category),
        words("staff transfer", person, "--on", on, "--to", unit, "--category", category, "--title", "Trưởng phòng"),
        words("staff leave", person, "--on", on, "--reason", "moved"),
        words("violation log --staff", person, "--standard", "TG01", "--on", on),
        words("staff void", person, "--reason", "nhầm"),
        words("staff edit", person, "--id-number", among(["", "001066067848"])),
        words("staff add --name An --unit", unit, "--category", category, "--from", on, "--id-number", "001066067848"),
    ]


def of_posts(
    post: SearchStrategy[tuple[str, str]], unit: SearchStrategy[str], on: SearchStrategy[str]
) -> list[SearchStrategy[list[str]]]:
    def of(verb: str, *rest: SearchStrategy[str] | str) -> SearchStrategy[list[str]]:
        named = post.map(lambda known: [*verb.split(), known[0], "--post", known[1]])
        return st.builds(list[str].__add__, named, words("", *rest))

    return [
        of("staff edit", "--unit", unit),
        of("staff edit", "--from", on),
        of("staff edit", "--until", on),
        of("staff void", "--reason", "nhầm"),
    ]


def words(verb: str, *rest: SearchStrategy[str] | str) -> SearchStrategy[list[str]]:
    """A command line: the verb, then what is given and what is drawn."""
    drawn = st.tuples(*(st.just(each) if isinstance(each, str) else each for each in rest))
    return drawn.map(lambda tail: [*verb.split(), *tail])
