"""Tasks that are still to be done, by the day to which they were last put off: many, so that none of them is held."""

from collections.abc import Collection, Iterator, Sequence
from json import dumps

from chodon_cli.input_row import Values
from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL
from chodon_cli.nouns.task import NUMBER_SQL, STILL_OPEN_SQL
from chodon_cli.queries.measures import FOREVER_SQL
from chodon_cli.queries.select import row_as_text
from chodon_cli.result import Row
from chodon_cli.store import Reader, translate_errors
from chodon_cli.store.reader import rows_while_read

KIND = "task"
LAST_DUE_ON = "coalesce(x.due_on, t.due_on)"
VALUES_OF_DUTY = {  # key of a column -> what it says of a task
    "kind": f"'{KIND}'",
    "number": NUMBER_SQL,
    "staff": "p.code",
    "unit": "u.code",
    "due_on": LAST_DUE_ON,
    "days_left": f"CAST(julianday({LAST_DUE_ON}) - julianday(:known) AS INTEGER)",
    "basis": f"CASE WHEN d.id IS NULL THEN t.title ELSE {DOCUMENT_REFERENCE_SQL} || ': ' || t.title END",
    "verified": "NULL",
    "uid": f"'{KIND}-' || lower({NUMBER_SQL})",
}
OPEN_TASKS = """
task t LEFT JOIN task_extension x ON x.id = (
    SELECT e.id FROM task_extension e
    WHERE e.task_id = t.id AND e.voided_on IS NULL AND e.extended_on <= :known ORDER BY e.due_on DESC LIMIT 1
)
"""  # each with the extension that put it off furthest
ENDS_LATER = f"coalesce(t.done_on, t.cancelled_on, {FOREVER_SQL}) > :known"  # as STILL_OPEN_SQL, by an index
IS_DUE = f"t.assigned_on <= :known AND {STILL_OPEN_SQL} AND {ENDS_LATER} AND {LAST_DUE_ON} <= :last{{of_units}}"
IN_UNITS = " AND t.unit_id IN (SELECT value FROM json_each(:units))"
OPEN_TASKS_SQL = f"""
SELECT {{first}}{LAST_DUE_ON}
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


def rows(db: Reader, today: str, last: str, units: Collection[int] | None, keys: Sequence[str]) -> Iterator[Row]:
    """What these columns say of every open task that is due by the last day, and its day; by day and number.

    `units`: of these.
    """
    return _rows(db, today, last, units, "".join(f"{VALUES_OF_DUTY[key]}, " for key in keys))


def texts(db: Reader, today: str, last: str, units: Collection[int] | None, keys: Sequence[str]) -> Iterator[Row]:
    """The same, with what the columns say as one text."""
    return _rows(db, today, last, units, f"{row_as_text([VALUES_OF_DUTY[key] for key in keys])}, ")


def _rows(db: Reader, today: str, last: str, units: Collection[int] | None, first: str) -> Iterator[Row]:
    """`first`: SQL of what stands before the day."""
    sql = OPEN_TASKS_SQL.format(first=first, of_units=of(units))
    with translate_errors():
        # not `yield from`, which would close the cursor too, where the connection was closed before
        for row in rows_while_read(db, sql, values(today, last, units)):  # noqa: UP028
            yield row


def counts(db: Reader, today: str, last: str) -> tuple[int, int]:
    """How many open tasks are overdue, and how many are due by the last day."""
    by_lateness = dict(map(tuple, db.execute(COUNTS_SQL.format(of_units=""), values(today, last, None))))
    return by_lateness.get(1, 0), by_lateness.get(0, 0)


def of(units: Collection[int] | None) -> str:
    return "" if units is None else IN_UNITS


def values(today: str, last: str, units: Collection[int] | None) -> Values:
    return {"known": today, "last": last, "units": dumps([*(units or ())])}
