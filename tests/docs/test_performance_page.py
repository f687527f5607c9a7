"""The tables of docs/performance.md and its picture say what benchmarks/figures.csv says."""

from pathlib import Path

import pytest

from benchmarks import claims, published_figures
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
        Claim("province", "due", "province", 2.0, "s", 1.5, 1.9, 2.1, "2026-11-27"),
        Claim("province", "due", "district", 0.2, "s", None, None, None, "2026-11-27"),
        Claim("exchange", "a, b ÷ “c”", "", 1.5, "x", 1.5, measured_on="2026-11-27"),
    ]
    claims.write(tmp_path / "figures.csv", kept)
    assert list(claims.read(tmp_path / "figures.csv")) == kept
    assert [claim.is_over for claim in kept] == [True, False, False]
