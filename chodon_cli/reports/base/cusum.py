"""Periods in a row in which more, or less, came together than chance brings: cumulative sums of a series of counts.

Given the total of the series, a period's count is Binomial(total, its share of the exposure); its deviate less an
allowance of a half is summed, never below 0 (Page, Biometrika 41 (1954) 100). How high the highest of such sums stands
by chance, either way, is taken from series of normal deviates that are bound to their total as the counts are: the same
draws each time, so the same answer.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from chodon_cli.reports.base.change import Counted
from chodon_cli.reports.base.signal import LEAST_ROWS, LEAST_TOTAL, deviate

ALLOWANCE = 0.5  # what is taken off each deviate: half of the shift that is to be found soonest, one deviate
FALSE_ALARM_SHARE = 0.05  # a run is told if of series in which nothing changed no more have one like it
DRAWS, SEED = 4000, 1954
DIRECTIONS = (("higher", 1), ("lower", -1))


class Run(NamedTuple):
    """Periods in a row from `first` to `last` (places in the series), `higher` or `lower`, and the chance of it."""

    first: int
    last: int
    word: str
    chance: float


def runs(series: Sequence[Counted]) -> list[Run] | None:
    """The runs that chance hardly explains, in order; None where there is too little to compare."""
    total, exposure = sum(count for count, _of in series), sum(of for _count, of in series)
    if total < LEAST_TOTAL or sum(of > 0 for _count, of in series) < LEAST_ROWS:
        return None
    deviates = [deviate(count, total, of, exposure) if of else 0.0 for count, of in series]
    by_chance = highest_by_chance(tuple(of / exposure for _count, of in series))

    def chance(height: float) -> float:
        return (1 + len(by_chance) - bisect_left(by_chance, height)) / (1 + len(by_chance))

    climbs = [
        Run(first, last, word, chance(height))
        for word, sign in DIRECTIONS
        for first, last, height in excursions([sign * each for each in deviates])
    ]
    return sorted((run for run in climbs if run.chance <= FALSE_ALARM_SHARE), key=lambda run: run.first)


def excursions(deviates: Sequence[float]) -> list[tuple[int, int, float]]:
    """Where the sum left 0, where it stood highest before it came back, and how high that was."""
    candidates: list[tuple[int, int, float]] = []
    before = 0.0
    for place, each in enumerate(deviates):
        height = max(0.0, before + each - ALLOWANCE)
        if height > 0 and before == 0:
            candidates.append((place, place, height))
        elif height > 0 and height > candidates[-1][2]:
            candidates[-1] = (candidates[-1][0], place, height)
        before = height
    return candidates


@lru_cache(maxsize=64)
def highest_by_chance(shares: tuple[float, ...]) -> list[float]:
    """The highest sum, either way, of each of many series with these shares in which nothing changes, in order."""
    return sorted(
        max(
            (height for _word, sign in DIRECTIONS for *_places, height in excursions([sign * d for d in drawn])),
            default=0.0,
        )
        for drawn in unchanged_series(shares)
    )


def unchanged_series(shares: Sequence[float]) -> Iterator[list[float]]:
    """Deviates of counts with these shares of a total: standard normal, with the correlations of a multinomial."""
    chance = Random(SEED)
    roots = [math.sqrt(share) for share in shares]
    scales = [1 / math.sqrt(1 - share) if 0 < share < 1 else 0.0 for share in shares]
    for _draw in range(DRAWS):
        free = [chance.gauss(0.0, 1.0) for _share in shares]
        common = math.fsum(root * each for root, each in zip(roots, free, strict=True))
        yield [(each - root * common) * scale for each, root, scale in zip(free, roots, scales, strict=True)]
