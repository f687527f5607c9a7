"""How many times as long this machine takes as the one on which the bounds in seconds were set.

There `import typer` took 0.074 s of the processor and the shell of SQLite 4.6 s to list the 2,000,000 tasks of a
province. Here both are measured beside every turn of whatever has a bound in seconds, as a machine that others work on
changes by the minute: Python's as it is, SQLite's of so many tasks that it takes no longer than a question. What a turn
may take is the bound times the smaller of the two, whatever the turn is made of; only what may take no longer than two
starts of Python, of which SQLite has some milliseconds, has Python's.
"""

import sys
from statistics import median
from typing import NamedTuple

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import register_of
from benchmarks.process_cost import processor_seconds
from benchmarks.province_questions import TASKS_SQL

TASKS = 100_000
PYTHON, SQLITE = "import typer", f"{TASKS} tasks in the shell of SQLite"
SECONDS = {PYTHON: 0.074, SQLITE: 4.6 * TASKS / 2_000_000}  # of that machine
TWO_STARTS = 0.15  # seconds there


class Worth(NamedTuple):
    """How many times as long one yardstick takes here: the median of what the programs measured, and its extremes."""

    what: str
    times: float
    low: float
    high: float


class Yardsticks:
    """Lays both beside what one program measures, and keeps what they took."""

    def __init__(self) -> None:
        shell = ["sqlite3", "-csv", str(register_of("tenth")), f"{TASKS_SQL} LIMIT {TASKS}"]
        self.commands = {PYTHON: [sys.executable, "-c", PYTHON], SQLITE: shell}
        self.taken: dict[str, list[float]] = {what: [] for what in SECONDS}
        for command in self.commands.values():  # warms up
            processor_seconds(command)

    def times(self, most: float) -> float:
        """How many times as long this machine takes now for what may take `most` seconds there."""
        for what, command in self.commands.items():
            self.taken[what].append(processor_seconds(command)[0])
        python, sqlite = (self.taken[what][-1] / SECONDS[what] for what in (PYTHON, SQLITE))
        return python if most <= TWO_STARTS else min(python, sqlite)

    def claims(self, program: str) -> list[Claim]:
        """What the yardsticks took in the program's run, to be kept with its figures."""
        return [
            claims.of_turns(program, f"{claims.YARDSTICK}{what}", "", taken, "s", None)
            for what, taken in self.taken.items()
            if taken
        ]


def worth(measured: list[Claim]) -> list[Worth]:
    """What the machine is worth by each yardstick, of the figures of every program that laid it on."""
    found = []
    for what, seconds in SECONDS.items():
        laid = [claim for claim in measured if claim.what == f"{claims.YARDSTICK}{what}"]
        if laid:
            lows, highs = (min(claim.low or 0 for claim in laid), max(claim.high or 0 for claim in laid))
            middle = median(claim.figure for claim in laid)
            found.append(Worth(what, middle / seconds, lows / seconds, highs / seconds))
    return found
