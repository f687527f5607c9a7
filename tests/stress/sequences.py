"""Long sequences of random command lines on a small register: taken back and done again, carried out and in again.

    python -m tests.stress.sequences [SEQUENCES] [LINES_EACH] [SEED]

`tests/audit/test_sequences.py` runs short ones. A sequence that goes wrong is printed line by line.
"""

import os
import random
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from chodon_cli import store
from chodon_cli.rules import blocking
from tests.harness import TODAY, Done, begin, folder_bytes, open_to_read, own, run
from tests.strategies.generated_lines import BEGINNING, NAMED, NUMBERED, Lines, select, write_list
from tests.stress.table_digests import Digests, differing, digests_of

STATUSES = (0, 1, 2, 3, 4)
SHOWN = ("unit", "staff", "standard", "document", *NUMBERED)
OUT_OF_ORDER = 0.1


class State(NamedTuple):
    """What a register holds: the digests of its tables, and what it exports, where that was asked for."""

    digests: Digests
    files: dict[str, bytes] | None


class Wrong(AssertionError):
    """What must hold of a sequence does not."""


class Sequence:
    """A register, the folder it lies in, and what was done to it.

    `every`: of so many states one is also exported and proven; the others are compared by the digests of their tables.
    """

    def __init__(self, register: Path, choose: random.Random, every: int = 1) -> None:
        self.register, self.folder, self._choose, self._every = register, register.parent, choose, every
        self._kept_open = ExitStack()
        self._db = self._kept_open.enter_context(open_to_read(own(register)))  # not read while a command runs
        self._lines = Lines(self._db, choose)
        self.done: list[list[str]] = []
        self.outcomes: Counter[int] = Counter()
        self.proven = 0  # states of which `audit verify` raised no alarm

    def close(self) -> None:
        """Let go of the register."""
        self._kept_open.close()

    def step(self) -> bool:
        """One more line; whether it made an entry in the journal."""
        words = self._lines.draw()
        if self._choose.random() < 0.04:
            words = ["import", str(write_list(self.folder, self._choose, self._db))]
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

    def _state(self, place: int) -> State:
        """The digests of its tables, and at every so many places what it exports."""
        return State(digests_of(self._db), None if place % self._every else self._export(self.folder / "state"))

    def _export(self, folder: Path) -> dict[str, bytes]:
        run("-q export", folder)
        return folder_bytes(folder)

    def _entries(self) -> int:
        return int(select(self._db, "SELECT max(id) FROM changeset")[0])

    def take_back_and_do_again(self, length: int) -> None:
        """So many lines; `undo` gives each earlier state, `redo` each later one, and the journal stays whole."""
        states = [self._state(0)]
        for _ in range(length):
            if self.step():
                states.append(self._state(len(states)))
        for before in states[-2::-1]:
            self._compare("undo", before)
        for after in states[1:]:
            self._compare("redo", after)
        self._prove()

    def _compare(self, line: str, expected: "State") -> None:
        self.done.append([line])
        told = sound([line])
        if told.status:
            raise Wrong(f"{line}: {told.stderr}")
        if tables := differing(digests_of(self._db), expected.digests):
            raise Wrong(f"{line}: {tables} are not as they were")
        if expected.files is not None:
            refuse_other_files(line, self._export(self.folder / "state"), expected.files)

    def _prove(self) -> None:
        told = sound(["audit", "verify"])
        if told.status:
            raise Wrong(f"audit verify: {told.stdout}{told.stderr}")
        self.proven += 1

    def carry_over(self, length: int, empty: Path) -> None:
        """So many lines, the journal proven; the export makes the same register anew, and all in it can be shown."""
        for place in range(length):
            if self.stray() and place % self._every == 0:
                self._prove()
        self._prove()
        with store.reading() as db:
            if broken := blocking.find_breaches(db):
                raise Wrong(f"rules are broken: {[breach.message for breach in broken]}")
        for words in self._questions():
            sound(words)
        first = self._export(self.folder / "first")
        again = begin(empty, self.folder / "again.db")
        taken = run("-q -r", again, "import", self.folder / "first", status=None)
        if taken.status:
            raise Wrong(f"the export is refused: {taken.stderr}")
        run("-q -r", again, "export", self.folder / "second")
        refuse_other_files("import", folder_bytes(self.folder / "second"), first)

    def _questions(self) -> Iterator[list[str]]:
        yield from (["check", "--deep"], ["due"], ["report", "compliance", "--period", "2022"])
        for noun in SHOWN:
            yield [noun, "list"]
            yield from ([noun, "show", each] for each in select(self._db, NAMED[noun]))
        yield from (["case", "why", each] for each in select(self._db, NAMED["case"]))


def refuse_other_files(line: str, files: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """Wrong if an export is not byte for byte what is expected; the manifest comes last, for it tells least."""
    for name in sorted(files.keys() | expected.keys(), key=lambda name: (name == "manifest.json", name)):
        if files.get(name) != expected.get(name):
            told, wanted = (each.get(name, b"(no file)").decode() for each in (files, expected))
            raise Wrong(f"{line}: {name} is\n{told}\nit was\n{wanted}")


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
                sequence.close()
                outcomes += sequence.outcomes
                proven += sequence.proven
        print(f"{number - seed + 1} of {count} sequences: {wrong} wrong; {dict(outcomes)}", flush=True)
    print(f"{count} sequences of {length} lines, twice: {wrong} wrong; {proven} states proven; {dict(outcomes)}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
