"""`template`: a workbook to be filled in for each kind of file."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.exchange import layout
from tests.harness import Chodon


@pytest.mark.parametrize("noun", layout.NOUNS)
def test_there_is_one_for_each_file_of_the_layout_with_a_row_of_headings(
    chodon: Chodon, tmp_path: Path, noun: str
) -> None:
    chodon(f"template {noun}", "-o", tmp_path / "mau.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert all(heads) and len(set(heads)) == len(heads)
