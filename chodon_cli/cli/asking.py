"""A command whose needed values are missing asks for them, where a person sits at a terminal.

The answers become words of the command line, so what runs, what the journal keeps and what the person learns is the
command as it would have been typed.
"""

import sys
from collections.abc import Sequence

import typer

from chodon_cli import invocation, render
from chodon_cli.cli import typer_adapter
from chodon_cli.cli.completion import Candidate, command_line
from chodon_cli.cli.completion.outline_of_command import first_sentence, parameter_outline
from chodon_cli.cli.line_editor import Finder, is_wanted, read_line
from chodon_cli.cli.named_records import not_there
from chodon_cli.cli.typed_line import read_typed_line
from chodon_cli.cli.typer_adapter import ClickCommand, Context, TyperParameter
from chodon_cli.errors import ChodonError
from chodon_cli.locale import _, figure
from chodon_cli.text import printable

VERBS_THAT_ENTER = ("add", "assign", "log", "open", "record")  # verbs after which the next one is offered
MOST_SHOWN = 12  # candidates that are listed by number when several are meant


def ask_for_missing(ctx: Context, command: ClickCommand, words: list[str]) -> list[str]:
    """The words of the command with an answer for each value that it needs and that was not typed.

    What will run is shown before it runs. `typer.Abort` when the person does not want it.
    """
    answered = list(words)
    arguments: list[str] = []
    render.tell(_("Some values are missing. Tab shows what may be typed, Ctrl-C stops; nothing is stored yet."))
    missing = read_typed_line(command, ctx, words).missing
    for parameter in sorted(missing, key=lambda each: each.param_type_name != "argument"):
        values = _answer(ctx, parameter)
        if parameter.param_type_name == "argument":
            arguments += values
        else:
            answered += typer_adapter.option_words(parameter, values[0])
    sys.stderr.write(f"  {printable(invocation.put_words(words, [*arguments, *answered]))}\n")  # to be copied whole
    if not is_wanted(_("Go on? (Enter: yes, n: no)"), otherwise=True, ask=_line):
        raise typer.Abort
    invocation.offers_another = command.name in VERBS_THAT_ENTER
    return [*arguments, *answered]


def wants_another() -> bool:
    """Whether the person enters another one of the kind. The end of input and Ctrl-C say no: this one is stored."""
    try:
        return is_wanted(_("Another one? (y: yes, Enter: no)"), otherwise=False, ask=_line)
    except (typer.Abort, KeyboardInterrupt):
        return False


def _answer(ctx: Context, parameter: TyperParameter) -> list[str]:
    """What the person types for the parameter, asked until it can be read; several words where it takes several."""
    while True:
        text = _line(_question(parameter), lambda before: (_candidates(ctx, parameter, before), len(before)))
        if not text:
            continue
        several = parameter.nargs == -1
        chosen = [_choose(ctx, parameter, word) for word in (text.replace(",", " ").split() if several else [text])]
        if None in chosen:
            continue
        try:
            return [typer_adapter.read_value(parameter, value) for value in chosen if value is not None]
        except ChodonError as error:
            _tell_fault(error)


def _choose(ctx: Context, parameter: TyperParameter, text: str) -> str | None:
    """The value that the text means: itself, the only candidate, or the one picked of several; None: ask again."""
    candidates = _candidates(ctx, parameter, text)
    if not candidates:
        absent = not_there(ctx.command_path.split()[1:], [(parameter, text)])
        for fault in absent:
            _tell_fault(fault)
        return None if absent else text
    if any(each.value.casefold() == text.casefold() for each in candidates):
        return text
    candidates = [each for each in candidates if each.meaning.casefold() == text.casefold()] or candidates
    if len(candidates) == 1:
        render.tell(f"  {_line_of(candidates[0])}")
        return candidates[0].value
    return _pick_candidate(candidates)


def _pick_candidate(candidates: Sequence[Candidate]) -> str | None:
    """The candidate whose number the person types; None where they would rather type more."""
    listed = candidates[:MOST_SHOWN]
    for place, candidate in enumerate(listed, 1):
        render.tell(f"  {place:>2}  {_line_of(candidate)}")
    if len(candidates) > len(listed):
        render.tell(
            "  " + _("… and {count} more: type more of it").format(count=figure(len(candidates) - len(listed), 0))
        )
    number = _line(_("Which? (its number; Enter: type again)"))
    if not (number.isdecimal() and 0 < int(number) <= len(listed)):
        return None
    render.tell(f"  {_line_of(listed[int(number) - 1])}")
    return listed[int(number) - 1].value


def _candidates(ctx: Context, parameter: TyperParameter, text: str) -> list[Candidate]:
    path = ctx.command_path.split()[1:]
    try:
        return command_line.values(parameter_outline(path, parameter), text)
    except ChodonError:  # a register that cannot be read: the command will say so
        return []


def _question(parameter: TyperParameter) -> str:
    question = first_sentence(parameter.help or "")
    return f"{question} ({typer_adapter.parameter_name(parameter)})"


def _line_of(candidate: Candidate) -> str:
    return f"{candidate.value}  {candidate.meaning}".rstrip()


def _line(question: str, finder: Finder | None = None) -> str:
    try:
        return read_line(question, finder).strip()
    except EOFError as error:
        raise typer.Abort from error


def _tell_fault(fault: ChodonError) -> None:
    render.tell("  " + " – ".join(filter(None, [str(fault), fault.hint])))
