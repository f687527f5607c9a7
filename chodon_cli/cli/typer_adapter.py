"""All that this program uses of Typer beyond its documented names, in one place.

Typer is pinned. When the pin moves, `tests/…/test_typer_adapter.py` says what of this no longer holds; nothing else in
the program imports `typer.main`, `typer.core`, `typer.exceptions` or `typer._click`, or rewrites a signature.
"""

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Any

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.exceptions import TyperException

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "MissingParameter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "TyperArgument",
    "TyperCommand",
    "TyperException",
    "TyperGroup",
    "UsageError",
    "commands_of",
    "group_of",
    "is_typed",
    "leaf",
    "only_command",
    "run_app",
    "value_parser",
    "with_parameters",
]


def run_app(app: typer.Typer, words: list[str], name: str) -> int:
    """Run the command line; its exit status. Typer's complaints are raised, not printed."""
    return int(typer.main.get_command(app).main(words, prog_name=name, standalone_mode=False) or 0)


def commands_of(app: typer.Typer) -> dict[str, Any]:
    """The commands of an app by name, as Typer builds them."""
    return dict(typer.main.get_group(app).commands)


def only_command(app: typer.Typer) -> Any:
    """The command of an app that has one."""
    return next(iter(typer.main.get_group(app).commands.values()))


def group_of(app: typer.Typer) -> TyperGroup:
    """The app as the group of commands that Typer makes of it."""
    return typer.main.get_group(app)


def leaf(group: TyperGroup, ctx: Any, path: list[str]) -> Any:
    """The command that this path of names leads to."""
    command: Any = group
    for name in path:
        command = command.get_command(ctx, name)
    return command


def with_parameters(function: Callable[..., Any], parameters: Iterable[Parameter]) -> Callable[..., Any]:
    """The function with these parameters as its own: Typer makes options and arguments of what a signature says."""
    function.__signature__ = Signature(list(parameters))  # type: ignore[attr-defined]  # functions take any attribute
    return function


def value_parser(parameter: Any) -> Any:
    """The function that reads what is typed for the parameter; None where Typer reads it itself."""
    return getattr(parameter.type, "func", None)


def is_typed(ctx: typer.Context, name: str) -> bool:
    """Whether the option was typed on the command line, not taken from the environment or left at its default."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
