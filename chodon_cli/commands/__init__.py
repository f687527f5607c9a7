"""What can be typed: one module a noun, found by its file, imported when it is asked for.

A module has `HELP = N_("…")`, its one line in the help above it, which is read from the source without
importing it, and `group`, whose commands return a Result. A group with one command of its own name is that command.
"""

import os
import re
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from types import ModuleType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from chodon_cli import options
from chodon_cli.errors import ChodonError, Refused, why
from chodon_cli.locale import N_, _
from chodon_cli.result import Result

TYPER_WORDS = [  # headings that Typer translates itself, through gettext
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
]
KEYWORD = Parameter.KEYWORD_ONLY
CONTEXT = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
SHOWING = [
    Parameter("format", KEYWORD, default=None, annotation=options.Format),
    Parameter("output", KEYWORD, default=None, annotation=options.Output),
    Parameter("headings", KEYWORD, default=False, annotation=options.Headings),
    Parameter("delimiter", KEYWORD, default=None, annotation=options.Delimiter),
]
CHOOSING = [
    Parameter("columns", KEYWORD, default=None, annotation=options.Columns),
    Parameter("sort", KEYWORD, default=None, annotation=options.Sort),
]
HELP_LINE = re.compile(r'^HELP = N_\("(.*)"\)', re.M)


class Spoken:
    """A command or a group that speaks the language in use: texts are msgids until they are shown."""

    help: str | None
    params: list[Any]
    options_metavar: str | None
    subcommand_metavar: str

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.help = _(self.help) if self.help else self.help  # built anew for every run, so this is when it is shown
        self.options_metavar = _("[OPTIONS]")
        self.subcommand_metavar = _("COMMAND [ARGS]...")
        for parameter in self.params:
            parameter.help = _(parameter.help) if parameter.help else parameter.help

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # of the Typer class beside this one
        if option is not None:
            option.help = _("Show this and stop.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")


class Command(Spoken, TyperCommand):
    """One command."""


class Commands(Spoken, TyperGroup):
    """A group of commands."""


class Lazy(Commands):
    """A group whose commands are the modules of a package, each imported when it is asked for."""

    package: ModuleType

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: dict[str, Any] = dict.fromkeys(modules(self.package))  # imported by get_command

    def make(self, name: str, module: ModuleType) -> Any:
        raise NotImplementedError

    def get_command(self, ctx: Any, name: str) -> Any:
        if name not in self.commands:
            return None
        return self.make(name, import_module(f"{self.package.__name__}.{module_name(name)}"))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_line(self.package, name))) for name in self.commands])


def modules(package: ModuleType) -> list[str]:
    """The names under which the modules of the package are typed."""
    files = Path(package.__path__[0]).glob("*.py")
    return sorted(file.stem.rstrip("_") for file in files if not file.stem.startswith("_"))


def module_name(name: str) -> str:
    return "import_" if name == "import" else name


def help_line(package: ModuleType, name: str) -> str:
    """The HELP of a module, read without importing it."""
    source = Path(package.__path__[0], f"{module_name(name)}.py").read_text("utf-8")
    found = HELP_LINE.search(source)
    return found[1] if found else ""


class Group(typer.Typer):
    """A Typer app whose commands return a Result, which is shown as the user asks."""

    def __init__(self, help: str, cls: type[TyperGroup] = Commands) -> None:
        super().__init__(help=help, cls=cls, no_args_is_help=True, rich_markup_mode=None, add_completion=False)

    def query(self, name: str, help: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that asks: its columns and order can be chosen."""
        return self._add(name, help, [*SHOWING, *CHOOSING])

    def change(self, name: str, help: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that writes: what was written is shown."""
        return self._add(name, help, SHOWING)

    def plain(self, name: str, help: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """A command that writes a file of its own: nothing of what it shows can be chosen."""
        return self._add(name, help, [])

    def _add(
        self, name: str, help: str, showing: list[Parameter]
    ) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        def register(function: Callable[..., Result]) -> Callable[..., Result]:
            self.command(name, help=help, cls=Command)(shown(function, showing))
            return function

        return register


def shown(function: Callable[..., Result], showing: list[Parameter]) -> Callable[..., None]:
    """Give the command the options of its output, and show the Result it returns."""
    names = {parameter.name for parameter in showing}

    @wraps(function)
    def run(ctx: typer.Context, **values: Any) -> None:
        from chodon_cli import render
        from chodon_cli.commands._again import with_command

        how = render.How(**({"format": None, "output": None} | {name: values.pop(name) for name in names}))
        for file in (how.output, values.get("rejects"), values.get("output")):
            not_the_register(file)
        result = function(**values)
        try:
            render.show(with_command(result, ctx), how)
        except (OSError, ChodonError) as error:
            if not (result.is_write and result.is_stored):
                raise
            told = why(error) if isinstance(error, OSError) else str(error)
            render.warn(_("it was written, but the outcome could not be shown: {error}").format(error=told))
        if result.exit_code:
            raise typer.Exit(result.exit_code)

    asked = signature(function)
    run.__signature__ = asked.replace(parameters=[CONTEXT, *map(keyword, asked.parameters.values()), *showing])  # type: ignore[attr-defined]
    return run


def not_the_register(file: Path | None) -> None:
    """Refuse to write an outcome over the register."""
    from chodon_cli import store

    if file is None:
        return
    register = os.path.realpath(store.path())
    if os.path.realpath(file) in (register, f"{register}-wal", f"{register}-shm"):
        raise Refused(_("{path}: this is the register itself").format(path=file))


def keyword(parameter: Parameter) -> Parameter:
    return parameter.replace(kind=KEYWORD)


def report_command(name: str, module: ModuleType) -> Any:
    """Make a command of a report: its function's parameters, less `db`, are the options."""

    @wraps(module.report)
    def run(**values: Any) -> Result:
        from chodon_cli import store

        with store.reading() as db:
            result: Result = module.report(db, **values)
            return result

    asked = signature(module.report)
    run.__signature__ = asked.replace(parameters=[*asked.parameters.values()][1:])  # type: ignore[attr-defined]
    group = Group(module.HELP)
    group.query(name, help=module.HELP)(run)
    return only_command(group)


def only_command(group: Group) -> Any:
    """The command of a group that has one."""
    return next(iter(typer.main.get_group(group).commands.values()))


def written(noun: Any, ids: Sequence[int], title: str, hints: Sequence[str] = ()) -> Result:
    """The records that a command has just written, as the register now has them."""
    from chodon_cli import lists, store

    with store.reading() as db:
        return lists.written(db, noun, ids, title, hints)
