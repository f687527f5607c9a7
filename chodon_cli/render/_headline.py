"""What is to be seen first of a report by unit: on a terminal, a page and a sheet, above its table."""

from collections.abc import Sequence
from typing import Any

from chodon_cli.locale import N_, _
from chodon_cli.render._values import figure
from chodon_cli.result import Result
from chodon_cli.words.judgement import SIGNAL

SHOWN = 4  # units by name in one line
HALF = 50  # per cent of tasks on time below which a unit is named


def headline(result: Result) -> list[str]:
    """At most four lines: units with a signal, overdue cases, units of which nothing is known, tasks late."""
    result = next((part for part in result.details if part.report == "compliance"), result)
    keys = [column.key for column in result.columns]
    if result.report != "compliance" or "unit" not in keys or not result.rows:
        return []
    rows = [dict(zip(keys, row, strict=True)) for row in result.rows]
    parts = (_signals(rows), _overdue(rows), _unknown(rows), _late(rows))
    return [part for part in parts if part]


def _signals(rows: Sequence[dict[str, Any]]) -> str:
    """Units with more violations than chance explains, the strongest first."""
    flagged = sorted((row for row in rows if row.get("signal")), key=lambda row: -SIGNAL.rank(row["signal"]))
    if not flagged:
        return "" if "signal" not in rows[0] else _("No unit stands out from what chance explains.")
    named = [
        _("{unit} {violations}, expected {expected} ({signal})").format(
            unit=row["unit"],
            violations=row.get("violations"),
            expected=figure(float(row.get("expected") or 0), 1),
            signal=SIGNAL.label(row["signal"]).casefold(),
        )
        for row in flagged
    ]
    return _line(N_("Look at: {number} with more violations than expected: {units}"), named)


def _overdue(rows: Sequence[dict[str, Any]]) -> str:
    late = [row for row in rows if row.get("overdue_cases")]
    late.sort(key=lambda row: -row["overdue_cases"])
    named = [f"{row['unit']} {figure(row['overdue_cases'], 0)}" for row in late]
    return _line(N_("Cases past their deadline in {number}: {units}"), named)


def _unknown(rows: Sequence[dict[str, Any]]) -> str:
    unknown = [row["unit"] for row in rows if row.get("evidence") == "none"]
    return _line(N_("Nothing is known of {number}: {units}"), unknown)


def _late(rows: Sequence[dict[str, Any]]) -> str:
    late = [row for row in rows if row.get("tasks_on_time_rate") is not None and row["tasks_on_time_rate"] < HALF]
    late.sort(key=lambda row: (row["tasks_on_time_rate"], -(row.get("tasks_due") or 0)))
    named = [f"{row['unit']} {figure(row['tasks_on_time_rate'], 0)} %" for row in late]
    return _line(N_("Less than half of the tasks on time in {number}: {units}"), named)


def _line(text: str, named: Sequence[str]) -> str:
    """The line with the first units by name and how many more there are; empty where there is none."""
    if not named:
        return ""
    more = _(" and {number} more").format(number=len(named) - SHOWN) if len(named) > SHOWN else ""
    return _(text).format(number=len(named), units="; ".join(named[:SHOWN]) + more)
