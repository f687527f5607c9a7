"""The lists of tasks, feedback, violations, inspections and reminders as of a day, once more, from an exported folder.

Nothing here comes from the program. A row is the number of a record and those of its columns that a later day changes.
"""

from datetime import date
from pathlib import Path

from tests.oracle.recompute import Unit, groundless_by, read, table

Rows = dict[str, tuple[str | None, ...]]
COLUMNS = {
    "task": ("current_due_on", "held_due_on", "done_on", "cancelled_on"),
    "feedback": ("answered_on",),
    "violation": ("groundless_on",),
    "inspection": ("visited_on", "concluded_on", "remedied_on"),
    "reminder": ("violation",),
}


def units(folder: Path, unit: str | None, today: date, *, now: bool) -> set[str] | None:
    """The unit and those under it on the day; now: those too that one of these succeeded. None: all."""
    if unit is None:
        return None
    known = read(folder).units

    def line(code: str) -> list[str]:
        found: list[str] = []
        while code in known and (code := heir(known, code, today) if now else code) not in found:
            found.append(code)
            code = known[code].parent if now else known[code].on(today)[1]
        return found

    return {code for code in known if (heir(known, unit, today) if now else unit) in line(code)}


def heir(known: dict[str, Unit], code: str, today: date) -> str:
    """What became of a unit that closed before the day."""
    passed = [code]
    while known[code].closed < today and known[code].successor and known[code].successor not in passed:
        code = known[code].successor
        passed.append(code)
    return code


def lists(folder: Path, noun: str, today: date, unit: str | None = None, *, now: bool = False) -> Rows:
    """Number -> what is known on the day, of the records of these units; without what was entered by mistake."""
    among = units(folder, unit, today, now=now)
    acts = {row["number"]: row for row in table(folder, "violation")}

    def of_unit(row: dict[str, str]) -> bool:
        return among is None or (acts[row["violation"]] if noun == "reminder" else row)["unit"] in among

    return {
        row["number"]: seen
        for row in table(folder, noun)
        if of_unit(row)
        and (noun == "violation" or not row.get("voided_on"))
        and (seen := known(folder, noun, row, today)) is not None
    }


def known(folder: Path, noun: str, row: dict[str, str], today: date) -> tuple[str | None, ...] | None:
    """What is known of a record on the day; None: nothing yet."""
    day = today.isoformat()

    def by_then(*keys: str) -> tuple[str | None, ...]:
        return tuple(row[key] if row.get(key) and row[key] <= day else None for key in keys)

    if noun == "task":
        return (*due_days(folder, row, day), *by_then("done_on", "cancelled_on")) if row["assigned_on"] <= day else None
    if noun == "feedback":
        return by_then("answered_on") if row["received_on"] <= day else None
    if noun == "reminder":
        return (row["violation"],) if row["reminded_on"] <= day else None
    if noun == "violation":
        return (groundless_on(folder, row["number"], today),) if row["found_on"] <= day else None
    is_known = bool(row["planned_on"]) or row["visited_on"] <= day
    return by_then("visited_on", "concluded_on", "remedied_on") if is_known else None


def due_days(folder: Path, row: dict[str, str], day: str) -> tuple[str, str]:
    """As last put off, and that which held: an extension moves it only if it was granted by the day that held."""
    granted = sorted(
        (each["extended_on"], each["due_on"])
        for each in table(folder, "task_extension")
        if each["task"] == row["number"] and each["extended_on"] <= day
    )
    held = row["due_on"]
    for on, to in granted:
        held = max(held, to) if on <= held else held
    return max([row["due_on"], *(to for _on, to in granted)]), held


def groundless_on(folder: Path, number: str, today: date) -> str | None:
    """The first day on which a case found that there was none, if that is known by today."""
    days = [
        event["happened_on"]
        for event in table(folder, "case_event")
        if event["outcome"] == "groundless"
        and any(act["case"] == event["case"] and act["violation"] == number for act in table(folder, "case_violation"))
        and date.fromisoformat(event["happened_on"]) <= today
    ]
    return min(days, default=None) if number in groundless_by(folder, today) else None
