"""Each command has its test where one looks for it, and each that writes is tried against the journal."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from chodon_cli import drafts
from chodon_cli.cli.typer_adapter import OPTIONS_OF_THE_OUTPUT, TyperException, longest_name
from chodon_cli.errors import ChodonError, Usage
from chodon_cli.locale import _
from tests.commands.command_tree import leaf_commands
from tests.harness import ROOT, hold_each
from tests.sources import text_of, tree_of

FOLDERS = ("commands", "reports", "exchange", "store", "audit")
BESIDE = {"redo": "undo"}  # command -> the one whose test file it shares
ONLY_WRITES_FILES = {"publish", "attach get", "config set"}
ONLY_WRITES_FILES |= {f"draft {kind}" for kind in (*drafts.DRAFT_KINDS, "all", "template")}
RUNS_OTHERS = {"shell", "sandbox", "tour"}  # each other command is an entry of its own
MOVES_THE_REGISTER = {
    "move",
    "init",
    "import",
    "export",
    "upgrade",
    "template",
    "backup",
    "restore",
    "undo",
    "redo",
    "privacy",
}


@cache
def files_of(noun: str) -> list[Path]:
    """The file of the name, and those of its parts: test_case.py, test_case_law.py."""
    folders = [ROOT / "tests" / folder for folder in FOLDERS]
    return [file for folder in folders for end in ("", "_*") for file in folder.glob(f"test_{noun}{end}.py")]


def is_tried(*path: str) -> None:
    name = path[1] if path[0] == "report" else path[0]
    words = re.escape(" ".join(path))  # they stand first in the pattern, for that is searched for many times faster
    line = re.compile(rf"{words}(?<![\w-]{words})(?![\w-])")
    files = files_of(BESIDE.get(name, name))
    assert files, f"make tests/commands/test_{name}.py (or tests/reports/) and try `{' '.join(path)}` in it"
    tried = [file.name for file in files if line.search(text_of(file))]
    assert tried, f"it is tried in none of {', '.join(file.name for file in files)}"


def test_a_command_is_tried_in_the_file_of_its_name() -> None:
    hold_each(is_tried, [path for path, _command in leaf_commands()])


@pytest.mark.slow
def test_no_option_of_any_command_takes_nothing_for_a_value() -> None:
    """As a variable of a script that was never set: `--unit "$UNIT"` would list everything. In `edit` it empties."""
    tried = 0
    for path, command in leaf_commands():
        for option in command.params:
            if option.param_type_name != "option" or getattr(option, "is_flag", False):
                continue
            name, refused = longest_name(option), []
            try:
                command.make_context(path[-1], [f"{name}="])
            except Usage as error:
                refused = str(error).split("; ")
            except (ChodonError, TyperException):
                pass
            empties = path[-1] == "edit" and option.name not in OPTIONS_OF_THE_OUTPUT
            assert (_("{name} needs a value").format(name=name) in refused) != empties, (*path, name)
            tried += 1
    assert tried > 500


def test_each_command_that_writes_is_among_the_writes_of_its_noun() -> None:
    """Writes are those whose columns cannot be chosen; `WRITES` of the noun's file holds each against the journal."""
    writing = {
        " ".join(path)
        for path, command in leaf_commands()
        if path[0] not in MOVES_THE_REGISTER | RUNS_OTHERS
        and "columns" not in [parameter.name for parameter in command.params]
    }
    listed = {line for file in (ROOT / "tests/commands").glob("test_*.py") for line in writes_of(file)}
    assert writing - listed == ONLY_WRITES_FILES, "add command lines to WRITES in the test file of the noun"
    assert listed - writing == set()


def writes_of(file: Path) -> set[str]:
    """The keys of the file's table `WRITES`."""
    for node in tree_of(file).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "WRITES":
            assert isinstance(node.value, ast.Dict)
            return {ast.literal_eval(key) for key in node.value.keys if key}
    return set()
