"""`commendation`: what people and units are honoured for."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import Chodon, assert_refused, begin, everything


def test_faults_in_a_file_are_named_all_of_them(chodon: Chodon, sample: Path, register: Path, tmp_path: Path) -> None:
    begin(sample, register)
    path = tmp_path / "khen.csv"
    path.write_text(
        "staff,unit,form,decided_on\nVC473,,bằng khen,2022-13-01\n,,huy chương,2022-01-01\nVC473,,kẹo,2022-01-02\n"
    )
    before = everything(register)
    told = chodon("import --as commendation", path, status=1).stderr
    assert [f"khen.csv:{line}" in told for line in (2, 3, 4)] == [True] * 3
    assert everything(register) == before


WRITES: Lines = {
    "commendation add": ["commendation add --unit VPHDND --form diploma --on 2022-03-01"],
    "commendation edit": ["commendation edit TD-2022-0001 --decision 1/QĐ"],
    "commendation void": ["commendation void TD-2022-0001 --reason nhầm"],
}
WRONG = [  # command line, exit status, what the line must say
    ("commendation add --form diploma --on 2022-01-01", 1, "name one of them"),
    ("commendation add --form diploma --on 2022-01-01 --staff VC473 --unit PNV", 1, "name one of them"),
    ("commendation edit TD-2021-0001 --staff VC473", 1, "name one of them"),
]


@pytest.mark.slow
def test_each_write_of_a_commendation_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_record_are_as_they_were_entered(filled: Path) -> None:
    assert_list_is_the_file("commendation list", "number")
    for row in (sample_rows("commendation")[0], sample_rows("commendation")[-1]):
        assert_show_is_the_row(f"commendation show {row['number']}", row)
