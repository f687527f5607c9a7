"""The rows of a report by unit, kind or category: who served in each, and what was counted there."""

from chodon_cli.reports.base.by_unit import PEOPLE_WHO_SERVED_SQL, UnitQuery
from chodon_cli.result import Cell, Row

Figures = Row


def rows_and_totals(query: UnitQuery, *questions: tuple[str, Figures]) -> tuple[list[tuple[Cell, Figures]], Figures]:
    """Rows, in order, and totals. A row is its line and what stands in it: people who served, then what each question
    counts (SQL that begins with {line}; what stands for nothing)."""
    served: tuple[str, Figures] = (PEOPLE_WHO_SERVED_SQL, (0, 0, 0))
    asking = [served, *questions]
    answers = [({row[0]: tuple(row[1:]) for row in query.ask(sql, query.line)}, none) for sql, none in asking]
    lines = sorted({line for rows, _none in answers for line in rows}, key=query.order)
    total = [next((tuple(row[1:]) for row in query.ask(sql, "all")), none) for sql, none in asking]
    return [(line, side_by_side([rows.get(line, none) for rows, none in answers])) for line in lines], side_by_side(
        total
    )


def side_by_side(answers: list[Figures]) -> Figures:
    """The people who served, and all that the questions counted."""
    return (answers[0][0], *(figure for figures in answers[1:] for figure in figures))
