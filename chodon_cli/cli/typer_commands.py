"""Typer's commands, made of the declared ones: for the lines that Typer reads, for help and for completion."""

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from chodon_cli.cli import showing
from chodon_cli.cli.discovery import DiscoveredCommands
from chodon_cli.cli.i18n import Command, Commands
from chodon_cli.cli.parameters import Parameter
from chodon_cli.cli.showing import DeclaredCommand, Group, Values
from chodon_cli.cli.typer_adapter import ClickCommand, TyperGroup, group_of, only_command, with_parameters
from chodon_cli.errors import ChodonError, NotFound, Usage, one_line

if TYPE_CHECKING:
    from types import ModuleType

    from chodon_cli.render import OutputOptions


def app_of(help: str, cls: type[TyperGroup], is_root: bool = False) -> typer.Typer:
    """An app as all of ours are."""
    return typer.Typer(
        help=help,
        cls=cls,
        no_args_is_help=not is_root,
        invoke_without_command=is_root,
        rich_markup_mode=None,
        add_completion=False,
    )


def typer_group(group: Group) -> TyperGroup:
    """The group as Typer has it."""
    if group.package:
        app = app_of(group.help, type("ReportsOfPackage", (Reports,), {"package": group.package}))
        app.callback()(_do_nothing)  # a group that registers no command cannot be built without
    else:
        app = app_of(group.help, Commands)
        for command in group.registered_commands:
            _add(app, command)
    return group_of(app)


class Reports(DiscoveredCommands):
    """The reports, each imported when it is asked for."""

    def make(self, name: str, module: "ModuleType") -> ClickCommand:
        app = app_of(module.HELP, Commands)
        _add(app, showing.report_command(name, module))
        return only_command(app)


def _do_nothing() -> None:
    """What a group does before one of its commands."""


def _add(app: typer.Typer, command: DeclaredCommand) -> None:
    of_noun = type("CommandOfNoun", (Command,), {"noun": command.noun}) if command.noun else Command
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False} if command.takes_words else {}
    app.command(command.name, help=command.help, cls=of_noun, context_settings=settings)(_callback(command))


def _callback(command: DeclaredCommand) -> Callable[..., None]:
    """What Typer calls with the values of the parameters."""
    parameters = [*map(as_signature, command.parameters)]
    if command.is_bare:

        def run_bare(**values: object) -> None:
            command.function(**values)

        return with_parameters(run_bare, parameters)

    def run(ctx: typer.Context, **values: object) -> None:
        def tell_absent(error: NotFound, own: Values, how: "OutputOptions") -> ChodonError:
            return with_unknown_columns(error, ctx, command, own, how)

        if status := showing.answer(command, ctx.command_path.split()[1:], values, tell_absent):
            raise typer.Exit(status)

    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    return with_parameters(run, [context, *parameters])


def as_signature(parameter: Parameter) -> inspect.Parameter:
    """The parameter as Typer reads it out of a signature."""
    option = parameter.typed_as
    made = typer.Argument if option.is_argument else typer.Option
    info = made(*option.names, parser=option.parser, metavar=option.metavar, help=option.help)
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if parameter.is_needed else parameter.default,
        annotation=Annotated[parameter.of_type, info],
    )


def with_unknown_columns(
    error: NotFound, ctx: typer.Context, command: DeclaredCommand, values: Values, how: "OutputOptions"
) -> ChodonError:
    """That a record is not there, together with the columns that there are not: what it would have is asked for all."""
    if not (how.columns or how.sort):
        return error
    from chodon_cli.cli import named_records, usage_errors
    from chodon_cli.cli.typer_adapter import parameters_of, texts_typed
    from chodon_cli.render._arrange import refuse_unknown_columns

    all_of_it = usage_errors.with_other_records(error, ctx, texts_typed(ctx, ctx.command))
    optional = {each.name: each.default for each in command.parameters if not each.is_needed}
    absent = {key for key, value in values.items() if any(text in str(all_of_it) for text in texts_of(value))}
    needed = [each for each in parameters_of(ctx.command, ctx) if each.name in absent - {*optional}]
    without = {key: optional[key] for key in absent & {*optional}}
    for key, code in named_records.other_records(ctx.command_path.split()[1:], needed).items():
        without[key] = [code] if isinstance(values[key], (list, tuple)) else code
    try:
        refuse_unknown_columns(showing.with_names(command.outcome({**values, **without}), how), how)
    except NotFound:  # of what can neither be left out nor replaced
        return all_of_it
    except Usage as fault:
        return Usage(one_line([str(all_of_it), str(fault)]), one_line([*filter(None, [all_of_it.hint, fault.hint])]))
    return all_of_it


def texts_of(value: object) -> Sequence[str]:
    """The words that were typed for a parameter, of which a value was made."""
    return [str(each) for each in (value if isinstance(value, (list, tuple)) else [value]) if each not in (None, "")]
