"""`report repeaters` once more: people with more than one counted violation in a period, and those before it.

Nothing here comes from the program. What counts is not void, found by today, and not found groundless by then.
"""

from datetime import date
from pathlib import Path
from typing import Any

from tests.oracle import recompute
from tests.oracle.recompute import Violation


def report(
    folder: Path,
    start: date,
    end: date,
    *,
    today: date,
    unit: str | None = None,
    units: str = "then",
    dated: str = "occurred",
) -> list[dict[str, Any]]:
    """The rows by person; `before` counts those of any unit."""
    end = min(end, today)
    register = recompute.read(folder, today)
    tree = recompute.tree_of(register, today, units, unit, (start, end))
    names = {row["code"]: row["full_name"] for row in recompute.table(folder, "staff")}

    def day(violation: Violation) -> date:
        return violation.found if dated == "found" else violation.on

    rows = []
    for staff in sorted({each.staff for each in register.violations}):
        theirs = [each for each in register.violations if each.staff == staff]
        chosen = [each for each in theirs if start <= day(each) <= end and tree.contains(each.unit)]
        if len(chosen) > 1:
            last = max(day(each) for each in chosen)
            rows.append(
                {
                    "staff": staff,
                    "full_name": names[staff],
                    "violations": len(chosen),
                    "serious": sum(each.serious for each in chosen),
                    "last_on": last.isoformat(),
                    "before": sum(day(each) < start for each in theirs),
                    "units of the last": {tree.seen_as(each.unit) for each in chosen if day(each) == last},
                }
            )
    return rows
