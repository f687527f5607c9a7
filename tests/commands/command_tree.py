"""The commands that can be typed: built once in a language, since a thousand tests ask for them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import typer

from chodon_cli import locale
from chodon_cli import root as root_module
from chodon_cli.cli.typer_adapter import TyperCommand


def root_command() -> Any:
    """The command line as Typer makes it, in the language in use."""
    return _root_command(locale.language())


@cache
def _root_command(_language: str) -> Any:
    return typer.main.get_command(root_module.app)


def leaf_commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Every command line that does something, and the command itself."""
    group = group or root_command()
    if not hasattr(group, "list_commands"):
        yield path, group
        return
    ctx = typer.Context(group)
    for name in group.list_commands(ctx):
        yield from leaf_commands(group.get_command(ctx, name), (*path, name))


def command_paths(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command line that leads to a command or a group."""
    group = group or root_command()
    yield path
    if hasattr(group, "list_commands"):
        ctx = typer.Context(group)
        for name in group.list_commands(ctx):
            yield from command_paths(group.get_command(ctx, name), (*path, name))


def options_of(path: str) -> set[str]:
    """The options of the command with this path, as they are typed."""
    group, words = root_command(), path.split()
    for word in words:
        group = group.get_command(typer.Context(group), word)
    return {name for parameter in group.params for name in parameter.opts}
