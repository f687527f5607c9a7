"""Communication, counted: what was made known in each unit, to how many, and who signed commitments."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.locale import N_
from chodon_cli.nouns import briefing, pledge
from chodon_cli.queries import select as lists
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS, UnitQuery
from chodon_cli.reports.base.options import Cell, Depth, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.rows import rows_and_totals
from chodon_cli.result import Column, Result, Row

HELP = N_("Briefings and pledges of a period by unit: attendance and coverage.")
BY = ("unit", "kind")
FIGURE_COLUMNS = [
    Column("staff", "integer", label=N_("No. of staff")),
    Column("briefings", "integer"),
    Column("documents", "integer", 2),
    Column("invited", "integer"),
    Column("attended", "integer"),
    Column("attendance", "percent"),
    Column("pledged", "integer"),
    Column("coverage", "percent", label=N_("Pledged %")),
]
MADE_KNOWN = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*), count(DISTINCT b.document_id), sum(b.invited), sum(b.attended)
FROM place
CROSS JOIN briefing b ON b.unit_id = place.unit_id AND b.voided_on IS NULL AND b.held_on BETWEEN :start AND :end
GROUP BY 1
"""
PLEDGES_SIGNED_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(DISTINCT g.staff_id)
FROM place
CROSS JOIN post p ON p.unit_id = place.unit_id AND p.voided_on IS NULL
JOIN pledge g ON g.staff_id = p.staff_id AND g.voided_on IS NULL AND g.signed_on BETWEEN :start AND :end
     AND p.started_on <= g.signed_on AND coalesce(p.ended_on, '9999-12-31') >= g.signed_on
WHERE EXISTS (SELECT 1 FROM pledge WHERE signed_on BETWEEN :start AND :end)
GROUP BY 1
"""  # asked first whether anybody signed at all: if not, nobody's posts are read

By = Annotated[str, Option(parser=options.one_of_words(*BY), metavar="|".join(BY), help=N_("One row a unit or kind."))]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """Briefings held and pledges signed in the period (this year so far by default).

    `staff`: people with a post there on any day of the period; `pledged`: those of them who signed, each once.
    """
    within = period or dates.this_year()
    query = UnitQuery(db, within, by, depth, unit, units == "now")
    if cell:
        return records(query, cell)
    lines, total = rows_and_totals(query, (MADE_KNOWN, (0, 0, 0, 0)), (PLEDGES_SIGNED_SQL, (0,)))
    rows = [(*query.name(line), *figures(counts)) for line, counts in lines]
    totals = (*(None,) * len(KEY_COLUMNS[by]), *figures(total))
    columns = [*KEY_COLUMNS[by], *FIGURE_COLUMNS]
    return Result(N_("Briefings and pledges"), columns, rows, totals=totals, period=within, as_of=within.end)


def figures(counts: Row) -> Row:
    """In the order of FIGURE_COLUMNS, from what was counted."""
    staff, briefings, documents, invited, attended, pledged = counts
    return staff, briefings, documents, invited, attended, rate(attended, invited), pledged, rate(pledged, staff)


def records(query: UnitQuery, cell: str) -> Result:
    """The posts, briefings or pledges behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    line = drilldown.line_of(query, name)
    values = {**query.values, "line": line}
    if key == "staff":
        result = drilldown.posts(query.db, query, key, values)
    elif key in ("pledged", "coverage"):
        where = [*drilldown.post_conditions(query, line), "g.voided_on IS NULL", "g.signed_on BETWEEN :start AND :end"]
        signed = lists.rows(query.db, pledge.DECLARATION, where, known_on=query.period.end, **values)
        result = Result(N_("Pledges behind the figure"), pledge.FIELDS, signed)
        if key == "coverage":
            result = replace(result, notes=[drilldown.share_of_people(query, result, line)])
    else:
        where = [
            *drilldown.conditions(query, "b.unit_id", line),
            "b.voided_on IS NULL",
            "b.held_on BETWEEN :start AND :end",
        ]
        held = lists.rows(query.db, briefing.DECLARATION, where, known_on=query.period.end, **values)
        result = Result(N_("Briefings behind the figure"), briefing.FIELDS, held)
        if key == "attendance":
            attended, invited = (
                sum(row[result.position(each)] or 0 for row in held) for each in ("attended", "invited")
            )
            result = replace(result, notes=[drilldown.part_of(attended, invited)])
    return drilldown.with_title(result, drilldown.row_name(query, line), key, FIGURE_COLUMNS, query.period)
