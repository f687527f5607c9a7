"""What the program lists comes back as what it was, whatever the noun and the format."""

import csv
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.text import guard_formula
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


HARMFUL_TEXTS = (
    *("=1+1", "'=1+1", "''=1+1", '="071"', "'", "''x", "@a", "-5", "+84 1"),
    *("<r>x</r>", "<r><t>x</t></r>", "a & b < c", "_x0041_", "_x000D_", "x" * 20_000, "\U0001f600" * 9_000),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_text_that_could_act_comes_back_as_it_is(chodon: Chodon, register: Path, tmp_path: Path, ending: str) -> None:
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(f"{place}/KH", "2022-01-01", guard_formula(text)) for place, text in enumerate(HARMFUL_TEXTS)]
        csv.writer(file).writerows([("number", "issued_on", "title"), *rows])
    chodon("import --as document", tmp_path / "d.csv")
    before = {row["number"]: row["title"] for row in chodon("document list -f json").json["rows"]}
    assert [before[f"{place}/KH"] for place, _text in enumerate(HARMFUL_TEXTS)] == list(HARMFUL_TEXTS)
    chodon("document list -o", tmp_path / f"list.{ending}")
    if ending == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(tmp_path / "list.xlsx").active for cell in row]
        assert "<r>x</r>" in [cell.value for cell in cells]
        assert not [cell for cell in cells if cell.data_type == "f"]
    done = chodon("import --as document --update -f json", tmp_path / f"list.{ending}")
    assert [(row["new"], row["changed"], row["refused"]) for row in done.json["rows"]] == [(0, 0, 0)]


def test_a_text_that_no_cell_holds_is_refused_and_not_cut(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    chodon("unit add A --kind office", "x" * 32_768)
    assert "32767" in chodon("unit list -o", tmp_path / "units.xlsx", status=1).stderr.replace(".", "").replace(",", "")
    assert not (tmp_path / "units.xlsx").exists()
    chodon("unit list -o", tmp_path / "units.csv")
