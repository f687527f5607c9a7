"""Runs every program that has a bound, one after the other, and says at the end what is over.

    python -m benchmarks [district] [tenth] [province] [--publish]

That is `make bench`. A program that fails does not keep the next from running: the end names it. Ends with 1 if one
failed, or if anything is over.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import claims, summary
from benchmarks.generated_registers import KEPT, SIZES, register_of


def programs(sizes: Sequence[str]) -> Iterator[list[str]]:
    """The words behind `python -m` of each, for registers of those sizes."""
    yield ["benchmarks.startup"]
    yield ["benchmarks.reading"]
    yield ["benchmarks.province", *sizes]
    yield ["benchmarks.verbs", *sizes]
    yield ["benchmarks.province_folder", *sizes]
    yield ["benchmarks.exchange"]
    yield ["benchmarks.postgres"]
    if "province" in sizes:  # what has a bound is asked of a province
        yield ["benchmarks.short_lists"]
        yield ["benchmarks.province_server", "province", "--bound"]


def run_all(programs: Sequence[Sequence[str]]) -> list[tuple[str, float, bool]]:
    """Run each to its end, whatever became of those before: its words, the seconds it took, whether it failed."""
    ended = []
    for words in programs:
        said = " ".join(words)
        print(f"\n== {said}, {time.strftime('%H:%M:%S')}", flush=True)
        begun = time.monotonic()
        failed = subprocess.run([sys.executable, "-m", *words]).returncode != 0
        ended.append((said, time.monotonic() - begun, failed))
    return ended


def make_registers(sizes: Sequence[str]) -> None:
    """Make those that there are none of, so that no program's time is that of making them."""
    for size in sizes:
        begun = time.monotonic()
        register = register_of(size)
        print(f"{register}: {time.monotonic() - begun:.0f} s", flush=True)


def main() -> int:
    sizes = [word for word in sys.argv[1:] if word in SIZES] or list(SIZES)
    for file in Path(KEPT).glob(f"*{claims.SUFFIX}"):
        file.unlink()
    make_registers(sizes)
    ended = run_all(list(programs(sizes)))
    print()
    is_over = summary.main()
    for said, seconds, failed in ended:
        print(f"{said:<60} {seconds:6.0f} s{'   FAILED' if failed else ''}")
    print(f"{sum(seconds for _said, seconds, _failed in ended) / 60:.0f} minutes in all")
    return int(is_over or any(failed for _said, _seconds, failed in ended))


if __name__ == "__main__":
    sys.exit(main())
