"""The table of what the programs of `make bench` measured last, and of what is over its bound.

python -m benchmarks.summary            ends with 1 if anything is over
python -m benchmarks.summary --publish  also into benchmarks/figures.csv, docs/performance.md and its picture
"""

import sys
from collections.abc import Iterable

from benchmarks import claims, published_figures, yardstick
from benchmarks.claims import Claim


def over(measured: Iterable[Claim]) -> str:
    """A line a claim that is over one of its bounds or both, and by how much of each."""
    lines = [f"{'over':<66} {'measured':>11} {'at most':>9} {'by':>6} {'here':>9} {'by':>6}"]
    for claim in sorted(measured, key=lambda claim: not claim.is_over):
        if claim.verdict:
            bounds = (f"{most:9.2f} {100 * (claim.figure / most - 1):+5.0f}%" for most in claim.bounds)
            what = f"{claim.program} {claim.what} {claim.size}".rstrip()
            mark = "" if claim.is_over else "  (one of the two)"
            lines.append(f"{what:<66} {claim.figure:8.2f} {claim.unit:<2} {' '.join(bounds)}{mark}")
    return "\n".join(lines)


def main() -> int:
    """Print a line a claim, what the machine is worth, and what is over; 1 if anything is over as it is here too."""
    measured = claims.measured_claims()
    for claim in measured:
        print(claims.line(claim))
    for what, times, low, high in yardstick.worth(measured):
        print(f"{what}: {times:.2f} times as long as where the bounds were set ({low:.2f} to {high:.2f})")
    print(over(measured))
    bound, both = (sum(map(bool, each)) for each in ([c.bounds for c in measured], [c.is_over for c in measured]))
    one = sum(claim.is_over_one for claim in measured)
    print(f"{both} of {bound} claims are over, {one} more only as the bound stands or only as it is on this machine")
    if "--publish" in sys.argv:
        claims.write(claims.FIGURES, measured)
        published_figures.publish()
    return int(bool(both))


if __name__ == "__main__":
    sys.exit(main())
