"""What a whole process costs the processor, beside a tool that does the like with the same file; the clock beside it.

    python -m benchmarks.startup [PAIRS]

Builds a register from `sample_data` in a temporary folder and runs each pair A B A B …; what is compared is the median
of each. A ratio is the processor's time of `chodon` divided by that of the other command, and stays below the bound;
beside what has a bound in seconds the yardsticks are laid.
"""

import argparse
import fcntl
import os
import pty
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.yardstick import Yardsticks

PYTHON = Path(sys.executable)
CHODON, SQLITE_UTILS = PYTHON.with_name("chodon"), PYTHON.with_name("sqlite-utils")
COMPLETE: tuple[str | Path, ...] = ("env", "_CHODON_COMPLETE=1", CHODON)
SAMPLE = Path(__file__).parent.parent / "sample_data"
WARM_UPS = 2
LINES, COLUMNS = 24, 80
COMPLIANCE = """
SELECT u.code, u.name, served.staff, served.headcount, served.staff_years,
       coalesce(violated.violations, 0) AS violations, coalesce(violated.violators, 0) AS violators
FROM unit u
JOIN (
    SELECT unit_id, count(DISTINCT staff_id) AS staff,
           count(DISTINCT CASE WHEN coalesce(ended_on, '9999-12-31') >= '2022-12-31' THEN staff_id END) AS headcount,
           round(sum(julianday(min(coalesce(ended_on, '9999-12-31'), '2022-12-31'))
                     - julianday(max(started_on, '2022-01-01')) + 1) / 365.25, 2) AS staff_years
    FROM post
    WHERE voided_on IS NULL AND started_on <= '2022-12-31' AND coalesce(ended_on, '9999-12-31') >= '2022-01-01'
    GROUP BY unit_id
) AS served ON served.unit_id = u.id
LEFT JOIN (
    SELECT unit_id, count(*) AS violations, count(DISTINCT staff_id) AS violators
    FROM violation
    WHERE voided_on IS NULL AND occurred_on BETWEEN '2022-01-01' AND '2022-12-31'
    GROUP BY unit_id
) AS violated ON violated.unit_id = u.id
ORDER BY u.kind, u.sort_key
"""

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Pair:
    """What is promised: `ours` takes less than `bound` times as long as `theirs`, and less than `most` seconds."""

    name: str
    ours: Command
    theirs: Command
    bound: float
    on_terminal: bool = False
    most: float = inf


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    wall: float  # seconds from before its start until all its output is read and it has ended
    cpu: float  # seconds of processor time, its own and the system's for it


def main() -> None:
    asked = argparse.ArgumentParser(description="Compare chodon's whole-process times with their promised bounds.")
    asked.add_argument("pairs", nargs="?", type=int, default=15, help="pairs to run of each comparison (default: 15)")
    number = asked.parse_args().pairs
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder, "register.db")
        settle(Path(folder))
        beside = Yardsticks()
        os.environ["CHODON_REGISTER"] = str(register)
        for words in (["init"], ["import", SAMPLE]):
            subprocess.run([CHODON, "-q", *words], check=True)
        print(f"{number} interleaved pairs of each after {WARM_UPS} to warm up; medians\n")
        print(f"{'':34}{'chodon':>10}{'other':>10}{'ratio':>8}{'bound':>8}{'below':>8}{'(clock)':>12}{'ratio':>8}")
        kept = list[Claim]()
        for pair in pairs_with_bounds(register):
            costs, times = list[tuple[Cost, Cost]](), list[float]()
            for _each in range(WARM_UPS + number):
                costs.append((run(pair.ours, pair.on_terminal), run(pair.theirs)))
                times.append(beside.times(pair.most) if pair.most < inf else 1)
            promised = list(promises(pair, costs[WARM_UPS:], times[WARM_UPS:]))
            print(line(pair, costs[WARM_UPS:], promised), flush=True)
            kept += promised
        claims.keep([*kept, *beside.claims("startup")])


def settle(folder: Path) -> None:
    """Give both sides the same environment: as a user has it, with modules compiled once by the runs that warm up."""
    for name in [name for name in os.environ if name.startswith(("PYTHON", "CHODON"))]:
        del os.environ[name]
    os.environ |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "CHODON_TODAY": "2022-12-31"}
    os.environ |= {"TERM": "xterm", "PAGER": "cat"}  # a pager would wait for somebody to leave it


def pairs_with_bounds(register: Path) -> list[Pair]:
    report: Command = [CHODON, "report", "compliance", "--period", "2022"]
    query: Command = [SQLITE_UTILS, "query", register, COMPLIANCE, "-t"]
    log: Command = [CHODON, *shlex.split("violation log --staff CC002 --standard TT01 --on 2022-03-01 --note x")]
    return [
        Pair("--help", [CHODON, "--help"], [SQLITE_UTILS, "--help"], 0.9),
        Pair(
            "violation list -f csv",
            [CHODON, "violation", "list", "-f", "csv"],
            [SQLITE_UTILS, "rows", register, "violation", "--csv"],
            0.7,
        ),
        Pair("report compliance, piped", report, query, 1.0),
        Pair("report compliance, on a terminal", report, query, 1.5, on_terminal=True),
        Pair("chodon alone, on a terminal", [CHODON, "--no-pager"], query, 1.0, on_terminal=True, most=0.15),
        Pair("Tab behind --staff", [*COMPLETE, *shlex.split("violation log --staff hang")], [CHODON, "--help"], 1.2),
        Pair(
            "Tab behind report --unit", [*COMPLETE, *shlex.split("report compliance --unit b")], [CHODON, "--help"], 1.2
        ),
        Pair("violation log", log, [PYTHON, "-c", "import typer, sqlmodel"], 1.4),
    ]


def line(pair: Pair, costs: Sequence[tuple[Cost, Cost]], promised: Sequence[Claim]) -> str:
    """The row of one pair: medians in ms, both ratios, how many single pairs stayed below the bound by the processor.

    Others who work on the machine lengthen the clock's time by what they take, and not alike in both commands; the
    processor's time tells the commands apart.
    """
    ours, theirs = (median(cost.cpu for cost in side) for side in zip(*costs, strict=True))
    own_wall, other_wall = (median(cost.wall for cost in side) for side in zip(*costs, strict=True))
    below = f"{sum(a.cpu < pair.bound * b.cpu for a, b in costs)}/{len(costs)}"
    verdict = "FAILS" if any(claim.is_over for claim in promised) else "holds"
    return (
        f"{pair.name:34}{ours * 1000:7.0f} ms{theirs * 1000:7.0f} ms{ours / theirs:8.2f}{pair.bound:8.2f}{below:>8}"
        f"{own_wall * 1000:9.0f} ms{own_wall / other_wall:8.2f}  {verdict}"
    )


def promises(pair: Pair, costs: Sequence[tuple[Cost, Cost]], times: Sequence[float]) -> Iterator[Claim]:
    """The ratio of the processor's times, and where seconds are promised too, those, as the machine then was."""
    peer = " ".join(Path(word).name for word in pair.theirs[:2])
    ratios = [ours.cpu / theirs.cpu for ours, theirs in costs]
    yield claims.of_turns("startup", f"{pair.name} ÷ {peer}", "", ratios, "x", pair.bound)
    if pair.most < inf:
        yield claims.of_turns("startup", pair.name, "", [ours.cpu for ours, _theirs in costs], "s", pair.most, times)


def run(command: Command, on_terminal: bool = False) -> Cost:
    """Run the command to its end and read all it prints. Raises if it fails."""
    start = time.perf_counter()
    process, output = start_process(command, on_terminal)
    text = read(output)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not (text or "-c" in command):
        raise SystemExit(f"{' '.join(map(str, command))}: ended with {process.returncode}\n{text.decode()}")
    return Cost(wall, used.ru_utime + used.ru_stime)


def start_process(command: Command, on_terminal: bool) -> tuple[subprocess.Popen[bytes], int]:
    """The process, and the descriptor from which its output is read: a pipe, or a terminal of 80 columns."""
    if on_terminal:
        output, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    else:
        output, inside = os.pipe()
    stdin = inside if on_terminal else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=stdin, stdout=inside, stderr=inside)
    os.close(inside)
    return process, output


def read(output: int) -> bytes:
    """Everything until the other end is closed; a terminal says that by an error."""
    pieces = []
    try:
        while piece := os.read(output, 1 << 16):
            pieces.append(piece)
    except OSError:
        pass
    finally:
        os.close(output)
    return b"".join(pieces)


if __name__ == "__main__":
    main()
