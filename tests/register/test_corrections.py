"""What was corrected is told in people's words, whatever the noun and the column."""

from pathlib import Path

import pytest

from tests.harness import Chodon

TOLD = {
    "violation edit VP-2022-0001 --severity very-serious": "Severity: Minor → Very serious",
    "violation edit VP-2022-0001 --note x": "Note: ",
    "staff edit CC012 --born 1991-02-03": "→ 03/02/1991",
    "staff edit CC012 --id-number 006190000001": "→ 006…001",
    "unit edit PNV --name 'Phòng Nội vụ mới'": "→ Phòng Nội vụ mới",
    "document edit 1847/QĐ-TTg --title x": "→ x",
    "training edit BD-2022-0001 --title x": "→ x",
}


@pytest.mark.parametrize("line", TOLD)
def test_a_correction_says_what_it_was_and_what_it_is(filled: Path, chodon: Chodon, line: str) -> None:
    told = chodon(line).stderr
    assert TOLD[line] in told
    assert "006190000001" not in told
