"""A command line as far as it can be told what its words are, also where something is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import field

from chodon_cli.cli import typer_adapter
from chodon_cli.cli.needed import needed_without_argument
from chodon_cli.cli.typer_adapter import ClickCommand, Context, TyperOption, TyperParameter
from chodon_cli.value_class import dataclass


@dataclass
class TypedLine:
    """What the words after a command's name are."""

    values: list[tuple[TyperParameter, str]] = field(default_factory=list)  # as they were typed, unread
    unknown_options: list[str] = field(default_factory=list)
    options_without_value: list[TyperParameter] = field(default_factory=list)  # at the end of the line
    flags_with_value: list[TyperParameter] = field(default_factory=list)
    extra_words: list[str] = field(default_factory=list)
    missing: list[TyperParameter] = field(default_factory=list)  # that the command needs


def read_typed_line(command: ClickCommand, ctx: Context, words: Sequence[str]) -> TypedLine:
    """What the words are. Beside an unknown option nobody knows which words are arguments: they are left out then."""
    line = TypedLine()
    parameters = typer_adapter.parameters_of(command, ctx)
    arguments = _read_options(line, {name: each for each in parameters for name in each.opts}, words)
    typed = {parameter.name for parameter, _text in line.values}
    if not line.unknown_options:
        line.extra_words = _read_arguments(line, [each for each in parameters if not _is_option(each)], arguments)
    argument, options = needed_without_argument(ctx)
    is_argument_there = bool(line.unknown_options) or any(each.name == argument for each, _text in line.values)
    for each in parameters:
        is_needed = each.required or (each.name in options and not is_argument_there)
        may_be_missed = _is_option(each) or not line.unknown_options
        is_there = (
            each.name in typed or each in line.options_without_value or any(each is one for one, _ in line.values)
        )
        if is_needed and may_be_missed and not is_there:
            line.missing.append(each)
    return line


def _read_options(line: TypedLine, options: dict[str, TyperParameter], words: Sequence[str]) -> list[str]:
    """Put the options into the line; the words that are none of them."""
    arguments: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*arguments, *rest]
        if not word.startswith("-") or word == "-":
            arguments.append(word)
            continue
        name, equals, value = word.partition("=")
        if name not in options and not word.startswith("--"):  # -fcsv
            name, equals, value = word[:2], word[2:], word[2:]
        option = options.get(name)
        if option is None or not _is_option(option):
            line.unknown_options.append(word.partition("=")[0])
        elif isinstance(option, TyperOption) and option.is_flag:
            if equals:
                line.flags_with_value.append(option)
        elif equals:
            line.values.append((option, value))
        else:
            _read_value(line, option, rest)
    return arguments


def _read_value(line: TypedLine, option: TyperParameter, rest: Iterable[str]) -> None:
    for value in rest:
        line.values.append((option, value))
        return
    line.options_without_value.append(option)


def _read_arguments(line: TypedLine, parameters: Sequence[TyperParameter], words: list[str]) -> list[str]:
    """Put the arguments into the line; the words that are too many."""
    for place, parameter in enumerate(parameters):
        after = len(parameters) - place - 1
        number = max(len(words) - after, 0) if parameter.nargs == -1 else 1
        line.values += [(parameter, word) for word in words[:number]]
        words = words[number:]
    return words


def _is_option(parameter: TyperParameter) -> bool:
    return parameter.param_type_name == "option"
