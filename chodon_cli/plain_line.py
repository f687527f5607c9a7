"""A question that is typed as it should be, run without Typer: most lines are, and loading Typer takes longer.

Whatever else a line is – help, a fault, a verb that writes, a word written another way, a record that is not there – is
left to Typer, which reads it anew and says what it has to say.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from chodon_cli import commands, global_options
from chodon_cli.cli import showing
from chodon_cli.cli.parameters import Parameter
from chodon_cli.cli.showing import DeclaredCommand, Group, Values
from chodon_cli.errors import ChodonError, NotFound
from chodon_cli.module_names import module_names


class NotPlain(Exception):
    """The line is left to Typer."""


def run(words: list[str]) -> int | None:
    """Run the line, if it is such a question; its exit status. None: Typer has to read it, and nothing was shown."""
    before, behind = global_options.split_global_words(words)
    try:
        command, path = command_named(behind)
        if not command.is_question or not global_options.apply_words(before):
            return None
        values = values_typed(command, behind[len(path) :])
        return showing.answer(command, path, values, _leave)
    except NotPlain:
        return None


def _leave(error: NotFound, own: Values, how: object) -> Exception:
    return NotPlain()


def command_named(words: Sequence[str]) -> tuple[DeclaredCommand, Sequence[str]]:
    """The command that the words begin with, and those of them that name it. NotPlain if it is not named whole."""
    if not words or words[0] not in module_names(commands.__path__[0]):
        raise NotPlain
    group: Group = import_module(f"{commands.__name__}.{words[0]}").group
    own = {each.name: each for each in group.registered_commands}
    if [*own] == [words[0]]:
        return own[words[0]], words[:1]
    if len(words) > 1 and words[1] in own:
        return own[words[1]], words[:2]
    if not group.package or len(words) < 2 or words[1] not in module_names(group.package.__path__[0]):
        raise NotPlain
    report = import_module(f"{group.package.__name__}.{words[1]}")
    return showing.report_command(words[1], report), words[:2]


def values_typed(command: DeclaredCommand, words: Sequence[str]) -> Values:
    """The value of each parameter by its name, as the words or its default say it. NotPlain for anything else."""
    options = {name: each for each in command.parameters for name in each.names}
    values, in_places = dict[str, object](), list[str]()
    rest = iter(words)
    for word in rest:
        if not word.startswith("-") or word == "-":
            in_places.append(word)
            continue
        name, equals, text = word.partition("=") if word.startswith("--") else (word, "", "")
        option = options.get(name)
        if option is None or option.name in values or (option.is_flag and equals):
            raise NotPlain
        values[option.name] = option.is_flag or read(option, text if equals else next(rest, ""))
    arguments = [each for each in command.parameters if not each.names]
    if len(in_places) > len(arguments):
        raise NotPlain
    values |= {argument.name: read(argument, text) for argument, text in zip(arguments, in_places, strict=False)}
    return {each.name: values[each.name] if each.name in values else default(each) for each in command.parameters}


def read(parameter: Parameter, text: str) -> object:
    """The value that the text gives the parameter. NotPlain if it gives none."""
    parse = parameter.typed_as.parser or (Path if parameter.is_path else str)
    try:
        if text and not parameter.is_repeated:
            return parse(text)
    except (ChodonError, ValueError):
        pass
    raise NotPlain


def default(parameter: Parameter) -> object:
    """The value of what is not typed: a word of its words is read, as Typer does. NotPlain if it has to be typed."""
    if parameter.is_needed:
        raise NotPlain
    return read(parameter, parameter.default) if isinstance(parameter.default, str) else parameter.default
