"""The arithmetic of the reports: rates from unrounded figures, their intervals, and rates drawn towards the mean."""

import math
from collections.abc import Sequence
from functools import lru_cache

DAYS_OF_A_YEAR = 365.25
TAIL_PROBABILITY = 0.025  # beyond each end of a 95 % interval
FRACTION_START = 1e-300  # stands for nothing before the first term
NORMAL_TAIL = 1.959963984540054  # the standard normal deviate of TAIL_PROBABILITY


def rate(part: float, whole: float, factor: float = 100, digits: int = 1) -> float | None:
    """factor × part ÷ whole, rounded once at the end; None where there is no whole."""
    return round(factor * part / whole, digits) if whole else None


def poisson_interval(count: int) -> tuple[float, float]:
    """The exact 95 % interval of the mean of a Poisson count (Garwood 1936): half of two quantiles of chi-square."""
    return (gamma_quantile(count, TAIL_PROBABILITY) if count else 0.0), gamma_quantile(count + 1, 1 - TAIL_PROBABILITY)


def shrunk_rates(counts: Sequence[int], times: Sequence[float]) -> list[float]:
    """Each rate drawn towards that of all, the more the less it was observed: for ordering.

    Marshall, Applied Statistics 40 (1991) 283; Clayton and Kaldor, Biometrics 43 (1987) 671. Every time is above 0.
    """
    whole = math.fsum(times)
    mean = sum(counts) / whole
    spread = math.fsum(t * (x / t - mean) ** 2 for x, t in zip(counts, times, strict=True)) / whole
    between = max(0.0, spread - mean * len(times) / whole)
    if not between:
        return [mean for _count in counts]
    return [(mean * mean + between * x) / (mean + between * t) for x, t in zip(counts, times, strict=True)]


@lru_cache(maxsize=4096)
def gamma_quantile(shape: int, chance: float) -> float:
    """g with P(G <= g) = chance for G ~ Gamma(shape, 1), shape a whole number from 1 on; chance is a tail's."""
    deviate = NORMAL_TAIL if chance > 0.5 else -NORMAL_TAIL
    value = shape * max(1e-3, 1 - 1 / (9 * shape) + deviate / (3 * math.sqrt(shape))) ** 3  # Wilson and Hilferty
    for _step in range(100):
        density = math.exp((shape - 1) * math.log(value) - value - math.lgamma(shape))
        step = (gamma_share(shape, value) - chance) / density
        value = max(value / 2, value - step)
        if abs(step) <= 1e-13 * value:
            break
    return value


def gamma_share(shape: int, value: float) -> float:
    """P(G <= value) for G ~ Gamma(shape, 1): by its series below the mean, by a continued fraction above it."""
    scale = math.exp(shape * math.log(value) - value - math.lgamma(shape))
    if value < shape + 1:
        term = terms = 1 / shape
        k = shape
        while term > terms * 1e-17:
            k += 1
            term *= value / k
            terms += term
        return scale * terms
    return 1 - scale * _upper_fraction(shape, value)


def _upper_fraction(shape: int, value: float) -> float:
    """The continued fraction of the upper tail, from its head on until it no longer changes (Lentz's method)."""
    denominator = value + 1 - shape
    ahead, behind = 1 / FRACTION_START, 1 / denominator
    fraction, k = behind, 0
    change = 0.0
    while abs(change - 1) > 1e-15:
        k += 1
        numerator = k * (shape - k)
        denominator += 2
        behind = 1 / (numerator * behind + denominator)
        ahead = denominator + numerator / ahead
        change = ahead * behind
        fraction *= change
    return fraction
