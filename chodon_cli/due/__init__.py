"""What falls due: one module a noun, whose `due(db, today, last, units)` yields what is still to be done by a day.

They may leave out what is due after the last day or of other units, where that is quicker. A module of which there is
much has `kinds_due(db, today, last)` too: of each its kind and day, for whoever counts. How far ahead is wanted, whose
and in which order is settled here, once for all of them. Tasks are read apart, as there are so many.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from types import ModuleType
from typing import NamedTuple, TypeVar

from chodon_cli import dates
from chodon_cli.due import _tasks
from chodon_cli.law.rules import unchecked_note
from chodon_cli.locale import N_
from chodon_cli.module_names import module_names
from chodon_cli.queries.unit_tree import ids_under, under_unit_condition
from chodon_cli.result import Column, Result, Row
from chodon_cli.row_stream import SEPARATOR, RowOrder, RowStream, in_hand, picker
from chodon_cli.store import stays_open

Entry = TypeVar("Entry")  # a row, or one text of it
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
        tasks = _tasks.open_tasks(db, today, last, units, keys)
        return merge(others, row_of_duty(keys, today), tasks, _tasks.row_of_task(keys, today))

    def read_texts(places: Sequence[int], _order: RowOrder | None) -> Iterator[str]:
        keys = [DUE_COLUMNS[place].key for place in places]
        tasks = _tasks.open_tasks(db, today, last, units, keys)
        return merge(others, text_of_duty(keys, today), tasks, _tasks.text_of_task(keys, today))

    rows: Sequence[Row] = RowStream(len(DUE_COLUMNS), read, read_texts=read_texts, at_least=len(others))
    if not stays_open(db):
        rows = in_hand(rows)
    return Result(
        N_("What is due"), DUE_COLUMNS, rows, as_of=today, notes=unchecked_note(duty.verified for duty in others)
    )


def merge(
    others: Sequence[Duty],
    of_other: Callable[[Duty], Entry],
    tasks: Iterable[Row],
    of_day: Callable[[str], Callable[[Row], Entry]],
) -> Iterator[Entry]:
    """What is made of the tasks of each day, which stands first, and of the other duties, in the order of URGENCY."""
    written = 0
    for day, tasks_of_day in groupby(tasks, key=itemgetter(0)):
        before = bisect_left(others, (day, _tasks.KIND), written, key=URGENCY)
        yield from map(of_other, others[written:before])
        written = before
        yield from map(of_day(day), tasks_of_day)
    yield from map(of_other, others[written:])


def row_of_duty(keys: Sequence[str], today: str) -> Callable[[Duty], Row]:
    """What says of a duty the values of these columns."""
    days_left, has_uid = cache(partial(dates.days_between, today)), "uid" in keys
    pick = picker([KEYS_OF_DUTY.index(key) for key in keys])
    return lambda duty: pick((*duty, days_left(duty.due_on), duty.uid if has_uid else ""))


def text_of_duty(keys: Sequence[str], today: str) -> Callable[[Duty], str]:
    """The same as one text."""
    days_left, has_uid = cache(lambda day: str(dates.days_between(today, day))), "uid" in keys
    pick = picker([KEYS_OF_DUTY.index(key) for key in keys])
    return lambda duty: SEPARATOR.join(
        [text or "" for text in pick((*duty, days_left(duty.due_on), duty.uid if has_uid else ""))]
    )


def duties(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """What is due by the last day, the tasks aside. `units`: of these, and perhaps of others."""
    for module in modules():
        for duty in module.due(db, today, last, units):
            if duty.due_on <= last:
                yield duty


def modules() -> Iterator[ModuleType]:
    """One a noun, by name."""
    for name in module_names(__path__[0]):
        yield import_module(f"chodon_cli.due.{name}")


def counts_by_kind(db: Connection, today: str, last: str) -> tuple[Counter[str], Counter[str]]:
    """How many of each kind are overdue, and how many are due from today to the last day."""
    late, soon = Counter[str](), Counter[str]()
    for module in modules():
        if hasattr(module, "kinds_due"):  # of so many that a Duty is not made of each
            kinds = module.kinds_due(db, today, last)
        else:
            kinds = ((duty.kind, duty.due_on) for duty in module.due(db, today, last) if duty.due_on <= last)
        for kind, due_on in kinds:
            (late if due_on < today else soon)[kind] += 1
    for counts, number in zip((late, soon), _tasks.counts(db, today, last), strict=True):
        if number:
            counts[_tasks.KIND] = number
    return late, soon


def codes_beneath(db: Connection, unit: str, is_now: bool = False) -> set[str]:
    """The codes of the unit and of those under it; now: of those too that it succeeded."""
    condition, ids = under_unit_condition(db, unit, is_now)
    return {code for (code,) in db.execute(f"SELECT u.code FROM unit u WHERE {condition}", {"unit_ids": ids})}
