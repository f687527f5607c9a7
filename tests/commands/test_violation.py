"""`violation`: what somebody did against a standard, as it was found."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import Chodon, assert_refused

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"
WRITES: Lines = {
    "violation remind": ["violation remind VP-2022-0001 VP-2022-0002 --on 2026-01-05 --by CC001 --note x"],
    "violation log": [f"{LOG} --source press --severity serious --note '= 1 “trích” \\'"],
    "violation edit": ["violation edit VP-2022-0001 --note khác", "violation edit VP-2022-0002 --severity serious"],
    "violation void": ["violation void VP-2022-0003 --reason 'nhầm người'"],
}
WRONG = [  # command line, exit status, what the line must say
    ("violation log --staff CC012 --standard TT01 --on 31/02/2022", 2, "31/02/2022"),
    ("violation log --staff CC012 --standard TT01 --on 1990-01-01", 1, "no post on 01/01/1990"),
    ("violation log --staff CC012 --standard TT01 --on 2027-01-01", 1, "after today"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --found 2022-02-01", 1, "before"),
    ("violation log --staff CC012 --standard NONE --on 2022-03-01", 1, "NONE"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --unit PTP", 1, "served in PNV"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --source rumour", 2, "rumour"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-15 --inspection KT-2022-003", 1, "14/03/2022"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --inspection KT-2022-091", 1, "not been carried out"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --inspection KT-2022-003 --source press", 1, "press"),
    ("violation log --staff CC012 --standard TT01 --on 2022-03-01 --inspection KT-1", 1, "KT-1"),
    ("violation log --staff 'Nguyễn Thị Thủy' --standard TT01 --on 2022-03-01", 1, "VC053"),
    ("violation void VP-2022-0031 --reason again", 1, "void already"),
    ("violation void VP-1999-0001 --reason x", 1, "VP-1999-0001"),
]


@pytest.mark.slow
def test_each_write_of_a_violation_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_record_are_as_they_were_entered(filled: Path) -> None:
    assert_list_is_the_file("violation list", "number")
    for row in (sample_rows("violation")[0], sample_rows("violation")[-1]):
        assert_show_is_the_row(f"violation show {row['number']}", row)


@pytest.mark.parametrize(
    ("staff", "standard", "told"),
    [
        ("Hằng", "TT01", "did you mean "),
        ("Phùng Thị Hằng", "TT01", " Phùng Thị Minh Hằng"),
        ("CC001", "đi muộn", "did you mean TG01 Chấp hành"),
        ("Phùng Thị Hằng", "di muon", "Standard: did you mean TG01"),
        ("Ai Đó", "TT01", "see: chodon staff list"),
        ("CC001", "x", "see: chodon standard list"),
    ],
)
def test_who_or_what_may_be_meant_is_said_with_what_is_not_there(
    filled: Path, chodon: Chodon, staff: str, standard: str, told: str
) -> None:
    chodon("staff add --name 'Phùng Thị Minh Hằng' --unit PNV --category VC --from 2020-01-01")
    line = f"violation log --staff '{staff}' --standard '{standard}' --on 2022-03-01"
    assert told in chodon(line, status=1).stderr
