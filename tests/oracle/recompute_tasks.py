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
        """The day to which it was last put off by then."""
        granted = sorted(each for each in self.extensions if each[0] <= day)
        return granted[-1][1] if granted else self.due

    def done_as_of(self, day: date) -> date | None:
        return self.done if self.done and self.done <= day else None

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
    tree = tree_of(register, today, units, unit)
    chosen = [task for task in tasks(folder) if tree.contains(task.unit) and task.assigned <= end]
    rows = []
    for key, members in sorted(grouped(chosen, row_of(register, tree, by, depth)).items()):
        row = figures(members, start, end)
        if any(value for key, value in row.items() if key not in ("on_time_rate", "mean_days_late")):
            label: Row = {"unit_code": key, "unit": register.units[key].name} if by == "unit" else {by: key}
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
    days = [((task.done_as_of(end) or end) - task.due_as_of(end)).days for task in [*done_late, *open_late]]
    return {
        "assigned": sum(start <= task.assigned <= end for task in chosen),
        "due": len(due),
        "on_time": len(on_time),
        "done_late": len(done_late),
        "open_late": len(open_late),
        "cancelled": sum(task.cancelled is not None and start <= task.cancelled <= end for task in chosen),
        "extended": sum(bool(each) for each in extensions),
        "extensions": sum(map(len, extensions)),
        "overdue": sum(
            not task.cancelled_as_of(end) and not task.done_as_of(end) and task.due_as_of(end) < end for task in chosen
        ),
        "on_time_rate": rounded(Fraction(100 * len(on_time), len(due)), 1) if due else None,
        "mean_days_late": rounded(Fraction(sum(days), len(days)), 1) if days else None,
    }


def is_due(task: Task, start: date, end: date) -> bool:
    return not task.cancelled_as_of(end) and start <= task.due_as_of(end) <= end


def in_compliance(
    folder: Path, start: date, end: date, *, today: date, by: str, depth: int | None, unit: str | None, units: str
) -> Callable[[str | None], Row]:
    """What `report compliance` adds to a row of this key; None is the totals."""
    end = min(end, today)
    register = read(folder)
    tree = tree_of(register, today, units, unit)
    chosen = [task for task in tasks(folder) if tree.contains(task.unit) and is_due(task, start, end)]
    groups = {"": chosen}
    if by != "category":
        groups.update(grouped(chosen, row_of(register, tree, by, depth)))

    def added(key: str | None) -> Row:
        if by == "category":
            return {"tasks_due": None, "tasks_on_time_rate": None}
        members = groups.get(key or "", [])
        found = figures(members, start, end)
        return {"tasks_due": len(members), "tasks_on_time_rate": found["on_time_rate"]}

    return added
