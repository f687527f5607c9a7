"""What falls due: one module a noun, whose `due(db, today, last, units)` yields what is still to be done by a day.

They may leave out what is due after the last day or of other units, where that is quicker. How far ahead is wanted,
whose and in which order is settled here, once for all of them. Tasks are read apart, as there are so many.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.due import _tasks
from chodon_cli.law.rules import unsure
from chodon_cli.locale import N_
from chodon_cli.queries.unit_tree import ids_under, under
from chodon_cli.result import Column, Result, Row
from chodon_cli.row_stream import RowOrder, RowStream, picker
from chodon_cli.store import stays_open

NEEDS_NO_QUOTING = re.compile(r"[\w.~-]*", re.ASCII).fullmatch
DUE_COLUMNS = [
    Column("kind", "word", words="duty"),
    Column("number", "code"),
    Column("staff", "code", 2, label=N_("Person")),
    Column("unit", "code"),
    Column("due_on", "date"),
    Column("days_left", "integer"),
    Column("basis", "text", 3),
    Column("verified", "word", 2),
    Column("uid", "code", shown="asked", label=N_("Lasting name")),
]


class Duty(NamedTuple):
    """Something to be done by a day: what (a word of `words.DUTY`), of which record, and what the day rests on."""

    kind: str
    number: str
    staff: str | None
    unit: str | None
    due_on: str
    basis: str
    verified: str | None = None  # of the rule that gives the day; None where no rule of law does
    part: str = ""  # which of the record's days of this kind, where there are several

    @property
    def uid(self) -> str:
        """What the duty is called for as long as it lasts, whatever its day: in ASCII letters, digits and “-”."""
        parts = (self.kind, self.number, self.unit if self.kind == "review" else "", self.part)
        name = "-".join([part for part in parts if part])
        if not NEEDS_NO_QUOTING(name):
            from urllib.parse import quote

            name = quote(name, safe="").replace("%", "_")
        return name.lower()


KEYS_OF_DUTY = (*Duty._fields, "days_left", "uid")
URGENCY = itemgetter(*map(Duty._fields.index, ("due_on", "kind", "number")))


def due_list(db: Connection, today: str, within: int, unit: str | None = None, is_now: bool = False) -> Result:
    """What is overdue (negative days left) or due within so many days, the most urgent first.

    The tasks, which are most of it, are read while they are written out, if the connection stays open for that.
    """
    last = dates.shift(today, within)
    units = None if unit is None else ids_under(db, unit, is_now)
    codes = None if unit is None else codes_beneath(db, unit, is_now)
    others = [duty for duty in duties(db, today, last, units) if codes is None or duty.unit in codes]
    others.sort(key=URGENCY)

    def read(places: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        keys = [DUE_COLUMNS[place].key for place in places]
        of_task = [*dict.fromkeys([key for key in keys if key != "days_left"] + ["due_on"])]
        tasks = _tasks.rows(db, today, last, units, of_task)
        return merge(others, tasks, of_task, keys, today)

    rows: Sequence[Row] = RowStream(len(DUE_COLUMNS), read, at_least=len(others))
    if not stays_open(db):
        rows = [*rows]
    return Result(N_("What is due"), DUE_COLUMNS, rows, as_of=today, notes=unsure(duty.verified for duty in others))


def merge(
    others: Sequence[Duty], tasks: Iterable[Row], of_task: Sequence[str], keys: Sequence[str], today: str
) -> Iterator[Row]:
    """What these columns say of the tasks and of the other duties, all in the order of URGENCY.

    `of_task` are the columns of the rows of tasks.
    """
    days_left = cache(partial(dates.between, today))
    pick_of_task = picker([[*of_task, "days_left"].index(key) for key in keys])
    pick_of_other = picker([KEYS_OF_DUTY.index(key) for key in keys])
    has_uid = "uid" in keys

    def rows(duties: Iterable[Duty]) -> Iterator[Row]:
        return (pick_of_other((*each, days_left(each.due_on), each.uid if has_uid else "")) for each in duties)

    written = 0
    for day, tasks_of_day in groupby(tasks, key=itemgetter(of_task.index("due_on"))):
        before = bisect_left(others, (day, _tasks.KIND), written, key=URGENCY)
        yield from rows(others[written:before])
        written, left = before, (days_left(day),)
        yield from (pick_of_task(row + left) for row in tasks_of_day)
    yield from rows(others[written:])


def duties(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """What is due by the last day, the tasks aside. `units`: of these, and perhaps of others."""
    names = sorted(file.stem for file in Path(__path__[0]).glob("*.py") if file.stem[0] != "_")
    for name in names:
        for duty in import_module(f"chodon_cli.due.{name}").due(db, today, last, units):
            if duty.due_on <= last:
                yield duty


def counts_by_kind(db: Connection, today: str, last: str) -> tuple[Counter[str], Counter[str]]:
    """How many of each kind are overdue, and how many are due from today to the last day."""
    late, soon = Counter[str](), Counter[str]()
    for duty in duties(db, today, last):
        (late if duty.due_on < today else soon)[duty.kind] += 1
    for counts, number in zip((late, soon), _tasks.counts(db, today, last), strict=True):
        if number:
            counts[_tasks.KIND] = number
    return late, soon


def codes_beneath(db: Connection, unit: str, is_now: bool = False) -> set[str]:
    """The codes of the unit and of those under it; now: of those too that it succeeded."""
    condition, ids = under(db, unit, is_now)
    return {code for (code,) in db.execute(f"SELECT u.code FROM unit u WHERE {condition}", {"unit_ids": ids})}
