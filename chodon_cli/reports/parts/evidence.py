"""Whether anybody looked: a unit of which nothing was seen, said or found in a period is unknown, not clean."""

from sqlite3 import Connection

from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import feedback, inspection
from chodon_cli.nouns.violation import NUMBER_SQL
from chodon_cli.queries.measures import BY_OTHERS, COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import WHO_SERVED_SQL, Line, UnitQuery
from chodon_cli.result import Cell, Column, Result

PART_COLUMNS = [Column("evidence", "word")]
NOT_SEEN = "none"  # the evidence of a row of which nothing is known
NO_FIGURES = (NOT_SEEN,)
ALSO_BEHIND: tuple[str, ...] = ()
# what is known of a unit: its record -> number, day, which count in the period, and which others brought up
RECORDS_THAT_ARE_EVIDENCE = {
    "i": (inspection.DECLARATION.number_sql, "i.visited_on", "inspection i WHERE i.voided_on IS NULL", BY_OTHERS),
    "f": (
        feedback.DECLARATION.number_sql,
        "f.received_on",
        "feedback f WHERE f.voided_on IS NULL",
        "f.kind <> 'praise'",
    ),
    "v": (NUMBER_SQL, "v.{day}", f"violation v WHERE {COUNTS_AS_VIOLATION}", "1 = 1"),
}
WITHIN_PERIOD = "BETWEEN :start AND :end"
CONDITIONS_OF_GRADES = {  # grade -> when a unit has it: by what others brought up, or by anything at all
    grade: " OR ".join(
        f"EXISTS (SELECT 1 FROM {which} AND {day} {WITHIN_PERIOD} AND {record}.unit_id = place.unit_id AND {others})"
        for record, (_number, day, which, by_others) in RECORDS_THAT_ARE_EVIDENCE.items()
        for others in ([by_others] if grade == "seen" else ["1 = 1"])
    )
    for grade in ("own", "seen")
}
LINES_BY_GRADE_SQL = {
    grade: f"WITH {PLACES_SQL} SELECT DISTINCT place.line FROM place WHERE {test}"
    for grade, test in CONDITIONS_OF_GRADES.items()
}
CATEGORIES_IN_KNOWN_UNITS_SQL = f"""
WITH {PLACES_SQL} SELECT DISTINCT p.category {WHO_SERVED_SQL} AND ({CONDITIONS_OF_GRADES["own"]})
"""
EVERY_RECORD_SQL = " UNION ALL ".join(
    f"SELECT {number} AS number, {record}.unit_id, {day} AS happened_on FROM {which} AND {day} {WITHIN_PERIOD}"
    for record, (number, day, which, _others) in RECORDS_THAT_ARE_EVIDENCE.items()
)
RECORDS_SEEN_SQL = f"""
WITH seen AS ({EVERY_RECORD_SQL})
SELECT seen.number, u.code, seen.happened_on FROM seen JOIN unit u ON u.id = seen.unit_id
WHERE {{where}} ORDER BY seen.happened_on, seen.number
"""


def figures(query: UnitQuery, line: str) -> dict[Cell, tuple[str | None]]:
    """The grade of a row of which something is known (`none` is the default); of totals no grade.

    What is known is known of units, so that a category has no grade either, but `none` where it served in units of
    which nothing is known.
    """
    if line == "all":
        return {0: (None,)}
    if query.by == "category":
        rows = query.ask(CATEGORIES_IN_KNOWN_UNITS_SQL, "place") or query.ask(LINES_BY_GRADE_SQL["own"], "place")
        return {row: (None,) for (row,) in rows}
    return {
        row: (grade,)
        for grade, sql in LINES_BY_GRADE_SQL.items()  # the better grade last
        for (row,) in query.ask(sql, "place")
    }


def is_seen(query: UnitQuery, line: Line) -> bool:
    """Whether anything is known of the row; of the totals (None), of any row, also of one where nobody served."""
    grades = figures(query, query.line)
    return bool(grades) if line is None else grades.get(line, NO_FIGURES) != NO_FIGURES


def records(db: Connection, query: UnitQuery, key: str, values: dict[str, Cell]) -> Result:
    """The inspections, the feedback and the violations of the period, by number."""
    if query.by == "category":
        raise Usage(_("what is known of a unit belongs to no category"), _("ask with --by unit"))
    where = " AND ".join(drilldown.conditions(query, "seen.unit_id", values["line"]))
    rows = db.execute(RECORDS_SEEN_SQL.format(where=where, day=query.day), values).fetchall()
    columns = [Column("number", "code"), Column("unit", "code"), Column("happened_on", "date")]
    return Result(N_("What is known in the period"), columns, rows)
