"""`report inspections`, and what inspections add to `report compliance`, once more from an exported folder.

Nothing here comes from the program: each figure is worked out inspection by inspection, by its definition in the guide.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.oracle import recompute
from tests.oracle.recompute import Row, Tree, day, days_inside, rounded, table

FIGURES = (
    *("inspections", "planned", "surprise", "self", "people", "present", "absent_with_reason"),
    *("absent_without_reason", "came_late", "checks_made", "checks_passed", "items_failed", "repeated", "concluded"),
    *("remedies_due", "remedies_done", "remedies_overdue"),
)
COUNTS = ("people", "present", "absent_with_reason", "absent_without_reason", "came_late")


@dataclass
class Check:
    item: str
    made: int
    passed: int

    @property
    def failed(self) -> bool:
        return self.passed < self.made


@dataclass
class Inspection:
    number: str
    unit: str
    kind: str
    visited: date
    hour: str
    counts: dict[str, int]
    concluded: date
    remedy_due: date
    remedied: date
    checks: list[Check] = field(default_factory=list)

    @property
    def order(self) -> tuple[date, str, int, int]:
        """By day, hour and number: an inspection without an hour comes first on its day."""
        _kt, year, n = self.number.split("-")
        return self.visited, self.hour, int(year), int(n)


def read(folder: Path) -> list[Inspection]:
    """The inspections that count; one still to come was visited on no day."""
    voided_units = {row["code"] for row in table(folder, "unit") if row.get("voided_on")}
    found = {
        row["number"]: Inspection(
            row["number"],
            row["unit"],
            row["kind"],
            day(row["visited_on"], date.max),
            row["hour"],
            {key: int(row[key] or 0) for key in COUNTS},
            day(row["concluded_on"], date.max),
            day(row["remedy_due_on"], date.max),
            day(row["remedied_on"], date.max),
        )
        for row in table(folder, "inspection")
        if not row.get("voided_on") and row["unit"] not in voided_units
    }
    for row in table(folder, "inspection_check"):
        if row["inspection"] in found:
            found[row["inspection"]].checks.append(Check(row["item"], int(row["made"]), int(row["passed"])))
    return list(found.values())


def repeated(inspection: Inspection, all_of_them: list[Inspection]) -> int:
    """How many of its failed items failed at the unit's last inspection before it too."""
    earlier = [each for each in all_of_them if each.unit == inspection.unit and each.order < inspection.order]
    if not earlier:
        return 0
    failed_then = {check.item for check in max(earlier, key=lambda each: each.order).checks if check.failed}
    return sum(check.failed and check.item in failed_then for check in inspection.checks)


def figures(some: list[Inspection], everything: list[Inspection], start: date, end: date) -> Row:
    """One row's figures; `some` are the inspections that belong to it."""
    seen = [each for each in some if start <= each.visited <= end]
    checks = [check for each in seen for check in each.checks]
    made, passed = sum(check.made for check in checks), sum(check.passed for check in checks)
    due = [each for each in some if start <= each.remedy_due <= end]
    last = max((each.visited for each in some if each.visited <= end), default=None)
    return {
        "inspections": len(seen),
        **{kind: sum(each.kind == kind for each in seen) for kind in ("planned", "surprise", "self")},
        **{key: sum(each.counts[key] for each in seen) for key in COUNTS},
        "checks_made": made,
        "checks_passed": passed,
        "check_pass_rate": rounded(Fraction(100 * passed, made), 1) if made else None,
        "items_failed": sum(check.failed for check in checks),
        "repeated": sum(repeated(each, everything) for each in seen),
        "concluded": sum(each.concluded <= end for each in seen),
        "remedies_due": len(due),
        "remedies_done": sum(each.remedied <= end for each in due),
        "remedies_overdue": sum(each.remedy_due < end < each.remedied for each in some),
        "last_inspected_on": last.isoformat() if last else None,
    }


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
) -> tuple[list[Row], Row, list[str]]:
    """Rows, totals and notes of `report inspections`."""
    end = min(end, today)
    register = recompute.read(folder)
    tree = recompute.tree_of(register, today, units, unit, (start, end))
    everything = read(folder)
    there = [each for each in everything if tree.contains(each.unit)]

    def row_of(code: str) -> str:
        return register.units[tree.seen_as(code)].kind if by == "kind" else tree.rolled_up(code, depth)

    def made(row_of: Callable[[str], str]) -> dict[str, Row]:
        served = {row_of(post.unit) for post in register.posts if served_in(post, tree, start, end)}
        rows = {
            key: figures([each for each in there if row_of(each.unit) == key], everything, start, end)
            for key in served | {row_of(each.unit) for each in there}
        }
        return {key: row for key, row in rows.items() if key in served or any(row[figure] for figure in FIGURES)}

    rows = made(row_of)
    alone = made(lambda code: tree.rolled_up(code, None))
    notes = [
        f"not inspected in the period: {sum(not row['inspections'] for row in alone.values())} of {len(alone)}",
        f"never inspected: {sum(row['last_inspected_on'] is None for row in alone.values())} of {len(alone)}",
    ]
    labels: dict[str, Row] = {
        key: {"kind": key} if by == "kind" else {"unit_code": key, "unit": tree.name(key)} for key in rows
    }
    totals = figures(there, everything, start, end)
    return [labels[key] | rows[key] for key in sorted(rows)], totals, notes if alone else []


def served_in(post: recompute.Post, tree: Tree, start: date, end: date) -> bool:
    return bool(days_inside(post, start, end)) and tree.contains(post.unit)
