"""What falls due: one module a noun, whose `due(db, today, last)` yields what is still to be done by a day.

They may leave out what is due after the last day, where that is quicker. How far ahead is wanted, whose and in which
order is settled here, once for all of them.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.law.rules import unsure
from chodon_cli.locale import N_
from chodon_cli.queries.unit_tree import under
from chodon_cli.result import Column, Result

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


def due_list(db: Connection, today: str, within: int, unit: str | None = None, is_now: bool = False) -> Result:
    """What is overdue (negative days left) or due within so many days, the most urgent first."""
    last = dates.shift(today, within)
    units = None if unit is None else codes_beneath(db, unit, is_now)
    within_reach = [duty for duty in duties(db, today, last) if units is None or duty.unit in units]
    within_reach.sort(key=lambda duty: (duty.due_on, duty.kind, duty.number))
    rows = [
        (d.kind, d.number, d.staff, d.unit, d.due_on, dates.between(today, d.due_on), d.basis, d.verified, d.uid)
        for d in within_reach
    ]
    return Result(
        N_("What is due"), DUE_COLUMNS, rows, as_of=today, notes=unsure(duty.verified for duty in within_reach)
    )


def duties(db: Connection, today: str, last: str) -> Iterator[Duty]:
    """What is due by the last day."""
    names = sorted(file.stem for file in Path(__path__[0]).glob("*.py") if file.stem != "__init__")
    for name in names:
        for duty in import_module(f"chodon_cli.due.{name}").due(db, today, last):
            if duty.due_on <= last:
                yield duty


def codes_beneath(db: Connection, unit: str, is_now: bool = False) -> set[str]:
    """The codes of the unit and of those under it; now: of those too that it succeeded."""
    condition, ids = under(db, unit, is_now)
    return {code for (code,) in db.execute(f"SELECT u.code FROM unit u WHERE {condition}", {"unit_ids": ids})}
