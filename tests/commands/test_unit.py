"""`unit`: the units of the authority, how they open, change, merge and close."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import Chodon, assert_refused


def test_a_unit_does_not_close_before_a_briefing_it_held(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("document add 1/KH --issued 2022-01-01")
    chodon("briefing add --document 1/KH --unit A --on 2022-06-01 --form online --invited 5 --attended 5")
    assert "QT-2022-0001" in chodon("unit close A --on 2022-05-31", status=1).stderr
    chodon("unit close A --on 2022-06-01")


WRITES: Lines = {
    "unit add": ["unit add X1 'Phòng Thử' --kind office --parent CHODON", "unit add X2 'Phòng Khác' --kind office"],
    "unit edit": ["unit edit X1 --name 'Phòng Thử nghiệm' --code X9", "unit edit X9 --parent ''"],
    "unit merge": ["unit merge PYT PNV --into X9 --on 2026-03-01"],
    "unit close": ["unit close X2 --on 2026-06-30"],
    "unit void": ["unit add X3 'Nhầm' --kind other", "unit void X3 --reason 'nhập nhầm'"],
}
WRONG = [  # command line, exit status, what the line must say
    ("unit add PNV 'Another' --kind office", 1, "is taken"),
    ("unit merge PNV --into PNV --on 2022-01-01", 1, "itself"),
    ("unit close NAMCUONG --on 2022-12-19", 1, "NAMCUONG"),
    ("unit merge THRABAN --into PNV --on 2023-01-01", 1, "closed already"),
    ("unit close PNV --on 2022-12-31", 1, "has no end"),
    ("unit close CHODON --on 1000-13-01", 2, "does not exist"),
    ("unit void PNV --reason mistake", 1, "referred to"),
    ("unit edit PGDDT --parent THBANGLUNG", 1, "itself"),
]


@pytest.mark.slow
def test_each_write_of_a_unit_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_unit_are_as_they_were_entered(filled: Path) -> None:
    rows = {row["code"]: row for row in sample_rows("unit")}
    assert_list_is_the_file("unit list --as-of 2021-01-01", "code")
    for code in ("PNV", "THRABAN"):
        assert_show_is_the_row(f"unit show {code}", rows[code])
