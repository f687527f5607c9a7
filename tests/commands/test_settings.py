"""`settings`: what the office sets, typed, listed with its meaning, in the journal."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, assert_refused

WRITES: Lines = {
    "settings set": [
        "settings set organisation 'UBND huyện Chợ Đồn'",
        "settings set Attachment_Megabytes 5",
        "settings set organisation ''",
    ],
}


@pytest.mark.slow
def test_each_write_of_a_setting_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


def test_every_key_is_listed_with_what_holds(filled: Path, chodon: Chodon) -> None:
    chodon("settings set place 'Bằng  Lũng'")
    listed = {row["key"]: row["value"] for row in chodon("settings list -f json").json["rows"]}
    assert (listed["place"], listed["attachment-megabytes"], listed["superior"]) == ("Bằng Lũng", "20", "")
    assert all(row["meaning"] for row in chodon("settings list -f json").json["rows"])
    assert_refused(filled, "settings set place 'Bằng Lũng'", 1, "nothing would change")
    assert_refused(filled, "settings set colour red", 2, "organisation")
    assert_refused(filled, "settings set attachment-megabytes many", 2, "whole number")


@pytest.mark.parametrize(
    ("line", "status", "first"),
    [
        ("settings set abc 1", 2, "organisation"),
        ("config set abc 1", 2, "register"),
        ("config set language fr", 2, "vi"),
        ("check --explain abc", 1, "attachment-damaged"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(chodon: Chodon, line: str, status: int, first: str) -> None:
    assert f" — allowed: {first}, " in chodon(line, status=status).stderr
