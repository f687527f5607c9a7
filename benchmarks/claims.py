"""What was claimed and what was measured, kept by every program of `make bench` for one table at its end.

Each program keeps what it measured in a file of its own under `build/benchmarks`, anew each time; `summary.py` makes
the table of them.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import truediv
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.generated_registers import KEPT

FIGURES = Path(__file__).with_name("figures.csv")
SUFFIX = ".figures.csv"
YARDSTICK = "yardstick: "  # so begins what is no claim, but measured of the machine (`yardstick.py`)


class Claim(NamedTuple):
    """What a program measured of something, and the most that it may be.

    `unit` is that of `figure` and `most`: `s` of the processor unless `program` says the clock's, `x` times a peer,
    `MB` of memory. No `most`: it is measured to be known. `size` is the register's, where it is one of three. The
    figure is a median of turns between `low` and `high`. `most_here` is what a bound in seconds is worth on the machine
    on which it was measured.
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
    most_here: float | None = None

    @property
    def bounds(self) -> list[float]:
        return [most for most in (self.most, self.most_here) if most is not None]

    @property
    def is_over(self) -> bool:
        """Over the bound, as it stands and as it is on this machine."""
        return bool(self.bounds) and self.figure > max(self.bounds)

    @property
    def is_over_one(self) -> bool:
        """Over only one of the two."""
        return not self.is_over and any(self.figure > most for most in self.bounds)

    @property
    def verdict(self) -> str:
        return "OVER" if self.is_over else "over one of the two" if self.is_over_one else ""


def of_turns(
    program: str,
    what: str,
    size: str,
    turns: Sequence[float],
    unit: str,
    most: float | None,
    times: Sequence[float] = (),
) -> Claim:
    """The median of some turns, and between what they lie.

    `times` says of each turn how many times as long the machine then took as the one on which the bound was set. Within
    the bound of this machine is what has a median within it, each turn divided by its own.
    """
    figure, low, high = (round(number, 3) for number in (median(turns), min(turns), max(turns)))
    here = None
    if most is not None and times:
        here = round(most * median(turns) / median(map(truediv, turns, times)), 3)
    return Claim(program, what, size, figure, unit, None if most is None else round(most, 3), low, high, "", here)


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
            numbers = (float(row[name]) if row[name] else None for name in ("most", "low", "high", "most_here"))
            most, low, high, here = numbers
            figure, on = float(row["figure"]), row["measured_on"]
            yield Claim(row["program"], row["what"], row["size"], figure, row["unit"], most, low, high, on, here)


def measured_claims() -> list[Claim]:
    """What the last run of every program measured."""
    return [claim for file in sorted(KEPT.glob(f"*{SUFFIX}")) for claim in read(file)]


def line(claim: Claim) -> str:
    most = "" if claim.most is None else f"at most {claim.most:8.2f}"
    here = "" if claim.most_here is None else f"here {claim.most_here:8.2f}"
    spread = "" if claim.low is None else f"({claim.low:.2f} to {claim.high:.2f})"
    what = f"{claim.program:<16} {claim.what} {claim.size}"
    return f"{what:<90} {claim.figure:8.2f} {claim.unit:<2} {spread:<18} {most:<17} {here:<14} {claim.verdict}".rstrip()
