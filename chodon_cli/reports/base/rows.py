"""The rows of a report by unit, kind or category: who served in each, and what was counted there."""

from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base.by_unit import WHO_SERVED_SQL, UnitQuery
from chodon_cli.result import Cell, Row

Figures = Row
STAFF_BY_LINE_SQL = f"WITH {PLACES_SQL} SELECT {{line}} AS line, count(DISTINCT p.staff_id) {WHO_SERVED_SQL} GROUP BY 1"
STAFF_OF_PLACES_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*) FROM (SELECT p.staff_id {WHO_SERVED_SQL} GROUP BY 1)
"""  # in half the time that count(DISTINCT …) takes of so many
STAFF_OF_ALL_UNITS_SQL = """
SELECT {line} AS line, count(*) FROM (
    SELECT p.staff_id
    FROM post p
    WHERE p.voided_on IS NULL AND p.unit_id NOT IN (SELECT id FROM unit WHERE voided_on IS NOT NULL)
          AND p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
    GROUP BY 1
)
"""  # the same where no unit is left out: person by person as the index has them, so that nothing is sorted


def rows_and_totals(query: UnitQuery, *questions: tuple[str, Figures]) -> tuple[list[tuple[Cell, Figures]], Figures]:
    """Rows, in order, and totals. A row is its line and what stands in it: people who served, then what each question
    counts (SQL that begins with {line}; what stands for nothing)."""
    asking = [(STAFF_BY_LINE_SQL, (0,)), *questions]
    answers = [({row[0]: tuple(row[1:]) for row in query.ask(sql, query.line)}, none) for sql, none in asking]
    lines = sorted({line for rows, _none in answers for line in rows}, key=query.order)
    asking[0] = (STAFF_OF_ALL_UNITS_SQL if query.has_all_units else STAFF_OF_PLACES_SQL, (0,))
    total = [next((tuple(row[1:]) for row in query.ask(sql, "all")), none) for sql, none in asking]
    return [(line, side_by_side([rows.get(line, none) for rows, none in answers])) for line in lines], side_by_side(
        total
    )


def side_by_side(answers: list[Figures]) -> Figures:
    """The people who served, and all that the questions counted."""
    return tuple(figure for figures in answers for figure in figures)
