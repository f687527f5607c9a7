"""Days that can be written and cannot be true: a child in office, a post that begins in two hundred years."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from chodon_cli.dates import FOREVER, show_day
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.result import Column

YOUNGEST_AGE, OLDEST_AGE = 16, 80  # years of somebody who takes up a post
LONGEST_LIFE = 120  # years
EARLIEST_DAY = "1945-09-02"  # before it there was no office whose records these are
YEARS_AHEAD = {"started_on": 1, "ended_on": 50}  # years by which a day of this kind may lie in the future
AHEAD_ELSE = 10
BIRTH_COLUMN = "born_on"
DAYS_SET_BY_THE_PROGRAM = ("voided_on",)  # set by the program

HAS_HAPPENED = {  # noun -> its days that lie in the past, or today, where those are not the day of a numbered record
    **{"case_event": {"happened_on"}, "document": {"issued_on"}, "feedback": {"received_on", "answered_on"}},
    **{"inspection": {"visited_on", "concluded_on", "remedied_on"}, "law": {"checked_on"}, "person": {"born_on"}},
    **{"review": {"opened_on", "closed_on"}, "task": {"assigned_on", "done_on", "cancelled_on"}},
    **{"task_extension": {"extended_on"}, "violation": {"occurred_on", "found_on"}},
}


def days_that_have_happened(noun: Noun) -> set[str]:
    """The noun's days that lie in the past, or today: what the rules of a row refuse otherwise."""
    return HAS_HAPPENED.get(noun.name, {noun.day.split()[0]} if noun.number else set())


def find_implausible(born_on: str | None, started_on: str | None, today: str) -> tuple[str, str] | None:
    """(column, why) of what cannot be true of a person and the first day of a post; None if nothing is.

    >>> find_implausible("2015-05-01", "2020-01-01", "2026-11-23")[0]
    'born_on'
    >>> find_implausible("1985", "2020-01-01", "2026-11-23")
    """
    if not started_on:
        return None
    if started_on > years_on(today, YEARS_AHEAD["started_on"]):
        return "started_on", _("lies more than a year ahead")
    if started_on < EARLIEST_DAY:
        return "started_on", _("lies before {day}").format(day=show_day(EARLIEST_DAY))
    if born_on and born_on < started_on:  # else the register says so
        age = int(started_on[:4]) - int(born_on[:4])
        reached = age if len(born_on) < len(FOREVER) or started_on[5:] >= born_on[5:] else age - 1
        if not YOUNGEST_AGE <= reached <= OLDEST_AGE:
            return BIRTH_COLUMN, _("would be {number} years old on the first day of the post, {day}").format(
                number=reached, day=show_day(started_on)
            )
    return None


def unless_said(reason: str) -> str:
    """Why a day cannot be true, and what to type if it is."""
    way_out = _("if it is so: --plausible no")
    return f"{reason} ({way_out})"


def day_keys(columns: Iterable[Column]) -> list[str]:
    """The columns whose days are held against what can be true."""
    return [column.key for column in columns if column.type == "date" and column.key not in DAYS_SET_BY_THE_PROGRAM]


def bounds(key: str, today: str) -> tuple[str, str]:
    """The first and the last day that can be true in a column.

    >>> bounds("occurred_on", "2026-11-23"), bounds("born_on", "2026-11-23")[0]
    (('1945-09-02', '2036-11-23'), '1906-11-23')
    """
    if key == BIRTH_COLUMN:
        return years_on(today, -LONGEST_LIFE), FOREVER
    return EARLIEST_DAY, years_on(today, YEARS_AHEAD.get(key, AHEAD_ELSE))


@lru_cache(64)  # asked of every post of a register
def years_on(today: str, years: int) -> str:
    return f"{int(today[:4]) + years:04}{today[4:]}"


def implausible_days(keys: Iterable[str], values: Values, today: str) -> list[tuple[str, str]]:
    """(column, why) of each day of a record that cannot be true by itself."""
    problems = []
    for key in keys:
        first, last = bounds(key, today)
        if (day := values.get(key)) and day < first[: len(day)]:
            problems.append((key, _("lies before {day}").format(day=show_day(first))))
        elif day and day > last:
            problems.append((key, _("lies after {day}: too far ahead").format(day=show_day(last))))
    return problems


def are_plausible(keys: Iterable[str], columns: Mapping[str, Sequence[Any]], today: str) -> bool:
    """Whether every day of these columns can be true by itself."""
    for key in keys:
        if days := list(filter(None, columns.get(key, ()))):
            first, last = bounds(key, today)
            if min(days) < first or max(days) > last:  # a year alone is looked at by itself
                return False
    return True
