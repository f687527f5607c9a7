"""How long one of many who write at once waits: processes that are up already, so that their starting does not count.

    python -m tests.stress.waits [WRITERS] [LINES_EACH]

Each says how long each of its lines took, and how long it held the turn to write. Worst and median are printed.
"""

import json
import os
import subprocess
import sys
import tempfile
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
turn, took, held = write_queue.turn, [], []

@contextmanager
def timed(*given):
    with turn(*given) as is_ours:
        begun = time.perf_counter()
        yield is_ours
        held.append(time.perf_counter() - begun)

write_queue.turn = timed
print("ready", flush=True)
sys.stdin.readline()
with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
    for _ in range(count):
        begun = time.perf_counter()
        status = app.run(log)
        took.append((time.perf_counter() - begun, status))
print(json.dumps([took, held]))
"""


def writing(register: Path, writers: int, count: int) -> list[tuple[list[tuple[float, int]], list[float]]]:
    """What each writer tells: [seconds, status] of each line, and the seconds for which it held the turn."""
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


def main() -> int:
    writers, count = (int(word) for word in [*sys.argv[1:], *("40", "12")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        register = torture.filled(Path(folder) / "register.db", SAMPLE_DATA)
        told = writing(register, writers, count)
        wrong = torture.faults(register)
        stored = len(torture.logged(register))
    took = [line for lines, _held in told for line in lines]
    held = [1000 * seconds for _lines, each in told for seconds in each]
    refused = [line for line in took if line[1]]
    first, later = ([lines[place][0] for lines, _ in told for place in places] for places in ([0], range(1, count)))
    print(f"{writers} writers of {count} lines: {stored} stored, {len(refused)} refused, {len(wrong)} faults")
    for name, seconds in (("first", first), ("later", later)):
        print(f"  {name} lines took {median(seconds):.2f} s in the median, {max(seconds):.2f} s at worst")
    print(f"  the turn was held for {median(held):.0f} ms in the median, {max(held):.0f} ms at worst")
    return int(bool(refused or wrong or stored != writers * count))


if __name__ == "__main__":
    sys.exit(main())
