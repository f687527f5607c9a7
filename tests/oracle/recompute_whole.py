"""Every column of `report compliance`, and the whole page of `report unit`, once more from an exported folder.

Nothing here comes from the program: what each noun adds is put together from the recomputations of that noun.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.oracle import (
    recompute,
    recompute_cases,
    recompute_decisions,
    recompute_heads,
    recompute_inspections,
    recompute_tasks,
)
from tests.oracle.recompute import Post, Row, Tree, evidence, rows_of, table

NEITHER = {"inspections": None, "last_inspected_on": None, "check_pass_rate": None}  # of a category
OF_INSPECTIONS = tuple(NEITHER)


def compliance(
    folder: Path,
    start: date,
    end: date,
    *,
    today: date,
    by: str = "unit",
    depth: int | None = None,
    unit: str | None = None,
    units: str = "then",
) -> tuple[list[Row], Row]:
    """Rows and totals with all columns; by unit, kind or category."""
    end = min(end, today)
    rows, totals = recompute.compliance(folder, start, end, today=today, by=by, depth=depth, unit=unit, units=units)
    register = recompute.read(folder, today)
    tree = recompute.tree_of(register, today, units, unit, (start, end))
    tasks = recompute_tasks.in_compliance(folder, start, end, today=today, by=by, depth=depth, unit=unit, units=units)
    place = place_of(register, tree, by, depth)

    def known(row: Row, is_in: Callable[[str], bool]) -> str | None:
        if by == "category":
            return "none" if row["compliance_rate"] is None else None
        return evidence(register, folder, start, end, is_in)

    def whole(row: Row, key: str | None) -> Row:
        def is_in(code: str) -> bool:
            return tree.contains(code) and (key is None or by == "category" or place(code) == key)

        category = key if by == "category" else None
        return {
            **row,
            **of_cases(folder, register.posts, start, end, today, is_in, category),
            **(NEITHER if by == "category" else of_inspections(folder, start, end, is_in)),
            **tasks(key),
            "evidence": known(row, is_in) if key else None,
        }

    return [whole(row, str(next(iter(row.values())))) for row in rows], whole(totals, None)


def place_of(register: recompute.Register, tree: Tree, by: str, depth: int | None) -> Callable[[str], str]:
    if by == "kind":
        return lambda code: register.units[tree.seen_as(code)].kind
    return lambda code: tree.rolled_up(code, depth)


def of_cases(
    folder: Path,
    posts: list[Post],
    start: date,
    end: date,
    today: date,
    is_in: Callable[[str], bool],
    category: str | None,
) -> Row:
    """unhandled, open_cases, overdue_cases, disciplined; of a category by the post of the day that counts."""

    def fits(staff: str, day: date) -> bool:
        return category is None or category_of(posts, staff, day) == category

    violations = {row["number"]: row for row in table(folder, "violation")}
    waiting = [violations[number] for number in recompute_cases.unhandled(folder, start, end, today)]
    there = [case for case in recompute_cases.read(folder) if is_in(case.unit)]
    live = [case for case in there if fits(case.row["staff"], end)]
    disciplined = {
        case.row["staff"]
        for case in there
        for on in recompute_cases.decided(case, start, end)
        if fits(case.row["staff"], date.fromisoformat(on))
    }
    return {
        "unhandled": sum(
            is_in(row["unit"]) and fits(row["staff"], date.fromisoformat(row["occurred_on"])) for row in waiting
        ),
        **recompute_cases.figures(live, start, end),
        "disciplined": len(disciplined),
    }


def category_of(posts: list[Post], staff: str, day: date) -> str:
    """Of the post on that day; of somebody who had left by then, of the last one."""
    theirs = sorted((post for post in posts if post.staff == staff), key=lambda post: post.first)
    before = [post for post in theirs if post.first <= day]
    return (before or theirs[:1])[-1].category


def of_inspections(folder: Path, start: date, end: date, is_in: Callable[[str], bool]) -> Row:
    everything = recompute_inspections.read(folder)
    found = recompute_inspections.figures([each for each in everything if is_in(each.unit)], everything, start, end)
    return {key: found[key] for key in OF_INSPECTIONS}


# One unit's page


def page(folder: Path, code: str, start: date, end: date, *, today: date) -> tuple[list[Row], dict[str, list[str]]]:
    """The figures of the unit (none if nobody served there) and, by title, what each part names, in any order."""
    rows, _totals = compliance(folder, start, end, today=today, depth=1, unit=code)
    end = min(end, today)
    register = recompute.read(folder, today)
    tree = recompute.tree_of(register, today, "then", code, (start, end))

    def there(rows: list[dict[str, str]]) -> list[str]:
        return [row["number"] for row in rows if tree.contains(row["unit"])]

    groundless = {
        act["number"]
        for case in recompute_cases.read(folder)
        if any(e["outcome"] == "groundless" and e["happened_on"] <= today.isoformat() for e in case.events)
        for act in case.acts
    }
    cases = [case for case in recompute_cases.read(folder) if tree.contains(case.unit) and case.opened <= end]
    violations = {row["number"]: row for row in table(folder, "violation")}
    parts = {
        "People of the unit itself on the last day": [
            post.staff for post in register.posts if post.unit == code and post.first <= end <= post.last
        ],
        "Heads of the unit in the period": [
            each.staff for each in recompute_heads.stretches(folder, start, end) if each.unit == code
        ],
        "Violations": [
            number
            for number in there(rows_of(folder, "violation", "occurred_on", start, end))
            if number not in groundless and violations[number]["found_on"] <= today.isoformat()
        ],
        "Cases": [case.row["number"] for case in cases if case.opened >= start or recompute_cases.is_live(case, end)],
        "Disciplinary decisions in force": [
            str(row["number"])
            for row in recompute_decisions.report(folder, end, today=today)
            if any(case.row["number"] == row["number"] for case in cases)
        ],
        "Reminders": [
            row["number"]
            for row in table(folder, "reminder")
            if tree.contains(violations[row["violation"]]["unit"])
            and not row.get("voided_on")
            and start.isoformat() <= row["reminded_on"] <= end.isoformat()
        ],
        "Inspections": there(
            [
                row
                for row in table(folder, "inspection")
                if not row.get("voided_on")
                and start.isoformat() <= (row["visited_on"] or row["planned_on"]) <= end.isoformat()
            ]
        ),
        "Tasks": [
            task.number
            for task in recompute_tasks.tasks(folder)
            if tree.contains(task.unit) and task.assigned <= end and matters(task, start, end)
        ],
        "Feedback": there([row for row in table(folder, "feedback") if concerns(row, start, end)]),
    }
    return rows, {title: sorted(numbers) for title, numbers in parts.items() if numbers}


def matters(task: recompute_tasks.Task, start: date, end: date) -> bool:
    """Assigned or due in the period, or still to be done on its last day."""
    is_over = task.done_as_of(end) or task.cancelled_as_of(end)
    return start <= task.assigned or not is_over or recompute_tasks.is_due(task, start, end)


def concerns(row: dict[str, str], start: date, end: date) -> bool:
    """Received in the period, or still to be answered on its last day."""
    waits = (row["kind"] == "complaint" or row["due_on"]) and not "" < row["answered_on"] <= end.isoformat()
    received = row["received_on"]
    return not row.get("voided_on") and received <= end.isoformat() and bool(received >= start.isoformat() or waits)
