"""`report trend` once more: values from the compliance of each period, changes and runs by exact binomial chances.

Nothing here comes from the program; what height a run reaches by chance is drawn anew, as counts and not as deviates.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import comb

from tests.oracle.recompute_signal import deviate

Counted = tuple[int, int]  # a count, and the exposure in which it was counted
STEP = {"month": 1, "quarter": 3, "year": 12}


def periods(start: date, end: date, by: str) -> list[tuple[date, date]]:
    """Day by day: a new one begins with each first month of a month, quarter or year."""
    found = [(start, start)]
    day = start
    while day < end:
        day += timedelta(1)
        is_new = day.day == 1 and (day.month - 1) % STEP[by] == 0
        found.append((day, day)) if is_new else found.__setitem__(-1, (found[-1][0], day))
    return found


def change(before: Counted, after: Counted) -> float:
    """Twice the smaller of the two mid-p tails; 1 where there is nothing to compare."""
    total = before[0] + after[0]
    if not (total and before[1] and after[1]):
        return 1.0
    share = Fraction(after[1], before[1] + after[1])
    terms = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    above = sum(terms[after[0] + 1 :], terms[after[0]] / 2)
    return float(2 * min(above, 1 - above))


def words(series: Sequence[Counted]) -> list[str | None]:
    """Benjamini-Hochberg at 0.10 over all neighbours."""
    chances = [change(*pair) for pair in pairwise(series)]
    ordered = sorted(chances)
    limit = max((c for rank, c in enumerate(ordered, 1) if c <= 0.1 * rank / len(ordered)), default=-1.0)
    said: list[str | None] = [None]
    for ((x, t), (y, u)), chance in zip(pairwise(series), chances, strict=True):
        said.append("same" if chance > limit else "higher" if y * t > x * u else "lower")
    return said


@cache
def deviate_of(count: int, total: int, its: int, exposure: int) -> float:
    return deviate(count, total, Fraction(its, exposure))


def climbs(series: Sequence[Counted]) -> list[tuple[int, int, str, float]]:
    """Each time that a sum leaves 0: first place, place of its height, way, height."""
    total, exposure = sum(x for x, _t in series), sum(t for _x, t in series)
    found = []
    for way, sign in (("higher", 1), ("lower", -1)):
        sums = [0.0]
        for count, its in series:
            z = deviate_of(count, total, its, exposure) if its else 0.0
            sums.append(max(0.0, sums[-1] + sign * z - 0.5))
        zeros = [place for place, each in enumerate(sums) if each == 0] + [len(sums)]
        for first, after in pairwise(zeros):
            above = sums[first + 1 : after]
            if above:
                found.append((first, first + above.index(max(above)), way, max(above)))
    return found


def share_as_high(series: Sequence[Counted], height: float, draws: int, seed: int) -> float:
    """Of series with as many in all, spread by chance alone, how many have a sum as high."""
    chance, total = random.Random(seed), sum(x for x, _t in series)
    times = [t for _x, t in series]
    hits = 0
    for _draw in range(draws):
        counts = [0] * len(series)
        for place in chance.choices(range(len(series)), times, k=total):
            counts[place] += 1
        drawn = [*zip(counts, times, strict=True)]
        hits += max((each[-1] for each in climbs(drawn)), default=0.0) >= height
    return hits / draws
