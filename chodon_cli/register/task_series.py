"""Tasks that come again: the next one is made once the scheduled day of the last has passed.

The days come from the first one's scheduled day, so a 31st is a 31st again after February, and an extension of one
occurrence moves no other. The next is assigned on the day after the scheduled day of the one before it, whenever
`roll` is run, so that running it late or twice makes nothing else.
"""

from sqlmodel import Session

from chodon_cli import dates
from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _, figure
from chodon_cli.nouns.task import NUMBER_SQL
from chodon_cli.register import record
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.session import SessionReader
from chodon_cli.register.task import IS_LAST, VERBS

MOST_TASKS = 500  # tasks that are made at once
MONTHS_BETWEEN = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
DAYS_OF_A_WEEK = 7
LAST_TASKS_OF_SERIES_SQL = f"""
SELECT t.id, first.scheduled_on
FROM task t
JOIN task first ON {NUMBER_SQL.replace("t.", "first.")} = coalesce(t.series, {NUMBER_SQL})
WHERE t.repeats IS NOT NULL AND t.voided_on IS NULL AND t.cancelled_on IS NULL AND t.scheduled_on < :today
  AND {IS_LAST}
ORDER BY t.year, t.n
"""  # the last of each series that has come due, and the day on which its first one was scheduled


def roll(session: Session, today: str) -> tuple[list[int], list[str]]:
    """Make every task of a series that is to be there by this day; the ids of the new ones, and hints."""
    ids: list[int] = []
    hints: list[str] = []
    for id, first in SessionReader(session).execute(LAST_TASKS_OF_SERIES_SQL, {"today": today}).fetchall():
        last = record.read(session, VERBS, id)
        before = len(ids)
        while last["scheduled_on"] < today:
            values, hints_of_task = following(session, last, first or last["scheduled_on"])
            hints += hints_of_task
            if values is None:
                break
            outcome = record.add(session, VERBS, values, today)
            ids.append(outcome.id)
            last = record.read(session, VERBS, outcome.id)
            _not_too_many(ids, today)
        if len(ids) - before > 1:
            several = _("{number}: {count} periods at once: look whether each is still to be done")
            hints.append(several.format(number=last["series"], count=figure(len(ids) - before, 0)))
    return ids, hints


def _not_too_many(ids: list[int], today: str) -> None:
    """Refused where so many would be made that the day is a slip: each would have to be voided by itself."""
    if len(ids) > MOST_TASKS:
        raise Refused(
            _("more than {number} tasks would be made").format(number=figure(MOST_TASKS, 0)),
            _("is {day} the right day? for an earlier one: chodon --today DATE task roll").format(day=show_day(today)),
        )


def following(session: Session, last: Values, first: str) -> tuple[Values | None, list[str]]:
    """The task that comes after this one, None if nobody is left to do it; and what is to be said of it."""
    refs = Resolver(session)
    assigned_on = dates.shift(last["scheduled_on"], 1)
    unit, hints = heir(session, last, assigned_on)
    if unit is None:
        return None, hints
    id, code = unit
    staff = last["staff"]
    served = refs.post_on(refs.staff(staff).id, assigned_on) if staff else None
    if staff and (served is None or served.unit_id != id):
        hint = _("{number}: {staff} has no post in {unit} on {day}: the next is for the unit alone")
        hints = [*hints, hint.format(number=last["number"], staff=staff, unit=code, day=show_day(assigned_on))]
        staff = None
    due_on = next_scheduled_day(last["scheduled_on"], last["repeats"], first)
    same_values = {key: last[key] for key in ("title", "document", "repeats", "note")}
    series = last["series"] or last["number"]
    rest = {"unit": code, "staff": staff, "assigned_on": assigned_on, "due_on": due_on, "series": series}
    return {**same_values, **rest}, hints


def heir(session: Session, last: Values, day: str) -> tuple[tuple[int, str] | None, list[str]]:
    """The task's unit, or whoever took over from it by this day; None if it closed and nobody did."""
    sql = "SELECT id, code, closed_on, successor_id FROM unit WHERE "
    id, code, closed_on, successor = (
        SessionReader(session).execute(f"{sql} code = :code", {"code": last["unit"]}).fetchone()
    )
    seen = {id}
    while closed_on and closed_on < day:
        if successor is None or successor in seen:
            message = _("{number}: {unit} closed on {day} and left no successor: the series ends")
            return None, [message.format(number=last["number"], unit=code, day=show_day(closed_on))]
        id, code, closed_on, successor = SessionReader(session).execute(f"{sql} id = :id", {"id": successor}).fetchone()
        seen.add(id)
    message = _("{number}: {unit} took over from {closed}")
    moved = code != last["unit"]
    hint = message.format(number=last["number"], unit=code, closed=last["unit"])
    return (id, code), [hint] if moved else []


def next_scheduled_day(day: str, repeats: str, first: str) -> str:
    """The scheduled day that follows: a week later, or on the first one's day of the month, or the month's last."""
    from calendar import monthrange

    if repeats == "weekly":
        return dates.shift(day, DAYS_OF_A_WEEK)
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 + MONTHS_BETWEEN[repeats]
    year, month = months // 12, months % 12 + 1
    return f"{year:04}-{month:02}-{min(int(first[8:]), monthrange(year, month)[1]):02}"
