"""The root command: groups loaded when used, and the one place where errors are printed."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType, ModuleType
from typing import Annotated, NoReturn

import typer
from typer import Option

from chodon_cli import __version__, commands, configuration, dates, locale, standard_streams
from chodon_cli import invocation as operation
from chodon_cli.cli import completion, discovery, help_page, options, typer_adapter
from chodon_cli.cli.discovery import DiscoveredCommands
from chodon_cli.cli.showing import Group
from chodon_cli.errors import (
    INTERRUPTED,
    ChodonError,
    NotFound,
    ReportedFailure,
    Usage,
    comes_of_an_interrupt,
    why,
)
from chodon_cli.locale import N_, _


class Root(DiscoveredCommands):
    """Every module of commands/ is a group, imported when it is asked for."""

    package = commands

    def make(self, name: str, module: ModuleType) -> typer_adapter.ClickCommand:
        group = typer_adapter.group_of(module.group)
        return typer_adapter.only_command(module.group) if list(group.commands) == [name] else group

    def format_commands(self, ctx: typer_adapter.Context, formatter: typer_adapter.HelpFormatter) -> None:
        """The commands under the headings of an office's work."""
        sections_of_commands = [(name, discovery.section(commands, name)) for name in self.commands]
        for heading, names in help_page.sections(sections_of_commands).items():
            with formatter.section(_(heading)):
                formatter.write_dl([(name, _(discovery.help_line(commands, name))) for name in names])
        with formatter.section(_("More")):
            formatter.write_text(_("chodon help COMMAND: what it does, with examples; chodon alone: where one stands"))

    def resolve_command(
        self, ctx: typer_adapter.Context, args: list[str]
    ) -> tuple[str | None, typer_adapter.ClickCommand | None, list[str]]:
        """`help X` is X --help; `help output` tells of the options that every list and report has."""
        if args[0] != "help":
            return super().resolve_command(ctx, args)
        if args[1:] == ["output"]:
            formatter = ctx.make_formatter()
            help_page.write_output_topic(formatter, typer_adapter.leaf(self, ctx, ["unit", "list"]), ctx)
            typer.echo(formatter.getvalue().rstrip("\n"))
            raise typer.Exit
        if not args[1:]:
            typer.echo(ctx.get_help())
            raise typer.Exit
        return super().resolve_command(ctx, [*args[1:], "--help"])


app = Group(N_("The register of discipline and working style of a public authority."), cls=Root, is_root=True)


def show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"chodon {__version__}")
        raise typer.Exit


def install_completion(is_wanted: bool) -> None:
    if is_wanted:
        from chodon_cli.cli.completion import shells

        file = shells.install(shells.shell_in_use())
        typer.echo(_("completion is in {file}; it works from the next start of the shell on").format(file=file))
        raise typer.Exit


def show_completion(is_wanted: bool) -> None:
    if is_wanted:
        from chodon_cli.cli.completion import shells

        typer.echo(shells.script(shells.shell_in_use()), nl=False)
        raise typer.Exit


InstallCompletion = Annotated[
    bool,
    Option(
        "--install-completion",
        is_eager=True,
        callback=install_completion,
        help=N_("Let the shell (bash, zsh, fish, PowerShell) complete what is typed, and stop."),
    ),
]
ShowCompletion = Annotated[
    bool,
    Option(
        "--show-completion",
        is_eager=True,
        callback=show_completion,
        help=N_("Show the script of completion for the shell, and stop."),
    ),
]


@app.callback()
def main_options(
    ctx: typer.Context,
    register: Annotated[
        str | None,
        Option(
            "--register",
            "-r",
            envvar="CHODON_REGISTER",
            metavar="PATH",
            help=N_("The register; by default in the user's data folder."),
        ),
    ] = None,
    lang: Annotated[str | None, Option(envvar="CHODON_LANG", metavar="vi|en", help=N_("Language."))] = None,
    today: Annotated[
        str | None, Option(envvar="CHODON_TODAY", parser=dates.parse_day, metavar="DATE", help=N_("The day it is."))
    ] = None,
    color: Annotated[str | None, Option(metavar="auto|always|never", help=N_("Colour."))] = None,
    no_pager: Annotated[
        bool, Option("--no-pager", help=N_("Print long tables instead of showing them page by page."))
    ] = False,
    no_input: Annotated[
        bool,
        Option("--no-input", help=N_("Never ask for what is missing: the command then ends with 2.")),
    ] = False,
    quiet: Annotated[bool, Option("--quiet", "-q", help=N_("Print only what was asked for and errors."))] = False,
    debug: Annotated[bool, Option("--debug", help=N_("Show where in the program an error arose."))] = False,
    version: Annotated[
        bool, Option("--version", is_eager=True, callback=show_version, help=N_("Show the version and stop."))
    ] = False,
    completion_installed: InstallCompletion = False,
    completion_shown: ShowCompletion = False,
) -> None:
    from chodon_cli import render, store

    register = register or configuration.value("register") or None
    color = color or configuration.value("color", register)
    if color not in configuration.CONFIGURATION_KEYS["color"].words:
        raise not_allowed("--color", color, configuration.CONFIGURATION_KEYS["color"].words)
    dates.fix_today(today)
    store.use(register)
    render.use(color, quiet, None if no_pager else os.environ.get("PAGER", configuration.value("pager", register)))
    operation.asks = not no_input and configuration.value("input", register) == "on"
    operation.global_words = typed_global_words(ctx)
    if ctx.invoked_subcommand is None:
        from chodon_cli.commands import _status

        render.show(_status.status(), render.OutputOptions(None, None))


def typed_global_words(ctx: typer.Context) -> list[str]:
    """The global options that were typed and that change what a report says."""
    typed = {name for name in ("register", "lang", "today") if typer_adapter.is_typed(ctx, name)}
    return [word for name in sorted(typed) for word in (f"--{name}", str(ctx.params[name]))]


def main() -> NoReturn:
    """The `chodon` command."""
    standard_streams.prepare()
    if completion.COMPLETION_VARIABLE in os.environ:
        sys.exit(completion.print_candidates(app, sys.argv[1:], speak))
    for ending in (signal.SIGTERM, signal.SIGHUP):  # of cron and of a terminal that closes: what is left is removed
        signal.signal(ending, end)
    status = run(sys.argv[1:])
    fault = standard_streams.fault_of_stdout()
    sys.exit(complain(fault, "", 1) if fault and not status else status)


def end(number: int, frame: FrameType | None) -> NoReturn:
    """End as if the command had: nothing is half done, and no temporary file stays."""
    sys.exit(128 + number)


HAVE_A_LIST = ("unit", "staff", "standard", "document")  # the columns in which something can be named that is missing


def run(words: list[str]) -> int:
    """Run one command line and give its exit status. Nothing that goes wrong leaves here but as a status."""
    debug = "--debug" in words
    operation.let_interrupts_through()
    try:
        speak(words)
        if any("\ud800" <= char <= "\udfff" or char == "\0" for char in "".join(words)):
            raise Usage(_("the command line is not valid UTF-8 text"))
        operation.words, operation.offers_another = words, False
        status = typer_adapter.run_app(app, words, "chodon", run)
        if status == INTERRUPTED:
            raise KeyboardInterrupt
        return run(words) if operation.offers_another and another_is_wanted() else status
    except ReportedFailure as failure:
        return failure.exit_code
    except ChodonError as error:
        if debug:
            raise
        if comes_of_an_interrupt(error):
            return complain(_("interrupted; nothing was half done"), "", INTERRUPTED)
        return complain(str(error), error.hint or where_to_look(error), error.exit_code)
    except typer_adapter.TyperException as error:
        from chodon_cli.cli import usage_errors as usage

        return usage.complain(error, complain)
    except (KeyboardInterrupt, typer.Abort):
        return complain(_("interrupted; nothing was half done"), "", INTERRUPTED)
    except OSError as error:
        if debug:
            raise
        return complain(": ".join(filter(None, [str(error.filename or ""), why(error)])), "", 1)
    except Exception as error:  # a fault of the program: still one line, never a traceback
        if debug:
            raise
        return complain(*what_failed(error), 1)


def what_failed(error: Exception) -> tuple[str, str]:
    """A fault that is no fault of what was typed, and what to do: a package is missing, or the program is wrong."""
    package = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if package and package != __package__:
        return _("a package that chodon needs is missing: {name}").format(name=package), f"pip install {package}"
    return (
        _("a fault of the program: {error}").format(error=f"{type(error).__name__}: {error}"),
        _("nothing was changed; run it again with --debug and report what it shows"),
    )


def another_is_wanted() -> bool:
    """Whether the person whom a command asked enters another one."""
    from chodon_cli.cli import asking

    return asking.wants_another()


def speak(words: list[str]) -> None:
    """Choose the language before anything is built: help and messages follow."""
    typed = _global_values(words)
    language = typed.get("--lang") or os.environ.get("CHODON_LANG") or ""
    locale.use(language if language in locale.LANGUAGES else "vi")
    if not language:
        register = typed.get("--register") or typed.get("-r") or os.environ.get("CHODON_REGISTER")
        language = configuration.value("language", register)
        locale.use(language)
    if language not in locale.LANGUAGES:
        raise not_allowed("--lang", language, locale.LANGUAGES)


def not_allowed(option: str, value: str, words: Sequence[str]) -> Usage:
    """The refusal of a word, as options of commands say it."""
    message = _("“{value}” is not one of the allowed words").format(value=value)
    return Usage(f"{option}: {message}", _("allowed: {words}").format(words=", ".join(words)))


def _global_values(words: list[str]) -> dict[str, str]:
    """The options before the command that take a value, as they were typed."""
    typed: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            break
        name, equals, value = word.partition("=")
        if equals:
            typed[name] = value
        elif word in ("--register", "-r", "--today", "--color", "--lang"):
            typed[word] = next(rest, "")
    return typed


def where_to_look(error: ChodonError) -> str:
    """The list in which what was not found can be looked up, if it is something that has one."""
    column = getattr(error, "column", "") if isinstance(error, NotFound) else ""
    return _("see: {command}").format(command=f"chodon {column} list") if column in HAVE_A_LIST else ""


def complain(message: str, hint: str, status: int) -> int:
    """Print what went wrong: one line, which cannot act on the terminal."""
    from chodon_cli import render

    render.complain(message, hint)
    return status


__all__ = ["app", "main", "options", "run"]
