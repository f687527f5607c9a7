"""The figures of many stretches of days, each of one unit: one statement a figure for all of them together.

They are those of `compliance.py` and `undone.py` for just these days: what is a condition on a period there is one on
the days of a stretch here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from chodon_cli.casework.counted_cases import counted_cases
from chodon_cli.casework.selection import cases_of_units
from chodon_cli.input_row import Values
from chodon_cli.queries.measures import REMEDY_OVERDUE
from chodon_cli.queries.stretches import Stretch, Stretches, of_stretch
from chodon_cli.reports.base.by_unit import UnitQuery, is_few
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.stretch_tasks import TaskCounts, task_counts
from chodon_cli.reports.base.stretch_violations import ViolationCounts, violation_counts
from chodon_cli.reports.parts import undone
from chodon_cli.reports.parts.cases import CaseFacts
from chodon_cli.reports.parts.evidence import CONDITIONS_OF_GRADES, NO_FIGURES

INSPECTIONS_SQL = """
SELECT stretch.k, count(DISTINCT i.id), sum(ic.made), sum(ic.passed)
FROM stretch
CROSS JOIN inspection i ON i.unit_id = stretch.unit_id AND i.voided_on IS NULL
     AND i.visited_on BETWEEN stretch.first AND stretch.last
LEFT JOIN inspection_check ic ON ic.inspection_id = i.id
GROUP BY stretch.k
"""
REMEDIES_SQL = f"""
SELECT stretch.k, count(*)
FROM stretch
CROSS JOIN inspection i ON i.unit_id = stretch.unit_id AND i.voided_on IS NULL
WHERE {of_stretch(REMEDY_OVERDUE)}
GROUP BY stretch.k
"""
ANSWERS_SQL = f"""
SELECT stretch.k, count(*)
FROM feedback f
CROSS JOIN stretch ON stretch.unit_id = f.unit_id
WHERE {of_stretch(undone.WAITED_FOR)}
GROUP BY stretch.k
"""


class Visits(NamedTuple):
    """The inspections of a stretch, and the checks that were made and passed."""

    number: int = 0
    made: int = 0
    passed: int = 0


class UndoneFigures(NamedTuple):
    """What stood undone in a unit on the last day of a stretch, since whenever; the keys of the figures."""

    open_cases: int
    overdue_cases: int
    remedies_overdue: int
    tasks_overdue: int
    answers_overdue: int


NOTHING_UNDONE = UndoneFigures(0, 0, 0, 0, 0)


def figures_of_stretches(query: UnitQuery, wanted: Iterable[Stretch]) -> dict[Stretch, Values]:
    """Key of a figure -> what it is, of each stretch."""
    left = stretches_left(query, wanted)
    stretches = _stretches(query, left)
    tasks, cases = task_counts(stretches), _facts_of_cases(stretches)
    violations, visits, evidence = violation_counts(stretches), _visits(stretches), _evidence(query, stretches)
    own = _undone_figures(stretches, tasks, cases)
    inherited = _inherited_figures(query, left)
    return {
        stretch: {
            **sums_of(violations[k], visits[k]),
            "unhandled": violations[k].unhandled,
            "check_pass_rate": rate(visits[k].passed, visits[k].made),
            "disciplined": len(cases[k].disciplined),
            "tasks_due": tasks[k].due,
            "tasks_on_time_rate": rate(tasks[k].on_time, tasks[k].due),
            "evidence": evidence.get(k, NO_FIGURES[0]),
            **own[k]._asdict(),
            **{undone.INHERITED_PREFIX + key: number for key, number in inherited[stretch]._asdict().items()},
        }
        for k, stretch in enumerate(stretches.stretches)
    }


def sums_of_stretches(query: UnitQuery, wanted: Iterable[Stretch]) -> dict[Stretch, Values]:
    """The same of those figures alone that are of a day, so that those of several days can be added up."""
    stretches = _stretches(query, wanted)
    violations, visits = violation_counts(stretches, has_unhandled=False), _visits(stretches)
    return {stretch: sums_of(violations[k], visits[k]) for k, stretch in enumerate(stretches.stretches)}


def sums_of(violations: ViolationCounts, visits: Visits) -> Values:
    return {"violations": violations.number, "serious": violations.serious, "inspections": visits.number}


def _stretches(query: UnitQuery, wanted: Iterable[Stretch]) -> Stretches:
    stretches = [*wanted]
    return Stretches(query.db, stretches, is_few(len({unit for unit, _days in stretches}), query.units.number))


def stretches_left(query: UnitQuery, wanted: Iterable[Stretch]) -> dict[Stretch, list[Stretch]]:
    """Stretch -> the same days of each unit that had closed by then, and left its work to the unit of the stretch."""
    left: dict[Stretch, list[Stretch]] = {stretch: [] for stretch in wanted}
    closed = query.units.succeeded
    for day in {days.end for _unit, days in left} if closed else ():
        tree = query.units.as_of_day(day)
        heirs = {id: heir for id in closed if (heir := tree.standing(id)) != id}
        for (unit, days), of_stretch_left in left.items():
            if days.end == day:
                of_stretch_left += [(id, days) for id, heir in heirs.items() if heir == unit]
    return left


def _inherited_figures(query: UnitQuery, left: Mapping[Stretch, Sequence[Stretch]]) -> dict[Stretch, UndoneFigures]:
    """What closed units left undone to the unit of each stretch."""
    stretches = _stretches(query, dict.fromkeys(chain.from_iterable(left.values())))
    if not stretches.stretches:
        return dict.fromkeys(left, NOTHING_UNDONE)
    figures = _undone_figures(stretches, task_counts(stretches), _facts_of_cases(stretches))
    of = dict(zip(stretches.stretches, figures, strict=True))
    return {
        stretch: UndoneFigures(*map(sum, zip(NOTHING_UNDONE, *(of[each] for each in closed), strict=True)))
        for stretch, closed in left.items()
    }


def _undone_figures(
    stretches: Stretches, tasks: Sequence[TaskCounts], cases: Sequence[CaseFacts]
) -> list[UndoneFigures]:
    remedies, answers = stretches.ask(REMEDIES_SQL), stretches.ask(ANSWERS_SQL)
    return [
        UndoneFigures(
            cases[k].open_cases,
            cases[k].overdue_cases,
            remedies.get(k, (0,))[0],
            tasks[k].overdue,
            answers.get(k, (0,))[0],
        )
        for k in range(len(stretches.stretches))
    ]


def _visits(stretches: Stretches) -> list[Visits]:
    rows = stretches.ask(INSPECTIONS_SQL)
    return [Visits(*(number or 0 for number in rows.get(k, ()))) for k in range(len(stretches.stretches))]


def _evidence(query: UnitQuery, stretches: Stretches) -> dict[int, str]:
    """Place of a stretch -> its grade, of those of which anything is known: the better grade last."""
    tests = {
        grade: of_stretch(test.format(day=query.day).replace("place.unit_id", "stretch.unit_id"))
        for grade, test in CONDITIONS_OF_GRADES.items()
    }
    return {
        k: grade for grade, test in tests.items() for k in stretches.ask(f"SELECT stretch.k FROM stretch WHERE {test}")
    }


def _facts_of_cases(stretches: Stretches) -> list[CaseFacts]:
    """What counts of cases in each stretch: of the plain ones as the database says, and of the others."""
    among = cases_of_units(stretches.db, stretches.units) if stretches.is_of_few else None
    counted = counted_cases(stretches, among)
    others_by_unit = defaultdict(list)
    for case in counted.others:
        others_by_unit[case.earliest.unit_id if case.earliest else None].append(case)
    facts = []
    for (unit, period), plain in zip(stretches.stretches, counted.plain, strict=True):
        of = CaseFacts(plain)
        for case in others_by_unit[unit]:
            of.count(case, period)
        facts.append(of)
    return facts
