"""Each row beside the others: what it would have if all behaved alike, its rate drawn to the mean, its signal."""

from collections.abc import Container, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from chodon_cli.locale import _, figure
from chodon_cli.queries.measures import ABOVE_MINOR, BY_OTHERS, COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import PLACES_SQL, as_json
from chodon_cli.reports.base.by_unit import PEOPLE_WHO_SERVED_SQL, Line, UnitQuery
from chodon_cli.reports.base.rates import DAYS_OF_A_YEAR, shrunk_rates
from chodon_cli.reports.base.signal import RowCount, Signal, SourceCount, signals
from chodon_cli.reports.base.unit_counts import (
    checks_by_unit,
    number_of_people,
    numbers_by_unit,
    service_by_unit,
    violations_by_unit,
)
from chodon_cli.result import Cell, ColumnNote, Row
from chodon_cli.words.judgement import SIGNAL

FROM_INSPECTION, FROM_OTHERS = 0, 1  # the sources, in the order of RowCount.sources
KEYS_OF_COMPARISON = ("expected", "per_100_shrunk", "signal")  # the keys of figures that depend on the other rows
NO_VIOLATIONS = (0, 0, 0, 0)
NOBODY_SERVED = (0, 0, 0)
LINE_OF_A_LONE_ROW = -1  # the line of a row that is shown alone, among those of the whole register
FOUND_BY_INSPECTION = "v.source = 'inspection' AND v.unit_id IN (SELECT unit_id FROM looked_into)"
LOOKED_INTO = f"""
looked_into AS (
    SELECT i.unit_id, sum(k.made) AS made
    FROM inspection i
    JOIN inspection_check k ON k.inspection_id = i.id
    WHERE i.voided_on IS NULL AND {BY_OTHERS} AND i.visited_on BETWEEN :start AND :end
          AND i.unit_id IN (SELECT unit_id FROM place)
    GROUP BY i.unit_id
    HAVING sum(k.made) > 0
)
"""  # a table, beside `place`: the units in which others than their own people made checks in the period, and how many
VIOLATION_COUNTS_SQL = f"""
WITH {PLACES_SQL}, {LOOKED_INTO}
SELECT {{line}} AS line, count(*), count(DISTINCT v.staff_id), sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END),
       sum(CASE WHEN {FOUND_BY_INSPECTION} THEN 1 ELSE 0 END)
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.{{day}} BETWEEN :start AND :end
     AND {COUNTS_AS_VIOLATION}
{{post}}
GROUP BY 1
"""


class Counts(NamedTuple):
    """What was counted for one row: people, their days of service, violations, and the checks that others made."""

    staff: int = 0
    headcount: int = 0
    days: float = 0
    violations: int = 0
    violators: int = 0
    serious: int = 0
    inspected: int = 0  # of the violations, those that inspections found where checks were made
    checks: int | None = 0  # None: of a category, which is not inspected

    @property
    def others(self) -> int:
        return self.violations - self.inspected

    @property
    def row_count(self) -> RowCount:
        sources = SourceCount(self.inspected, self.checks or 0), SourceCount(self.others, int(self.days))
        return RowCount(self.violators, sources)


class Comparison(NamedTuple):
    """The rows compared: totals of each source, shrunk rates per year of service, signals (None: too few)."""

    inspected: int
    checks: int
    others: int
    days: int
    shrunk: Mapping[Line, float]
    signals: Mapping[Line, Signal] | None

    def expected_violations(self, of: Counts) -> float:
        """What the row would have if all were alike, rounded once: one division of whole numbers."""
        checks, days = self.checks or 1, self.days or 1
        return round(
            ((of.checks or 0) * self.inspected * days + int(of.days) * self.others * checks) / (checks * days), 2
        )

    def word(self, line: Line) -> str:
        return self.signals[line].word if self.signals else ""


def counts_by_line(query: UnitQuery) -> dict[Line, Counts]:
    """What was counted in each row in which somebody served."""
    if not query.is_of_people:
        return {
            line: counts_of_units(query, units) for line, units in by_line(query.places, service_by_unit(query)).items()
        }
    violated = {row[0]: row[1:] for row in query.ask(VIOLATION_COUNTS_SQL, query.line)}
    served = query.ask(PEOPLE_WHO_SERVED_SQL, query.line)
    return {line: counts_of_people(counted, violated.get(line, NO_VIOLATIONS)) for line, *counted in served}


def total_counts(query: UnitQuery) -> Counts:
    """What was counted in all rows together, and where nobody served."""
    if not query.is_of_people:
        return counts_of_units(query, [*query.places])
    served = next(iter(query.ask(PEOPLE_WHO_SERVED_SQL, "all")), (0, *NOBODY_SERVED))[1:]
    return counts_of_people(served, next(iter(query.ask(VIOLATION_COUNTS_SQL, "all")), (0, *NO_VIOLATIONS))[1:])


def by_line(places: Mapping[int, Line], served: Container[int]) -> dict[Line, list[int]]:
    """The units of each row in which somebody served."""
    units: dict[Line, list[int]] = {}
    for unit, line in places.items():
        units.setdefault(line, []).append(unit)
    return {line: of_line for line, of_line in units.items() if any(unit in served for unit in of_line)}


def counts_of_units(query: UnitQuery, units: Sequence[int]) -> Counts:
    """What was counted in these units together: who served or violated something in several of them counts once."""
    of_service, of_violations = service_by_unit(query), violations_by_unit(query)
    served = [of_service[unit] for unit in units if unit in of_service]
    violated = {unit: of_violations[unit] for unit in units if unit in of_violations}
    checks = checks_by_unit(query)
    return Counts(
        number_of_people(of.staff for of in served),
        number_of_people(of.present for of in served),
        sum(of.days for of in served),
        sum(of.number for of in violated.values()),
        number_of_people(of.violators for of in violated.values()),
        sum(of.serious for of in violated.values()),
        sum(violated[unit].by_inspection for unit in violated if unit in checks),
        sum(checks.get(unit, 0) for unit in units),
    )


def counts_of_people(served: Sequence[Cell], violated: Row) -> Counts:
    """Put together of a category: an inspection looks at a unit, not at a category of its people."""
    return Counts._make([*served, *violated[:-1], 0, None])


def compare(rows: Mapping[Line, Counts]) -> Comparison:
    """The rows among each other; everybody in them served at least a day."""
    counts = [*rows.values()]
    signals_of_rows = signals([each.row_count for each in counts])
    shrunk = shrunk_rates([c.violations for c in counts], [c.days / DAYS_OF_A_YEAR for c in counts]) if counts else []
    return Comparison(
        sum(each.inspected for each in counts),
        sum(each.checks or 0 for each in counts),
        sum(each.others for each in counts),
        sum(int(each.days) for each in counts),
        dict(zip(rows, shrunk, strict=True)),
        dict(zip(rows, signals_of_rows, strict=True)) if signals_of_rows else None,
    )


def flagged_rows(query: UnitQuery) -> list[tuple[str, str]]:
    """The name and the signal of each row that has one, the strongest first; no other figure is worked out."""
    compared = compare(counts_to_compare(query) if query.has_own_rows else counts_by_line(query))
    flagged = [line for line in sorted(compared.shrunk, key=query.order) if compared.word(line)]
    flagged.sort(key=lambda line: -SIGNAL.rank(compared.word(line)))
    return [(query.name(line)[-1], compared.word(line)) for line in flagged]


def comparison(query: UnitQuery, rows: Mapping[Line, Counts]) -> tuple[Comparison, list[str]]:
    """The comparison of the rows and what is to be said of it; a row alone is judged within the whole register."""
    if not is_alone(query, rows):
        compared = compare(rows)
        return compared, signal_notes(query, compared)
    (line,) = rows
    among = compare({**counts_of_others(query), LINE_OF_A_LONE_ROW: counts_together(query)})
    signals = among.signals and {line: among.signals[LINE_OF_A_LONE_ROW]}
    alone = Comparison(
        among.inspected, among.checks, among.others, among.days, {line: among.shrunk[LINE_OF_A_LONE_ROW]}, signals
    )
    return alone, [_("one row alone: judged within the whole register"), *signal_notes(query, alone)]


def is_alone(query: UnitQuery, rows: Mapping[Line, Counts]) -> bool:
    """Whether it is one row of several in the register, which is judged among these."""
    return len(rows) == 1 and not query.is_whole


def sum_of_rows(rows: Mapping[Line, Counts]) -> Counts:
    """What is expected of all rows together is worked out from this."""
    return Counts(days=sum(int(of.days) for of in rows.values()), checks=sum(of.checks or 0 for of in rows.values()))


def counts_together(query: UnitQuery) -> Counts:
    """All units that the query is about as one row beside units: what is counted of a unit, not of a category."""
    counts = counts_of_units(query, [*query.places])
    return counts._replace(inspected=0, checks=None) if query.is_of_people else counts


def counts_of_others(query: UnitQuery) -> dict[Line, Counts]:
    """The other units of the register by row, as far as it takes to judge one beside them: of nobody whether twice."""
    others = copy(query)
    others.places = {unit: line for unit, line in query.units.places().items() if unit not in query.places}
    others.values = {**query.values, "places": as_json(others.places)}
    return counts_to_compare(others, has_violators=False)


def counts_to_compare(query: UnitQuery, has_violators: bool = True) -> dict[Line, Counts]:
    """Of each row in which somebody served what comparing takes: its violators only where each unit has its own row."""
    days, violations = numbers_by_unit(query, has_violators)
    checks = {} if query.is_of_people else checks_by_unit(query)
    counts: dict[Line, Counts] = {}
    for line, units in by_line(query.places, days).items():
        numbers = [violations[unit] for unit in units if unit in violations]
        counts[line] = Counts(
            days=sum(days.get(unit, 0) for unit in units),
            violations=sum(number for number, _by_inspection, _violators in numbers),
            violators=sum(violators for _number, _by_inspection, violators in numbers),
            inspected=sum(violations[unit][1] for unit in units if unit in checks and unit in violations),
            checks=sum(checks.get(unit, 0) for unit in units),
        )
    return counts


def working_note(compared: Comparison, of: Counts) -> str:
    """What an expected number is worked out from: of each source, what was found in how much, and how much is here."""
    return _(
        "inspections found {inspected} in {checks} checks, {own_checks} of them here; "
        "otherwise {others} in {days} days of service, {own_days} of them here"
    ).format(
        inspected=figure(compared.inspected, 0),
        checks=figure(compared.checks, 0),
        own_checks=figure(of.checks or 0, 0),
        others=figure(compared.others, 0),
        days=figure(compared.days, 0),
        own_days=figure(int(of.days), 0),
    )


def signal_notes(query: UnitQuery, compared: Comparison) -> list[str]:
    """How the rows were judged, and what raised the signals; that nothing can be said where that is so."""
    if not compared.signals:
        return [ColumnNote(_("signal: too few to compare"), "signal")]
    sentences = [
        _(
            "signal: what inspections found is judged by the checks made there, the rest by the time people served; "
            "of those marked High about one in ten is there by chance, of those marked Watch about one unit in two "
            "yearly reports of 90 units"
        )
    ]
    texts = {
        FROM_INSPECTION: _("marked for what inspections found: {rows}"),
        FROM_OTHERS: _("marked for what became known otherwise: {rows}"),
    }
    for source, text in texts.items():
        flagged = [line for line, each in compared.signals.items() if each.word and each.source == source]
        if flagged:
            sentences.append(
                text.format(rows=", ".join(query.name(line)[0] for line in sorted(flagged, key=query.order)))
            )
    return [ColumnNote(sentence, "signal") for sentence in sentences]
