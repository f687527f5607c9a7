"""Whether a count changed between two periods, or only as chance changes it.

Given both counts together, the first is Binomial(their sum, its share of the exposure) if nothing changed (Przyborowski
and Wilenski, Biometrika 31 (1940) 313): two-sided mid-p, and of many rows the false discovery rate at 0.10.
"""

import math
from collections.abc import Sequence

from chodon_cli.reports.base.signal import deviate, discovery_limit

FALSE_DISCOVERY_RATE = 0.10
Counted = tuple[int, int]  # a count, and the exposure (days of service) in which it was counted


def changes(before: Sequence[Counted], after: Sequence[Counted]) -> list[str]:
    """`higher`, `lower` or `same` for each row, all judged together."""
    values = [chance(*pair) for pair in zip(before, after, strict=True)]
    limit = discovery_limit(values, FALSE_DISCOVERY_RATE)
    return [
        ("higher" if is_higher(*pair) else "lower") if value <= limit else "same"
        for pair, value in zip(zip(before, after, strict=True), values, strict=True)
    ]


def chance(before: Counted, after: Counted) -> float:
    """The two-sided mid-p of such a difference, were there none; 1 where one period has no exposure."""
    if not before[1] or not after[1] or not before[0] + after[0]:
        return 1.0
    deviation = deviate(after[0], before[0] + after[0], after[1], before[1] + after[1])
    return math.erfc(abs(deviation) / math.sqrt(2))


def is_higher(before: Counted, after: Counted) -> bool:
    return after[0] * before[1] > before[0] * after[1]
