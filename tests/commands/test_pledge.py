"""`pledge`: commitments that people sign each year."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import assert_refused

PLAN = "30/KH-UBND@2022-02-23"
WRITES: Lines = {
    "pledge add": ["pledge add --staff CC002 --document 05-CT/TW --year 2022 --on 2022-03-01"],
    "pledge edit": ["pledge edit CK-2022-0001 --note x"],
    "pledge void": ["pledge void CK-2022-0001 --reason nhầm"],
}
WRONG = [  # command line, exit status, what the line must say
    (f"pledge add --staff VC473 --document {PLAN} --year 22 --on 2022-03-01", 1, "not a year"),
    (f"pledge add --staff VC473 --document {PLAN} --year 2022 --on 2027-03-01", 1, "after today"),
    ("pledge edit CK-2022-0001 --year 2021", 1, "belongs to the year 2022"),
]


@pytest.mark.slow
def test_each_write_of_a_pledge_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_record_are_as_they_were_entered(filled: Path) -> None:
    assert_list_is_the_file("pledge list", "number")
    for row in (sample_rows("pledge")[0], sample_rows("pledge")[-1]):
        assert_show_is_the_row(f"pledge show {row['number']}", row)
