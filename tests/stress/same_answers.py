"""One register in a file and on a PostgreSQL server: whatever is asked of it, both give the same answer, byte for byte.

    python -m tests.stress.same_answers [REGISTERS] [LINES_EACH] [SEED]

The registers are made of drawn command lines, half of them beginning with the sample data, and go to the server by
`move --to`, half of them to a database that sorts as Vietnamese is sorted. Of each, every list, report and page is
asked for with drawn options, of two in three on one connection. `tests/commands/test_move.py` asks half of that of a
short one.
"""

import os
import random
import re
import shlex
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import NamedTuple

from chodon_cli import invocation, store
from tests.harness import SAMPLE_DATA, TODAY, Done, begin, run
from tests.store import postgres_server
from tests.store.postgres_server import Server
from tests.strategies.generated_lines import Lines
from tests.strategies.generated_questions import Questions
from tests.stress.sequences import small_register

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+\+00:00)?|(?<=seal: )\S+")


class Twins(NamedTuple):
    """One register twice: in a file and on a server, the same to the last entry of the journal."""

    file: Path
    url: str


def twice(server: Server, register: Path, folder: Path, database: str, is_vietnamese: bool = False) -> Twins:
    """Move a copy of the register to a new database; what was left behind is made live again for the tests."""
    url = server.create(database, is_vietnamese)
    left = begin(register, folder / "left.db")
    run(f"-r {left} move --to", url)
    file = begin(left, folder / "register.db")
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
    return Twins(file, url)


def outcomes(twins: Twins, line: str, *words: str) -> list[Done]:
    """What the line ends with in both, with one name for the register and one for the moment."""

    def alike(text: str) -> str:
        for name in (str(twins.file), twins.url, invocation.without_password(twins.url)):
            text = text.replace(name, "REGISTER")
        return MOMENT.sub("MOMENT", text)

    ended = (run(f"-r {register} {line}", *words, status=None) for register in twins)
    return [Done(done.status, alike(done.stdout), alike(done.stderr)) for done in ended]


def draw_register(register: Path, choose: random.Random, lines: int) -> None:
    """So many drawn command lines on the register; the environment points to it."""
    with closing(sqlite3.connect(register)) as db:
        drawn = Lines(db, choose)
        for _line in range(lines):
            run("", *drawn.draw(), status=None)


def differences(twins: Twins, choose: random.Random, share: float = 1) -> tuple[int, dict[str, str]]:
    """How much was asked of both, and which questions got two answers, with the first line that differs.

    `share`: of all commands that ask.
    """
    different, count = {}, 0
    with closing(sqlite3.connect(twins.file)) as db:
        questions = Questions(db, choose)
        asked = [*questions.draw_all(share)]
        while asked:
            words, count = asked.pop(), count + 1
            in_file, on_server = outcomes(twins, "", *words)
            if on_server != in_file:
                different[shlex.join(words)] = first_difference(in_file, on_server)
            if words[-1] == "csv" and in_file.status in (0, 3):
                asked += questions.draw_of_outcome(words, in_file.stdout)
    return count, different


def first_difference(in_file: Done, on_server: Done) -> str:
    pairs = zip(lines_of(in_file), lines_of(on_server), strict=False)
    one, other = next(((one, other) for one, other in pairs if one != other), ("…", "… more or fewer lines"))
    return f"\n  in the file   {one}\n  on the server {other}"


def lines_of(done: Done) -> Iterator[str]:
    yield from (f"exit {done.status}", *done.stdout.splitlines(), *done.stderr.splitlines())


def main() -> int:
    given = [int(word) for word in sys.argv[1:]]
    count, length, seed = [*given, *(30, 150, 1)[len(given) :]]
    os.environ |= {"CHODON_TODAY": TODAY, "CHODON_LANG": "en", "CHODON_OPERATOR": "office"}
    asked, wrong = 0, 0
    with postgres_server.running() as server, tempfile.TemporaryDirectory() as name:
        empty, register = Path(name, "empty.db"), Path(name, "drawn.db")
        run("-q -r", empty, "init")
        for number in range(seed, seed + count):
            choose = random.Random(number)
            os.environ["CHODON_REGISTER"] = str(small_register(empty, register))
            if number % 2 == 0:
                begin(empty, register)
                run("-q import", SAMPLE_DATA)
            draw_register(register, choose, length)
            twins = twice(server, register, Path(name), f"so_{number}", is_vietnamese=number % 4 > 1)
            with store.staying_connected() if number % 3 else nullcontext():
                questions, different = differences(twins, choose)
            asked, wrong = asked + questions, wrong + len(different)
            for line, told in different.items():
                print(f"WRONG: register {number}: {line}{told}", flush=True)
            server.ask("postgres", f"DROP DATABASE so_{number}")
            print(f"{number - seed + 1} of {count} registers: {asked} questions, {wrong} wrong", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
