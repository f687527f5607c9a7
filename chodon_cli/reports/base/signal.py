"""Which rows have more violations than chance explains, if all of them behaved alike.

Given the total of a source, a row's count is Binomial(total, its share of the exposure). Mid-p values are widened for
over-dispersion and judged together, so that of the rows marked `high` about one in ten is there by chance.
Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005) 1185;
Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289. The interface, §5, has the definition.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from chodon_cli.value_class import dataclass

LEAST_TOTAL, LEAST_ROWS = 10, 5  # fewer violations of a source, or fewer rows that can have any, say nothing
LEAST_VIOLATIONS, LEAST_VIOLATORS = 3, 2  # a row with fewer is never flagged
VERY_HIGH_RATE, HIGH_RATE, WATCH_CHANCE = (
    0.01,
    0.10,
    0.01,
)  # false discovery rates of the first two, a plain chance for the last
WINSORISED_SHARE = 0.10
LOG_OF_HALF = math.log(0.5)


@dataclass(frozen=True)
class SourceCount:
    """What one source found in a row, and the exposure (checks made, days of service) in which it could be found."""

    count: int
    exposure: int


class RowCount(NamedTuple):
    """One row: its violators, and what each source found there; the sources in one order for all rows."""

    violators: int
    sources: tuple[SourceCount, ...]

    @property
    def may_be_flagged(self) -> bool:
        return sum(s.count for s in self.sources) >= LEAST_VIOLATIONS and self.violators >= LEAST_VIOLATORS


class Signal(NamedTuple):
    """What is said of a row (`very-high`, `high`, `watch` or nothing), and the place of the source that says it."""

    word: str
    source: int


def signals(rows: Sequence[RowCount]) -> list[Signal] | None:
    """A signal for each row; None where no source has enough to compare."""
    columns = list(zip(*(row.sources for row in rows), strict=True))
    chances = [chance for chance in map(source_chances, columns) if chance is not None]
    places = [place for place, column in enumerate(columns) if can_compare(column)]
    if not chances:
        return None
    lesser = [min(of_row) for of_row in zip(*chances, strict=True)]
    values = [min(1.0, 2 * chance) for chance in lesser]
    sources = [places[of_row.index(min(of_row))] for of_row in zip(*chances, strict=True)]
    very_high, high = discovery_limit(values, VERY_HIGH_RATE), discovery_limit(values, HIGH_RATE)

    def word(value: float) -> str:
        if value <= very_high:
            return "very-high"
        return "high" if value <= high else "watch" if value < WATCH_CHANCE else ""

    return [
        Signal(word(value) if row.may_be_flagged else "", source)
        for row, value, source in zip(rows, values, sources, strict=True)
    ]


def can_compare(source: Sequence[SourceCount]) -> bool:
    """Whether the source found enough, in enough rows where it could find something."""
    exposed = sum(each.exposure > 0 for each in source)
    return sum(each.count for each in source) >= LEAST_TOTAL and exposed >= LEAST_ROWS


def source_chances(source: Sequence[SourceCount]) -> list[float] | None:
    """The chance of so many in each row, over-dispersion allowed for; 1 without exposure. None: it says nothing."""
    if not can_compare(source):
        return None
    total, exposure = sum(each.count for each in source), sum(each.exposure for each in source)
    deviates = {
        place: deviate(each.count, total, each.exposure, exposure) for place, each in enumerate(source) if each.exposure
    }
    spread = math.sqrt(max(1.0, dispersion([*deviates.values()])))
    return [
        0.5 * math.erfc(deviates[place] / spread / math.sqrt(2)) if place in deviates else 1.0
        for place in range(len(source))
    ]


def dispersion(deviates: Sequence[float]) -> float:
    """The mean square of the deviates, those beyond the 10th and 90th percentile drawn in to it."""
    ordered = sorted(deviates)
    low, high = percentile(ordered, WINSORISED_SHARE), percentile(ordered, 1 - WINSORISED_SHARE)
    return math.fsum(min(max(each, low), high) ** 2 for each in ordered) / len(ordered)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which a share of the ordered values lies, by linear interpolation."""
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def discovery_limit(values: Sequence[float], rate: float) -> float:
    """Benjamini-Hochberg: the greatest value that is still a discovery at this false discovery rate, or -1."""
    ordered = sorted(values)
    passing = [value for rank, value in enumerate(ordered, 1) if value <= rank * rate / len(ordered)]
    return passing[-1] if passing else -1.0


@lru_cache(maxsize=1 << 15)  # the pages of all units ask for the same ones
def deviate(count: int, total: int, exposure: int, all_exposure: int) -> float:
    """The standard normal deviate of a count: large and positive where so many are unlikely.

    count of total fell where exposure of all_exposure is; the tail is taken in logarithms on whichever side is small.
    That is the side on which the count lies from the mean, but for a row with nearly all of the exposure.
    """
    rest = all_exposure - exposure
    if rest == 0:
        return 0.0
    sides = [(1, count, exposure, rest), (-1, total - count, rest, exposure)]
    for sign, its, share, others in sides if count * all_exposure >= total * exposure else sides[::-1]:
        tail = log_mid_tail(its, total, share, others)
        if tail < LOG_OF_HALF:
            return sign * normal_deviate(tail)
    return 0.0


def log_mid_tail(count: int, total: int, exposure: int, rest: int) -> float:
    """ln(P(X > count) + P(X = count) / 2), X ~ Binomial(total, exposure / (exposure + rest)).

    The terms fall from `count` or the mean on, so the sum ends when they no longer matter; exp(-746) would be 0.
    """
    ways = math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)
    whole = math.log(exposure + rest)
    first = ways + count * (math.log(exposure) - whole) + (total - count) * (math.log(rest) - whole)
    odds, terms, term, k = exposure / rest, 0.5, 1.0, count
    while k < total and term > terms * 1e-17:
        term *= (total - k) / (k + 1) * odds
        terms += term
        k += 1
    return first + math.log(terms)


def normal_deviate(log_tail: float) -> float:
    """z with ln P(Z > z) = log_tail for a standard normal Z, by Newton's method; 0 for a half or more."""
    if log_tail >= LOG_OF_HALF:
        return 0.0
    z = math.sqrt(-2 * log_tail)
    for _step in range(60):
        log_density = -z * z / 2 - 0.5 * math.log(2 * math.pi)
        tail = log_normal_tail(z)
        step = (tail - log_tail) * math.exp(tail - log_density)
        z += step
        if abs(step) <= 1e-14 * max(1.0, z):
            break
    return z


def log_normal_tail(z: float) -> float:
    """ln P(Z > z) for z >= 0: by erfc where that is not yet 0, by its continued fraction beyond."""
    if z < 25:
        return math.log(0.5 * math.erfc(z / math.sqrt(2)))
    fraction = z
    for k in range(40, 0, -1):
        fraction = z + k / fraction
    return -z * z / 2 - 0.5 * math.log(2 * math.pi) - math.log(fraction)
