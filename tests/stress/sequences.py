"""Long sequences of random command lines on a small register: taken back and done again, carried out and in again.

    python -m tests.stress.sequences [SEQUENCES] [LINES_EACH] [SEED]

`tests/audit/test_undo_sequences.py` runs short ones. A sequence that goes wrong is printed line by line.
"""

import os
import random
import shlex
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from chodon_cli import store
from chodon_cli.rules import blocking
from tests.harness import TODAY, Done, begin, folder_bytes, run
from tests.strategies.generated_lines import BEGINNING, NAMED, NUMBERED, Lines, select, write_list
from tests.stress import torture

STATUSES = (0, 1, 2, 3, 4)
SHOWN = ("unit", "staff", "standard", "document", *NUMBERED)
NOT_TAKEN_BACK = ("number_given", "changeset", "change")  # numbers are used up; the journal grows
OUT_OF_ORDER = 0.1
State = tuple[dict[str, bytes], dict[str, dict[int, torture.Record]]]


class Wrong(AssertionError):
    """What must hold of a sequence does not."""


class Sequence:
    """A register, the folder it lies in, and what was done to it."""

    def __init__(self, register: Path, choose: random.Random) -> None:
        self.register, self.folder, self._choose = register, register.parent, choose
        self._lines = Lines(register, choose)
        self.done: list[list[str]] = []
        self.outcomes: Counter[int] = Counter()
        self.proven = 0  # states of which `audit verify` raised no alarm

    def step(self) -> bool:
        """One more line; whether it made an entry in the journal."""
        words = self._lines.draw()
        if self._choose.random() < 0.04:
            words = ["import", str(write_list(self.folder, self._choose, self.register))]
        before = self._entries()
        self.done.append(words)
        self.outcomes[sound(words).status] += 1
        return self._entries() > before

    def stray(self) -> bool:
        """One more line, or any entry taken back or done again out of its order; whether it made an entry."""
        if self._choose.random() > OUT_OF_ORDER:
            return self.step()
        before = self._entries()
        self.done.append([self._choose.choice(["undo", "redo"]), str(self._choose.randint(2, before))])
        self.outcomes[sound(self.done[-1]).status] += 1
        return self._entries() > before

    def state(self) -> State:
        """What it exports, and the rows of its tables."""
        run("-q export", self.folder / "state")
        with closing(sqlite3.connect(self.register)) as db:
            rows = {noun: each for noun, each in torture.stored(db).items() if noun not in NOT_TAKEN_BACK}
        return folder_bytes(self.folder / "state"), rows

    def _entries(self) -> int:
        return int(select(self.register, "SELECT max(id) FROM changeset")[0])

    def take_back_and_do_again(self, length: int) -> None:
        """So many lines; `undo` gives each earlier state, `redo` each later one, and the journal stays whole."""
        states = [self.state()]
        for _ in range(length):
            if self.step():
                states.append(self.state())
        for before in states[-2::-1]:
            self._compare("undo", before)
        for after in states[1:]:
            self._compare("redo", after)
        self._prove()

    def _compare(self, line: str, expected: State) -> None:
        self.done.append([line])
        told = sound([line])
        if told.status:
            raise Wrong(f"{line}: {told.stderr}")
        state = self.state()
        for name in sorted(state[0].keys() | expected[0].keys()):
            if name != "manifest.json" and state[0].get(name) != expected[0].get(name):
                raise Wrong(f"{line}: {name} is\n{text(state[0], name)}\nit was\n{text(expected[0], name)}")
        if state != expected:
            raise Wrong(f"{line}: {[each for each in state[1] if state[1][each] != expected[1].get(each)]}")

    def _prove(self) -> None:
        told = sound(["audit", "verify"])
        if told.status:
            raise Wrong(f"audit verify: {told.stdout}{told.stderr}")
        self.proven += 1

    def carry_over(self, length: int, empty: Path) -> None:
        """So many lines, each entry proven; the export makes the same register anew, and all in it can be shown."""
        for _ in range(length):
            if self.stray():
                self._prove()
        with store.reading() as db:
            if broken := blocking.find_breaches(db):
                raise Wrong(f"rules are broken: {[breach.message for breach in broken]}")
        for words in self._questions():
            sound(words)
        run("-q export", self.folder / "first")
        again = begin(empty, self.folder / "again.db")
        taken = run("-q -r", again, "import", self.folder / "first", status=None)
        if taken.status:
            raise Wrong(f"the export is refused: {taken.stderr}")
        run("-q -r", again, "export", self.folder / "second")
        first, second = folder_bytes(self.folder / "first"), folder_bytes(self.folder / "second")
        for name in sorted(first.keys() | second.keys()):
            if first.get(name) != second.get(name):
                raise Wrong(f"{name} was\n{text(first, name)}\nit came back as\n{text(second, name)}")

    def _questions(self) -> Iterator[list[str]]:
        yield from (["check", "--deep"], ["due"], ["report", "compliance", "--period", "2022"])
        for noun in SHOWN:
            yield [noun, "list"]
            yield from ([noun, "show", each] for each in select(self.register, NAMED[noun]))
        yield from (["case", "why", each] for each in select(self.register, NAMED["case"]))


def text(files: dict[str, bytes], name: str) -> str:
    return files.get(name, b"(no file)").decode()


def sound(words: list[str]) -> Done:
    """Run the line; Wrong if it ends otherwise than with a status of the contract and without a fault."""
    done = run("", *words, status=None)
    if done.status not in STATUSES or any(each in done.stderr for each in ("fault of the program", "constraint")):
        raise Wrong(f"{shlex.join(words)}: exit {done.status}: {done.stderr}")
    return done


def small_register(empty: Path, register: Path) -> Path:
    """A register of four units and as many people, at this path."""
    begin(empty, register)
    for line in BEGINNING:
        run(f"-r {shlex.quote(str(register))} {line}")
    return register


def main() -> int:
    given = [int(word) for word in sys.argv[1:]]
    count, length, seed = [*given, *(50, 100, 1)[len(given) :]]
    os.environ |= {"CHODON_TODAY": TODAY, "CHODON_LANG": "en"}
    wrong, proven, outcomes = 0, 0, Counter[int]()
    for number in range(seed, seed + count):
        for way in ("take_back_and_do_again", "carry_over"):
            with tempfile.TemporaryDirectory() as folder:
                empty, register = Path(folder) / "empty.db", Path(folder) / "register.db"
                run("-q -r", empty, "init")
                os.environ["CHODON_REGISTER"] = str(small_register(empty, register))
                sequence = Sequence(register, random.Random(number))
                try:
                    sequence.carry_over(length, empty) if way == "carry_over" else sequence.take_back_and_do_again(
                        length
                    )
                except Exception as error:
                    wrong += 1
                    lines = "\n".join(shlex.join(words) for words in sequence.done)
                    print(f"WRONG: sequence {number}, {way}: {type(error).__name__}: {error}\n{lines}", flush=True)
                outcomes += sequence.outcomes
                proven += sequence.proven
    print(f"{count} sequences of {length} lines, twice: {wrong} wrong; {proven} states proven; {dict(outcomes)}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
