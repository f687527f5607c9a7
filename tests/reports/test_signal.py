"""The arithmetic of signals, intervals and shrunk rates, against exact sums."""

import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.reports.base import rates, signal
from chodon_cli.reports.base.signal import RowCount, SourceCount
from tests.harness import Chodon, examples
from tests.oracle import recompute_signal
from tests.oracle.recompute_signal import Compared

few = st.integers(0, 40)
row = st.tuples(st.integers(0, 12), st.sampled_from([0, 20, 60, 300]), few, st.integers(1, 9000), st.integers(0, 9))
tables = st.lists(row.map(lambda r: (r[0] if r[1] else 0, *r[1:])), min_size=1, max_size=14)


def words_of(rows: list[Compared]) -> list[str] | None:
    found = signal.signals([row_count(each) for each in rows])
    return None if found is None else [each.word for each in found]


def row_count(of: Compared) -> RowCount:
    return RowCount(of[4], (SourceCount(of[0], of[1]), SourceCount(of[2], of[3])))


@pytest.mark.slow
@examples(100)
@given(tables)
def test_every_signal_is_that_of_the_exact_sums(rows: list[Compared]) -> None:
    assert words_of(rows) == recompute_signal.signals(rows)


@pytest.mark.slow
@given(tables)
def test_shrunk_rates_are_the_exact_ones(rows: list[Compared]) -> None:
    counts, times = [each[0] + each[2] for each in rows], [each[3] / rates.DAYS_OF_A_YEAR for each in rows]
    for each, value in zip(rows, rates.shrunk_rates(counts, times), strict=True):
        exact = float(recompute_signal.shrunk(each, rows))
        assert 100 * value == pytest.approx(exact, rel=1e-6, abs=1e-9)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("count", [*range(30), 60, 147, 400])
def test_the_interval_leaves_a_fortieth_on_either_side(count: int) -> None:
    assert rates.poisson_interval(count) == pytest.approx(recompute_signal.interval(count), rel=1e-9)


def test_the_interval_of_very_many_is_that_of_the_normal_curve() -> None:
    low, high = rates.poisson_interval(10**6)
    assert low - 10**6 == pytest.approx(-1959.0, abs=0.5)
    assert high - 10**6 == pytest.approx(1961.9, abs=0.5)


@given(total=st.integers(1, 400), part=st.integers(1, 999), data=st.data())
def test_the_tail_in_logarithms_is_the_exact_one(total: int, part: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(math.ceil(Fraction(total * part, 1000)), total))
    share = Fraction(part, 1000)
    exact = sum(math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(count + 1, total + 1))
    exact += math.comb(total, count) * share**count * (1 - share) ** (total - count) / 2
    logarithm = math.log(exact.numerator) - math.log(exact.denominator)
    assert signal.log_mid_tail(count, total, part, 1000 - part) == pytest.approx(logarithm, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("log_tail", [-0.7, -1.0, -10.0, -300.0, -400.0, -745.0, -5000.0, -1e6])
def test_a_normal_deviate_has_the_tail_that_it_was_made_of(log_tail: float) -> None:
    assert signal.log_normal_tail(signal.normal_deviate(log_tail)) == pytest.approx(log_tail, rel=1e-12)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 400), st.integers(1, 400))
def test_the_deviate_is_the_exact_one_whatever_share_of_the_exposure_a_row_has(
    count: int, others: int, exposure: int, rest: int
) -> None:
    """Also of a row that has nearly all of it: nineteen of twenty then are fewer than expected, and above the mean."""
    total, whole = count + others, exposure + rest
    exact = recompute_signal.deviate(count, total, Fraction(exposure, whole))
    assert signal.deviate(count, total, exposure, whole) == pytest.approx(exact, abs=1e-8)


def test_ten_thousand_times_the_usual_has_a_finite_deviate() -> None:
    assert 60 < signal.deviate(10_000, 10_000, 1, 1000) < 400
    assert signal.deviate(0, 10_000, 999, 1000) < -60


ALIKE = [(0, 0, 3, 3650, 3)] * 12


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*ALIKE, (0, 0, 30, 3650, 9)], [""] * 12 + ["very-high"]),
        ([*ALIKE, (0, 0, 30, 3650, 1)], [""] * 13),  # of one person
        ([(0, 0, 1, 3650, 1)] * 12 + [(0, 0, 2, 10, 2)], [""] * 13),  # fewer than three
        ([(0, 0, 0, 3650, 0)] * 12 + [(0, 0, 9, 10, 4)], None),  # fewer than ten in all
        ([(0, 0, 30, 3650, 9), *ALIKE[:3]], None),  # fewer than five rows
        ([(2, 100, 0, 3650, 2)] * 12 + [(20, 1000, 0, 3650, 9)], [""] * 13),  # inspected ten times as much
        ([(2, 100, 0, 3650, 2)] * 12 + [(20, 100, 0, 3650, 9)], [""] * 12 + ["very-high"]),
    ],
)
def test_what_is_flagged_and_what_never_is(rows: list[Compared], words: list[str] | None) -> None:
    assert words_of(rows) == words


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2022", {"BANGLUNG": "very-high", "THBANGLUNG": "watch"}),
        ("2022H1", {"BANGLUNG": "very-high"}),
        ("2022H2", {"BANGLUNG": "very-high"}),
        ("2022Q1", {"BANGLUNG": "very-high"}),
        ("2022Q2", {"BANGLUNG": "high"}),
        ("2022Q3", {"BANGLUNG": "very-high", "THBANGLUNG": "watch", "BINHTRUNG": "watch"}),
        ("2022Q4", {"BANGLUNG": "very-high"}),
        ("2021", {}),
    ],
)
def test_the_sample_has_a_unit_that_stands_out_whatever_is_asked(
    sample: Path, chodon: Chodon, period: str, words: dict[str, str]
) -> None:
    rows = chodon(f"-r {sample} report compliance --period {period} -f json").json["rows"]
    assert {row["unit_code"]: row["signal"] for row in rows if row["signal"]} == words


def test_the_sample_has_a_unit_that_only_looks_as_if_it_stood_out(sample: Path, chodon: Chodon) -> None:
    rows = chodon(f"-r {sample} report compliance --period 2022 -f json").json["rows"]
    visited, school = (next(r for r in rows if r["unit_code"] == code) for code in ("MNYENMY", "THBANGLUNG"))
    assert visited["inspections"] == max(row["inspections"] for row in rows)
    assert visited["per_100"] > school["per_100"]
    assert (visited["signal"] or "", school["signal"]) == ("", "watch")
