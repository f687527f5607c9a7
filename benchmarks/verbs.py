"""How long an entry takes of a district, a tenth of a province and a province: the same at every size.

    python -m benchmarks.verbs [district] [tenth] [province]

Enters each record TURNS times as a process of its own, at one size
after the other, so that what else the machine does weighs on all alike. Prints medians of the processor's time, and
of each size the median of its ratios to the first in the same turn.
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import SIZES, TODAY, copy_of
from benchmarks.process_cost import processor_seconds

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
    "violation show": "VP-2025-0001",
    "staff show": "N000007",
    "case why": "VV-2025-0001",
    "Tab": "violation log --staff N0000",
}


def undecided_cases(register: Path) -> list[str]:
    with closing(sqlite3.connect(register)) as db:
        return [number for (number,) in db.execute(UNDECIDED_CASES_SQL)]


def main() -> None:
    """Print a line an entry and size, of those that are named or all."""
    chodon = [sys.executable, "-m", "chodon_cli", "--today", TODAY]
    kept = list[Claim]()
    with tempfile.TemporaryDirectory() as folder:
        registers = {size: copy_of(size, Path(folder)) for size in sys.argv[1:] or SIZES}
        waiting = {size: undecided_cases(register) for size, register in registers.items()}
        for entry, words in ENTRIES.items():
            times: dict[str, list[float]] = {size: [] for size in registers}
            for turn in range(-1, TURNS):  # the first warms up
                for size, register in registers.items():
                    said = words.format(case=waiting[size][turn + 1], turn=turn + 2, day=turn + 11).split()
                    line = [*chodon, "-r", str(register), *entry.split(), *said]
                    if entry == "Tab":
                        line = ["env", f"CHODON_REGISTER={register}", "_CHODON_COMPLETE=1", *chodon, *said]
                    taken, _most = processor_seconds(line)
                    times[size].extend([taken] * (turn >= 0))
            first = next(iter(times.values()))
            for size, taken_by_size in times.items():
                ratios = [taken / base for taken, base in zip(taken_by_size, first, strict=True)]
                seconds = claims.of_turns("verbs", entry, size, taken_by_size, "s", None)
                ratio = claims.of_turns("verbs", f"{entry} ÷ {next(iter(times))}", size, ratios, "x", 1 + WITHIN)
                kept += [seconds, ratio]
                print(f"{entry:<14} {size:<9} {seconds.figure:5.2f} s   x {ratio.figure:4.2f}", flush=True)
    claims.keep(kept)


if __name__ == "__main__":
    main()
