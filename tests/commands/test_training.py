"""`training`: what people study."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import assert_refused

WRITES: Lines = {
    "training add": ["training add --staff CC002 --field it --from 2022-03-01 --until 2022-03-03 --note '= 1'"],
    "training edit": ["training edit BD-2022-0001 --days 1", "training edit BD-2022-0001 --note x --provider ''"],
    "training void": ["training void BD-2022-0001 --reason nhầm"],
}
WRONG = [  # command line, exit status, what the line must say
    ("training add --staff VC473 --field dancing --from 2022-01-01", 2, "dancing"),
    ("training add --staff VC473 --field it", 2, "--from"),
    ("training add --staff VC473 --field it --from 2027-01-01", 1, "after today"),
    ("training add --staff VC473 --field it --from 2022-03-02 --until 2022-03-01", 1, "is before"),
    ("training add --staff VC473 --field it --from 2022-03-01 --until 2022-03-02 --days 3", 1, "only 2 days"),
    ("training add --staff NOBODY --field it --from 2022-03-01", 1, "NOBODY"),
    ("training edit BD-2022-0001 --from 2021-03-01", 1, "belongs to the year 2022"),
    ("training edit BD-2022-0001 --field ''", 1, "needed"),
    ("training show BD-1999-0001", 1, "BD-1999-0001"),
]


@pytest.mark.slow
def test_each_write_of_a_training_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_record_are_as_they_were_entered(filled: Path) -> None:
    assert_list_is_the_file("training list", "number")
    for row in (sample_rows("training")[0], sample_rows("training")[-1]):
        assert_show_is_the_row(f"training show {row['number']}", row)
