"""How long an entry takes of a district, a tenth of a province and a province: the same at every size.

    python -m benchmarks.verbs [district] [tenth] [province]

Makes each register in a temporary folder and enters each record TURNS times as a process of its own, at one size
after the other, so that what else the machine does weighs on all alike. Prints medians of the processor's time, and
of each size the median of its ratios to the first in the same turn.
"""

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.province import SIZES, TODAY, Scale, fill, processor_seconds

TURNS = 9
WITHIN = 0.2  # so much more than in the smallest register is the same
UNDECIDED_CASES_SQL = """
SELECT c.year || '-' || c.n FROM discipline_case c
WHERE c.opened_on BETWEEN '2025-09-01' AND '2025-12-01' AND NOT EXISTS (
    SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.kind IN ('decide', 'close')
)
ORDER BY c.id
"""
ENTRIES = {
    "violation log": "--staff N000007 --standard CS01 --on 2025-12-{day}",
    "case decide": "{case} --form warning --decision {turn}/QĐ --on 2025-12-20 --effective 2025-12-20",
    "task assign": "Việc-{turn} --unit U0002 --on 2025-12-20 --due 2026-01-31",
}


def undecided_cases(register: Path) -> list[str]:
    with closing(sqlite3.connect(register)) as db:
        return [number for (number,) in db.execute(UNDECIDED_CASES_SQL)]


def main() -> int:
    """Make the registers that are named, all if none is, and print a line an entry; 1 if one is slower by size."""
    chodon = [sys.executable, "-m", "chodon_cli", "--today", TODAY]
    is_slower = False
    with tempfile.TemporaryDirectory() as folder:
        registers = {size: Path(folder, f"{size}.db") for size in sys.argv[1:] or SIZES}
        for size, register in registers.items():
            subprocess.run([*chodon, "-q", "-r", str(register), "init"], check=True)
            fill(register, Scale.of(SIZES[size]))
        waiting = {size: undecided_cases(register) for size, register in registers.items()}
        for entry, words in ENTRIES.items():
            times: dict[str, list[float]] = {size: [] for size in registers}
            for turn in range(-1, TURNS):  # the first warms up
                for size, register in registers.items():
                    said = words.format(case=waiting[size][turn + 1], turn=turn + 2, day=turn + 11).split()
                    taken, _most = processor_seconds([*chodon, "-r", str(register), *entry.split(), *said])
                    times[size].extend([taken] * (turn >= 0))
            first = next(iter(times.values()))
            for size, taken_by_size in times.items():
                ratio = median(taken / base for taken, base in zip(taken_by_size, first, strict=True))
                is_slower |= ratio > 1 + WITHIN
                print(f"{entry:<14} {size:<9} {median(taken_by_size):5.2f} s   x {ratio:4.2f}", flush=True)
    return int(is_slower)


if __name__ == "__main__":
    sys.exit(main())
