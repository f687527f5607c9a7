"""What the program lists comes back as what it was, whatever the noun and the format."""

from pathlib import Path

import pytest

from tests.harness import Chodon, begin, everything

NOUNS = (
    *("unit", "quota", "staff", "document", "standard", "violation", "case", "inspection", "task", "feedback"),
    *("rating", "training", "briefing", "pledge", "commendation"),
)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_that_is_taken_in_again_changes_nothing(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path, noun: str, ending: str
) -> None:
    begin(sample, register)
    chodon(f"{noun} list -o", tmp_path / f"list.{ending}")
    before = everything(register)
    done = chodon(f"import --as {noun} --update -f json", tmp_path / f"list.{ending}")
    assert [(row["new"], row["changed"], row["refused"]) for row in done.json["rows"]] == [(0, 0, 0)]
    assert everything(register) == before


def test_a_text_that_no_cell_holds_is_refused_and_not_cut(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    chodon("unit add A --kind office", "x" * 32_768)
    assert "32767" in chodon("unit list -o", tmp_path / "units.xlsx", status=1).stderr.replace(".", "").replace(",", "")
    assert not (tmp_path / "units.xlsx").exists()
    chodon("unit list -o", tmp_path / "units.csv")
