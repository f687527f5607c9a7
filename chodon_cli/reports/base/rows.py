"""The rows of a report by unit, kind or category: who served in each, and what was counted there."""

from typing import Any

from chodon_cli.reports.compliance import SERVED, UnitQuery

Figures = tuple[Any, ...]


def counted(asked: UnitQuery, *questions: tuple[str, Figures]) -> tuple[list[tuple[Any, Figures]], Figures]:
    """Rows, in order, and totals. A row is its line and what stands in it: people who served, then what each question
    counts (SQL that begins with {line}; what stands for nothing)."""
    served: tuple[str, Figures] = (SERVED, (0, 0, 0))
    asking = [served, *questions]
    found = [({row[0]: tuple(row[1:]) for row in asked.ask(sql, asked.line)}, none) for sql, none in asking]
    lines = sorted({line for rows, _none in found for line in rows}, key=asked.order)
    total = [next((tuple(row[1:]) for row in asked.ask(sql, "all")), none) for sql, none in asking]
    return [(line, joined([rows.get(line, none) for rows, none in found])) for line in lines], joined(total)


def joined(found: list[Figures]) -> Figures:
    """The people who served, and all that the questions counted."""
    return (found[0][0], *(figure for figures in found[1:] for figure in figures))
