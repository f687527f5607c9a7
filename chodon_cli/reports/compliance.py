"""How each unit complies: who served there, how long, what was violated, and whether that is more than chance."""

from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.dates import Period, parse_period
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS as BY_UNIT
from chodon_cli.reports.base.by_unit import UnitQuery, dated_column
from chodon_cli.reports.base.options import Cell, Dated, Depth, Under
from chodon_cli.reports.parts.against import beside_before, cell_of_before
from chodon_cli.reports.parts.comparison import VIOLATION_COUNTS_SQL
from chodon_cli.reports.parts.compliance import PARTS_OF_COMPLIANCE, compliance, days_served, records
from chodon_cli.result import Column, Result

HELP = N_("How each unit complies: violations, rates and signals over a period.")
KEY_COLUMNS = {
    **BY_UNIT,
    "standard": [Column("standard", "code"), Column("title", "text", 2, label=N_("Standard of conduct"))],
}
BY_STANDARD = f"""
WITH {PLACES_SQL}
SELECT c.code, c.title, count(*), count(DISTINCT v.staff_id), sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.{{day}} BETWEEN :start AND :end
     AND {COUNTS_AS_VIOLATION}
JOIN standard c ON c.id = v.standard_id
GROUP BY c.code, c.title
ORDER BY c.code
"""

Against = Annotated[
    Period | None,
    Option(parser=parse_period, metavar="PERIOD", help=N_("Set each figure beside that of another period.")),
]
By = Annotated[
    str,
    Option(
        parser=options.one_of_words(*KEY_COLUMNS),
        metavar="|".join(KEY_COLUMNS),
        help=N_("One row a unit, kind, category or standard."),
    ),
]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    dated: Dated = "occurred",
    against: Against = None,
    cell: Cell = None,
) -> Result:
    """Compliance over a period (this year so far by default); see the interface for each figure's definition."""
    query = UnitQuery(db, period or dates.this_year(), by, depth, unit, units == "now", dated_column(dated))
    if against and by == "standard":
        raise Usage(_("--against does not go with --by standard"), _("choose one of the two"))
    before = against and UnitQuery(db, against, by, depth, unit, units == "now", dated_column(dated))
    if cell:
        past_cell = before and cell_of_before(cell, drilldown.columns_behind(before, PARTS_OF_COMPLIANCE))
        return records(before, past_cell) if before and past_cell else records(query, cell)
    if before:
        return beside_before(compliance(query), compliance(before), (days_served(query), days_served(before)))
    return _by_standard(query) if by == "standard" else compliance(query)


def _by_standard(query: UnitQuery) -> Result:
    rows = query.ask(BY_STANDARD, "all")
    total = next(iter(query.ask(VIOLATION_COUNTS_SQL, "all")), (0, 0, 0, 0))[1:]
    columns = [
        *KEY_COLUMNS["standard"],
        *(column for column in drilldown.COMPLIANCE_COLUMNS if column.key in drilldown.OF_STANDARD),
    ]
    return Result(
        N_("Violations by standard"),
        columns,
        rows,
        totals=(None, None, *total),
        period=query.period,
        as_of=query.period.end,
    )
