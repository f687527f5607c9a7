"""Inspections of a generated register: planned, carried out, concluded, remedied, void; what failed, and who."""

from collections import Counter
from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.strategies.generated import AWKWARD, DAY, SHIPPED, TODAY, Row, among, day_of, days, iso, one_in, some, words

ITEMS = ["M02", "M03", "M07", *SHIPPED]
HOURS = ["", "", "07:15", "07:30", "13:45"]


def draw_inspections(draw: DrawFn, units: list[Row], posts: list[Row]) -> tuple[list[Row], list[Row]]:
    """Inspections of few units, so that they meet, and their checks; all have numbers."""
    few = draw(st.permutations(units))[:3]
    rows = [row for unit in some(draw, 0, 8, among(few)) for row in draw_inspection(draw, unit)]
    last: Counter[str] = Counter()
    for row in rows:
        year = (row["planned_on"] or row["visited_on"])[:4]
        last[year] += draw(among([1, 1, 1, 2, 999]))
        row["number"] = f"KT-{year}-{last[year]:03}"
    return rows, [check for row in rows if row["visited_on"] for check in draw_checks(draw, row, posts)]


def draw_inspection(draw: DrawFn, unit: Row) -> list[Row]:
    """One within the life of its unit; none where that has not begun."""
    first, end = day_of(unit["opened_on"], date(2020, 1, 1)), day_of(unit["closed_on"], date(2027, 12, 31))
    last = min(end, TODAY)
    if first > last:
        return []
    turns = days.map(lambda day: max(first, min(day, last)))
    visited = draw(turns)
    planned = draw(among([visited, min(visited + 9 * DAY, end), max(visited - 9 * DAY, first)]))
    row = {
        "unit": unit["code"],
        "kind": draw(among(["planned", "surprise", "self"])),
        "visited_on": iso(visited),
        "hour": draw(among(HOURS)),
        "note": draw(among(["", *AWKWARD])),
    }
    row["planned_on"] = iso(planned) if row["kind"] == "planned" or one_in(draw, 4) else ""
    if row["planned_on"] and one_in(draw, 4):
        return [{**row, "visited_on": "", "hour": ""}]
    draw_head_count(draw, row)
    draw_course(draw, row, visited)
    if one_in(draw, 6):
        row |= {"voided_on": iso(TODAY), "void_reason": "Nhập trùng"}
    return [row]


def draw_head_count(draw: DrawFn, row: Row) -> None:
    if one_in(draw, 3):
        return
    present, excused, absent = (draw(st.integers(0, most)) for most in (12, 2, 2))
    row |= {"people": str(present + excused + absent), "present": str(present)}
    row |= {"absent_with_reason": str(excused or ""), "absent_without_reason": str(absent)}
    row["came_late"] = str(draw(st.integers(0, present)) or "")


def draw_course(draw: DrawFn, row: Row, visited: date) -> None:
    """Concluded at once or later, up to today; due to be remedied at any time after, done or not."""
    if one_in(draw, 3):
        return
    concluded = draw(among([visited, TODAY]) | near(visited, TODAY))
    row |= {"conclusion": draw(among(["", "5/KL", "=1+1"])), "concluded_on": iso(concluded)}
    if one_in(draw, 4):
        return
    due = draw(among([concluded, TODAY]) | near(concluded, date(2027, 12, 31)))
    row |= {"to_remedy": draw(among(["", *AWKWARD])), "remedy_due_on": iso(due)}
    if one_in(draw, 2):
        row["remedied_on"] = iso(draw(among([concluded, min(due, TODAY)]) | near(concluded, TODAY)))


def near(first: date, last: date) -> SearchStrategy[date]:
    """A day between these, often one on which a period begins or ends."""
    return days.map(lambda day: max(first, min(day, last)))


def draw_checks(draw: DrawFn, inspection: Row, posts: list[Row]) -> list[Row]:
    """Of a few items, so that the same fail again; those who failed served on that day."""
    visited = inspection["visited_on"]
    serving = sorted({p["staff"] for p in posts if p["started_on"] <= visited <= (p["ended_on"] or "9")})
    rows = []
    for item in draw(st.lists(st.sampled_from(ITEMS), unique=True, max_size=5)):
        made = draw(st.integers(0, 4))
        passed = draw(st.integers(0, made))
        failed = draw(st.permutations(serving))[: draw(st.integers(0, made - passed))]
        row = {"inspection": inspection["number"], "item": item, "made": str(made), "passed": str(passed)}
        rows.append({**row, "failed_staff": "; ".join(failed), "note": draw(among(["", *AWKWARD]))})
    return rows


def link(draw: DrawFn, violations: list[Row], inspections: list[Row]) -> None:
    """Let some violations be found at an inspection that came after them."""
    for row in violations:
        fitting = [
            each["number"]
            for each in inspections
            if (row["voided_on"] or not each.get("voided_on")) and row["occurred_on"] <= each["visited_on"]
        ]
        if fitting and one_in(draw, 2):
            row |= {"inspection": draw(among(fitting)), "source": draw(among(["", "inspection"]))}


def of_inspections(
    inspections: list[Row], unit: SearchStrategy[str], person: SearchStrategy[str], on: SearchStrategy[str]
) -> list[SearchStrategy[list[str]]]:
    """Verbs on these inspections, and new ones."""
    check = person.map(lambda code: f"M03=1/2:{code}")
    kinds = [
        words("inspection record --unit", unit, "--kind", "surprise", "--on", on, "--check", check),
        words("inspection plan --unit", unit, "--on", on),
    ]
    if inspections:
        number = st.sampled_from([row["number"] for row in inspections])
        kinds += [
            words("inspection conclude", number, "--on", on, "--remedy-due", on),
            words("inspection remedy", number, "--on", on),
            words("inspection check", number, "M07", "--made", "2", "--passed", "1"),
            words("inspection log", number),
            words("inspection edit", number, "--unit", unit),
            words("inspection edit", number, "--on", on),
            words("inspection void", number, "--reason", "nhầm"),
        ]
    return kinds
