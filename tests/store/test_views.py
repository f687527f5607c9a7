"""The views for other programs say what lists and reports say."""

import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.queries.views import READABLE_VIEWS, columns_of, sql_of, statements
from chodon_cli.store import revision_files, schema
from tests.commands.case_stories import case_of, decide
from tests.harness import open_to_read, run

TODAY = date.today().isoformat()  # a view asks the computer
OF_VIOLATION = (
    "number,staff,full_name,unit,standard,occurred_on,found_on,source,severity,note,inspection,groundless_on,voided_on"
)
OF_TASK = "number,title,document,unit,staff,assigned_on,due_on,held_due_on,current_due_on,extensions,done_on,quality"
LISTS = {  # view -> the list of the same records, and the column there that is another here
    "v_unit": ("unit list", {}),
    "v_staff": ("staff list", {}),
    "v_violation": (f"violation list --columns {OF_VIOLATION}", {}),
    "v_case": ("case list", {}),
    "v_task": (
        f"task list --columns {OF_TASK}",
        {"due_on": "held_due_on", "first_due_on": "due_on", "last_due_on": "current_due_on"},
    ),
    "v_feedback": ("feedback list", {}),
    "v_inspection": ("inspection list", {}),
    "v_rating": ("rating list", {}),
    "v_training": ("training list", {}),
}
EVERY = "--period 2015-01-01..today"


@pytest.fixture
def told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """What each view of a register holds in which every state of a case occurs, as rows by key."""
    monkeypatch.setenv("CHODON_TODAY", TODAY)
    for staff, then in {"CC001": ["pause"], "CC003": ["decide", "appeal"], "CC004": ["decide", "annul"]}.items():
        number = case_of(staff)
        for verb in then:
            if verb == "decide":
                decide(number, "2022-03-05")
            else:
                run(f"case {verb} {number}", *REST[verb].split())
    number = case_of("CC005")
    run(f"case close {number} --outcome groundless --on 2022-03-06 --reason x")
    run("violation void VP-2022-0001 --reason x")
    with open_to_read(filled) as db:
        return {view.name: records(db.execute(f"SELECT * FROM {view.name}")) for view in READABLE_VIEWS}


def records(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    keys = [column[0] for column in cursor.description]
    return [dict(zip(keys, row, strict=True)) for row in cursor]


REST = {
    "pause": "--ground illness --from 2022-03-05",
    "appeal": "--on 2022-03-06",
    "annul": "--decision 13/QĐ --on 2022-03-06 --reason x",
}


def test_the_statements_of_views_are_those_that_the_definitions_make(request: pytest.FixtureRequest) -> None:
    """Word for word, as registers are held against them: a line that is broken elsewhere is no change of a view."""
    kept, made = revision_files.VIEWS_FILE.read_text("utf-8"), statements()
    if request.config.getoption("--write-docs") and kept.split() != made.split():
        revision_files.VIEWS_FILE.write_text(made, "utf-8")
    assert kept.split() == made.split(), (
        "a definition or a column has changed: run: make docs; then write a revision that brings it"
    )


def test_a_register_has_each_view_as_the_definitions_make_it_and_no_other() -> None:
    views = {name: sql for (kind, name), sql in schema.shipped_objects().items() if kind == "view"}
    assert views == {view.name: " ".join(sql_of(view).split()) for view in READABLE_VIEWS}


@pytest.mark.slow
def test_views_have_the_figures_of_lists_and_reports_and_no_identity_number(
    told: dict[str, list[dict[str, Any]]], filled: Path
) -> None:
    assert set(told) - set(LISTS) == {"v_staff_on"}
    for name, (line, other) in LISTS.items():
        listed = [row for row in run(f"{line} -f json").json["rows"] if not row.get("voided_on")]
        listed = [row for row in listed if not row.get("groundless_on")]
        assert listed, line
        if name == "v_staff":  # who serves today: the list has the last post of the others
            listed = run(f"staff list --as-of {TODAY} -f json").json["rows"]
            told[name] = [row for row in told[name] if row["unit"]]
        keys = {key: other.get(key, key) for key in told[name][0] if other.get(key, key) in listed[0]}
        assert len(keys) > 6 or name == "v_unit", keys
        assert rows_of(told[name], keys) == rows_of(listed, {old: old for old in keys.values()}), name
    assert {row["state"] for row in told["v_case"]} == {"open", "paused", "decided", "appealed", "stayed", "closed"}

    by_unit = run(f"report compliance {EVERY} -f json").json
    counted = Counter(row["unit"] for row in told["v_violation"])
    assert {row["unit_code"]: row["violations"] for row in by_unit["rows"] if row["violations"]} == dict(counted)
    due = [row for row in told["v_task"] if row["is_due"]]
    assert by_unit["totals"]["tasks_due"] == len(due)
    assert by_unit["totals"]["tasks_on_time_rate"] == round(100 * sum(row["is_on_time"] for row in due) / len(due), 1)
    assert by_unit["totals"]["unhandled"] == sum(row["is_unhandled"] for row in told["v_violation"])
    assert by_unit["totals"]["serious"] == sum(row["is_serious"] for row in told["v_violation"])
    checks = [row["checks_made"] for row in told["v_inspection"] if row["is_by_others"] and row["visited_on"]]
    assert by_unit["totals"]["checks"] == sum(checks)
    states = Counter(row["state"] for row in run("task list --columns state -f json").json["rows"])
    assert sum(row["is_overdue"] for row in told["v_task"]) == states["late"]
    assert sum(row["is_late"] for row in told["v_task"]) == states["late"] + states["done-late"]
    headcount = run(f"report headcount --as-of {TODAY} -f json").json["totals"]["total"]
    assert sum(row["from_on"] <= TODAY <= row["to_on"] for row in told["v_staff_on"]) == headcount

    with open_to_read(filled) as db:
        known = {number for (number,) in db.execute("SELECT id_number FROM staff WHERE id_number IS NOT NULL")}
    assert known
    assert not known & {cell for rows in told.values() for row in rows for cell in row.values()}


def rows_of(rows: list[dict[str, Any]], keys: dict[str, str]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row[key] for key in keys) for row in rows)


def test_what_a_column_holds_is_said_in_its_heading_or_a_sentence() -> None:
    for view in READABLE_VIEWS:
        for column, says in columns_of(view):
            assert says or column.heading != column.key, (view.name, column.key)
