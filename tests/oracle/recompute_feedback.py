"""`report feedback` once more, from an exported folder, one by one.

Nothing here comes from the program. An answer given after the last day of the period had not been given yet.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median

from tests.oracle.recompute import Row, groundless_by, read, rounded, table, tree_of

Said = dict[str, str]


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
    """Rows and totals of `report feedback`."""
    end = min(end, today)
    register = read(folder)
    tree = tree_of(register, today, units, unit, (start, end))
    groundless = groundless_by(folder, today)
    violations = {
        row["number"]: row
        for row in table(folder, "violation")
        if not row["voided_on"] and row["number"] not in groundless
    }
    chosen = [
        row
        for row in table(folder, "feedback")
        if not row.get("voided_on")
        and start.isoformat() <= row["received_on"] <= end.isoformat()
        and tree.contains(row["unit"])
    ]
    groups: dict[str, list[Said]] = {}
    for row in chosen:
        seen = tree.seen_as(row["unit"])
        key = register.units[seen].kind if by == "kind" else tree.rolled_up(row["unit"], depth)
        groups.setdefault(key, []).append(row)
    rows: list[Row] = []
    for key, members in sorted(groups.items()):
        label: Row = {"kind": key} if by == "kind" else {"unit_code": key, "unit": tree.name(key)}
        rows.append(label | figures(members, violations, end.isoformat()))
    return rows, figures(chosen, violations, end.isoformat())


def figures(members: list[Said], violations: dict[str, Said], end: str) -> Row:
    owed = [row for row in members if row["kind"] == "complaint" or row["due_on"]]
    answered = [row for row in owed if row["answered_on"] and row["answered_on"] <= end]
    late = [row for row in answered if row["due_on"] and row["answered_on"] > row["due_on"]]
    waiting = [row for row in owed if row not in answered]
    in_time = sum(bool(row["due_on"]) for row in answered) - len(late)
    overdue = sum(bool(row["due_on"]) and row["due_on"] < end for row in waiting)
    days = [(date.fromisoformat(row["answered_on"]) - date.fromisoformat(row["received_on"])).days for row in answered]
    had_a_day = in_time + len(late) + overdue
    return {
        "received": len(members),
        "praise": sum(row["kind"] == "praise" for row in members),
        "complaints": sum(row["kind"] == "complaint" for row in members),
        "in_time": in_time,
        "late": len(late),
        "unanswered": len(waiting),
        "overdue": overdue,
        "without_day": sum(not row["due_on"] for row in owed),
        "became_violations": sum(
            row["violation"] in violations and violations[row["violation"]]["found_on"] <= end for row in members
        ),
        "on_time_rate": rounded(Fraction(100 * in_time, had_a_day), 1) if had_a_day else None,
        "median_days_to_answer": float(median(days)) if days else None,
    }
