"""A line that is read without Typer means what Typer makes of it; whatever else it is, Typer reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chodon_cli import dates, plain_line, root
from chodon_cli.cli import typer_adapter
from chodon_cli.cli.parameters import Parameter
from chodon_cli.cli.showing import DeclaredCommand, Values
from tests.commands.command_tree import leaf_commands
from tests.harness import Chodon, hold_each

WORD = "2022"  # is a day, a period, a number and a text
LINES_LEFT_TO_TYPER = [
    "",
    "violation",
    "violation list --help",
    "violation list --no-such-option",
    "violation list --find",
    "violation list --find=",
    "violation list --headings=yes",
    "violation list --year x",
    "violation list --top 1 --top 2",
    "violation list -fcsv",
    "violation list too many words",
    "violation show",
    "violation log --staff CC001",
    "help violation",
    "import_ list",
    "unit-rating list",
    "nothing list",
    "report nothing",
    "--color red violation list",
    "--today yesterday-ish violation list",
    "--lang xx violation list",
    "--no-such-option violation list",
]


def lines_of(command: DeclaredCommand) -> Iterator[list[str]]:
    """Words behind the name of a command: nothing but what it needs, and beside that each option in both ways."""
    needed = [word for each in command.parameters if each.is_needed for word in words_of(each)]
    yield needed
    for option in [each for each in command.parameters if each.names and not each.is_needed]:
        yield [*words_of(option), *needed]
        if not option.is_flag:
            yield [*needed, f"{option.names[0]}={value_of(option)}"]
            yield [*needed, option.names[-1], f"-{value_of(option)}"]


def words_of(parameter: Parameter) -> list[str]:
    name = [parameter.names[-1]] if parameter.names else []
    return name if parameter.is_flag else [*name, value_of(parameter)]


def value_of(parameter: Parameter) -> str:
    """A value that the parameter takes: one of its words, where it has a list of them."""
    words = getattr(parameter.typed_as.parser, "__self__", None)
    return str([*(getattr(words, "codes", None) or getattr(words, "words", None) or [WORD])][-1])


def means_the_same(path: tuple[str, ...]) -> None:
    """Each line of the command gives each parameter the same value, whoever reads it."""
    declared, names = plain_line.command_named(path)
    assert [*names] == [*path]
    read_plainly = 0
    for words in lines_of(declared):
        try:
            values = plain_line.values_typed(declared, words)
        except plain_line.NotPlain:
            continue
        read_plainly += 1
        command, ctx = typer_adapter.command_at(root.app, path)
        typers = command.make_context(path[-1], [*words], parent=ctx.parent).params
        assert with_files_as_text(values) == with_files_as_text(typers), (path, words)
    assert read_plainly * 2 > len([*lines_of(declared)]), path


def with_files_as_text(values: Values) -> dict[str, object]:
    """The values; before 0.29 Typer makes a path of the name of a file only when it calls the command."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in values.items()}


def test_every_question_means_the_same_whoever_reads_it() -> None:
    dates.fix_today("2022-12-31")
    commands = [path for path, _command in leaf_commands() if path != ("import",)]  # whose module has another name
    paths = [path for path in commands if plain_line.command_named(path)[0].is_question]
    assert len(paths) > 60
    hold_each(means_the_same, [(path,) for path in paths])


def test_whatever_is_not_typed_as_it_should_be_is_left_to_typer(chodon: Chodon, small: object) -> None:
    hold_each(is_left_to_typer, [(line,) for line in LINES_LEFT_TO_TYPER])


def is_left_to_typer(line: str) -> None:
    assert plain_line.run(line.split()) is None


def test_what_is_not_there_is_told_once_with_all_else_that_is_not(
    chodon: Chodon, small: object, capfd: pytest.CaptureFixture[str]
) -> None:
    done = chodon("--lang en case list --staff NOBODY --unit NOWHERE", status=1)
    assert "NOBODY" in done.stderr and "NOWHERE" in done.stderr and done.stdout == ""
