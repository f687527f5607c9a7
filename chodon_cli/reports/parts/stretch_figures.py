"""The figures of many stretches of days, each of one unit: one statement a figure for all of them together.

They are those of `compliance.py` and `undone.py` for just these days: what is a condition on a period there is one on
the days of a stretch here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from json import dumps

from chodon_cli.casework.case import cases
from chodon_cli.casework.plain_cases import ENDINGS_SQL, IS_PLAIN, LAST_DAY_SQL
from chodon_cli.casework.selection import IN_UNITS
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.queries.measures import (
    ABOVE_MINOR,
    COUNTS_AS_VIOLATION,
    REMEDY_OVERDUE,
    STOOD_OF_A_TASK,
    TASK_DUE,
    TASK_HELD_DUE_ON_AS_KNOWN,
    TASK_ON_TIME,
    TASK_OVERDUE,
    UNIT_OF_CASE_SQL,
    VIOLATION_UNHANDLED,
)
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.rates import rate
from chodon_cli.reports.base.task_counts import as_first_set
from chodon_cli.reports.base.unit_counts import each_once
from chodon_cli.reports.parts import undone
from chodon_cli.reports.parts.evidence import CONDITIONS_OF_GRADES, NO_FIGURES
from chodon_cli.result import Row

STRETCHES_SQL = """
stretch (k, unit_id, first, last) AS MATERIALIZED (
    SELECT CAST(key AS INTEGER), CAST(json_extract(value, '$[0]') AS INTEGER), json_extract(value, '$[1]'),
           json_extract(value, '$[2]')
    FROM json_each(:stretches)
)
"""


def of_stretch(condition: str, first: str = "stretch.first", last: str = "stretch.last") -> str:
    """What is asked of a period, asked of the days of a stretch."""
    return condition.replace(":start", first).replace(":end", last)


def one_if(condition: str) -> str:
    return f"CASE WHEN {of_stretch(condition, 's.first', 's.last')} THEN 1 ELSE 0 END"


VIOLATIONS_SQL = f"""
SELECT stretch.k, count(*), sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END),
       sum(CASE WHEN {of_stretch(VIOLATION_UNHANDLED)} THEN 1 ELSE 0 END)
FROM stretch
CROSS JOIN violation v ON v.unit_id = stretch.unit_id AND v.occurred_on BETWEEN stretch.first AND stretch.last
     AND {COUNTS_AS_VIOLATION}
GROUP BY stretch.k
"""
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
FROM stretch
CROSS JOIN feedback f ON f.unit_id = stretch.unit_id
WHERE {of_stretch(undone.WAITED_FOR)}
GROUP BY stretch.k
"""
STOOD_SQL = of_stretch(STOOD_OF_A_TASK).replace("SELECT", "SELECT stretch.k, stretch.first, stretch.last,", 1)
TASKS_OF_STRETCHES = "stretch CROSS JOIN task t ON t.unit_id = stretch.unit_id"
AS_FIRST_SET_SQL = STOOD_SQL.format(due_on="t.due_on", last_due_on="t.due_on", extensions="0", tasks=TASKS_OF_STRETCHES)
EXTENSIONS_BY_THEN = """
FROM task_extension e WHERE e.task_id = t.id AND e.voided_on IS NULL AND e.extended_on <= stretch.last
"""
HELD_DUE_ON = f"""
CASE WHEN (SELECT count(*) {EXTENSIONS_BY_THEN.strip()}) > 1
     THEN {TASK_HELD_DUE_ON_AS_KNOWN.replace(":known", "stretch.last")}
     ELSE (SELECT CASE WHEN e.extended_on <= t.due_on THEN e.due_on ELSE t.due_on END {EXTENSIONS_BY_THEN.strip()}) END
"""  # most were put off once, of which nothing has to be put in order
PUT_OFF_SQL = STOOD_SQL.format(
    due_on=HELD_DUE_ON,
    last_due_on="t.due_on",
    extensions="1",
    tasks=TASKS_OF_STRETCHES,
)
IS_PUT_OFF = f"EXISTS (SELECT 1 {EXTENSIONS_BY_THEN.strip()})"
SUMS_OF_TASKS = [one_if(condition) for condition in (TASK_DUE, TASK_ON_TIME, TASK_OVERDUE)]
TASKS_SQL = f"""
stood AS ({AS_FIRST_SET_SQL} AND t.due_on <= stretch.last)
SELECT s.k, {", ".join(f"sum({each})" for each in SUMS_OF_TASKS)} FROM stood s GROUP BY s.k
"""
TASKS_PUT_OFF_SQL = f"""
stood AS MATERIALIZED ({PUT_OFF_SQL} AND {IS_PUT_OFF})
SELECT s.k, {", ".join(f"sum({each}) - sum({as_first_set(each)})" for each in SUMS_OF_TASKS)} FROM stood s GROUP BY s.k
"""  # by how much it changes that they were put off
# The cases with an act in these units, and how each ended: of which only those that are plain are counted here.
CASES_OF_UNITS_SQL = f"""
{ENDINGS_SQL.replace("WHERE", f"WHERE e.case_id IN ({IN_UNITS}) AND").strip()}, of_units AS MATERIALIZED (
    SELECT c.id, c.staff_id, ({UNIT_OF_CASE_SQL}) AS unit_id, c.opened_on, {LAST_DAY_SQL} AS last_day,
           coalesce(x.ended_on, '9999-12-31') AS ended_on, {IS_PLAIN} AS is_plain, (
               SELECT max(e.happened_on) FROM case_event e
               WHERE e.case_id = c.id AND e.kind = 'decide' AND e.voided_on IS NULL
           ) AS decided_on
    FROM discipline_case c
    LEFT JOIN ending x ON x.case_id = c.id
    WHERE c.voided_on IS NULL AND c.opened_on <= :last_day AND c.id IN ({IN_UNITS})
)
"""
PLAIN_CASES_SQL = f"""
{CASES_OF_UNITS_SQL.strip()}
SELECT stretch.k, sum(CASE WHEN c.ended_on > stretch.last THEN 1 ELSE 0 END),
       sum(CASE WHEN c.ended_on > stretch.last AND c.last_day < stretch.last THEN 1 ELSE 0 END),
       json_group_array(CASE WHEN c.decided_on BETWEEN stretch.first AND stretch.last THEN c.staff_id END)
FROM stretch
CROSS JOIN of_units c ON c.unit_id = stretch.unit_id AND c.opened_on <= stretch.last
WHERE c.is_plain
GROUP BY stretch.k
"""
OTHER_CASES_SQL = f"WITH {CASES_OF_UNITS_SQL.strip()} SELECT c.id FROM of_units c WHERE NOT c.is_plain ORDER BY c.id"
NO_TASKS = (0, 0, 0)
Stretch = tuple[int, Period]  # of a unit


def figures_of_stretches(query: UnitQuery, stretches: Sequence[Stretch]) -> dict[Stretch, Values]:
    """Key of a figure -> what it is, of each stretch."""
    values: Values = {
        "stretches": dumps([(unit, period.start, period.end) for unit, period in stretches]),
        "units": dumps([*{unit for unit, _period in stretches}]),
        "last_day": max((period.end for _unit, period in stretches), default=""),
        "today": query.values["today"],
    }

    def ask(sql: str) -> dict[int, Row]:
        goes_on = "" if sql.lstrip().startswith("SELECT") else ","
        rows = query.db.execute(f"WITH {STRETCHES_SQL}{goes_on} {sql}", values)
        return {k: tuple(figures) for k, *figures in map(tuple, rows)}

    violations, visits, remedies, answers = map(ask, (VIOLATIONS_SQL, INSPECTIONS_SQL, REMEDIES_SQL, ANSWERS_SQL))
    first_set, put_off = ask(TASKS_SQL), ask(TASKS_PUT_OFF_SQL)
    evidence = {k: grade for grade in CONDITIONS_OF_GRADES for k in ask(evidence_sql(query, grade))}
    of_cases = figures_of_cases(query, stretches, ask(PLAIN_CASES_SQL))
    inherited = inherited_figures(query, stretches)
    figures = {}
    for k, (stretch, counts_of_cases) in enumerate(zip(stretches, of_cases, strict=True)):
        number, serious, unhandled = violations.get(k, (0, 0, 0))
        inspections, made, passed = visits.get(k, (0, 0, 0))
        due, on_time, overdue = map(sum, zip(first_set.get(k, NO_TASKS), put_off.get(k, NO_TASKS), strict=True))
        figures[stretch] = {
            "violations": number,
            "serious": serious,
            "unhandled": unhandled,
            "inspections": inspections,
            "check_pass_rate": rate(passed or 0, made or 0),
            "remedies_overdue": remedies.get(k, (0,))[0],
            "answers_overdue": answers.get(k, (0,))[0],
            "tasks_due": due,
            "tasks_on_time_rate": rate(on_time, due),
            "tasks_overdue": overdue,
            "evidence": evidence.get(k, NO_FIGURES[0]),
            **counts_of_cases,
            **inherited[stretch],
        }
    return figures


def evidence_sql(query: UnitQuery, grade: str) -> str:
    """The stretches that have the grade."""
    test = CONDITIONS_OF_GRADES[grade].format(day=query.day).replace("place.unit_id", "stretch.unit_id")
    return f"SELECT stretch.k FROM stretch WHERE {of_stretch(test)}"


def figures_of_cases(query: UnitQuery, stretches: Sequence[Stretch], plain: Mapping[int, Row]) -> Iterator[Values]:
    """What counts of cases in each stretch: of the plain ones as the database says, and of the others."""
    others_by_unit = defaultdict(list)
    units = dumps([*{unit for unit, _period in stretches}])
    values = {"units": units, "last_day": max((period.end for _unit, period in stretches), default="")}
    for case in cases(query.db, [id for (id,) in query.db.execute(OTHER_CASES_SQL, values)]):
        others_by_unit[case.earliest.unit_id if case.earliest else None].append(case)
    for k, (unit, period) in enumerate(stretches):
        live, overdue, staff = plain.get(k, (0, 0, "[]"))
        disciplined = {*each_once(staff)}
        for case in others_by_unit[unit]:
            now = case.standing(period.end)
            if now and now.is_live:
                live += 1
                overdue += (now.days_left(period.end) or 0) < 0
            if now and any(e.kind == "decide" and period.start <= e.happened_on <= period.end for e in case.events):
                disciplined.add(case.staff_id)
        yield {"open_cases": live, "overdue_cases": overdue, "disciplined": len(disciplined)}


def inherited_figures(query: UnitQuery, stretches: Sequence[Stretch]) -> dict[Stretch, Values]:
    """What closed units left to the unit of each stretch."""
    if not query.units.has_successions:
        return dict.fromkeys(stretches, dict.fromkeys((column.key for column in undone.PART_COLUMNS), 0))
    units_by_period = defaultdict(set)
    for unit, period in stretches:
        units_by_period[period].add(unit)
    counts = {period: undone.inherited_counts(query.narrow(period, units)) for period, units in units_by_period.items()}
    return {
        (unit, period): {key: of_key.get(unit, 0) for key, of_key in counts[period].items()}
        for unit, period in stretches
    }
