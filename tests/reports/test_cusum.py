"""Runs of a series: where they are, and how often chance alone brings one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.reports.base import cusum
from tests.harness import examples
from tests.oracle import recompute_trend
from tests.oracle.recompute_trend import Counted

counts = st.tuples(st.integers(0, 12), st.sampled_from([0, 1, 28, 30, 31, 31]))
series = st.lists(counts.map(lambda pair: (pair[0] if pair[1] else 0, 100 * pair[1])), min_size=1, max_size=14)


@pytest.mark.slow
@examples(60)
@given(series)
def test_runs_are_where_the_sums_of_exact_deviates_climb(drawn: list[Counted]) -> None:
    found = cusum.runs(drawn)
    too_few = sum(x for x, _t in drawn) < 10 or sum(t > 0 for _x, t in drawn) < 5
    assert (found is None) == too_few
    climbs = {} if too_few else {(first, last, way): high for first, last, way, high in recompute_trend.climbs(drawn)}
    for run in found or []:
        assert climbs[run.first, run.last, run.word] > 0
        assert run.chance <= cusum.FALSE_ALARM_SHARE
    if climbs and not found:  # the highest is no run either: chance brings one as high often enough
        assert max(climbs.values()) < 7


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2], []),
        ([2, 1, 2, 3, 2, 1, 9, 8, 9, 10], [(0, 5, "lower"), (6, 9, "higher")]),
        ([0, 0, 30, 0, 0, 0], [(0, 1, "lower"), (2, 2, "higher"), (3, 5, "lower")]),
        ([1, 1, 1, 1, 1, 1], None),
        ([90, 3, 4, 5], None),
    ],
)
def test_what_is_marked_and_what_is_too_little(values: list[int], marks: list[tuple[int, int, str]] | None) -> None:
    found = cusum.runs([(value, 3000) for value in values])
    assert (None if found is None else [(run.first, run.last, run.word) for run in found]) == marks


@pytest.mark.slow
@pytest.mark.parametrize("values", [[3, 2, 4, 3, 2, 3, 8, 7, 8, 6, 4, 3], [9, 12, 10, 11, 9, 18, 17, 19]])
def test_the_chance_of_a_run_is_that_of_counts_drawn_by_chance(values: list[int]) -> None:
    drawn = [(value, 3000) for value in values]
    [*_others, highest] = sorted(recompute_trend.climbs(drawn), key=lambda each: each[-1])
    run = max(cusum.runs(drawn) or [], key=lambda run: -run.chance)
    assert (run.first, run.last, run.word) == highest[:3]
    assert run.chance == pytest.approx(recompute_trend.share_as_high(drawn, highest[-1], 800, 5), abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("total", [10, 40, 300])
@pytest.mark.parametrize("days", [[30] * 8, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 6]])
def test_where_nothing_changes_hardly_any_series_is_marked(total: int, days: list[int]) -> None:
    chance, marked = random.Random(9), 0
    for _draw in range(250):
        drawn = chance.choices(range(len(days)), days, k=total)
        marked += bool(cusum.runs([(drawn.count(place), 100 * of) for place, of in enumerate(days)]))
    assert marked / 250 < 0.092  # 0.05 and three times what chance leaves of 250 draws
