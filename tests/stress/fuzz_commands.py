"""Command lines with words changed, doubled, left out and swapped: each ends with a status of the contract, no fault.

    python -m tests.stress.fuzz_commands [LINES] [SEED]

The lines are the examples of every command; they run in this process, on a copy of the sample register. What is refused
has changed nothing, no unfinished file is left behind, nothing in a word is run, and the journal of every copy is
proven when its lines are through. The count so far is told every thousand lines.
"""

import os
import random
import re
import shlex
import shutil
import sqlite3
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, closing
from pathlib import Path

from tests.harness import PACKAGE, SAMPLE_DATA, TODAY, begin, run

STATUSES = (0, 1, 2, 3, 4)
LONGEST = 10  # seconds
LINES_A_REGISTER = 200
LINES_A_COUNT = 1000
REFUSED = (1, 2, 4)
TRAP = "run-by-a-word"  # the file that a word makes which a shell runs
UNFINISHED = re.compile(r"\..*|.*\.(tmp|part|new)")  # what the program calls a file while it writes it
LEFT_OUT = ("shell", "sandbox", "tour", "publish")  # wait for somebody, or make folders of hundreds of files
WORDS = [
    *("", " ", "-", "--", "''", "\0", "\x1b[31m", "=1+1", "'; DROP TABLE violation; --", "%s{}", "../../x", "a" * 5000),
    *("0", "-1", "999999999999999999999", "1e999", "NaN", "٣", "2022-02-30", "0001-01-01", "9999-12-31", "31/12/9999"),
    *("2022", "2022Q9", "2022-01-01..2021-01-01", "hôm nay", "VP-2022-0001", "VP-0000-0", "CC001", "PNV", "TT01"),
    *("VV-2022-0001", "KT-2022-001", "Nguyễn", "Nguye\u0302\u0303n", "\u202eabc", "\ud7ff", "table", "json", "minor"),
    *(f"$(touch {TRAP})", f"`touch {TRAP}`", f"; touch {TRAP};", f"|touch {TRAP}", f"=cmd|'/C touch {TRAP}'!A1"),
    *("--help", "--unit", "--staff", "--period", "--on", "--reason", "-f", "-o", "--columns", "--sort", "--yes"),
]


def lines() -> list[list[str]]:
    """The examples of every command, as words."""
    text = (PACKAGE / "cli/examples.toml").read_text("utf-8")
    examples = [line for each in tomllib.loads(text).values() for line in _all_of(each)]
    words = [shlex.split(line) for line in examples]
    return [each for each in words if each and not set(LEFT_OUT) & set(each)]


def _all_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _all_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from _all_of(each)


def changed(choose: random.Random, words: list[str]) -> list[str]:
    """The words with up to three of them changed; none that leads out of the folder."""
    made = list(words)
    for _ in range(choose.randrange(4)):
        place = choose.randrange(len(made) + 1)
        way = choose.randrange(5)
        if way == 0:
            made.insert(place, choose.choice(WORDS))
        elif place < len(made):
            if way == 1:
                made[place] = choose.choice(WORDS)
            elif way == 2:
                del made[place]
            elif way == 3:
                made.insert(place, made[place])
            else:
                other = choose.randrange(len(made))
                made[place], made[other] = made[other], made[place]
    return [word for word in made if not word.startswith(("/", "~", "-r")) and word not in ("--register", "../../x")]


class Place:
    """A folder with the register on which the lines run, which is the working folder while they do."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.register, self.sample = folder, folder / "work/register.db", folder / "sample.db"
        self.register.parent.mkdir()
        run("-r", self.sample, "init")
        run("-r", self.sample, "import", SAMPLE_DATA)

    def begin(self) -> None:
        """The sample anew; what stands beside it stays, for lines that find files there."""
        begin(self.sample, self.register)

    def entries(self) -> int:
        """How many entries the journal has; -1 if the register is not there."""
        if not self.register.exists():
            return -1
        with closing(sqlite3.connect(f"{self.register.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM changeset").fetchone()[0])

    def left_behind(self) -> list[str]:
        """The files that an ended line must not leave: unfinished ones, what a word made, anything outside."""
        inside = [path.name for path in self.register.parent.iterdir()]
        outside = {path.name for path in self.folder.iterdir()} - {"work", "sample.db", "sample.db-lock"}
        return sorted({name for name in inside if name == TRAP or UNFINISHED.fullmatch(name)} | outside)


def faults(count: int, seed: int) -> Iterator[str]:
    """What was wrong with so many lines."""
    choose, known, outcomes = random.Random(seed), lines(), Counter[int | None]()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        os.environ |= {"CHODON_REGISTER": str(place.register), "CHODON_TODAY": TODAY, "CHODON_LANG": "en"}
        with chdir(place.register.parent):
            for number in range(count):
                if number % LINES_A_REGISTER == 0:
                    yield from _unproven(place)
                    place.begin()
                if number and number % LINES_A_COUNT == 0:
                    print(f"{number} lines: {dict(outcomes)}", flush=True)
                words = changed(choose, choose.choice(known))
                yield from (f"{shlex.join(words)[:300]}: {fault}" for fault in _faults_of(words, place, outcomes))
            yield from _unproven(place)
    print(f"{count} lines: {dict(outcomes)}")


def _unproven(place: Place) -> Iterator[str]:
    if place.register.exists() and run("audit verify", status=None).status:
        yield "the journal does not give the register any more"


def _faults_of(words: list[str], place: Place, outcomes: Counter[int | None]) -> Iterator[str]:
    """What is wrong with a line and with what it leaves."""
    entries, begun = place.entries(), time.process_time()
    try:
        done = run("", *words, status=None)
    except BaseException as error:
        yield f"{type(error).__name__}: {error}"
        return
    outcomes[done.status] += 1
    told = done.stderr.strip().rpartition("\n")[2]
    if done.status not in STATUSES or "fault of the program" in done.stderr or "Traceback" in done.stderr:
        yield f"exit {done.status}: {told}"
    if time.process_time() - begun > LONGEST:
        yield f"took {time.process_time() - begun:.0f} s of the processor"
    if done.status in REFUSED and place.entries() != entries:
        yield f"exit {done.status}, and the register has changed"
    for name in place.left_behind():
        yield f"left {name} behind"
        _remove(place, name)


def _remove(place: Place, name: str) -> None:
    for path in (place.folder / name, place.register.parent / name):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def main() -> int:
    words = [*sys.argv[1:], *("100000", "1")[len(sys.argv) - 1 :]]
    count, seed = int(words[0]), int(words[1])
    wrong = 0
    for fault in faults(count, seed):
        wrong += 1
        print(f"WRONG: {fault}", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
