"""Whether the totals of a generated register are what a few loops over its rows give.

    python -m benchmarks.province_verify [district] [tenth] [province]

The loops share nothing with the program but the file: they read whole tables and count in plain Python.
"""

import csv
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

from benchmarks.generated_registers import TODAY, register_of

DAYS_OF_DECISIONS = ("2023-06-30", TODAY)
PERIODS = (("2025", "2025-01-01", "2025-12-31"), ("2021-01-01..2025-12-31", "2021-01-01", "2025-12-31"))
KNOWN_ROWS = {  # what is dated later is not known yet
    "violation": "violation WHERE found_on",
    "task": "task WHERE assigned_on",
    "case": "discipline_case WHERE opened_on",
    "rating": "rating WHERE decided_on",
}
Figures = dict[str, int]


def count_totals(db: sqlite3.Connection, start: str, end: str) -> Iterator[tuple[str, Figures]]:
    """Report -> some of its totals."""

    def number(sql: str) -> int:
        return int(db.execute(sql, (start, end)).fetchone()[0] or 0)

    violations = number(f"SELECT count(*) FROM violation WHERE occurred_on BETWEEN ? AND ? AND found_on <= '{TODAY}'")
    yield "violations", {"violations": violations}
    checks = "FROM inspection_check c JOIN inspection i ON i.id = c.inspection_id WHERE i.visited_on BETWEEN ? AND ?"
    yield (
        "inspections",
        {
            "inspections": number("SELECT count(*) FROM inspection WHERE visited_on BETWEEN ? AND ?"),
            "checks_made": number(f"SELECT sum(c.made) {checks}"),
            "checks_passed": number(f"SELECT sum(c.passed) {checks}"),
        },
    )
    received = "SELECT count(*) FROM feedback WHERE received_on BETWEEN ? AND ?"
    yield "feedback", {"received": number(received), "unanswered": number(f"{received} AND answered_on IS NULL")}
    tasks, cases = of_tasks(db, start, end), of_cases(db, start, end)
    yield "tasks", tasks
    yield "cases", {key: cases[key] for key in ("opening", "opened", "ended", "closing", "disciplined", "overdue")}
    people = db.execute(
        """SELECT count(DISTINCT c.staff_id) FROM case_event e JOIN discipline_case c ON c.id = e.case_id
        WHERE e.kind = 'decide' AND e.happened_on BETWEEN ? AND ?""",
        (start, end),
    ).fetchone()[0]
    yield (
        "compliance",
        {
            "violations": violations,
            "open_cases": cases["closing"],
            "overdue_cases": cases["overdue"],
            "disciplined": people,
            "tasks_due": tasks["due"],
        },
    )
    [served] = db.execute(
        "SELECT count(DISTINCT staff_id) FROM post WHERE started_on <= ? AND coalesce(ended_on, '9999') >= ?",
        (end, start),
    ).fetchone()
    yield "training", {"staff": served}
    yield "briefings", {"staff": served}
    yield "headcount", of_people(db, end)
    yield "ratings", of_ratings(db, start, end)


def of_people(db: sqlite3.Connection, day: str) -> Figures:
    """Nobody of the generator has two posts at once."""
    found = {"total": 0, "civil_servant": 0, "public_employee": 0}
    for category, started_on, ended_on in db.execute("SELECT category, started_on, ended_on FROM post"):
        if started_on <= day <= (ended_on or "9999"):
            found["total"] += 1
            found[category.replace("-", "_")] += 1
    return found


def of_ratings(db: sqlite3.Connection, start: str, end: str) -> Figures:
    """The generator rates everybody once a year."""
    found = {"rated": 0, "excellent": 0, "good": 0, "completed": 0, "failed": 0}
    for year, level in db.execute("SELECT year, level FROM rating"):
        if start[:4] <= str(year) <= end[:4]:
            found["rated"] += 1
            found[level] += 1
    return found


def of_tasks(db: sqlite3.Connection, start: str, end: str) -> Figures:
    """Every extension of the generator is granted in time, so the last one holds."""
    last = dict(db.execute("SELECT task_id, max(due_on) FROM task_extension WHERE extended_on <= ? GROUP BY 1", (end,)))
    found = {"assigned": 0, "due": 0, "on_time": 0}
    for id, assigned_on, first_due_on, done_on in db.execute("SELECT id, assigned_on, due_on, done_on FROM task"):
        due_on = last.get(id, first_due_on)
        found["assigned"] += start <= assigned_on <= end
        if assigned_on <= end and start <= due_on <= end:
            found["due"] += 1
            found["on_time"] += done_on is not None and done_on <= due_on
    return found


def of_cases(db: sqlite3.Connection, start: str, end: str) -> Figures:
    """The generator's cases end at most once, and no clock stands still."""
    endings = {
        id: (kind, on)
        for id, kind, on in db.execute(
            "SELECT case_id, kind, happened_on FROM case_event WHERE kind IN ('decide', 'close')"
        )
    }
    found = dict.fromkeys(("opening", "opened", "ended", "closing", "disciplined", "overdue"), 0)
    for id, opened_on, found_on, days in db.execute("SELECT id, opened_on, found_on, normal_days FROM discipline_case"):
        kind, ended_on = endings.get(id, ("", "9999-12-31"))
        found["opening"] += opened_on < start <= ended_on
        found["opened"] += start <= opened_on <= end
        found["ended"] += start <= ended_on <= end
        found["disciplined"] += kind == "decide" and start <= ended_on <= end
        if opened_on <= end < ended_on:
            found["closing"] += 1
            found["overdue"] += date.fromisoformat(found_on) + timedelta(days=days) < date.fromisoformat(end)
    return found


def of_decisions(db: sqlite3.Connection, day: str) -> int:
    """How many are in force: from their effect to the day before they lapse, or before the person's next one."""
    by_person: dict[int, list[tuple[str, str]]] = {}
    for staff_id, effective_on, lapses_on in db.execute(
        """SELECT c.staff_id, e.effective_on, coalesce(e.lapses_on, '9999') FROM case_event e
        JOIN discipline_case c ON c.id = e.case_id WHERE e.kind = 'decide' AND e.happened_on <= ? ORDER BY 1, 2""",
        (day,),
    ):
        by_person.setdefault(staff_id, []).append((effective_on, lapses_on))
    found = 0
    for decisions in by_person.values():
        last = max((each[0] for each in decisions if each[0] <= day), default="")
        found += sum(start == last and day < end for start, end in decisions)
    return found


def of_due(db: sqlite3.Connection) -> Figures:
    """What is due within 14 days, of the kinds whose day one row says; no clock of the generator stands still."""
    last_day = (date.fromisoformat(TODAY) + timedelta(days=14)).isoformat()
    extended = dict(db.execute("SELECT task_id, max(due_on) FROM task_extension GROUP BY 1"))
    tasks = db.execute("SELECT id, due_on FROM task WHERE done_on IS NULL AND assigned_on <= ?", (TODAY,))
    answers = db.execute("SELECT count(*) FROM feedback WHERE answered_on IS NULL AND due_on <= ?", (last_day,))
    ended = {id for (id,) in db.execute("SELECT case_id FROM case_event WHERE kind IN ('decide', 'close')")}
    cases = db.execute("SELECT id, found_on, normal_days FROM discipline_case WHERE opened_on <= ?", (TODAY,))
    return {
        "task": sum(extended.get(id, due_on) <= last_day for id, due_on in tasks),
        "answer": answers.fetchone()[0],
        "processing": sum(
            id not in ended and (date.fromisoformat(found_on) + timedelta(days=days)).isoformat() <= last_day
            for id, found_on, days in cases
        ),
    }


def listed(chodon: list[str], *words: str) -> Counter[str]:
    """How often each value stands in the first column of a list."""
    with subprocess.Popen([*chodon, *words, "-f", "csv"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        return Counter(row[0] for row in csv.reader(process.stdout))


def totals(chodon: list[str], report: str, period: str) -> dict[str, object]:
    """The totals that the program shows, by column."""
    when = ["--as-of", period[-10:]] if report == "headcount" else ["--period", period]
    words = [*chodon, "report", report, *when, "-f", "json"]
    shown = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return dict(shown["totals"])


def rows_of_list(chodon: list[str], noun: str) -> int:
    """How many rows the list has as CSV."""
    with subprocess.Popen([*chodon, noun, "list", "-f", "csv"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        return sum(1 for _row in csv.reader(process.stdout)) - 1


def main() -> None:
    """Compare the registers that are named, a district if none is, and end with 1 if anything differs."""
    differing = 0
    for size in sys.argv[1:] or ["district"]:
        register = register_of(size)
        chodon = [sys.executable, "-m", "chodon_cli", "-q", "--today", TODAY, "-r", str(register)]
        with closing(sqlite3.connect(register)) as db:
            for period, start, end in PERIODS:
                for report, figures in count_totals(db, start, end):
                    shown = totals(chodon, report, f"{start}..{end}")
                    wrong = {key: (shown[key], value) for key, value in figures.items() if shown[key] != value}
                    differing += len(wrong)
                    print(f"{size} {report} {period}: {wrong or f'{len(figures)} totals equal'}", flush=True)
            for end in DAYS_OF_DECISIONS:
                shown_rows = listed(chodon, "report", "decisions", "--as-of", end).total() - 1
                in_force = of_decisions(db, end)
                differing += shown_rows != in_force
                print(f"{size} decisions {end}: {shown_rows} of {in_force} rows", flush=True)
            kinds, falls_due = listed(chodon, "due", "--columns", "kind"), of_due(db)
            off = {kind: (kinds[kind], number) for kind, number in falls_due.items() if kinds[kind] != number}
            differing += len(off)
            print(f"{size} due: {off or f'{falls_due} equal'}", flush=True)
            for noun, rows in KNOWN_ROWS.items():
                listed_rows = rows_of_list(chodon, noun)
                [stored] = db.execute(f"SELECT count(*) FROM {rows} <= '{TODAY}'").fetchone()
                differing += listed_rows != stored
                print(f"{size} {noun} list: {listed_rows} of {stored} rows", flush=True)
    raise SystemExit(bool(differing))


if __name__ == "__main__":
    main()
