"""`briefing`: units that are told of a document."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import assert_refused

PLAN = "30/KH-UBND@2022-02-23"
WRITES: Lines = {
    "briefing add": [
        "briefing add --document 05-CT/TW --unit PNV --on 2022-03-01 --form other --invited 2 --attended 1"
    ],
    "briefing edit": ["briefing edit QT-2022-0001 --note x"],
    "briefing void": ["briefing void QT-2022-0001 --reason nhầm"],
}
WRONG = [  # command line, exit status, what the line must say
    (
        f"briefing add --document {PLAN} --unit PNV --on 2022-03-10 --form meeting --invited 3 --attended 4",
        1,
        "3 invited",
    ),
    ("briefing add --document 30/KH-UBND --unit PNV --on 2022-03-10 --form meeting --invited 3 --attended 3", 1, "@"),
    (
        f"briefing add --document {PLAN} --unit BQLCHO --on 2023-03-10 --form other --invited 3 --attended 3",
        1,
        "closed",
    ),
    (f"briefing add --document {PLAN} --unit PNV --on 2022-03-10 --form meeting --invited -3 --attended 3", 2, "-3"),
]


@pytest.mark.slow
def test_each_write_of_a_briefing_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_record_are_as_they_were_entered(filled: Path) -> None:
    assert_list_is_the_file("briefing list", "number")
    for row in (sample_rows("briefing")[0], sample_rows("briefing")[-1]):
        assert_show_is_the_row(f"briefing show {row['number']}", row)
