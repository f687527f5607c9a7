"""The comparison of rows once more, by exact fractions: expected numbers, intervals, shrunk rates, signals.

Nothing here comes from the program. A row is (violations found by inspection, checks, other violations, days of
service, violators). Chances are sums of exact binomial terms; only square roots and normal deviates are floats.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import cache
from math import comb, erfc, sqrt
from statistics import NormalDist

Compared = tuple[int, int, int, int, int]
YEAR = Fraction("365.25")
TINY = Fraction(1, 10**290)


def expected(row: Compared, rows: Sequence[Compared]) -> Fraction:
    inspected, checks, others, days = (sum(each[place] for each in rows) for place in range(4))
    by_check = Fraction(row[1] * inspected, checks) if checks else Fraction(0)
    return by_check + (Fraction(row[3] * others, days) if days else 0)


def shrunk(row: Compared, rows: Sequence[Compared]) -> Fraction:
    """100 × (a + x) ÷ (b + t), a = m² ÷ A, b = m ÷ A."""
    counts = [each[0] + each[2] for each in rows]
    times = [each[3] / YEAR for each in rows]
    whole = sum(times, Fraction(0))
    mean = sum(counts) / whole
    squares = [t * (x / t - mean) ** 2 for x, t in zip(counts, times, strict=True)]
    spread = sum(squares, Fraction(0)) / whole
    between: Fraction = max(Fraction(0), spread - mean / (whole / len(times)))
    if not between:
        return 100 * mean
    a, b = mean**2 / between, mean / between
    return 100 * (a + row[0] + row[2]) / (b + row[3] / YEAR)


def signals(rows: Sequence[Compared]) -> list[str] | None:
    """A word a row, or None where nothing can be said."""
    by_source = [
        chances([(row[0], row[1]) for row in rows]),
        chances([(row[2], row[3]) for row in rows]),
    ]
    told = [each for each in by_source if each is not None]
    if not told:
        return None
    values = [min(1.0, 2 * min(each)) for each in zip(*told, strict=True)]
    very_high, high = discoveries(values, 0.01), discoveries(values, 0.10)
    words = []
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        word = "watch" if value < 0.01 else ""
        word = "very-high" if place in very_high else "high" if place in high else word
        words.append(word if row[0] + row[2] >= 3 and row[4] >= 2 else "")
    return words


def chances(source: Sequence[tuple[int, int]]) -> list[float] | None:
    total, exposure = (sum(each[place] for each in source) for place in (0, 1))
    exposed = [each for each in source if each[1] > 0]
    if total < 10 or len(exposed) < 5:
        return None
    deviates = [deviate(count, total, Fraction(its, exposure)) for count, its in exposed]
    ordered = sorted(deviates)
    low, high = quantile(ordered, 0.1), quantile(ordered, 0.9)
    dispersion = sum(min(max(each, low), high) ** 2 for each in deviates) / len(deviates)
    left = iter(deviates)
    return [0.5 * erfc(next(left) / sqrt(max(1.0, dispersion)) / sqrt(2)) if its > 0 else 1.0 for _count, its in source]


def deviate(count: int, total: int, share: Fraction) -> float:
    """Of P(X > count) + P(X = count) / 2, X ~ Binomial(total, share)."""

    def exactly(k: int) -> Fraction:
        return comb(total, k) * share**k * (1 - share) ** (total - k)

    above = sum(map(exactly, range(count + 1, total + 1)), exactly(count) / 2)
    below = 1 - above
    assert min(above, below) > TINY
    return -NormalDist().inv_cdf(float(above)) if above <= below else NormalDist().inv_cdf(float(below))


def quantile(ordered: Sequence[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    whole = int(place)
    after = ordered[min(whole + 1, len(ordered) - 1)]
    return ordered[whole] + (place - whole) * (after - ordered[whole])


def discoveries(values: Sequence[float], rate: float) -> set[int]:
    """Benjamini and Hochberg: all up to the last that is small enough for its rank."""
    ranked = sorted(range(len(values)), key=lambda place: values[place])
    last = max((rank for rank, place in enumerate(ranked, 1) if values[place] <= rate * rank / len(values)), default=0)
    return set(ranked[:last])


@cache
def interval(count: int) -> tuple[float, float]:
    """The means for which so many or more, or so few or fewer, have a chance of 0.025, by halving."""
    upper_limit = count + 12 * sqrt(count + 1) + 12
    low = 0.0 if count == 0 else crossing(lambda mean: 1 - at_most(count - 1, mean), 0.0, float(count), rising=True)
    return low, crossing(lambda mean: at_most(count, mean), float(count), upper_limit, rising=False)


def at_most(count: int, mean: float) -> Decimal:
    """P(X <= count), X ~ Poisson(mean), to fifty digits."""
    getcontext().prec = 50
    term = total = Decimal(1)
    for number in range(1, count + 1):
        term = term * Decimal(mean) / number
        total += term
    return total * (-Decimal(mean)).exp()


def crossing(chance: Callable[[float], Decimal], low: float, high: float, rising: bool) -> float:
    for _step in range(60):
        middle = (low + high) / 2
        is_above = chance(middle) > Decimal("0.025")
        low, high = (low, middle) if is_above == rising else (middle, high)
    return (low + high) / 2
