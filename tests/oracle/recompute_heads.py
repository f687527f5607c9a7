"""`report heads` once more, from an exported folder: who headed what when, segment by segment between two changes.

Nothing here comes from the program; the figures of a stretch are put together from the recomputations of the nouns.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from tests.oracle import (
    recompute,
    recompute_cases,
    recompute_feedback,
    recompute_inspections,
    recompute_lists,
    recompute_tasks,
    recompute_whole,
)
from tests.oracle.recompute import Row, day, table

DAY = timedelta(days=1)
OF_COMPLIANCE = (
    *("violations", "serious", "unhandled", "open_cases", "overdue_cases", "disciplined", "inspections"),
    *("check_pass_rate", "tasks_due", "tasks_on_time_rate", "evidence"),
)


@dataclass(frozen=True)
class Stretch:
    unit: str
    staff: str  # empty: nobody
    title: str
    first: date
    last: date


@dataclass(frozen=True)
class Post:
    staff: str
    unit: str
    title: str
    is_head: bool
    first: date
    last: date


def posts(folder: Path) -> list[Post]:
    """The posts that count, with who led."""
    void = {(name, row["code"]) for name in ("unit", "staff") for row in table(folder, name) if row.get("voided_on")}
    return [
        Post(
            row["staff"],
            row["unit"],
            row["title"],
            row["leadership"] == "head",
            date.fromisoformat(row["started_on"]),
            day(row["ended_on"], date.max - DAY),
        )
        for row in table(folder, "post")
        if ("unit", row["unit"]) not in void and ("staff", row["staff"]) not in void
    ]


def stretches(folder: Path, start: date, end: date) -> list[Stretch]:
    """Of every unit, by unit, first day and person."""
    all_posts = posts(folder)
    found = []
    for unit in {post.unit for post in all_posts}:
        served = [post for post in all_posts if post.unit == unit]
        changes = {start, end + DAY, *(post.first for post in served), *(post.last + DAY for post in served)}
        turns = sorted(each for each in changes if start <= each <= end + DAY)
        open_now: dict[str, Stretch] = {}
        for first, after in pairwise(turns):
            here = [post for post in served if post.first <= first <= post.last]
            heads = {post.staff: post.title for post in here if post.is_head} or ({"": ""} if here else {})
            found += [each for staff, each in open_now.items() if staff not in heads]
            open_now = {
                staff: replace(open_now[staff], last=after - DAY, title=title)
                if staff in open_now
                else Stretch(unit, staff, title, first, after - DAY)
                for staff, title in heads.items()
            }
        found += open_now.values()
    return sorted(found, key=lambda each: (each.unit, each.first, each.staff))


def row(folder: Path, each: Stretch, today: date) -> Row:
    """The row of the stretch, all but the names of unit and person."""

    def of(rows: list[Row], *keys: str) -> Row:
        found = next((row for row in rows if row["unit_code"] == each.unit), {})
        return {key: found.get(key, 0) for key in keys}

    compliance, _totals = recompute_whole.compliance(folder, each.first, each.last, today=today)
    inspected, _totals, _notes = recompute_inspections.report(folder, each.first, each.last, today=today)
    told, _totals = recompute_tasks.report(folder, each.first, each.last, today=today)
    said, _totals = recompute_feedback.report(folder, date(1900, 1, 1), each.last, today=today)  # since whenever
    mine = [v for v in recompute.read(folder, today).violations if v.staff == each.staff]
    undone = {
        "open_cases": {row["unit_code"]: row["open_cases"] for row in all_cases(folder, each.last)},
        "overdue_cases": {row["unit_code"]: row["overdue_cases"] for row in all_cases(folder, each.last)},
        "remedies_overdue": {row["unit_code"]: row["remedies_overdue"] for row in inspected},
        "tasks_overdue": {row["unit_code"]: row["overdue"] for row in told},
        "answers_overdue": {row["unit_code"]: row["overdue"] for row in said},
    }
    closed = closed_for(folder, each.unit, each.last)
    return {
        "unit_code": each.unit,
        "staff": each.staff or None,
        "title": each.title or None,
        "started_on": each.first.isoformat(),
        "ended_on": each.last.isoformat(),
        "days": (each.last - each.first).days + 1,
        **of(compliance, *OF_COMPLIANCE),
        **of(inspected, "remedies_overdue"),
        "tasks_overdue": of(told, "overdue")["overdue"],
        "answers_overdue": of(said, "overdue")["overdue"],
        **{f"inherited_{key}": sum(int(str(of.get(code, 0))) for code in closed) for key, of in undone.items()},
        "own_violations": sum(each.first <= v.on <= each.last for v in mine) if each.staff else None,
    }


def closed_for(folder: Path, unit: str, end: date) -> list[str]:
    """The units that closed before the day and whose last successor this one is."""
    known = recompute.read(folder).units
    return [code for code in known if code != unit and recompute_lists.heir(known, code, end) == unit]


def all_cases(folder: Path, end: date) -> list[Row]:
    """Of every unit, the cases that are live on the day, and how many of them are past their last day."""
    live = list(recompute_cases.read(folder))
    return [
        {"unit_code": code, **recompute_cases.figures([case for case in live if case.unit == code], end, end)}
        for code in {case.unit for case in live}
    ]


def report(folder: Path, start: date, end: date, *, today: date, unit: str | None = None) -> tuple[list[Row], Row]:
    """Rows by unit, first day and person; and the totals that there are."""
    end = min(end, today)
    register = recompute.read(folder, today)
    tree = recompute.tree_of(register, today, "then", unit, (start, end))
    found = [each for each in stretches(folder, start, end) if tree.contains(each.unit)]
    rows = [row(folder, each, today) for each in found]

    def covered(code: str, on: date) -> bool:
        return any(each.unit == code and each.first <= on <= each.last for each in found)

    violations = [each for each in register.violations if covered(each.unit, each.on)]
    return rows, {
        "violations": len(violations),
        "serious": sum(each.serious for each in violations),
        "inspections": sum(covered(each.unit, each.visited) for each in recompute_inspections.read(folder)),
        "own_violations": sum(int(str(each["own_violations"] or 0)) for each in rows),
    }
