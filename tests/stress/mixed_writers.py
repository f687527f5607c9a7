"""Many processes that write all kinds of records at once, and some that read: all that was acknowledged is there once.

    python -m tests.stress.mixed_writers [WRITERS] [WRITES_EACH]

Each process runs its lines one after the other, so that it spends its time with the register and not with beginning.
"""

import json
import os
import random
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.harness import ROOT, SAMPLE_DATA, run
from tests.stress import torture

YEAR = 2023  # the sample ends with 2022
READERS = ("report compliance --period 2023", "violation list --period 2023", "check", "export out")
NEW_LINES = (  # the record that each makes is found again by its mark
    "violation log --staff {staff} --standard TT01 --on 2023-03-{day} --note {mark}",
    "violation log --staff {staff} --standard TG01 --on 2023-04-{day} --severity minor --note {mark}",
    "feedback add --kind praise --on 2023-05-{day} --unit PNV --text {mark}",
    "task assign {mark} --unit PNV --on 2023-06-{day} --due 2023-07-{day}",
    "document add {mark}/KH --issued 2023-01-{day}",
    "staff add --name 'Lý {mark}' --unit PNV --category civil-servant --from 2023-02-{day} --note {mark}",
    "inspection plan --unit PNV --on 2023-08-{day} --note {mark}",
    "attach add PNV {mark}.pdf --note {mark}",
)
CHANGE_LINES = ("violation edit {number} --note {mark}", "violation void {number} --reason {mark}")
MARKS_SQL = """
SELECT note FROM violation WHERE note LIKE :any UNION ALL SELECT void_reason FROM violation WHERE void_reason LIKE :any
UNION ALL SELECT text FROM feedback WHERE text LIKE :any UNION ALL SELECT title FROM task WHERE title LIKE :any
UNION ALL SELECT replace(number, '/KH', '') FROM document WHERE number LIKE :any
UNION ALL SELECT note FROM staff WHERE note LIKE :any UNION ALL SELECT note FROM inspection WHERE note LIKE :any
UNION ALL SELECT note FROM attachment WHERE note LIKE :any
"""
NUMBERED = ("violation", "feedback", "task", "inspection")


class Write(NamedTuple):
    """One line that a writer ran: its mark, the mark that it replaces, how it ended and what it waited (seconds)."""

    mark: str
    replaced: str
    status: int
    told: str
    seconds: float


def write(register: Path, writer: int, count: int) -> Iterator[Write]:
    """The lines of one writer, in this process; each new record has a mark of its own."""
    choose = random.Random(writer)
    own: list[tuple[str, str]] = []  # number and mark of the violations that this writer may change
    with closing(sqlite3.connect(register)) as db:
        sql = "SELECT s.code FROM staff s JOIN post p ON p.staff_id = s.id WHERE p.ended_on IS NULL ORDER BY s.code"
        people = [code for (code,) in db.execute(sql)]
    for place in range(count):
        mark, number, replaced = f"w{writer:02}x{place:03}", "", ""
        line = choose.choice(NEW_LINES)
        if own and choose.random() < 0.25:
            number, replaced = own.pop(choose.randrange(len(own)))
            line = choose.choice(CHANGE_LINES)
            replaced = replaced if "edit" in line else ""
        Path(f"{mark}.pdf").write_text(f"%PDF-{mark}", "utf-8")
        words = line.format(staff=choose.choice(people), day=f"{choose.randint(1, 28):02}", mark=mark, number=number)
        begun = time.perf_counter()
        done = run("", *shlex.split(words), "-f", "json", status=None)
        if done.status == 0 and "violation" in line and "void" not in line:
            own.append((done.json["rows"][0]["number"], mark))
        yield Write(mark, replaced, done.status, done.stderr, time.perf_counter() - begun)


def read(line: str, seconds: float) -> Iterator[tuple[int, str, float]]:
    """The question asked again and again, for so long: status, what was said and how long it took."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not Path("over").exists():
        begun = time.perf_counter()
        done = run("", *shlex.split(line), status=None)
        yield done.status, done.stderr, time.perf_counter() - begun


def began(folder: Path, answers: Path, *words: object) -> subprocess.Popen[str]:
    """This module as a process in the folder of the register; a line of JSON for each of its own lines."""
    settings = {"CHODON_REGISTER": str(folder / "register.db"), "PYTHONPATH": str(ROOT), **torture.SETTINGS}
    command = [sys.executable, "-m", "tests.stress.mixed_writers", *map(str, words)]
    with answers.open("w") as file:
        return subprocess.Popen(command, cwd=folder, env={**os.environ, **settings}, text=True, stdout=file)


def faults_of(register: Path, writes: Sequence[Write]) -> Iterator[str]:
    """What is wrong: refused, lost, stored twice or unacknowledged, numbered with gaps, not accounted for."""
    yield from (f"{each.mark}: exit {each.status}: {each.told}" for each in writes if each.status)
    with closing(sqlite3.connect(register)) as db:
        stored = Counter(mark for (mark,) in db.execute(MARKS_SQL, {"any": "w__x___%"}))
        gaps = [
            f"{table} {year}: {count} are numbered {least} to {highest}"
            for table in NUMBERED
            for year, count, least, highest in db.execute(
                f"SELECT year, count(n), min(n), max(n) FROM {table} WHERE year = {YEAR} GROUP BY year"
            )
            if (least, highest) != (1, count)
        ]
    acknowledged = {each.mark for each in writes if not each.status} - {each.replaced for each in writes}
    yield from (f"{mark} is stored {stored[mark]} times" for mark in acknowledged if stored[mark] != 1)
    yield from (f"{mark} is stored and was not acknowledged" for mark in stored.keys() - acknowledged)
    yield from gaps
    yield from torture.faults(register)
    proof = run("-r", register, "audit", "verify", status=None)
    yield from [f"audit verify: {proof.stdout}"] if proof.status else []


def told_waits(who: str, seconds: Sequence[float]) -> str:
    """How long they took: median, worst."""
    if not seconds:
        return f"{who}: none"
    ordered = sorted(seconds)
    high = ordered[int(len(ordered) * 0.99)]
    return f"{who}: {len(ordered)} times, {median(ordered):.2f} s, 99 of 100 in {high:.2f} s, worst {ordered[-1]:.2f} s"


def main() -> int:
    words = sys.argv[1:]
    if words[:1] == ["write"]:
        for each in write(Path(os.environ["CHODON_REGISTER"]), int(words[1]), int(words[2])):
            print(json.dumps(each), flush=True)
        return 0
    if words[:1] == ["read"]:
        for outcome in read(words[1], 3600):
            print(json.dumps(outcome), flush=True)
        return 0
    writers, count = [*map(int, words), *(16, 250)[len(words) :]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register = torture.filled(folder / "register.db", SAMPLE_DATA)
        begun = time.perf_counter()
        asked = [folder / f"{place}.answers" for place in range(len(READERS))]
        written = [folder / f"{writer}.writes" for writer in range(writers)]
        readers = [began(folder, file, "read", line) for file, line in zip(asked, READERS, strict=True)]
        processes = [began(folder, file, "write", writer, count) for writer, file in enumerate(written)]
        for process in processes:
            process.wait()
        (folder / "over").touch()
        for reader in readers:
            reader.wait()
        answers = [json.loads(line) for file in asked for line in file.read_text("utf-8").splitlines()]
        writes = [Write(*json.loads(line)) for file in written for line in file.read_text("utf-8").splitlines()]
        print(f"{len(writes)} writes of {writers} processes in {time.perf_counter() - begun:.0f} s")
        print(told_waits("a write", [each.seconds for each in writes]))
        print(told_waits("a question", [seconds for _status, _told, seconds in answers]))
        wrong = [] if len(writes) == writers * count else [f"{len(writes)} writes came back of {writers * count}"]
        wrong += [f"a reader: exit {status}: {told}" for status, told, _seconds in answers if status not in (0, 3)]
        wrong += faults_of(register, writes)
    for fault in wrong:
        print(f"WRONG: {fault}")
    print(f"{len(wrong)} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
