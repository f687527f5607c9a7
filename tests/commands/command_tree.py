"""The commands that can be typed."""

from collections.abc import Iterator
from typing import Any

import typer

from chodon_cli import root as root_module
from chodon_cli.cli.typer_adapter import TyperCommand


def leaf_commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Every command line that does something, and the command itself."""
    group = group or typer.main.get_command(root_module.app)
    if not hasattr(group, "list_commands"):
        yield path, group
        return
    ctx = typer.Context(group)
    for name in group.list_commands(ctx):
        yield from leaf_commands(group.get_command(ctx, name), (*path, name))


def command_paths(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command line that leads to a command or a group."""
    group = group or typer.main.get_command(root_module.app)
    yield path
    if hasattr(group, "list_commands"):
        ctx = typer.Context(group)
        for name in group.list_commands(ctx):
            yield from command_paths(group.get_command(ctx, name), (*path, name))


def options_of(path: str) -> set[str]:
    """The options of the command with this path, as they are typed."""
    return {
        name
        for words, command in leaf_commands()
        if " ".join(words) == path
        for parameter in command.params
        for name in parameter.opts
    }
