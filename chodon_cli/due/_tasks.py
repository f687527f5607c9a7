"""Tasks that are still to be done, by the day to which they were last put off: many, so that none of them is held."""

from collections.abc import Callable, Collection, Iterator, Sequence
from json import dumps

from chodon_cli import dates
from chodon_cli.input_row import Values
from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL
from chodon_cli.nouns.task import NUMBER_SQL
from chodon_cli.queries.measures import FOREVER_SQL
from chodon_cli.result import Cell, Row
from chodon_cli.row_stream import as_text, picker
from chodon_cli.store import Reader, translate_errors
from chodon_cli.store.reader import rows_while_read

KIND = "task"
LAST_DUE_ON = "coalesce(x.due_on, t.due_on)"
VALUES_READ = {  # key of a column -> what it says of a task, where that is more than the day
    "number": NUMBER_SQL,
    "staff": "coalesce(p.code, '')",
    "unit": "u.code",
    "basis": f"CASE WHEN d.id IS NULL THEN t.title ELSE {DOCUMENT_REFERENCE_SQL} || ': ' || t.title END",
    "uid": f"'{KIND}-' || lower({NUMBER_SQL})",
}
ENDED_ON = f"coalesce(done_on, cancelled_on, {FOREVER_SQL})"
READ_OF_TASK = "id, year, n, title, document_id, unit_id, staff_id, assigned_on, due_on"
OPEN_TASKS = f"""
(
    SELECT {READ_OF_TASK} FROM task WHERE voided_on IS NULL AND done_on IS NULL AND cancelled_on IS NULL
    UNION ALL
    SELECT {READ_OF_TASK} FROM task WHERE voided_on IS NULL AND {ENDED_ON} > :known AND {ENDED_ON} < {FOREVER_SQL}
) t
LEFT JOIN task_extension x ON x.id = (
    SELECT e.id FROM task_extension e
    WHERE e.task_id = t.id AND e.voided_on IS NULL AND e.extended_on <= :known ORDER BY e.due_on DESC LIMIT 1
)
"""  # those still open, of which an index says all, and those that ended later; with what put each off furthest
IS_DUE = f"t.assigned_on <= :known AND {LAST_DUE_ON} <= :last{{of_units}}"
IN_UNITS = " AND t.unit_id IN (SELECT value FROM json_each(:units))"
OPEN_TASKS_SQL = f"""
SELECT {LAST_DUE_ON}{{values}}
FROM {OPEN_TASKS.strip()}
JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff p ON p.id = t.staff_id
LEFT JOIN document d ON d.id = t.document_id
WHERE {IS_DUE}
ORDER BY {LAST_DUE_ON}, {NUMBER_SQL}
"""
COUNTS_SQL = f"""
SELECT {LAST_DUE_ON} < :known, count(*) FROM {OPEN_TASKS.strip()} WHERE {IS_DUE} GROUP BY 1
"""


def open_tasks(
    db: Reader, today: str, last: str, units: Collection[int] | None, keys: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """The day of every open task that is due by the last one, and its VALUES_READ of these keys; by day and number.

    `units`: of these.
    """
    read = "".join(f", {VALUES_READ[key]}" for key in keys if key in VALUES_READ)
    sql = OPEN_TASKS_SQL.format(values=read, of_units=units_condition(units))
    with translate_errors():
        # not `yield from`, which would close the cursor too, where the connection was closed before
        for row in rows_while_read(db, sql, days_and_units(today, last, units)):
            yield tuple(row)


def row_of_task(keys: Sequence[str], today: str) -> Callable[[str], Callable[[Row], Row]]:
    """What makes, of a day and then of what `open_tasks` says of a task of that day, the values of these columns."""
    read = [key for key in keys if key in VALUES_READ]
    all_keys = ["due_on", *read, "days_left", "kind", "verified"]
    pick = picker([all_keys.index(key) for key in keys])
    staff = all_keys.index("staff") if "staff" in read else None

    def of_day(day: str) -> Callable[[Row], Row]:
        same = dates.days_between(today, day), KIND, None
        if staff is None:
            return lambda task: pick((*task, *same))
        return lambda task: pick((*task[:staff], task[staff] or None, *task[staff + 1 :], *same))

    return of_day


def text_of_task(keys: Sequence[str], today: str) -> Callable[[str], Callable[[Row], str]]:
    """What makes the same values as one text: with them in their places, the day and what follows of it stand there."""

    def of_day(day: str) -> Callable[[Row], str]:
        same: dict[str, Cell] = {
            "due_on": day,
            "days_left": dates.days_between(today, day),
            "kind": KIND,
            "verified": None,
        }
        text = as_text("%s" if key in VALUES_READ else same[key] for key in keys)
        return f"%.0s{text}".__mod__  # the first value is the day

    return of_day


def counts(db: Reader, today: str, last: str) -> tuple[int, int]:
    """How many open tasks are overdue, and how many are due by the last day."""
    by_lateness = dict(map(tuple, db.execute(COUNTS_SQL.format(of_units=""), days_and_units(today, last, None))))
    return by_lateness.get(1, 0), by_lateness.get(0, 0)


def units_condition(units: Collection[int] | None) -> str:
    return "" if units is None else IN_UNITS


def days_and_units(today: str, last: str, units: Collection[int] | None) -> Values:
    return {"known": today, "last": last, "units": dumps([*(units or ())])}
