"""The outline of a command, made of the command itself."""

from collections.abc import Sequence

import typer

from chodon_cli.cli import typer_adapter
from chodon_cli.cli.completion.outline import CommandOutline, ParameterOutline
from chodon_cli.cli.record_nouns import noun_named
from chodon_cli.cli.typer_adapter import TyperGroup, TyperOption, TyperParameter
from chodon_cli.locale import _
from chodon_cli.words.allowed_words import AllowedWords
from chodon_cli.words.case import LAW_TOPIC
from chodon_cli.words.word_list import WordList


def outline_of(app: typer.Typer, path: Sequence[str]) -> CommandOutline:
    """The outline of the command to which the path of names leads. KeyError if there is none."""
    command, ctx = typer_adapter.command_at(app, path)
    parameters = [parameter_outline(path, each) for each in typer_adapter.parameters_of(command, ctx)]
    if not isinstance(command, TyperGroup):
        return CommandOutline(parameters, runs_another=typer_adapter.takes_words(command))
    lines = typer_adapter.help_lines(command, ctx)
    return CommandOutline(parameters, [(name, first_sentence(line)) for name, line in lines])


def parameter_outline(path: Sequence[str], parameter: TyperParameter) -> ParameterOutline:
    """What may be typed for the parameter of the command to which the path leads."""
    is_option = isinstance(parameter, TyperOption)
    return ParameterOutline(
        key=str(parameter.name or ""),
        names=sorted(parameter.opts, key=len, reverse=True) if is_option else (),
        meaning=first_sentence(parameter.help or ""),
        takes_value=not (isinstance(parameter, TyperOption) and parameter.is_flag),
        is_repeated=parameter.nargs == -1 or parameter.multiple,
        takes={_("DATE"): "day", _("PERIOD"): "period"}.get(str(parameter.metavar)) or noun_named(path, parameter),
        words=_words(parameter),
    )


def _words(parameter: TyperParameter) -> list[tuple[str, str]]:
    word_list = typer_adapter.word_list_of(parameter)
    if isinstance(word_list, WordList):
        return [(code, word_list.label(code)) for code in word_list.codes]
    if isinstance(word_list, AllowedWords):
        return [(word, "") for word in word_list.words]
    metavar = str(parameter.metavar or "")
    if metavar == _("TOPIC"):  # or the id of a rule
        return [(code, LAW_TOPIC.label(code)) for code in LAW_TOPIC.codes]
    return [(word, "") for word in metavar.split("|")] if "|" in metavar else []


def first_sentence(text: str) -> str:
    """A help text as far as its first full stop."""
    return text.split(". ")[0].rstrip(".")
