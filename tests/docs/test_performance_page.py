"""The tables of docs/performance.md and its picture say what benchmarks/figures.csv says."""

from pathlib import Path

import pytest

from benchmarks import claims, published_figures, summary, yardstick
from benchmarks.__main__ import run_all
from benchmarks.claims import FIGURES, Claim


def test_the_tables_are_of_the_figures_that_were_measured() -> None:
    measured = list(claims.read(FIGURES))
    assert measured
    assert published_figures.PAGE.read_text("utf-8") == published_figures.page(measured)


@pytest.mark.slow
def test_the_picture_is_of_the_figures_that_were_measured() -> None:
    assert published_figures.PICTURE.read_text("utf-8") == published_figures.picture(claims.read(FIGURES))


def test_what_is_kept_is_read_back_and_known_to_be_over(tmp_path: Path) -> None:
    kept = [
        Claim("province", "due", "province", 2.0, "s", 1.5, 1.9, 2.1, "2026-11-27", 1.8),
        Claim("province", "due", "district", 0.2, "s", None, None, None, "2026-11-27"),
        Claim("exchange", "a, b ÷ “c”", "", 1.5, "x", 1.5, measured_on="2026-11-27"),
        Claim("exchange", "d ÷ e", "", 1.6, "x", 1.5),
        Claim("startup", "slow machine", "", 0.2, "s", 0.15, most_here=0.3),
        Claim("startup", "quick machine", "", 0.12, "s", 0.15, most_here=0.1),
    ]
    claims.write(tmp_path / "figures.csv", kept)
    assert list(claims.read(tmp_path / "figures.csv")) == kept
    assert [claim.is_over for claim in kept] == [True, False, False, True, False, False]
    assert [claim.is_over_one for claim in kept] == [False, False, False, False, True, True]
    shown = [published_figures.amount(claim) for claim in kept]
    assert shown == ["**2 s**", "0.2 s", "1.5 x", "**1.6 x**", "*0.2 s*", "*0.12 s*"]
    said = summary.over(kept).splitlines()[1:]
    assert [" ".join(line.split()) for line in said] == [
        "province due province 2.00 s 1.50 +33% 1.80 +11%",
        "exchange d ÷ e 1.60 x 1.50 +7%",
        "startup slow machine 0.20 s 0.15 +33% 0.30 -33% (one of the two)",
        "startup quick machine 0.12 s 0.15 -20% 0.10 +20% (one of the two)",
    ]


def test_a_slow_minute_condemns_no_question() -> None:
    turns, times = [1.0, 4.0, 1.1], [1.0, 4.0, 1.0]  # the second while others worked
    claim = claims.of_turns("province", "due", "province", turns, "s", 1.05, times)
    assert (claim.figure, claim.most_here) == (1.1, 1.155)
    assert claim.is_over_one  # a turn divided by what the machine was worth then: 1.0, 1.0, 1.1
    slow = claims.of_turns("province", "due", "province", [2.2, 2.2, 2.2], "s", 1.05, [2.0, 2.0, 2.0])
    assert slow.most_here == 2.1
    assert slow.is_over


def test_a_machine_is_worth_what_every_program_measured() -> None:
    what = claims.YARDSTICK + "import typer"
    laid = [
        Claim(program, what, "", figure, "s", None, low, high)
        for program, figure, low, high in (("startup", 0.148, 0.111, 0.2), ("province", 0.148, 0.12, 0.222))
    ]
    [worth] = yardstick.worth(laid)
    assert worth.what == "import typer"
    assert [worth.times, worth.low, worth.high] == pytest.approx([2.0, 1.5, 3.0])


def test_a_program_that_fails_does_not_keep_the_next_from_running(capfd: pytest.CaptureFixture[str]) -> None:
    ended = run_all([["benchmarks.no_such_program"], ["this"]])
    assert [failed for _said, _seconds, failed in ended] == [True, False]
    assert "The Zen of Python" in capfd.readouterr().out
