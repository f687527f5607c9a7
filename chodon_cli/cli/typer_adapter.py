"""All that this program uses of Typer beyond its documented names, in one place.

Typer is pinned to versions that were tried; 0.28 and 0.29 read values in different ways. When the pin moves,
`tests/…/test_typer_adapter.py` says what of this no longer holds; nothing else in the program imports `typer.main`,
`typer.core`, `typer.exceptions` or `typer._click`, or rewrites a signature.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cache
from inspect import Parameter, Signature
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar, cast, get_args

import typer
from typer._click.core import Command as ClickCommand
from typer._click.core import Context
from typer._click.core import Parameter as ClickParameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer._click.parser import _OptionParser as OptionParser
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException
from typer.models import CommandInfo, ParameterInfo

from chodon_cli.errors import Usage
from chodon_cli.locale import _, language
from chodon_cli.text import word_meant

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "ClickCommand",
    "ClickParameter",
    "Context",
    "HelpFormatter",
    "LazyGroup",
    "MissingParameter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "OptionParser",
    "Program",
    "TyperArgument",
    "TyperCommand",
    "TyperException",
    "TyperGroup",
    "TyperOption",
    "TyperParameter",
    "UsageError",
    "command_at",
    "group_of",
    "help_lines",
    "is_typed",
    "leaf",
    "longest_name",
    "name_in_faults",
    "only_command",
    "option_words",
    "parameter_name",
    "parameters_of",
    "program_at_work",
    "read_by",
    "read_value",
    "run_app",
    "show_metavar_alone",
    "takes_words",
    "texts_typed",
    "value_parser",
    "values_typed",
    "with_parameters",
    "word_list_of",
]

vars(typer.core)["_"] = _  # its headings are in our catalogue; gettext is loaded for nothing else
TyperParameter = TyperOption | TyperArgument
EDITING_VERB = "edit"
OPTIONS_OF_THE_OUTPUT = ("format", "output", "delimiter")
ReadValue = Callable[[Context, object], object]  # what was typed -> the value of it
Function = TypeVar("Function", bound=Callable[..., object])


class Program(NamedTuple):
    """The whole command line: for commands that run other commands."""

    app: typer.Typer
    run: Callable[[list[str]], int]  # a command line -> its exit status; whatever goes wrong is printed


def run_app(app: typer.Typer, words: list[str], name: str, run: Callable[[list[str]], int] | None = None) -> int:
    """Run the command line; its exit status. Typer's complaints are raised, not printed.

    `run` runs a command line for a command that runs others, as `program_at_work` gives it.
    """
    program = Program(app, run) if run else None
    try:
        return int(_root(app, language()).main(words, prog_name=name, standalone_mode=False, obj=program) or 0)
    except SystemExit as ending:
        if ending.code == 1:  # so Typer ends where the reader of the output has seen enough, as `head` has
            return 0
        raise


@cache
def _root(app: typer.Typer, _language: str) -> ClickCommand:
    """The root command in a language: whoever runs several command lines has each command built once."""
    return typer.main.get_command(app)


def program_at_work() -> Program:
    """The program whose command runs now."""
    program = get_current_context().obj
    assert isinstance(program, Program)
    return program


def only_command(app: typer.Typer) -> ClickCommand:
    """The command of an app that has one."""
    return next(iter(typer.main.get_group(app).commands.values()))


class LazyGroup(TyperGroup):
    """A group whose commands are built when they are asked for: one run needs one of them."""

    commands: dict[str, ClickCommand | None]  # type: ignore[assignment]  # None until it is asked for
    unbuilt: Mapping[str, CommandInfo] = {}

    def get_command(self, ctx: Context, cmd_name: str) -> ClickCommand | None:
        if cmd_name in self.unbuilt and self.commands[cmd_name] is None:
            self.commands[cmd_name] = typer.main.get_command_from_info(
                self.unbuilt[cmd_name], pretty_exceptions_short=False, rich_markup_mode=None
            )
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, ClickCommand | None, list[str]]:
        """The command that the first word means: `unit-rating` is `unit_rating`, and `void_event` is `void-event`."""
        name = word_meant(args[0], self.commands) or args[0]
        return super().resolve_command(ctx, [name, *args[1:]])


def group_of(app: typer.Typer) -> TyperGroup:
    """The app as the group of commands that Typer makes of it."""
    empty = copy(app)
    empty.registered_commands = []
    group = typer.main.get_group(empty)
    if isinstance(group, LazyGroup) and app.registered_commands:  # others are found by their files
        group.unbuilt = {info.name: info for info in app.registered_commands if info.name}
        group.commands = dict.fromkeys(group.unbuilt)
    return group


def leaf(group: TyperGroup, ctx: Context, path: list[str]) -> ClickCommand:
    """The command that this path of names leads to."""
    command: ClickCommand | None = group
    for name in path:
        assert isinstance(command, TyperGroup), f"there is nothing under {command and command.name}"
        command = command.get_command(ctx, name)
    assert command, f"there is no {' '.join(path)}"
    return command


def parameters_of(command: ClickCommand, ctx: Context) -> list[TyperParameter]:
    """Its arguments and options, --help among them."""
    return [each for each in command.get_params(ctx) if isinstance(each, TyperParameter)]


def with_parameters(function: Function, parameters: Iterable[Parameter]) -> Function:
    """The function with these parameters as its own: Typer makes options and arguments of what a signature says."""
    function.__signature__ = Signature(list(parameters))  # type: ignore[attr-defined]  # functions take any attribute
    return function


class _TypeDescriptor(Protocol):
    """What Typer keeps of the type of a parameter from 0.29 on; before, a parameter had a `type` that read it."""

    annotation: object
    parameter_info: ParameterInfo


def _descriptor(parameter: ClickParameter) -> _TypeDescriptor | None:
    return cast(_TypeDescriptor | None, getattr(parameter, "type_descriptor", None))


def value_parser(parameter: ClickParameter) -> Callable[[str], object] | None:
    """The function that reads what is typed for the parameter; None where Typer reads it itself."""
    descriptor = _descriptor(parameter)
    return descriptor.parameter_info.parser if descriptor else getattr(getattr(parameter, "type", None), "func", None)


def _is_path(parameter: ClickParameter) -> bool:
    if descriptor := _descriptor(parameter):
        return Path in (descriptor.annotation, *get_args(descriptor.annotation))
    return getattr(getattr(parameter, "type", None), "name", "") == "path"


def is_typed(ctx: Context, name: str) -> bool:
    """Whether the option was typed on the command line, not taken from the environment or left at its default."""
    return getattr(ctx.get_parameter_source(name), "name", "") == "COMMANDLINE"


def command_at(app: typer.Typer, path: Sequence[str]) -> tuple[ClickCommand, Context]:
    """The command to which the path of names leads, with a context in which it can be asked. KeyError if none is."""
    root = _root(app, language())
    command, ctx = root, Context(root, resilient_parsing=True)
    for name in path:
        below = command.get_command(ctx, name) if isinstance(command, TyperGroup) else None
        if below is None:
            raise KeyError(name)
        command, ctx = below, Context(below, parent=ctx, info_name=name, resilient_parsing=True)
    return command, ctx


def takes_words(command: ClickCommand) -> bool:
    """Whether what follows the command's own options is left as it is: another command line."""
    return bool(command.context_settings.get("ignore_unknown_options"))


def help_lines(group: TyperGroup, ctx: Context) -> list[tuple[str, str]]:
    """The commands of a group by name, each with the beginning of its help."""
    listed = getattr(group, "help_lines", None)  # a group of discovered commands reads them without importing
    if listed:
        return list(listed())
    return [(name, leaf(group, ctx, [name]).help or "") for name in group.list_commands(ctx)]


def values_typed(command: ClickCommand, ctx: Context, words: list[str]) -> dict[str, list[str]]:
    """What the words give the parameters of the command, by their names: unread, one text for each value."""
    values, _rest, _order = command.make_parser(ctx).parse_args(args=list(words))
    several = {name: value if isinstance(value, (list, tuple)) else [value] for name, value in values.items()}
    texts = {name: [each for each in value if isinstance(each, str)] for name, value in several.items()}
    return {name: value for name, value in texts.items() if value}


def texts_typed(ctx: Context, command: ClickCommand) -> list[tuple[TyperParameter, str]]:
    """The values that were typed and are text as they were read, each with its parameter."""
    several = [
        (parameter, value if isinstance(value, (list, tuple)) else [value])
        for parameter in parameters_of(command, ctx)
        if is_typed(ctx, parameter.name or "") and (value := ctx.params.get(parameter.name or ""))
    ]
    return [(parameter, each) for parameter, values in several for each in values if isinstance(each, str)]


def option_words(option: ClickParameter, value: str) -> list[str]:
    """The words that give the option this value, whatever the value begins with."""
    name = longest_name(option)
    return [f"{name}={value}"] if value.startswith("-") else [name, value]


def read_value(parameter: ClickParameter, text: str) -> str:
    """What is typed for the parameter, as its parser reads it, where that is text. ChodonError if it cannot be read."""
    parse = value_parser(parameter)
    value = parse(text) if parse else text
    return value if isinstance(value, str) else text


def name_in_faults(parameter: ClickParameter) -> None:
    """Let what is wrong with a value begin with the name of the option that it was given to."""
    read = _reader(parameter)

    def read_naming(ctx: Context, value: object) -> object:
        refuse_nothing(parameter, ctx, value)
        try:
            return read(ctx, value)
        except Usage as error:
            raise Usage(f"{parameter_name(parameter)}: {error}", error.hint) from error

    read_by(parameter, read_naming)


def read_by(parameter: ClickParameter, read: ReadValue | None = None) -> None:
    """Let the parameter's value be made by this function; by its own reader, without pydantic, if there is none."""
    if _descriptor(parameter):
        setattr(parameter, "_runtime_param", _ValueReader(read or _reader(parameter)))  # noqa: B010  # new in 0.29
    elif read:
        setattr(parameter, "type_cast_value", read)  # noqa: B010  # mypy lets no method be assigned


class _ValueReader(NamedTuple):
    """What Typer asks from 0.29 on for the value of what was typed; its own loads pydantic, 90 ms for each command."""

    read: ReadValue

    def coerce(self, value: object, param: ClickParameter, ctx: Context) -> object:
        return self.read(ctx, value)


def _reader(parameter: ClickParameter) -> ReadValue:
    """What makes a value of what was typed, as the parameter's type asks for it."""
    descriptor = _descriptor(parameter)
    if descriptor is None:
        return cast(ReadValue, parameter.type_cast_value)  # type: ignore[attr-defined,unused-ignore]  # gone in 0.29
    read_one = descriptor.parameter_info.parser or (Path if _is_path(parameter) else str)

    def read(ctx: Context, value: object) -> object:
        if parameter.multiple or parameter.nargs != 1:
            return [read_one(each) for each in value] if isinstance(value, (list, tuple)) else ()
        return read_one(value) if isinstance(value, str) else value

    return read


def show_metavar_alone(parameter: ClickParameter) -> None:
    """Let help say of an argument what stands for its value, and not also its type, as Typer does from 0.29 on."""
    if not _descriptor(parameter) or parameter.param_type_name != "argument":
        return

    def name_in_usage() -> str:
        metavar = str(parameter.metavar)
        return metavar if metavar.startswith("[") else f"{{{metavar}}}" if parameter.required else f"[{metavar}]"

    setattr(parameter, "_usage_display_name", name_in_usage)  # noqa: B010  # mypy lets no method be assigned
    setattr(parameter, "display_type_rich", lambda ctx: None)  # noqa: B010


def refuse_nothing(parameter: ClickParameter, ctx: Context, value: object) -> None:
    """Usage error for an empty value: as a variable of a script that was never set, it would choose everything.

    Where a record is edited it empties a column.
    """
    values = value if isinstance(value, (list, tuple)) else (value,)
    is_option = parameter.param_type_name == "option"
    empties = ctx.command.name == EDITING_VERB and parameter.name not in OPTIONS_OF_THE_OUTPUT
    if "" not in values or empties or not is_typed(ctx, parameter.name or ""):
        return
    if is_option or _is_path(parameter):
        hint = _("write one, or leave the option out") if is_option and not parameter.required else ""
        raise Usage(_("{name} needs a value").format(name=parameter_name(parameter)), hint)


def parameter_name(parameter: ClickParameter) -> str:
    """What a person types for the parameter: the option's name, or what stands for the argument's value."""
    return longest_name(parameter) if parameter.param_type_name == "option" else str(parameter.metavar)


def longest_name(option: ClickParameter) -> str:
    """`--format` of `--format` and `-f`."""
    return str(max(option.opts, key=len))


def word_list_of(parameter: ClickParameter) -> object:
    """What the parameter's parser is a method of: the words that it takes, if they are a list."""
    return getattr(value_parser(parameter), "__self__", None)
