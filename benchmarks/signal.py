"""What the signal of `report compliance` finds and what it flags by mistake, by drawing the sample district again.

    python benchmarks/signal.py [DRAWS]

Each draw is a year, quarter or week of the district of 2022: its staff-years and checks by unit as they are, violations
drawn anew. *alike*: every unit behaves the same; *people differ*: each unit's rate is drawn from a gamma of variance
0.3; *inspections uneven*: what inspections find follows the checks made, as uneven as in the sample. Power: one unit of
5, 15 or 30 people violates 2, 3 or 5 times as much as the others, and has 950 checks for 30 people.
"""

import sys

sys.path.pop(0)  # this folder would hide the standard library's `signal`

import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chodon_cli import app
from chodon_cli.reports.base.signal import RowCount, SourceCount, signals

ROOT = Path(__file__).parent.parent
SHARE_INSPECTED = 0.45
PERIODS = {"year": 1.0, "quarter": 0.25, "week": 7 / 365.25}
Unit = tuple[float, int]  # staff-years, checks of a year


def district() -> tuple[list[Unit], int]:
    """The units of the sample in 2022, and how many violations there were."""
    with tempfile.TemporaryDirectory() as folder:
        register, out = Path(folder, "r.db"), Path(folder, "out.json")
        for line in (["init"], ["import", str(ROOT / "sample_data")]):
            app.run(["-q", "-r", str(register), *line])
        app.run(["-r", str(register), *["report", "compliance", "--period", "2022", "-o"], str(out)])
        told: Any = json.loads(out.read_text("utf-8"))
    return [(row["staff_years"], row["checks"]) for row in told["rows"]], told["totals"]["violations"]


def poisson(mean: float, source: random.Random) -> int:
    """A Poisson count, by the gaps between events."""
    count, passed = 0, source.expovariate(1.0)
    while passed < mean:
        count += 1
        passed += source.expovariate(1.0)
    return count


def draw(units: Sequence[Unit], total: float, share: float, rates: Sequence[float], source: random.Random) -> list[str]:
    """The words of one report; rates: how much each unit violates beside the others."""
    years, checks = sum(unit[0] for unit in units), sum(unit[1] for unit in units) or 1
    rows = []
    for (of_years, of_checks), rate in zip(units, rates, strict=True):
        inspected = poisson(rate * total * share * of_checks / checks, source)
        others = poisson(rate * total * (1 - share) * of_years / years, source)
        people = len({source.randrange(max(1, round(of_years))) for _each in range(inspected + others)})
        exposure = SourceCount(inspected, of_checks), SourceCount(others, max(1, round(of_years * 365.25)))
        rows.append(RowCount(people, exposure))
    found = signals(rows)
    return [each.word for each in found] if found else [""] * len(rows)


def flagged(words: Sequence[str]) -> tuple[int, int]:
    return sum(word in ("high", "very-high") for word in words), sum(word == "watch" for word in words)


def false_flags(units: Sequence[Unit], violations: int, draws: int, source: random.Random) -> None:
    print(f"{'':34}false Cao    false Theo dõi   reports with any Cao")
    for period, part in PERIODS.items():
        scaled = [(years * part, round(checks * part)) for years, checks in units]
        for name, share, variance in (
            ("alike", 0.0, 0.0),
            ("people differ", 0.0, 0.3),
            ("inspections uneven", SHARE_INSPECTED, 0.0),
        ):
            high = watch = reports = 0
            for _draw in range(draws):
                rates = [source.gammavariate(1 / variance, variance) if variance else 1.0 for _unit in units]
                found = flagged(draw(scaled, violations * part, share, rates, source))
                high, watch, reports = high + found[0], watch + found[1], reports + bool(found[0])
            print(f"{period:10}{name:24}{high / draws:9.2f}{watch / draws:18.2f}{reports / draws:20.2f}")


def power(units: Sequence[Unit], violations: int, draws: int, source: random.Random) -> None:
    """How often a unit that violates more is found, by its people."""
    print(f"\n{'':34}{'2 times':>12}{'3 times':>12}{'5 times':>12}   (Cao; Cao or Theo dõi)")
    for period, part in PERIODS.items():
        for people in (5, 15, 30):
            changed = [*units[:-1], (float(people), round(950 * people / 30))]
            scaled = [(years * part, round(checks * part)) for years, checks in changed]
            cells = []
            for times in (2, 3, 5):
                rates = [1.0] * (len(units) - 1) + [float(times)]
                last = [
                    draw(scaled, violations * part, SHARE_INSPECTED, rates, source)[-1] for _draw in range(draws // 10)
                ]
                high = sum(word in ("high", "very-high") for word in last) / len(last)
                cells.append(f"{high:.2f} {sum(map(bool, last)) / len(last):.2f}".rjust(12))
            print(f"{period:10}{people:3} people{'':14}{''.join(cells)}")


if __name__ == "__main__":
    the_units, the_violations = district()
    the_draws = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    false_flags(the_units, the_violations, the_draws, random.Random(20221231))
    power(the_units, the_violations, the_draws, random.Random(20221231))
