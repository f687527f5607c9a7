"""`init`: a new register, and what it refuses to write over."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness import Chodon, is_one_line
from tests.stress import torture


def test_a_new_register_holds_the_catalogue_and_says_who_made_it(empty: Path) -> None:
    counts = torture.sizes(empty)
    assert counts.pop("standard") > 0
    assert not any(counts.values())
    assert torture.faults(empty) == []


def a_file(path: Path) -> None:
    path.write_text("the minutes of a meeting", "utf-8")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


@pytest.mark.parametrize("put", [a_file, a_folder, a_link_to_nothing, Path.touch])
def test_init_refuses_what_is_there_already(tmp_path: Path, chodon: Chodon, put: Callable[[Path], None]) -> None:
    there = tmp_path / "there"
    put(there)
    before = there.read_bytes() if there.is_file() else os.lstat(there)
    done = chodon("-r", there, "init", status=1)
    assert is_one_line(done.stderr)
    assert (there.read_bytes() if there.is_file() else os.lstat(there)) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["register.db", "there"]


def test_init_refuses_an_existing_register_and_leaves_it_alone(filled: Path, chodon: Chodon) -> None:
    before = filled.read_bytes()
    assert "already" in chodon("init", status=1).stderr
    assert filled.read_bytes() == before
