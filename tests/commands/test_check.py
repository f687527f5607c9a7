"""`check`: what it says mends a fault is a command that can be typed."""

import ast
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from chodon_cli.nouns import registry
from chodon_cli.rules import blocking
from tests.commands.command_tree import leaf_commands
from tests.harness import PACKAGE, Chodon, open_to_write
from tests.sources import nodes_of

OF_A_CASE = ("discipline_case", "case_violation", "case_event")  # their rules look at the case as a whole
COMMANDS = {path for path, _command in leaf_commands()}


def is_a_command(line: str) -> bool:
    """Whether it begins with the words of a command."""
    words = tuple(line.removeprefix("chodon ").split())
    return any(words[: len(path)] == path for path in COMMANDS)


@pytest.mark.parametrize("rule", blocking.rules(), ids=lambda rule: rule.__name__.rpartition(".")[2])
def test_a_broken_rule_is_mended_by_a_command(rule: ModuleType) -> None:
    for noun in [rule.NOUN] if hasattr(rule, "NOUN") else OF_A_CASE:
        assert is_a_command(registry.of_table(noun).fix), f"name what mends a {noun} in its declaration: mended_by="


def test_what_mends_a_record_names_it_before_the_options() -> None:
    assert registry.of_table("post").fix_of("CC001") == "chodon staff edit CC001 --post"
    assert registry.of_table("task_extension").fix_of("NV-2022-0001") == "chodon task show NV-2022-0001"


@pytest.mark.parametrize("file", sorted((PACKAGE / "rules/advisory").glob("[a-z]*.py")), ids=lambda file: file.stem)
def test_what_is_odd_is_mended_by_a_command(file: Path) -> None:
    constants = [node.value for node in nodes_of(file, ast.Constant)]
    lines = [text for text in constants if isinstance(text, str) and text.startswith("chodon ")]
    assert lines and all(map(is_a_command, lines)), lines


@pytest.mark.slow
def test_new_ones_are_shown_once_and_known_ones_counted(filled: Path, chodon: Chodon) -> None:
    everything = chodon("check -f json", status=3).json["rows"]
    assert chodon("check --new -f json", status=3).json["rows"] == everything
    again = chodon("check --new -f json").json
    assert again["rows"] == [] and f"{len(everything)} findings were known" in str(again["notes"])
    chodon("-q check --new")
    with open_to_write(filled) as db:
        db.execute("CREATE TABLE mine (id INTEGER PRIMARY KEY) STRICT")
    assert [row["code"] for row in chodon("check --new -f json", status=3).json["rows"]] == ["schema-changed"]
    assert chodon("check --new -f json").json["rows"] == []
    assert len(chodon("check -f json", status=3).json["rows"]) == len(everything) + 1, "nothing is forgotten"


@pytest.mark.slow
def test_what_was_told_of_a_register_is_known_wherever_it_lies(
    filled: Path, chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, moved = tmp_path / "copy.db", tmp_path / "moved.db"
    due = "--today 2022-06-30 due --changed-only -f json"
    assert chodon(due).json["rows"] and not chodon(due).json["rows"]
    chodon("-q check --new", status=3)
    chodon("-q backup", copy, status=None)
    filled.rename(moved)
    monkeypatch.setenv("CHODON_REGISTER", str(moved))
    assert chodon("check --new -f json").json["rows"] == [], "the file was moved without what stands beside it"
    assert chodon(due).json["rows"] == []
    chodon("-q restore", copy, status=None)
    assert {row["code"] for row in chodon("check --new -f json", status=None).json["rows"]} <= {"file-open-to-others"}
    shutil.copy(moved, copy)
    chodon("", "-r", copy, "--today", "2021-06-30", "due", "--changed-only")
    assert chodon(due).json["rows"] == [], "what was told of a copy is not of this one"
    with open_to_write(copy) as db:
        db.execute("CREATE TABLE mine (id INTEGER PRIMARY KEY) STRICT")
    assert len(chodon("", "-r", copy, "check", "--new", "-f", "json", status=3).json["rows"]) == 1
    with open_to_write(moved) as db:
        db.execute("CREATE TABLE mine (id INTEGER PRIMARY KEY) STRICT")
    assert len(chodon("check --new -f json", status=3).json["rows"]) == 1, "what was told of a copy is not of this one"
    assert chodon("check --new --columns nothing", status=2).stdout == ""
    chodon("-q -r", tmp_path / "other.db", "init")
    assert chodon("", "-r", tmp_path / "other.db", *due.split()).json["rows"] == []
    assert "were known" not in chodon("", "-r", tmp_path / "other.db", "check", "--new").stdout


def test_it_says_so_when_there_is_nothing_to_find(chodon: Chodon) -> None:
    assert chodon("check -f json").json["rows"] == []
