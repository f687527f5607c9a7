"""Generated registers with tasks: put off up to three times, done early or late, cancelled, void, in series."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.strategies.generated import (
    DAY,
    FIRST,
    HEADS,
    TODAY,
    Generated,
    Row,
    among,
    day_of,
    days,
    iso,
    one_in,
    past_days,
    registers,
    some,
    texts,
    words,
)

HEADS["task"] = (
    "number title document unit staff assigned_on scheduled_on due_on done_on quality cancelled_on cancel_reason "
    "repeats series note voided_on void_reason"
)
HEADS["task_extension"] = "task extended_on due_on extended_by reason"
REPEATS = ["", "", "", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
QUALITIES = ["", "excellent", "good", "fair", "poor"]
sure = texts.map(lambda text: f"x{text}")  # a text that is never empty


@st.composite
def registers_with_tasks(draw: DrawFn) -> Generated:
    """A register, its tasks, and what is done to all of them afterwards."""
    drawn = draw(registers())
    files = drawn.files
    tasks = draw_tasks(draw, files["unit"], files["post"], files["document"])
    extensions = [row for task in tasks for row in draw_extensions(draw, task)]
    for task in tasks:
        draw_end(draw, task, [row for row in extensions if row["task"] == task["number"]])
    commands = [*drawn.commands, *draw_commands(draw, tasks, files["unit"])]
    files = {**files, "task": tasks, "task_extension": extensions}
    return Generated(files, draw(st.permutations(commands)))


def draw_tasks(draw: DrawFn, units: list[Row], posts: list[Row], documents: list[Row]) -> list[Row]:
    """Each within the life of its unit; some for a person who served there on that day."""
    open_units = [unit for unit in units if not unit["opened_on"] or unit["opened_on"] <= iso(TODAY)]
    held = [post for post in posts if post["started_on"] <= iso(TODAY)]
    last: dict[int, int] = {}
    tasks: list[Row] = []
    for place in range(draw(st.integers(0, 12)) if open_units else 0):
        post = draw(among(held)) if held and one_in(draw, 2) else None
        unit = draw(among(open_units))
        task = draw_task(draw, unit if post is None else None, post)
        year = int(task["assigned_on"][:4])
        last[year] = last.get(year, 0) + draw(among([1, 1, 2, 9998]))
        task["number"] = f"NV-{year}-{last[year]:04}"
        if documents and one_in(draw, 2):
            document = draw(among(documents))
            task["document"] = f"{document['number']}@{document['issued_on']}"
        if place and one_in(draw, 5):
            task["series"] = tasks[0]["number"]
        tasks.append(task)
    return tasks


def draw_task(draw: DrawFn, unit: Row | None, post: Row | None) -> Row:
    where = {"unit": unit["code"], "staff": ""} if unit else {"unit": "", "staff": ""}
    first, last = FIRST, TODAY
    if post:
        where = {"unit": post["unit"], "staff": post["staff"]}
        first, last = date.fromisoformat(post["started_on"]), min(day_of(post["ended_on"], TODAY), TODAY)
    elif unit:
        first, last = day_of(unit["opened_on"], FIRST), min(day_of(unit["closed_on"], TODAY), TODAY)
    near = past_days.map(lambda day: min(max(day, min(first, last)), last))
    assigned = draw(near | st.sampled_from([min(first, last), last]))
    due = max(assigned, draw(days) if one_in(draw, 2) else assigned + draw(st.integers(0, 40)) * DAY)
    voided = one_in(draw, 6)
    return {
        **where,
        "title": draw(sure),
        "assigned_on": iso(assigned),
        "due_on": iso(due),
        "repeats": draw(among(REPEATS)),
        "note": draw(texts),
        "voided_on": iso(TODAY) if voided else "",
        "void_reason": "Nhập trùng" if voided else "",
    }


def draw_extensions(draw: DrawFn, task: Row) -> list[Row]:
    """Up to three, each granted no earlier than the one before and to a later day."""
    granted, due = date.fromisoformat(task["assigned_on"]), date.fromisoformat(task["due_on"])
    rows = []
    for _place in range(draw(among([0, 0, 1, 2, 3]))):
        granted = min(max(granted, draw(past_days | st.just(due))), TODAY)
        due = due + draw(st.integers(1, 60)) * DAY
        row = {"task": task["number"], "extended_on": iso(granted), "due_on": iso(due)}
        rows.append({**row, "extended_by": draw(sure), "reason": draw(sure)})
    return rows


def draw_end(draw: DrawFn, task: Row, extensions: list[Row]) -> None:
    """Done on the due day, around it or any time; cancelled; or neither."""
    last = max([date.fromisoformat(row["extended_on"]) for row in extensions] or [date.min])
    first = max(last, date.fromisoformat(task["assigned_on"]))
    due = date.fromisoformat((extensions or [task])[-1]["due_on"])
    around: SearchStrategy[date] = st.integers(-2, 30).map(lambda number: due + timedelta(number)) | past_days
    ended = min(max(first, draw(around)), TODAY)
    kind = draw(among(["open", "done", "done", "done", "cancelled"]))
    if kind == "done":
        task |= {"done_on": iso(ended), "quality": draw(among(QUALITIES))}
    elif kind == "cancelled":
        task |= {"cancelled_on": iso(ended), "cancel_reason": draw(sure)}


def draw_commands(draw: DrawFn, tasks: list[Row], units: list[Row]) -> list[list[str]]:
    """Verbs on these tasks; some of them the register must refuse."""
    unit, on = st.sampled_from([unit["code"] for unit in units]), days.map(iso)
    kinds = [words("task assign An --unit", unit, "--on", on, "--due", on), words("task roll")]
    if tasks:
        number = st.sampled_from([task["number"] for task in tasks])
        granted = st.sampled_from([task["due_on"] for task in tasks])
        kinds += [
            words("task done", number, "--on", on),
            words("task extend", number, "--until", on, "--on", on, "--by", "An", "--reason", "bận"),
            words("task cancel", number, "--on", on, "--reason", "thôi"),
            words("task edit", number, "--due", on),
            words("task edit", number, "--on", on, "--unit", unit),
            words("task edit", number, "--done", on | st.just("")),
            words("task void", number, "--reason", "nhầm"),
            words("task void", number, "--reason", "nhầm", "--extension", granted),
        ]
    return some(draw, 0, 4, st.one_of(kinds))
