"""What stood undone in a unit on the last day of a period, since whenever, and what closed units left to it."""

from collections import Counter
from copy import copy

from chodon_cli.locale import N_
from chodon_cli.nouns import feedback
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ANSWER_OVERDUE, REMEDY_OVERDUE, TASK_OPEN, TASK_OVERDUE
from chodon_cli.queries.unit_tree import PLACES_SQL, UnitTree, as_json
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.drilldown import conditions
from chodon_cli.reports.base.task_counts import task_sums
from chodon_cli.reports.parts import cases, inspections, tasks
from chodon_cli.result import Cell, Column, Result

INHERITED_PREFIX = "inherited_"  # begins the keys of what closed units left, whose last successor this one is
PART_COLUMNS = [
    Column("inherited_open_cases", "integer", 5, label=N_("Open cases inherited")),
    Column("inherited_overdue_cases", "integer", 5, label=N_("Overdue cases inherited")),
    Column("inherited_remedies_overdue", "integer", 5, label=N_("Remedies overdue, inherited")),
    Column("inherited_tasks_overdue", "integer", 4, label=N_("Tasks overdue, inherited")),
    Column("inherited_answers_overdue", "integer", 5, label=N_("Answers overdue, inherited")),
]
WAITED_FOR = f"f.voided_on IS NULL AND f.received_on <= :end AND {ANSWER_OVERDUE}"
UNDONE_SQL = {
    "remedies_overdue": f"SELECT i.unit_id FROM inspection i WHERE i.voided_on IS NULL AND {REMEDY_OVERDUE}",
    "answers_overdue": f"SELECT f.unit_id FROM feedback f WHERE {WAITED_FOR}",
}
OF_CASES = ("open_cases", "overdue_cases")
OF_TASKS = "tasks_overdue"
IS_NOT_OVER = "coalesce(t.done_on, t.cancelled_on, '9999-12-31') > :end"
KEYS_COUNTED = (*UNDONE_SQL, OF_TASKS)
KEYS_OF_UNDONE = (*KEYS_COUNTED, *(column.key for column in PART_COLUMNS))
NUMBER = f"""
WITH {PLACES_SQL}
SELECT {{line}} AS line, count(*) FROM place CROSS JOIN ({{undone}}) AS undone ON undone.unit_id = place.unit_id
GROUP BY 1
"""


def counts(here: UnitQuery) -> dict[str, dict[Cell, int]]:
    """Key -> row -> how much of it stood undone, of the unit's own and of what it inherited."""
    return {**{key: numbers(here, key) for key in KEYS_COUNTED}, **inherited_counts(here)}


def inherited_counts(here: UnitQuery) -> dict[str, dict[Cell, int]]:
    """The same of what closed units left alone."""
    heirs = of_closed_units(here)
    numbers_by_key = {INHERITED_PREFIX + key: numbers(heirs, key) if heirs.places else {} for key in KEYS_COUNTED}
    live = cases.figures(heirs, "place") if heirs.places else {}
    place = {column.key: at for at, column in enumerate(cases.PART_COLUMNS)}
    for key in OF_CASES:
        numbers_by_key[INHERITED_PREFIX + key] = Counter({line: figures[place[key]] for line, figures in live.items()})
    return numbers_by_key


def numbers(here: UnitQuery, key: str) -> dict[Cell, int]:
    if key == OF_TASKS:
        sums = [f"CASE WHEN {TASK_OVERDUE} THEN 1 ELSE 0 END"]
        counted = task_sums(here, sums, TASK_OPEN, TASK_OPEN, may_matter=IS_NOT_OVER)
        return {line: number for line, (number,) in counted.items() if number}
    return dict(here.ask(NUMBER.replace("{undone}", UNDONE_SQL[key]), "place"))


def of_closed_units(here: UnitQuery) -> UnitQuery:
    """The same question about units that closed before the last day, in the rows of the last of their successors."""
    other = copy(here)
    other.places = {}
    if here.units.has_successions:
        tree = UnitTree(here.db, here.period.end, now=True)
        other.places = {id: heir for id in tree.places() if (heir := tree.standing(id)) != id and heir in here.lines}
    other.values = {**here.values, "places": as_json(other.places)}
    return other


def records(here: UnitQuery, key: str, line: Cell) -> Result:
    """The cases, inspections, tasks or feedback behind one of KEYS_OF_UNDONE, as they stood on the last day."""
    if key.startswith(INHERITED_PREFIX):
        here, key = of_closed_units(here), key.removeprefix(INHERITED_PREFIX)
    values = {**here.values, "line": line}
    values.pop("days")
    if key in OF_CASES:
        return cases.records(here.db, here, key, values)
    if key == "tasks_overdue":
        return tasks.behind(here.db, TASK_OVERDUE, conditions(here, "t.unit_id", line), values)
    if key == "remedies_overdue":
        where = [*conditions(here, "i.unit_id", line), "i.voided_on IS NULL", REMEDY_OVERDUE]
        return inspections.visits(here.db, where, values)
    where = [*conditions(here, "f.unit_id", line), WAITED_FOR]
    rows = lists.rows(here.db, feedback.DECLARATION, where, known_on=here.period.end, **values)
    return Result(N_("Feedback behind the figure"), feedback.FIELDS, rows)
