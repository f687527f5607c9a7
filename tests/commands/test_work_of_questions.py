"""How much a question or a list works, counted and not timed: calls of Python, and steps of SQLite's own machine.

A time depends on the machine and on what else it does; these two do not. What `work_of_questions.csv` has is what a
question took when its line was written; `--write-docs` writes it anew, after a change that is meant to work more.
"""

import csv
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest

from benchmarks.generated_registers import TODAY, Scale, fill
from benchmarks.province_questions import QUESTIONS
from tests.harness import run

RECORD = Path(__file__).with_name("work_of_questions.csv")
SCALE = Scale.of(0.008)  # 800 staff, 8,000 violations, 16,000 tasks
FILE_COLUMNS = "staff,unit,standard,occurred_on,found_on,source,severity"
STEPS_AT_ONCE = 100
MORE = 1.15  # versions of Python and of SQLite differ by some in a hundred; a loss that somebody would notice is more


class Work(NamedTuple):
    """Calls of functions, Python's and those of its extensions; steps of SQLite's machine, to a hundred."""

    calls: int
    steps: int


class Counter:
    """Counts what is done until it is taken away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = self.hundreds = 0
        connect: Callable[..., sqlite3.Connection] = sqlite3.connect

        def connect_counting(*words: object, **named: object) -> sqlite3.Connection:
            db = connect(*words, **named)
            db.set_progress_handler(self.count_steps, STEPS_AT_ONCE)
            return db

        monkeypatch.setattr(sqlite3, "connect", connect_counting)

    def count_steps(self) -> int:
        self.hundreds += 1
        return 0

    def count_call(self, _frame: FrameType, event: str, _argument: object) -> None:
        self.calls += event in ("call", "c_call")

    def work_of(self, line: str, first: str) -> Work:
        run(first)  # what is loaded and worked out once
        self.calls = self.hundreds = 0
        sys.setprofile(self.count_call)
        try:
            run(line)
        finally:
            sys.setprofile(None)
        return Work(self.calls - self.hundreds, self.hundreds * STEPS_AT_ONCE)


def make_register(register: Path, scale: Scale) -> Path:
    run(f"-q -r {register} init")
    fill(register, scale)
    return register


def measure_questions(folder: Path, counter: Counter) -> Iterator[tuple[str, Work]]:
    register = make_register(folder / "questions.db", SCALE)
    for question in QUESTIONS:
        line = f"-r {register} --today {TODAY} {question.line} -f csv"
        yield question.line, counter.work_of(line, line)
    run(
        f"-r {register} --today {TODAY} task assign Việc --unit U0002 --on 2025-12-30 --due 2026-01-30"
    )  # a register that is in use
    short = folder / "short.csv"
    run(f"-q -r {register} --today {TODAY} violation list --top 30 -o {short} --columns {FILE_COLUMNS}")
    for place in ("first", "second"):
        shutil.copy(register, folder / f"{place}.db")
    first, second = (f"-r {folder / f'{name}.db'} --today {TODAY} import {short}" for name in ("first", "second"))
    yield "import short.csv", counter.work_of(second, first)
    renamed = folder / "renamed.csv"
    run(f"-q -r {register} unit list --top 30 -o {renamed} --columns code,name,kind")
    renamed.write_text(re.sub(r"(?m)^(U\d+),[^,]*", r"\1,Tổ \1", renamed.read_text("utf-8")), "utf-8")
    first, second = (
        f"-r {folder / f'{name}.db'} --today {TODAY} import {renamed} --update" for name in ("first", "second")
    )
    yield "import renamed.csv", counter.work_of(second, first)


@pytest.mark.slow
def test_no_question_works_more_than_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Both, so that rows taken apart in Python and an index left unused are seen alike."""
    done = dict(measure_questions(tmp_path, Counter(monkeypatch)))
    if request.config.getoption("--write-docs"):
        with RECORD.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerows([("question", *Work._fields), *((line, *work) for line, work in done.items())])
    with RECORD.open(encoding="utf-8", newline="") as file:
        recorded = {row["question"]: Work(int(row["calls"]), int(row["steps"])) for row in csv.DictReader(file)}
    assert done.keys() == recorded.keys()
    more = {line: (work, recorded[line]) for line, work in done.items() if is_more(work, recorded[line])}
    assert not more


def is_more(work: Work, recorded: Work) -> bool:
    return any(now > MORE * before + STEPS_AT_ONCE for now, before in zip(work, recorded, strict=True))
