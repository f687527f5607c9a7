"""Command lines with words changed, doubled, left out and swapped: each ends with a status of the contract, no fault.

    python -m tests.stress.fuzz_commands [LINES] [SEED]

The lines are the examples of every command; they run in this process, on a copy of the sample register.
"""

import os
import random
import shlex
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.harness import PACKAGE, SAMPLE_DATA, TODAY, begin, run

STATUSES = (0, 1, 2, 3, 4)
LONGEST = 10  # seconds
LINES_A_REGISTER = 200
LEFT_OUT = ("shell", "sandbox", "tour", "publish")  # wait for somebody, or make folders of hundreds of files
WORDS = [
    *("", " ", "-", "--", "''", "\0", "\x1b[31m", "=1+1", "'; DROP TABLE violation; --", "%s{}", "../../x", "a" * 5000),
    *("0", "-1", "999999999999999999999", "1e999", "NaN", "٣", "2022-02-30", "0001-01-01", "9999-12-31", "31/12/9999"),
    *("2022", "2022Q9", "2022-01-01..2021-01-01", "hôm nay", "VP-2022-0001", "VP-0000-0", "CC001", "PNV", "TT01"),
    *("VV-2022-0001", "KT-2022-001", "Nguyễn", "Nguye\u0302\u0303n", "\u202eabc", "\ud7ff", "table", "json", "minor"),
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


def faults(count: int, seed: int) -> Iterator[str]:
    """What was wrong with so many lines; they run in a folder of their own, which is the working folder then."""
    choose, known, outcomes = random.Random(seed), lines(), Counter[int | None]()
    with tempfile.TemporaryDirectory() as folder:
        before, register = Path.cwd(), Path(folder) / "work" / "register.db"
        register.parent.mkdir()
        os.environ |= {"CHODON_REGISTER": str(register), "CHODON_TODAY": TODAY, "CHODON_LANG": "en"}
        sample = Path(folder) / "sample.db"
        run("-r", sample, "init")
        run("-r", sample, "import", SAMPLE_DATA)
        os.chdir(register.parent)
        try:
            for number in range(count):
                if number % LINES_A_REGISTER == 0:
                    begin(sample, register)
                words = changed(choose, choose.choice(known))
                begun = time.process_time()
                try:
                    done = run("", *words, status=None)
                except BaseException as error:
                    yield f"{shlex.join(words)[:300]}: {type(error).__name__}: {error}"
                    continue
                outcomes[done.status] += 1
                told = done.stderr.strip().rpartition("\n")[2]
                if done.status not in STATUSES or "fault of the program" in done.stderr or "Traceback" in done.stderr:
                    yield f"{shlex.join(words)[:300]}: exit {done.status}: {told}"
                if time.process_time() - begun > LONGEST:
                    yield f"{shlex.join(words)[:300]}: took {time.process_time() - begun:.0f} s of the processor"
            if run("audit verify", status=None).status:
                yield "the journal does not give the register any more"
        finally:
            os.chdir(before)
    print(f"{count} lines: {dict(outcomes)}")


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
