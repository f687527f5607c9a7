"""How long one of many who write at once waits: processes that are up already, so that their starting does not count.

    python -m tests.stress.waits [WRITERS] [LINES_EACH]

Each says how long each of its lines took; how long it waited for the turn to write and held it, and what it needed of
the processor meanwhile: on two cores most of what a line takes is waiting for one of them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.harness import SAMPLE_DATA
from tests.stress import torture

WRITER = """
import json, os, sys, time
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from chodon_cli import app
from chodon_cli.store import write_queue
register, count = sys.argv[1], int(sys.argv[2])
log = ["-r", register, "violation", "log", "--staff", "CC002", "--standard", "TT01", "--on", "2023-03-01"]
turn, took, turns = write_queue.turn, [], []

@contextmanager
def timed(*given):
    asked = time.perf_counter()
    with turn(*given) as is_ours:
        begun, before = time.perf_counter(), time.process_time()
        yield is_ours
        needed = time.process_time() - before
    turns.append((begun - asked, time.perf_counter() - begun, needed))

write_queue.turn = timed
print("ready", flush=True)
sys.stdin.readline()
with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
    for _ in range(count):
        begun = time.perf_counter()
        status = app.run(log)
        took.append((time.perf_counter() - begun, status))
print(json.dumps([took, turns]))
"""


def writing(register: Path, writers: int, count: int) -> list[tuple[list[tuple[float, int]], list[list[float]]]]:
    """What each writer tells of each line: [seconds, status], and [seconds for which it waited for the turn and held
    it, seconds of the processor while it held it]."""
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(register), str(count)],
            env={**os.environ, **torture.SETTINGS},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(writers)
    ]
    for each in begun:
        assert each.stdout and each.stdout.readline() == "ready\n"
    for each in begun:
        assert each.stdin
        each.stdin.write("\n")
        each.stdin.flush()
    return [json.loads(each.communicate()[0]) for each in begun]


def _spread(seconds: Sequence[float]) -> str:
    return f"{median(seconds):.3f} s in the median, {max(seconds):.3f} s at worst"


def main() -> int:
    writers, count = (int(word) for word in [*sys.argv[1:], *("40", "12")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        register = torture.filled(Path(folder) / "register.db", SAMPLE_DATA)
        begun, load = time.perf_counter(), os.getloadavg()[0]
        told = writing(register, writers, count)
        share = sum(os.times()[2:4]) / (time.perf_counter() - begun)  # of one processor, by what was started here
        wrong = torture.faults(register)
        stored = len(torture.logged(register))
    refused = [line for lines, _turns in told for line in lines if line[1]]
    print(f"{writers} writers of {count} lines: {stored} stored, {len(refused)} refused, {len(wrong)} faults")
    print(f"  they had {share:.0%} of one processor; the load before was {load:.0f}")
    for name, places in (("first", [0]), ("later", [*range(1, count)])):
        seconds = [lines[place][0] for lines, _turns in told for place in places]
        waited, held, needed = zip(*(turns[place] for _lines, turns in told for place in places), strict=True)
        print(f"  {name} lines took {_spread(seconds)}; waited for their turn {_spread(waited)};")
        print(f"    held it {_spread(held)}, of which the processor {_spread(needed)}")
    return int(bool(refused or wrong or stored != writers * count))


if __name__ == "__main__":
    sys.exit(main())
