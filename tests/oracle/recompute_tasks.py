"""`report tasks` and the tasks in `report compliance` once more, from an exported folder, task by task.

Nothing here comes from the program. A task is looked at as it stood on the last day of the period: an extension, an end
or a cancellation dated after it had not happened yet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.oracle.recompute import Register, Row, Tree, read, rounded, table, tree_of


@dataclass(frozen=True)
class Task:
    number: str
    unit: str
    document: str
    assigned: date
    due: date
    extensions: tuple[tuple[date, date], ...]  # granted on, to
    done: date | None
    cancelled: date | None

    def due_as_of(self, day: date) -> date:
        """The day that held: what was granted after it does not move it."""
        held = self.due
        for granted, to in sorted(each for each in self.extensions if each[0] <= day):
            held = max(held, to) if granted <= held else held
        return held

    def done_as_of(self, day: date) -> date | None:
        return self.done if self.done and self.done <= day else None

    def cancelled_by(self, due: date, end: date) -> bool:
        """Whether it was cancelled no later than on its day, as known on the last day."""
        return self.cancelled is not None and self.cancelled <= min(due, end)

    def cancelled_as_of(self, day: date) -> bool:
        return self.cancelled is not None and self.cancelled <= day


def day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def tasks(folder: Path) -> list[Task]:
    """What was not entered by mistake."""
    granted: dict[str, list[tuple[date, date]]] = {}
    for row in table(folder, "task_extension"):
        days = (date.fromisoformat(row["extended_on"]), date.fromisoformat(row["due_on"]))
        granted.setdefault(row["task"], []).append(days)
    return [
        Task(
            row["number"],
            row["unit"],
            row["document"],
            date.fromisoformat(row["assigned_on"]),
            date.fromisoformat(row["due_on"]),
            tuple(granted.get(row["number"], [])),
            day_or_none(row["done_on"]),
            day_or_none(row["cancelled_on"]),
        )
        for row in table(folder, "task")
        if not row.get("voided_on")
    ]


def report(
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
    """Rows and totals of `report tasks`; rows in which nothing is counted are left out."""
    end = min(end, today)
    register = read(folder)
    tree = tree_of(register, today, units, unit, (start, end))
    chosen = [task for task in tasks(folder) if tree.contains(task.unit) and task.assigned <= end]
    rows = []
    for key, members in sorted(grouped(chosen, row_of(register, tree, by, depth)).items()):
        row = figures(members, start, end)
        counted = {key: value for key, value in row.items() if key not in ("on_time_rate", "mean_days_late")}
        if any(counted.values()) or row["on_time_original_rate"] is not None:
            label: Row = {"unit_code": key, "unit": tree.name(key)} if by == "unit" else {by: key}
            rows.append(label | row)
    return rows, figures(chosen, start, end)


def row_of(register: Register, tree: Tree, by: str, depth: int | None) -> Callable[[Task], str]:
    if by == "document":
        return lambda task: task.document or "–"
    if by == "kind":
        return lambda task: register.units[tree.seen_as(task.unit)].kind
    return lambda task: tree.rolled_up(task.unit, depth)


def grouped(chosen: list[Task], key: Callable[[Task], str]) -> dict[str, list[Task]]:
    groups: dict[str, list[Task]] = {}
    for task in chosen:
        groups.setdefault(key(task), []).append(task)
    return groups


def figures(chosen: list[Task], start: date, end: date) -> Row:
    due = [task for task in chosen if is_due(task, start, end)]
    on_time = [task for task in due if (done := task.done_as_of(end)) and done <= task.due_as_of(end)]
    done_late = [task for task in due if (done := task.done_as_of(end)) and done > task.due_as_of(end)]
    open_late = [task for task in due if not task.done_as_of(end) and task.due_as_of(end) < end]
    extensions = [[on for on, _to in task.extensions if start <= on <= end] for task in chosen]
    cancelled_late = [task for task in due if task.cancelled_as_of(end)]
    open_late = [task for task in open_late if task not in cancelled_late]
    first_due = [task for task in chosen if start <= task.due <= end and not task.cancelled_by(task.due, end)]
    first_on_time = [task for task in first_due if (done := task.done_as_of(end)) and done <= task.due]
    days = [
        *(((task.done_as_of(end) or end) - task.due_as_of(end)).days for task in [*done_late, *open_late]),
        *((task.cancelled - task.due_as_of(end)).days for task in cancelled_late if task.cancelled),
    ]
    return {
        "assigned": sum(start <= task.assigned <= end for task in chosen),
        "due": len(due),
        "on_time": len(on_time),
        "done_late": len(done_late),
        "open_late": len(open_late),
        "cancelled_late": len(cancelled_late),
        "cancelled": sum(task.cancelled is not None and start <= task.cancelled <= end for task in chosen),
        "extended": sum(bool(each) for each in extensions),
        "extensions": sum(map(len, extensions)),
        "overdue": sum(
            not task.cancelled_as_of(end) and not task.done_as_of(end) and task.due_as_of(end) < end for task in chosen
        ),
        "on_time_rate": share(on_time, due),
        "on_time_original_rate": share(first_on_time, first_due),
        "mean_days_late": rounded(Fraction(sum(days), len(days)), 1) if days else None,
    }


def is_due(task: Task, start: date, end: date) -> bool:
    held = task.due_as_of(end)
    return start <= held <= end and not task.cancelled_by(held, end)


def share(part: list[Task], whole: list[Task]) -> float | None:
    return rounded(Fraction(100 * len(part), len(whole)), 1) if whole else None


def in_compliance(
    folder: Path, start: date, end: date, *, today: date, by: str, depth: int | None, unit: str | None, units: str
) -> Callable[[str | None], Row]:
    """What `report compliance` adds to a row of this key; None is the totals."""
    end = min(end, today)
    register = read(folder)
    tree = tree_of(register, today, units, unit, (start, end))
    chosen = [task for task in tasks(folder) if tree.contains(task.unit) and task.assigned <= end]
    groups = {"": chosen}
    if by != "category":
        groups.update(grouped(chosen, row_of(register, tree, by, depth)))

    def added(key: str | None) -> Row:
        if by == "category":
            return {"tasks_due": None, "tasks_on_time_rate": None, "tasks_on_time_original_rate": None}
        members = groups.get(key or "", [])
        found = figures(members, start, end)
        return {
            "tasks_due": found["due"],
            "tasks_on_time_rate": found["on_time_rate"],
            "tasks_on_time_original_rate": found["on_time_original_rate"],
        }

    return added
