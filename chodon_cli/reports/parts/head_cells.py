"""The records behind one figure of `report heads`: of one stretch under a head, or of all."""

from collections.abc import Sequence
from dataclasses import replace

from chodon_cli.dates import parse_day
from chodon_cli.errors import ChodonError, NotFound, Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import violation
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import COUNTS_AS_VIOLATION
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.heads import HeadTerm
from chodon_cli.reports.parts import undone
from chodon_cli.reports.parts.compliance import PARTS_OF_COMPLIANCE
from chodon_cli.result import Column, Result

OWN_VIOLATIONS_KEY = "own_violations"


def records(
    query: UnitQuery, terms_of_all: Sequence[HeadTerm], runs: Sequence[HeadTerm], cell: str, columns: Sequence[Column]
) -> Result:
    """Behind UNIT:KEY, also with @PERSON or @FIRST-DAY or both behind the unit; or total:KEY of what has a total.

    found: the rows of the report; runs: the days that its totals cover. Usage error for what names no figure or
    several rows, NotFound for an unknown row.
    """
    name, key = drilldown.parse_cell(cell, columns)
    is_total = drilldown.is_total(name)
    terms = (
        ([*terms_of_all] if key == OWN_VIOLATIONS_KEY else [*runs])
        if is_total
        else [term(query, terms_of_all, name, key)]
    )
    nothing = Result(N_("Violations behind the figure"), violation.FIELDS, [])  # nobody served in the period
    results = [records_behind_head(query, each, key) for each in terms] or [nothing]
    rows = [row for each in results for row in each.rows]
    notes = results[0].notes if len(results) == 1 else ()
    totals = results[0].totals if len(results) == 1 else None
    period = query.period if is_total else terms[0].period
    said = _("Total") if is_total else name_of_row(query, terms[0])
    every = replace(results[0], rows=rows, notes=notes, totals=totals)
    return drilldown.with_title(every, said, key, columns, period)


def name_of_row(query: UnitQuery, term: HeadTerm) -> str:
    """The unit of a row, and its head if it had one."""
    unit = query.units[term.unit].name
    return f"{unit}, {term.full_name}" if term.staff else unit


def term(query: UnitQuery, terms_of_all: Sequence[HeadTerm], name: str, key: str) -> HeadTerm:
    """The one row that is meant."""
    code, *marks = name.split("@")
    unit = lookup.unit(query.db, code)
    rows = [each for each in terms_of_all if each.unit == unit.id]
    fitting = [each for each in rows if all(is_marked(each, mark) for mark in marks if mark)]
    if not fitting:
        raise NotFound(_("{name} is no row of this report").format(name=name), _("take a row that the report shows"))
    if len(fitting) > 1:
        names = ", ".join(f"{unit.code}@{shortest_mark(each, rows)}:{key}" for each in fitting)
        raise Usage(_("{name}: several rows").format(name=name), _("say which: {names}").format(names=names))
    return fitting[0]


def is_marked(each: HeadTerm, mark: str) -> bool:
    """Whether the mark says the row: its first day, or the code of its head."""
    return mark.upper() == (each.staff or "").upper() or starts(each, mark)


def shortest_mark(each: HeadTerm, rows: Sequence[HeadTerm]) -> str:
    """What tells the row from the others of its unit: the day, the head of two who began on one day, or both."""
    marks = (str(each.period.start), each.staff or "")
    alone = (mark for mark in marks if mark and sum(is_marked(other, mark) for other in rows) == 1)
    return next(alone, f"{each.staff}@{each.period.start}")


def starts(each: HeadTerm, mark: str) -> bool:
    """Whether the row begins on the day that is written there."""
    try:
        return parse_day(mark) == each.period.start
    except ChodonError:
        return False


def records_behind_head(query: UnitQuery, each: HeadTerm, key: str) -> Result:
    """The records behind a figure of the row."""
    here = query.narrow(each.period, {each.unit})
    if key == OWN_VIOLATIONS_KEY:
        return own_violations(query, each)
    if key in undone.KEYS_OF_UNDONE:
        return undone.records(here, key, each.unit)
    return drilldown.records_behind_figure(query.db, here, each.unit, key, PARTS_OF_COMPLIANCE)


def own_violations(query: UnitQuery, each: HeadTerm) -> Result:
    """What the head committed in these days, in whichever unit of the report."""
    where = [*drilldown.conditions(query, "v.unit_id", None), COUNTS_AS_VIOLATION, "s.code = :staff"]
    where.append("v.occurred_on BETWEEN :start AND :end")
    values = {**query.values, "start": each.period.start, "end": each.period.end, "staff": each.staff, "line": None}
    values.pop("days")
    rows = lists.rows(query.db, violation.DECLARATION, where, known_on=values["today"], **values)
    return Result(N_("Violations behind the figure"), violation.FIELDS, rows)
