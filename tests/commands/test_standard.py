"""`standard`: what people are held to."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, assert_refused

WRITES: Lines = {
    "standard add": [
        "standard add XX01 'Một điều' --group 'Nhóm' --document 'Quy chế' --article '3' --from 2022-01-01"
    ],
    "standard retire": ["standard retire XX01 --on 2025-12-31"],
}
WRONG = [  # command line, exit status, what the line must say
    ("standard retire CS02 --on 2022-01-01", 1, "CS02"),
]


def test_each_write_of_a_standard_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_a_standard_is_listed_shown_and_gone_once_it_is_retired(chodon: Chodon) -> None:
    chodon("standard add XX01 'Một điều' --group 'Nhóm' --document 'Quy chế' --article 3 --from 2022-01-01")
    [shown] = chodon("standard show XX01 -f json").json["rows"]
    assert (shown["code"], shown["title"], shown["group"]) == ("XX01", "Một điều", "Nhóm")
    chodon("standard retire XX01 --on 2025-12-31")
    for day, is_listed in {"2025-12-31": True, "2026-01-01": False}.items():
        codes = [row["code"] for row in chodon(f"standard list --as-of {day} -f json").json["rows"]]
        assert ("XX01" in codes) == is_listed, day
