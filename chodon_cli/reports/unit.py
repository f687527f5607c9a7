"""One unit's whole page: its figures over a period and every record behind them, of the units beneath it too.

Of the people it lists those of the unit itself alone: of a district they would be more than a thousand.
"""

from collections.abc import Mapping
from dataclasses import replace
from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.casework import in_force as decisions
from chodon_cli.casework import listing as case
from chodon_cli.cli import options
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import feedback, registry, task, violation
from chodon_cli.nouns import unit as unit_noun
from chodon_cli.queries import filters as numbered
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ANSWER_WAITED_FOR, TASK_DUE
from chodon_cli.queries.unit_tree import among_units_condition
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base import heads as unit_heads
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.options import Under
from chodon_cli.reports.parts import tasks as task_part
from chodon_cli.reports.parts.against import beside_before
from chodon_cli.reports.parts.compliance import PARTS_OF_COMPLIANCE, compliance, days_served
from chodon_cli.result import Column, Result
from chodon_cli.yearly import review

HELP = N_("One unit's whole page: its figures and what stands behind them.")
FIGURES_WITH_A_BEFORE = (  # the figures beside which that of the last period stands
    *("headcount", "violations", "violators_per_100", "per_100", "serious", "unhandled", "open_cases"),
    *("overdue_cases", "disciplined", "inspections", "checks", "check_pass_rate", "tasks_due", "tasks_on_time_rate"),
)
FIGURES_OF_RECORDS = ("violations", "tasks_due", "inspections")  # each of which is in a part of the page
# What was told or said in the period, and what of the time before still waited on its last day
TO_DO = f"(s.assigned_on >= :start OR coalesce(s.done_on, s.cancelled_on) IS NULL OR {TASK_DUE})"
TASK_HERE = "t.unit_id IN (SELECT value FROM json_each(:unit_ids))"
FEEDBACK_SHOWN = ("f.voided_on IS NULL", "f.received_on <= :end", f"(f.received_on >= :start OR {ANSWER_WAITED_FOR})")


def report(
    db: Connection, code: options.Code, period: options.Within = None, units: Under = "then", has_details: bool = True
) -> Result:
    """The unit over a period (this year so far by default), the last period beside, without the parts that are empty.

    `has_details`: with the parts, without which only the figures are worked out. NotFound if there is no such unit.
    """
    within = period or dates.this_year()
    unit = lookup.unit(db, code)
    query = UnitQuery(db, within, "unit", None, unit.code, units == "now")  # what is beneath depends on the period
    figures_of_unit = _figures(query, unit.code, units == "now")
    heads = unit_heads.stretches_only(query.narrow(within, {unit.id}))
    has_parts = bool(heads.rows) or _has_records(figures_of_unit)
    return Result(
        _("Dossier of {unit}").format(
            unit=figures_of_unit.rows[0][figures_of_unit.position("unit")] if figures_of_unit.rows else code
        ),
        [replace(column, shown="always") for column in figures_of_unit.columns],
        figures_of_unit.rows,
        notes=figures_of_unit.notes,
        period=within,
        as_of=within.end,
        layout="record",
        details=_parts(query, unit.code, heads) if has_details or not has_parts else (),
        has_further_tables=has_parts,
    )


def _has_records(figures_of_unit: Result) -> bool:
    """Whether the figures say that a part is not empty: what they count stands behind them."""
    places = [figures_of_unit.position(key) for key in FIGURES_OF_RECORDS]
    return any(row[place] for row in figures_of_unit.rows for place in places)


def _parts(query: UnitQuery, code: str, heads: Result) -> list[Result]:
    """What stands behind the figures of the unit, without what is empty."""
    db, within = query.db, query.period
    today = min(within.end, dates.today())
    own = numbered.ListFilter(within, unit_ids={*query.places})
    condition, ids = among_units_condition(own.unit_ids or ())
    here: Values = {"unit_ids": ids, "start": within.start, "end": today}
    broken = drilldown.records_behind_figure(db, query, None, "violations", PARTS_OF_COMPLIANCE)
    feedback_rows = lists.rows(db, feedback.DECLARATION, [condition, *FEEDBACK_SHOWN], known_on=today, **here)
    parts = [
        replace(unit_noun.show_unit(db, code, today).details[0], title=N_("People of the unit itself on the last day")),
        heads,
        replace(broken, title=violation.DECLARATION.title),
        _cases(query, within, today),
        Result(
            N_("Disciplinary decisions in force"),
            decisions.DECISION_COLUMNS,
            decisions.in_force(db, today, dates.today(), units={*query.places}, among=query.ids_of_cases),
        ),
        *(numbered.list_records(db, noun, own) for noun in registry.by_place("unit_page")),
        review.of_units(db, within, query.places, today),
        replace(task_part.tasks_behind_figure(db, TO_DO, [TASK_HERE], here), title=task.DECLARATION.title),
        Result(feedback.DECLARATION.title, feedback.FIELDS, feedback_rows),
    ]
    return [part if part is heads else _part(part, code) for part in parts if part.rows]  # also that there was none


def _figures(query: UnitQuery, name: str, is_now: bool) -> Result:
    """The unit's row of compliance, each of the main figures followed by that of the last period."""

    def one_row(period: Period) -> UnitQuery:
        row = UnitQuery(query.db, period, "unit", 1, name, is_now)
        row.ids_of_cases_by_units = query.ids_of_cases_by_units
        return row

    within = one_row(query.period)
    result = compliance(within)
    last = dates.previous_period(query.period)
    if last is None or not result.rows:
        return result
    before = one_row(last)
    past, served = compliance(before, is_compared=False), (days_served(within), days_served(before))
    result = beside_before(result, past, served, FIGURES_WITH_A_BEFORE)
    places = {column.key: place for place, column in enumerate(result.columns)}
    order = sorted(places.values(), key=lambda place: _place_beside(result.columns[place].key, places))
    return replace(
        result,
        columns=[result.columns[place] for place in order],
        rows=[tuple(row[place] for place in order) for row in result.rows],
        totals=None,
    )


def _place_beside(key: str, places: Mapping[str, int]) -> tuple[int, int]:
    """Where a column comes: what was before follows its figure, the change the violations."""
    figure = "violations" if key == "change" else key.removesuffix("_before")
    return places[figure], 0 if figure == key else 2 if key == "change" else 1


def _part(result: Result, code: str) -> Result:
    """A list as a part of the page, without the columns that say nothing; people need not read the unit again."""

    def for_people(place: int, column: Column) -> Column:
        cells = {row[place] for row in result.rows}
        if cells == {None}:
            return replace(column, shown="asked")
        is_plain = cells == {code} if column.key == "unit" else cells == {0} and column.key in ("extended", "paused")
        return replace(column, shown="programs") if is_plain else column

    columns = [for_people(place, column) for place, column in enumerate(result.columns)]
    return replace(result, columns=columns, period=None, as_of=None, notes=())


def _cases(query: UnitQuery, within: Period, today: str) -> Result:
    """The cases that were opened in the period, and those that are still live on its last day."""
    units = frozenset(query.places)
    filters = case.CaseFilter(today, among=units, of_units=query.ids_of_cases, live_or_since=within.start)
    return case.list_cases(query.db, filters)
