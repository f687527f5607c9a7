"""`quota`: how many people a unit may have in a year."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file
from tests.harness import assert_refused

WRITES: Lines = {
    "quota set": [
        "quota set VPHDND --year 2031 --category contract --number 3",
        "quota set VPHDND --year 2031 --category contract --number 4",
    ],
}
WRONG = [  # command line, exit status, what the line must say
    ("quota set PNV --year 2022 --category cc --number -1", 2, "-1"),
]


@pytest.mark.slow
def test_each_write_of_a_quota_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_is_as_it_was_entered(filled: Path) -> None:
    assert_list_is_the_file("quota list", "unit", "year", "category")
