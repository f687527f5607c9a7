"""`settings`: what the office sets, typed, listed with its meaning, in the journal."""

import os
from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, assert_refused, hold_each

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


def test_a_value_is_judged_when_it_is_set(small: Path, chodon: Chodon, tmp_path: Path) -> None:
    (tmp_path / "mẫu").mkdir()
    (tmp_path / "x.docx").touch()

    def is_told(key: str, value: str, status: int, told: str) -> None:
        assert_refused(small, f"settings set {key} '{value}'", status, told)

    numbers = ("attachment-megabytes", "backup-days", "small-unit", "retention-years")
    unreadable = ("+5", "1.5", "1_000", "1e3", "١٢", "5 ngày", "100000")
    hold_each(
        is_told,
        [
            *((key, value, 2, "is not a whole number — write digits alone") for key in numbers for value in unreadable),
            ("retention-years", "201", 2, "“201” is too many — 200 at most"),
            *(
                ("templates", no, 1, "there is no such folder — make it first")
                for no in (f"{tmp_path}/no", "~nobody-here/x")
            ),
            ("templates", f"{tmp_path}/x.docx", 1, "this is a file, not a folder"),
        ],
    )
    chodon("settings set backup-days 007")
    chodon(f"settings set templates {os.path.relpath(tmp_path)}/mẫu")
    held = {row["key"]: row["value"] for row in chodon("settings list -f json").json["rows"]}
    assert (held["backup-days"], held["templates"]) == ("7", str(Path(f"{os.path.relpath(tmp_path)}/mẫu").absolute()))
