"""What stood undone in a unit on the last day of a period, since whenever, and what closed units left to it."""

from copy import copy

from chodon_cli.locale import N_
from chodon_cli.nouns import feedback
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import ANSWER_OVERDUE, REMEDY_OVERDUE, TASK_OVERDUE
from chodon_cli.queries.unit_tree import as_json
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.drilldown import conditions
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
OF_CASES = ("open_cases", "overdue_cases")
OF_TASKS = "tasks_overdue"
KEYS_OF_UNDONE = ("remedies_overdue", "answers_overdue", OF_TASKS, *(column.key for column in PART_COLUMNS))


def of_closed_units(here: UnitQuery) -> UnitQuery:
    """The same question about units that closed before the last day, in the rows of the last of their successors."""
    other = copy(here)
    tree = here.units.as_of_day(here.period.end)
    other.places = {id: heir for id in tree.succeeded if (heir := tree.standing(id)) != id and heir in here.lines}
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
    if key == OF_TASKS:
        return tasks.tasks_behind_figure(here.db, TASK_OVERDUE, conditions(here, "t.unit_id", line), values)
    if key == "remedies_overdue":
        where = [*conditions(here, "i.unit_id", line), "i.voided_on IS NULL", REMEDY_OVERDUE]
        return inspections.visits(here.db, where, values)
    where = [*conditions(here, "f.unit_id", line), WAITED_FOR]
    rows = lists.rows(here.db, feedback.DECLARATION, where, known_on=here.period.end, **values)
    return Result(N_("Feedback behind the figure"), feedback.FIELDS, rows)
