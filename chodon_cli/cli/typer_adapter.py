"""All that this program uses of Typer beyond its documented names, in one place.

Typer is pinned. When the pin moves, `tests/…/test_typer_adapter.py` says what of this no longer holds; nothing else in
the program imports `typer.main`, `typer.core`, `typer.exceptions` or `typer._click`, or rewrites a signature.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from inspect import Parameter, Signature
from typing import Any, NamedTuple

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.globals import get_current_context
from typer._click.shell_completion import _resolve_context, _resolve_incomplete
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.models import CommandInfo

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "LazyGroup",
    "MissingParameter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "Program",
    "TyperArgument",
    "TyperCommand",
    "TyperException",
    "TyperGroup",
    "UsageError",
    "group_of",
    "help_lines",
    "is_typed",
    "leaf",
    "longest_name",
    "missing_parameters",
    "only_command",
    "option_lines",
    "option_words",
    "parameter_name",
    "place_to_complete",
    "program_at_work",
    "read_value",
    "run_app",
    "value_parser",
    "values_typed",
    "with_parameters",
    "word_list_of",
]


class Program(NamedTuple):
    """The whole command line: for commands that run other commands."""

    app: typer.Typer
    run: Callable[[list[str]], int]  # a command line -> its exit status; whatever goes wrong is printed


def run_app(app: typer.Typer, words: list[str], name: str, run: Callable[[list[str]], int] | None = None) -> int:
    """Run the command line; its exit status. Typer's complaints are raised, not printed.

    `run` runs a command line for a command that runs others, as `program_at_work` gives it.
    """
    program = Program(app, run) if run else None
    return int(typer.main.get_command(app).main(words, prog_name=name, standalone_mode=False, obj=program) or 0)


def program_at_work() -> Program:
    """The program whose command runs now."""
    program = get_current_context().obj
    assert isinstance(program, Program)
    return program


def only_command(app: typer.Typer) -> Any:
    """The command of an app that has one."""
    return next(iter(typer.main.get_group(app).commands.values()))


class LazyGroup(TyperGroup):
    """A group whose commands are built when they are asked for: one run needs one of them."""

    commands: dict[str, Any]
    unbuilt: Mapping[str, CommandInfo] = {}

    def get_command(self, ctx: Any, name: str) -> Any:
        if name in self.unbuilt and self.commands[name] is None:
            self.commands[name] = typer.main.get_command_from_info(
                self.unbuilt[name], pretty_exceptions_short=False, rich_markup_mode=None
            )
        return self.commands.get(name)


def group_of(app: typer.Typer) -> TyperGroup:
    """The app as the group of commands that Typer makes of it."""
    empty = copy(app)
    empty.registered_commands = []
    group = typer.main.get_group(empty)
    if isinstance(group, LazyGroup) and app.registered_commands:  # others are found by their files
        group.unbuilt = {info.name: info for info in app.registered_commands if info.name}
        group.commands = dict.fromkeys(group.unbuilt)
    return group


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


def place_to_complete(app: typer.Typer, words: list[str], current: str, name: str) -> tuple[typer.Context, Any, str]:
    """The context of the words, the command or parameter that `current` is to complete, and what of it is the value."""
    ctx: Any = _resolve_context(typer.main.get_command(app), {}, name, words)
    place, current = _resolve_incomplete(ctx, list(words), current)
    return ctx, place, current


def help_lines(group: Any, ctx: typer.Context) -> list[tuple[str, str]]:
    """The commands of a group by name, each with the beginning of its help."""
    listed = getattr(group, "help_lines", None)  # a group of discovered commands reads them without importing
    if listed:
        return list(listed())
    return [(name, group.get_command(ctx, name).help or "") for name in group.list_commands(ctx)]


def option_lines(command: Any, ctx: typer.Context) -> list[tuple[str, str]]:
    """The options of a command that have not been typed yet, by their longest name, each with its help."""
    return [
        (longest_name(parameter), getattr(parameter, "help", None) or "")
        for parameter in command.get_params(ctx)
        if parameter.param_type_name == "option" and (parameter.multiple or not is_typed(ctx, parameter.name or ""))
    ]


def values_typed(command: Any, ctx: typer.Context, words: list[str]) -> dict[str, list[str]]:
    """What the words give the parameters of the command, by their names: unread, one text for each value."""
    values, _rest, _order = command.make_parser(ctx).parse_args(args=list(words))
    several = {name: value if isinstance(value, (list, tuple)) else [value] for name, value in values.items()}
    texts = {name: [each for each in value if isinstance(each, str)] for name, value in several.items()}
    return {name: value for name, value in texts.items() if value}


def missing_parameters(command: Any, ctx: typer.Context, words: list[str]) -> list[Any]:
    """The parameters that the command needs and that the words do not give, arguments first."""
    typed = values_typed(command, ctx, words)
    missing = [each for each in command.get_params(ctx) if each.required and each.name not in typed]
    return sorted(missing, key=lambda each: each.param_type_name != "argument")


def option_words(option: Any, value: str) -> list[str]:
    """The words that give the option this value, whatever the value begins with."""
    name = longest_name(option)
    return [f"{name}={value}"] if value.startswith("-") else [name, value]


def read_value(parameter: Any, text: str) -> str:
    """What is typed for the parameter, as its parser reads it, where that is text. ChodonError if it cannot be read."""
    parse = value_parser(parameter)
    value = parse(text) if parse else text
    return value if isinstance(value, str) else text


def parameter_name(parameter: Any) -> str:
    """What a person types for the parameter: the option's name, or what stands for the argument's value."""
    return longest_name(parameter) if parameter.param_type_name == "option" else str(parameter.metavar)


def longest_name(option: Any) -> str:
    """`--format` of `--format` and `-f`."""
    return str(max(option.opts, key=len))


def word_list_of(parameter: Any) -> Any:
    """What the parameter's parser is a method of: the list of words that it takes, if it takes one."""
    return getattr(getattr(parameter.type, "func", None), "__self__", None)
