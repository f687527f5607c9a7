"""The rows of a report by unit, kind or category: who served in each, and what was counted there."""

from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base.by_unit import WHO_SERVED_SQL, UnitQuery
from chodon_cli.result import Cell, Row

Figures = Row
STAFF_BY_LINE_SQL = f"WITH {PLACES_SQL} SELECT {{line}} AS line, count(DISTINCT p.staff_id) {WHO_SERVED_SQL} GROUP BY 1"
ALL_STAFF_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*) FROM (SELECT p.staff_id {WHO_SERVED_SQL} GROUP BY 1)
"""  # in half the time that count(DISTINCT …) takes of so many


def rows_and_totals(query: UnitQuery, *questions: tuple[str, Figures]) -> tuple[list[tuple[Cell, Figures]], Figures]:
    """Rows, in order, and totals. A row is its line and what stands in it: people who served, then what each question
    counts (SQL that begins with {line}; what stands for nothing)."""
    asking = [(STAFF_BY_LINE_SQL, (0,)), *questions]
    answers = [({row[0]: tuple(row[1:]) for row in query.ask(sql, query.line)}, none) for sql, none in asking]
    lines = sorted({line for rows, _none in answers for line in rows}, key=query.order)
    asking[0] = (ALL_STAFF_SQL, (0,))
    total = [next((tuple(row[1:]) for row in query.ask(sql, "all")), none) for sql, none in asking]
    return [(line, side_by_side([rows.get(line, none) for rows, none in answers])) for line in lines], side_by_side(
        total
    )


def side_by_side(answers: list[Figures]) -> Figures:
    """The people who served, and all that the questions counted."""
    return tuple(figure for figures in answers for figure in figures)
