"""Who studies: how many of a unit's people were trained in a period, for how long, in what."""

from dataclasses import replace
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.locale import N_, _, figure
from chodon_cli.nouns import training
from chodon_cli.queries import select as lists
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS, UnitQuery
from chodon_cli.reports.base.options import Cell, Depth, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.rows import rows_and_totals
from chodon_cli.result import Column, Result, Row
from chodon_cli.words.development import TRAINING_FIELD

HELP = N_("Training of a period: coverage by unit, kind or category, and by field.")
BY = ("unit", "kind", "category", "field")
FIGURE_COLUMNS = [
    Column("trained", "integer"),
    Column("coverage", "percent"),
    Column("trainings", "integer", 2),
    Column("days", "integer", 2),
]
STAFF_COLUMN = Column("staff", "integer", label=N_("No. of staff"))
OF_FIELDS = [Column(code.replace("-", "_"), "integer", 3, label=label) for code, label in TRAINING_FIELD.labels.items()]
PEOPLE_BY_FIELD_SQL = ", ".join(
    f"count(DISTINCT CASE WHEN t.field = '{code}' THEN t.staff_id END)" for code in TRAINING_FIELD.codes
)
TRAINING_COUNTS_SQL = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(DISTINCT t.staff_id), count(*), coalesce(sum(t.days), 0),
    count(*) - count(t.days), {PEOPLE_BY_FIELD_SQL}
FROM place
CROSS JOIN post p ON p.unit_id = place.unit_id AND p.voided_on IS NULL
JOIN training t ON t.staff_id = p.staff_id AND t.voided_on IS NULL AND t.started_on BETWEEN :start AND :end
     AND p.started_on <= t.started_on AND coalesce(p.ended_on, '9999-12-31') >= t.started_on
WHERE EXISTS (SELECT 1 FROM training WHERE started_on BETWEEN :start AND :end)
GROUP BY 1
"""  # asked first whether anybody studied at all: if not, nobody's posts are read
NO_TRAINING = (0,) * (4 + len(TRAINING_FIELD.codes))

By = Annotated[
    str,
    Option(parser=options.one_of_words(*BY), metavar="|".join(BY), help=N_("One row a unit, kind, category or field.")),
]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """Training begun in the period (this year so far by default), in the unit in which the person then served.

    `staff`: people with a post there on any day of the period; `trained`: those of them who studied, each once.
    """
    within = period or dates.this_year()
    query = UnitQuery(db, within, "unit" if by == "field" else by, depth, unit, units == "now")
    if cell:
        return records(query, cell, by)
    if by == "field":
        return _by_field(query)
    lines, total = rows_and_totals(query, (TRAINING_COUNTS_SQL, NO_TRAINING))
    rows = [(*query.name(line), counts[0], *figures(counts), *counts[5:]) for line, counts in lines]
    totals = (*(None,) * len(KEY_COLUMNS[by]), total[0], *figures(total), *total[5:])
    columns = [*KEY_COLUMNS[by], STAFF_COLUMN, *FIGURE_COLUMNS, *OF_FIELDS]
    return Result(
        N_("Training"), columns, rows, totals=totals, period=within, as_of=within.end, notes=notes_on_days(total)
    )


def figures(counts: Row) -> Row:
    """In the order of FIGURE_COLUMNS, from (staff, trained, trainings, days, …)."""
    staff, trained, trainings, days = counts[:4]
    return trained, rate(trained, staff), trainings, days


def notes_on_days(total: Row) -> list[str]:
    """How many courses lack in the sum of days, from (staff, trained, trainings, days, of unknown days, …)."""
    trainings, of_unknown_days = total[2], total[4]
    if not of_unknown_days:
        return []
    said = _("days: without {part} of {whole} trainings, of which nobody said how long they took")
    return [said.format(part=figure(of_unknown_days, 0), whole=figure(trainings, 0))]


def _by_field(query: UnitQuery) -> Result:
    """One row a field, whether anybody studied it or not."""
    _lines, total = rows_and_totals(query, (TRAINING_COUNTS_SQL, NO_TRAINING))
    sql = TRAINING_COUNTS_SQL.replace("{line}", "t.field")
    counts_by_field = {row[0]: row[1:4] for row in query.ask(sql, "all")}
    rows = [(code, *figures((total[0], *counts_by_field.get(code, (0, 0, 0))))) for code in TRAINING_FIELD.codes]
    columns = [Column("field", "word", words="training-field"), *FIGURE_COLUMNS]
    totals = (None, *figures(total))
    return Result(
        N_("Training"),
        columns,
        rows,
        totals=totals,
        period=query.period,
        as_of=query.period.end,
        notes=notes_on_days(total),
    )


def records(query: UnitQuery, cell: str, by: str) -> Result:
    """The posts or the training behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    fields = {column.key: code for column, code in zip(OF_FIELDS, TRAINING_FIELD.codes, strict=True)}
    columns = FIGURE_COLUMNS if by == "field" else [STAFF_COLUMN, *FIGURE_COLUMNS, *OF_FIELDS]
    name, key = drilldown.parse_cell(cell, columns)
    is_field = by == "field" and not drilldown.is_total(name)
    line = None if is_field else drilldown.line_of(query, name)
    values = {**query.values, "line": line}
    if key == STAFF_COLUMN.key:
        result = drilldown.posts(query.db, query, key, values)
    else:
        where = [*drilldown.post_conditions(query, line), "t.voided_on IS NULL", "t.started_on BETWEEN :start AND :end"]
        if field := TRAINING_FIELD.parse(name) if is_field else fields.get(key):
            where.append("t.field = :field")
            values["field"] = field
        result = Result(
            N_("Training behind the figure"),
            training.FIELDS,
            lists.rows(query.db, training.DECLARATION, where, known_on=query.period.end, **values),
        )
        if key == "coverage":
            result = replace(result, notes=[drilldown.share_of_people(query, result, line)])
    row = TRAINING_FIELD.label(TRAINING_FIELD.parse(name)) if is_field else drilldown.row_name(query, line)
    return drilldown.with_title(result, row, key, columns, query.period)
