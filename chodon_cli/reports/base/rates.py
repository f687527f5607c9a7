"""The arithmetic of the reports: rates from unrounded figures, and the Poisson signal."""

import math

YEAR = 365.25
HIGH, VERY_HIGH = 0.025, 0.001


def rate(part: float, whole: float, factor: float = 100, digits: int = 1) -> float | None:
    """factor × part ÷ whole, rounded once at the end; None where there is no whole."""
    return round(factor * part / whole, digits) if whole else None


def signal(count: int, expected: float) -> str:
    """`very-high` if P(X >= count) < 0.001, `high` if < 0.025, for X ~ Poisson(expected); else empty."""
    if count <= expected:
        return ""
    log_tail = log_poisson_tail(count, expected)
    if log_tail < math.log(VERY_HIGH):
        return "very-high"
    return "high" if log_tail < math.log(HIGH) else ""


def log_poisson_tail(count: int, expected: float) -> float:
    """log P(X >= count) for X ~ Poisson(expected) and count > expected, in logarithms: exp(-746) is 0 already.

    The terms fall from `count` on, each by expected/(k+1) < 1, so the sum ends when they no longer matter.
    """
    if expected <= 0:
        return -math.inf
    first = count * math.log(expected) - expected - math.lgamma(count + 1)
    total, term, k = 1.0, 1.0, count
    while term > total * 1e-17:
        k += 1
        term *= expected / k
        total += term
    return first + math.log(total)
