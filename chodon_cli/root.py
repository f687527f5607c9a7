"""The root command: what can be typed before the name of a command, and the groups, loaded when they are used."""

from functools import partial
from types import ModuleType
from typing import Annotated

import typer
from typer import Option

from chodon_cli import __version__, commands, dates, global_options
from chodon_cli import invocation as operation
from chodon_cli.cli import discovery, help_page, typer_adapter
from chodon_cli.cli.discovery import DiscoveredCommands
from chodon_cli.cli.typer_commands import app_of, typer_group
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _


class Root(DiscoveredCommands):
    """Every module of commands/ is a group, imported when it is asked for."""

    package = commands

    def make(self, name: str, module: ModuleType) -> typer_adapter.ClickCommand:
        group = typer_group(module.group)
        return typer_adapter.leaf(group, typer_adapter.Context(group), [name]) if [*group.commands] == [name] else group

    def parse_args(self, ctx: typer_adapter.Context, args: list[str]) -> list[str]:
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except (typer_adapter.UsageError, Usage) as error:
            if ctx.resilient_parsing or isinstance(error, typer_adapter.NoArgsIsHelpError):
                raise
            from chodon_cli.cli import usage_errors

            raise usage_errors.with_what_follows(error, ctx, self, *global_options.split_global_words(words)) from error

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
        if args[1:] and args[1] in help_page.HELP_TOPICS:
            formatter = ctx.make_formatter()
            help_page.write_output_topic(formatter, typer_adapter.leaf(self, ctx, ["unit", "list"]), ctx)
            typer.echo(formatter.getvalue().rstrip("\n"))
            raise typer.Exit
        if not args[1:]:
            typer.echo(ctx.get_help())
            raise typer.Exit
        return super().resolve_command(ctx, [*args[1:], "--help"])


app = app_of(N_("The register of discipline and working style of a public authority."), Root, is_root=True)


def show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"chodon {__version__}")
        raise typer.Exit


def install_completion(is_wanted: bool) -> None:
    if is_wanted:
        from chodon_cli.cli.completion import outline, shells
        from chodon_cli.cli.completion.outline_of_command import outline_of

        file = shells.install(shells.shell_in_use())
        outline.keep_all(partial(outline_of, app))
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
    lang: Annotated[
        str | None,
        Option(envvar="CHODON_LANG", parser=global_options.language_word, metavar="vi|en", help=N_("Language.")),
    ] = None,
    today: Annotated[
        str | None, Option(envvar="CHODON_TODAY", parser=dates.parse_day, metavar="DATE", help=N_("The day it is."))
    ] = None,
    color: Annotated[
        str | None, Option(parser=global_options.color_word, metavar="auto|always|never", help=N_("Colour."))
    ] = None,
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
    global_options.apply(register, today, color, has_pager=not no_pager, asks=not no_input, is_quiet=quiet)
    operation.global_words = typed_global_words(ctx)
    if ctx.invoked_subcommand is None:
        from chodon_cli.commands import _status

        _status.show()


def typed_global_words(ctx: typer.Context) -> list[str]:
    """The global options that were typed and that change what a report says."""
    names = ("register", "lang", "today")
    return global_options.words_of(*(ctx.params[name] if typer_adapter.is_typed(ctx, name) else None for name in names))
