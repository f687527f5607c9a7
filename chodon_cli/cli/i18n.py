"""Typer in two languages: texts are msgids until they are shown."""

from typing import Any

from chodon_cli import invocation
from chodon_cli.cli import repeating
from chodon_cli.cli.help_page import UNBREAKABLE_HYPHEN, translate_parameter, write_examples, write_options
from chodon_cli.cli.kept_parser import parser_for, remember_value_if_not_typed
from chodon_cli.cli.needed import refuse_what_is_lacking
from chodon_cli.cli.typer_adapter import (
    ClickParameter,
    Context,
    HelpFormatter,
    LazyGroup,
    MissingParameter,
    NoArgsIsHelpError,
    OptionParser,
    TyperCommand,
    TyperOption,
    TyperParameter,
    UsageError,
    name_in_faults,
    read_by,
    show_metavar_alone,
    texts_typed,
)
from chodon_cli.errors import NotFound, Usage
from chodon_cli.locale import N_, _

TYPER_WORDS = [  # headings that Typer translates itself, by our catalogue (typer_adapter.py)
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
]


class Translated:
    """A command or a group that speaks the language in use: texts are msgids until they are shown."""

    noun = ""  # what one record is called of which the command is, where its help says so: a msgid, too
    help: str | None
    params: list[ClickParameter]
    options_metavar: str | None
    subcommand_metavar: str

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.help = _(self.help) if self.help else self.help  # built anew for each language
        if self.noun and self.help:
            self.help = self.help.format(noun=_(self.noun))
        self.options_metavar = _("[OPTIONS]")
        self.subcommand_metavar = _("COMMAND [ARGS]...")
        for parameter in self.params:
            if isinstance(parameter, TyperParameter):
                translate_parameter(parameter)
            name_in_faults(parameter)
            show_metavar_alone(parameter)
            remember_value_if_not_typed(parameter)
        self._parser: OptionParser | None = None
        self._option_of_help: TyperOption | None = None

    def get_help(self, ctx: Context) -> str:
        page: str = super().get_help(ctx)  # type: ignore[misc]  # of the Typer class beside this one
        return page.replace(UNBREAKABLE_HYPHEN, "-")

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        if self._option_of_help is None:
            option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]  # of the Typer class beside this one
            if option is not None:
                option.help = _("Show this and stop.")
                read_by(option)
            self._option_of_help = option
        return self._option_of_help

    def make_parser(self, ctx: Context) -> OptionParser:
        if self._parser is None:
            self._parser = super().make_parser(ctx)  # type: ignore[misc]  # of the Typer class beside this one
        return parser_for(self._parser, ctx)

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")


class Command(Translated, TyperCommand):
    """One command. What it needs and was not typed is asked for, where a person can answer."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        words = list(args)
        if repeating.LAST_OPTION in words and any(repeating.LAST_OPTION in parameter.opts for parameter in self.params):
            words = repeating.add_last_values(ctx, self, words)
        try:
            rest = super().parse_args(ctx, list(words))
            if not ctx.resilient_parsing:
                refuse_what_is_lacking(ctx)
            return rest
        except (UsageError, Usage) as error:
            if ctx.resilient_parsing or isinstance(error, NoArgsIsHelpError):
                raise
            from chodon_cli.cli import usage_errors

            all_of_it = usage_errors.with_the_others(error, ctx, self, words)
            if not (isinstance(all_of_it, MissingParameter) and invocation.can_ask()):
                raise all_of_it from error
        from chodon_cli.cli import asking

        return super().parse_args(ctx, asking.ask_for_missing(ctx, self, words))

    def invoke(self, ctx: Context) -> Any:
        try:
            return super().invoke(ctx)
        except NotFound as error:
            from chodon_cli.cli import usage_errors

            raise usage_errors.with_other_records(error, ctx, texts_typed(ctx, self)) from error

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        write_options(self, ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        write_examples(ctx.command_path.partition(" ")[2], formatter)


class Commands(Translated, LazyGroup):
    """A group of commands."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.help or "") for name, command in commands if command])
