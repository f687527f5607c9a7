"""Every figure of compliance by unit, kind or category: who served, what counts as a violation, and what the parts add.

Other reports that show compliance (heads of units, one unit's page) take it from here.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.queries.measures import FOUND_GROUNDLESS_ON
from chodon_cli.queries.unit_tree import PLACES_SQL
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS, Line, UnitQuery
from chodon_cli.reports.base.drilldown import COMPLIANCE_COLUMNS
from chodon_cli.reports.base.rates import DAYS_OF_A_YEAR, poisson_interval, rate
from chodon_cli.reports.base.unit_counts import violations_by_unit
from chodon_cli.reports.parts import cases, evidence, inspections, tasks
from chodon_cli.reports.parts.comparison import (
    KEYS_OF_COMPARISON,
    Comparison,
    Counts,
    comparison,
    counts_by_line,
    is_alone,
    sum_of_rows,
    total_counts,
    working_note,
)
from chodon_cli.result import Cell, Column, Result, Row

KEY_OF_RATE = "compliance_rate"
# What other nouns add: modules with PART_COLUMNS, NO_FIGURES (of a row that has none), `figures(query, line)`, where
# line is a key of LINE_SQL (row -> its figures in the order of PART_COLUMNS), and `records(db, query, key, values)`
# behind one.
PARTS_OF_COMPLIANCE: tuple[ModuleType, ...] = (cases, inspections, tasks, evidence)

GROUNDLESS_SINCE = """
SELECT cv.violation_id FROM case_event e JOIN case_violation cv ON cv.case_id = e.case_id
WHERE e.kind = 'close' AND e.outcome = 'groundless' AND e.happened_on > :end AND e.happened_on <= :today
"""  # of which it is asked whether they were found so before, too: they are few
GROUNDLESS_SINCE_COUNT = f"""
WITH {PLACES_SQL}
SELECT count(*) FROM violation v
WHERE v.id IN ({GROUNDLESS_SINCE}) AND v.{{day}} BETWEEN :start AND :end AND v.voided_on IS NULL
      AND v.unit_id IN (SELECT unit_id FROM place) AND {FOUND_GROUNDLESS_ON} > :end
"""


class ComplianceRows(NamedTuple):
    """The figures of each unit, kind or category, and what they were made of."""

    rows: list[Row]
    counts: Mapping[Line, Counts]
    figures_of_parts: list[tuple[Mapping[Line, Sequence[Cell]], Sequence[Cell]]]  # and of a row that has none
    notes: list[str]  # on what they are held against
    expected: float  # of all rows together


def columns(query: UnitQuery) -> list[Column]:
    """The columns of the rows."""
    of_parts = (column for part in PARTS_OF_COMPLIANCE for column in part.PART_COLUMNS)
    return [*KEY_COLUMNS[query.by], *COMPLIANCE_COLUMNS, *of_parts]


def compliance_rows(query: UnitQuery, is_compared: bool = True) -> ComplianceRows:
    """The rows alone, without what is known of all of them together; not compared: nothing is expected of them."""
    counts = counts_by_line(query)
    compared, notes = comparison(query, counts) if is_compared else (None, [])
    parts = [(part.figures(query, query.line), part.NO_FIGURES) for part in PARTS_OF_COMPLIANCE]
    rows = []
    for line in sorted(counts, key=query.order):
        added = [figure for figures, none in parts for figure in figures.get(line, none)]
        is_seen = added[-1] != evidence.NOT_SEEN
        own = row_figures(line, counts[line], compared, is_seen) if compared else total_figures(counts[line], is_seen)
        rows.append((*query.name(line), *own, *added))
    expected = compared.expected_violations(sum_of_rows(counts)) if compared else 0.0
    return ComplianceRows(rows, counts, parts, notes, expected)


def compliance(query: UnitQuery, is_compared: bool = True) -> Result:
    """Every figure by unit, kind or category; not compared: nothing is expected of a row."""
    rows, counts, parts, notes, expected = compliance_rows(query, is_compared)
    return Result(
        N_("Compliance by unit") if query.by == "unit" else N_("Compliance"),
        columns(query),
        rows,
        totals=totals_row(query, bool(parts[-1][0]), expected=expected if is_alone(query, counts) else None),
        notes=[
            *notes,
            *cases.annulled_note(query),
            *_known_since(query),
            *_in_total_only(query, counts, [figures for figures, _none in parts]),
        ],
        period=query.period,
        as_of=query.period.end,
    )


def totals_row(query: UnitQuery, is_seen: bool, keys: Set[str] | None = None, expected: float | None = None) -> Row:
    """The totals in the order of `columns`. `keys`: a part none of whose figures is among them is not worked out.

    `is_seen`: whether anything is known of any row, also of one where nobody served. `expected`: of a row alone.
    """
    added = [
        figure
        for part in PARTS_OF_COMPLIANCE
        for figure in (
            part.NO_FIGURES
            if keys is not None and keys.isdisjoint(column.key for column in part.PART_COLUMNS)
            else part.figures(query, "all").get(0, part.NO_FIGURES)
        )
    ]
    blank = (None,) * len(KEY_COLUMNS[query.by])
    return (*blank, *total_figures(total_counts(query), is_seen, expected), *added)


def compliance_totals(query: UnitQuery, keys: Set[str]) -> Values:
    """The totals by key, right for these keys: no row of a unit is worked out for them."""
    totals = totals_row(query, evidence.is_seen(query, None), keys)
    return dict(zip((column.key for column in columns(query)), totals, strict=True))


def records(query: UnitQuery, cell: str) -> Result:
    """The records behind ROW:KEY; behind a figure that is no count, what it is worked out from too."""
    result = drilldown.records(query.db, query, cell, PARTS_OF_COMPLIANCE)
    name, key = drilldown.parse_cell(cell, drilldown.columns_behind(query, PARTS_OF_COMPLIANCE))
    if key not in (*KEYS_OF_COMPARISON, KEY_OF_RATE):
        return result
    counts, line = counts_by_line(query), drilldown.line_of(query, name)
    if key == KEY_OF_RATE:
        note = _note_on_rate(query, line, total_counts(query) if line is None else counts.get(line, Counts()))
    else:
        compared, _notes = comparison(query, counts)
        note = working_note(compared, sum_of_rows(counts) if line is None else counts.get(line, Counts()))
    return replace(result, notes=[*result.notes, note])


def _note_on_rate(query: UnitQuery, line: Line, of: Counts) -> str:
    """Of how many people no violation is known; of those of whom nothing is known at all that says nothing."""
    if not evidence.is_seen(query, line):
        said = _("no rate: nothing is known of these {number} people in the period")
        return said.format(number=figure(of.staff, 0))
    return _("no violation: {part} of {whole} people").format(
        part=figure(of.staff - of.violators, 0), whole=figure(of.staff, 0)
    )


def days_served(query: UnitQuery) -> dict[Cell, int]:
    """The first cell of each row, of the totals None -> the days of service in it."""
    days: dict[Cell, int] = {query.name(line)[0]: round(of.days) for line, of in counts_by_line(query).items()}
    return {**days, None: round(total_counts(query).days)}


def row_figures(line: Line, counts: Counts, compared: Comparison, is_seen: bool) -> Row:
    """The figures of one row, in the order of COMPLIANCE_COLUMNS."""
    shrunk = round(round(100 * compared.shrunk[line], 9), 1)  # first what is off by no more than a float is
    return figures(counts, is_seen, shrunk, compared.expected_violations(counts), compared.word(line))


def total_figures(counts: Counts, is_seen: bool, expected: float | None = None) -> Row:
    """The figures of the totals: of rows held against each other as many as there were are expected; no signal."""
    return figures(counts, is_seen, None, float(counts.violations) if expected is None else expected, None)


def figures(counts: Counts, is_seen: bool, shrunk: float | None, expected: float, signal: str | None) -> Row:
    """In the order of COMPLIANCE_COLUMNS. A rate of what nobody saw is unknown, not 100."""
    return (
        counts.staff,
        counts.headcount,
        round(counts.days / DAYS_OF_A_YEAR, 2),
        counts.violations,
        counts.violators,
        rate(counts.staff - counts.violators, counts.staff) if is_seen else None,
        rate(counts.violators * DAYS_OF_A_YEAR, counts.days),
        rate(counts.violations * DAYS_OF_A_YEAR, counts.days),
        *(rate(limit * DAYS_OF_A_YEAR, counts.days) for limit in poisson_interval(counts.violations)),
        shrunk,
        expected,
        counts.checks,
        signal,
        counts.serious,
    )


def _known_since(query: UnitQuery) -> list[str]:
    """How many of the period's violations were found, or found groundless, after its last day."""
    if query.period.end >= str(query.values["today"]):
        return []
    count = sum(of.number - of.known for of in violations_by_unit(query).values())
    (groundless,) = query.db.execute(GROUNDLESS_SINCE_COUNT.format(day=query.day), query.values).fetchone()
    sentences = []
    if count:
        sentences.append(_("found after the period: {number} of these violations").format(number=figure(count, 0)))
    if groundless:
        one = N_("found groundless since the period: {number} violation, which does not count")
        several = N_("found groundless since the period: {number} violations, which do not count")
        sentences.append(one_or_several(groundless, one, several).format(number=figure(groundless, 0)))
    return sentences


def _in_total_only(
    query: UnitQuery, counts_shown: Mapping[Line, Counts], added: Sequence[Mapping[Line, Sequence[Cell]]]
) -> list[str]:
    """Which rows have something that counts, and are not there because nobody served in them in the period."""
    hidden = {
        line
        for figures_of_part in added
        for line, counts in figures_of_part.items()
        if line not in counts_shown and any(isinstance(count, int) and count for count in counts)
    }
    names = ", ".join(query.name(line)[0] for line in sorted(hidden, key=query.order))
    return (
        [_("in the total only, because nobody served there in the period: {rows}").format(rows=names)] if names else []
    )
