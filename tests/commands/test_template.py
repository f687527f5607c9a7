"""`template`: a workbook to be filled in for each kind of file."""

import subprocess
import sys
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.exchange import layout
from chodon_cli.queries import resolve
from chodon_cli.queries.offered_codes import by_column
from tests.harness import Chodon, Prepare, begin, open_to_read
from tests.store import on_server


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", layout.NAMES_OF_NOUNS)
def test_there_is_one_for_each_file_of_the_layout_with_a_row_of_headings(
    chodon: Chodon, tmp_path: Path, noun: str
) -> None:
    chodon(f"template {noun}", "-o", tmp_path / "mau.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert all(heads) and len(set(heads)) == len(heads)


def test_the_guide_says_what_each_code_of_the_lists_stands_for(small: Path, chodon: Chodon, tmp_path: Path) -> None:
    chodon("template violation", "-o", tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    lines = [tuple(cell.value for cell in row[:3]) for row in book["Guide"].iter_rows()]
    assert lines.index(("Phòng Nội vụ", "", "PNV")) == lines.index(("Unit", None, None)) + 1
    assert {code: title for code, _none, title in lines}["TT01"].startswith("Đeo thẻ")


@pytest.mark.parametrize(("ending", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_template_has_the_format_of_its_ending(chodon: Chodon, tmp_path: Path, ending: str, delimiter: str) -> None:
    file = tmp_path / f"mau.{ending}"
    chodon("template unit -o", file)
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and written.endswith(b"\r\n")
    assert "Code" in written.decode("utf-8-sig").strip().split(delimiter)
    assert "no template" in chodon("template unit -o", tmp_path / "mau.docx", status=2).stderr
    assert not (tmp_path / "mau.docx").exists()


def test_standard_output_named_as_a_file_leads_into_a_pipe(register: Path, empty: Path) -> None:
    begin(empty, register)
    line = [sys.executable, "-m", "chodon_cli", "unit", "list", "-f", "csv", "-o", "/dev/stdout"]
    done = subprocess.run(line, capture_output=True, check=True, text=True, env=on_server.environment())
    assert done.stdout.lstrip("\ufeff").startswith("code,name,kind")


def test_a_write_that_is_quiet_gives_its_outcome_where_standard_output_is_named(
    chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = "--quiet unit add {} 'Phòng Nội vụ' --kind office -f json"
    assert chodon(line.format("PNV")).stdout == ""
    done = chodon(f"{line.format('PTP')} -o -")
    assert (done.json["rows"][0]["code"], done.stderr, [*tmp_path.glob("-*")]) == ("PTP", "", [])
    assert chodon("unit list -o - --columns code").stdout.split()[-2:] == ["PNV", "PTP"]


def test_units_are_offered_by_what_means_each_alone(chodon: Chodon, prepare: Prepare, register: Path) -> None:
    names = ["Phòng Đất", "PHÒNG ĐẤT", "Trường Hoà Bình", "Trường Hòa Bình", "Phòng Một", "U5", "Phòng cũ", "phòng Cũ"]
    prepare(*(f"unit add U{place} '{name}' --kind office" for place, name in enumerate(names, 1)))
    chodon("unit close U7 --on 2022-01-01")
    with open_to_read(register) as db:
        offered = by_column(db)["unit"]
        assert offered == {"Phòng Một": "U5", **{code: code for code in ("U1", "U2", "U3", "U4", "U6", "U8")}}
        assert {choice: resolve.unit(db, choice).code for choice in offered} == offered
