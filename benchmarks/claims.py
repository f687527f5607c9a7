"""What was claimed and what was measured, kept by every program of `make bench` for one table at its end.

    python -m benchmarks.claims            the table of what the last runs measured; ends with 1 if anything is over
    python -m benchmarks.claims --publish  also into benchmarks/figures.csv, docs/performance.md and its picture

Each program keeps what it measured in a file of its own under `build/benchmarks`, anew each time.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.generated_registers import KEPT

FIGURES = Path(__file__).with_name("figures.csv")
SUFFIX = ".figures.csv"


class Claim(NamedTuple):
    """What a program measured of something, and the most that it may be.

    `unit` is that of `figure` and `most`: `s` of the processor unless `program` says the clock's, `x` times a peer,
    `MB` of memory. No `most`: it is measured to be known. `size` is the register's, where it is one of three. The
    figure is a median of turns between `low` and `high`.
    """

    program: str
    what: str
    size: str
    figure: float
    unit: str
    most: float | None
    low: float | None = None
    high: float | None = None
    measured_on: str = ""

    @property
    def is_over(self) -> bool:
        return self.most is not None and self.figure > self.most


def of_turns(program: str, what: str, size: str, turns: Sequence[float], unit: str, most: float | None) -> Claim:
    """The median of some turns, and between what they lie."""
    figure, low, high = (round(number, 3) for number in (median(turns), min(turns), max(turns)))
    return Claim(program, what, size, figure, unit, None if most is None else round(most, 3), low, high)


def keep(claims: Iterable[Claim]) -> None:
    """Keep what one program has measured, for the table, in place of what it had measured before."""
    rows = [claim._replace(measured_on=date.today().isoformat()) for claim in claims]
    KEPT.mkdir(parents=True, exist_ok=True)
    write(KEPT / f"{rows[0].program}{SUFFIX}", rows)


def write(file: Path, claims: Iterable[Claim]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(Claim._fields)
        rows.writerows(["" if value is None else value for value in claim] for claim in claims)


def read(file: Path) -> Iterator[Claim]:
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            most, low, high = (float(row[name]) if row[name] else None for name in ("most", "low", "high"))
            figure, on = float(row["figure"]), row["measured_on"]
            yield Claim(row["program"], row["what"], row["size"], figure, row["unit"], most, low, high, on)


def measured_claims() -> list[Claim]:
    """What the last run of every program measured."""
    return [claim for file in sorted(KEPT.glob(f"*{SUFFIX}")) for claim in read(file)]


def line(claim: Claim) -> str:
    most = "" if claim.most is None else f"at most {claim.most:8.2f}"
    spread = "" if claim.low is None else f"({claim.low:.2f} to {claim.high:.2f})"
    what = f"{claim.program:<20} {claim.what} {claim.size}"
    over = "OVER" if claim.is_over else ""
    return f"{what:<90} {claim.figure:8.2f} {claim.unit:<2} {spread:<18} {most:<18}{over}".rstrip()


def main() -> int:
    """Print a line a claim, and how many are over."""
    claims = measured_claims()
    for claim in claims:
        print(line(claim))
    over = [claim for claim in claims if claim.is_over]
    print(f"{len(over)} of {sum(claim.most is not None for claim in claims)} claims are over")
    if "--publish" in sys.argv:
        from benchmarks import published_figures

        write(FIGURES, claims)
        published_figures.publish()
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
