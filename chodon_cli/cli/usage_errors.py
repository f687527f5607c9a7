"""Typer's own complaints about a command line, as one line in the user's language."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from chodon_cli import invocation
from chodon_cli.cli import typer_adapter
from chodon_cli.cli.help_page import HELP_TOPICS
from chodon_cli.cli.named_records import not_there
from chodon_cli.cli.needed import needed_without_argument
from chodon_cli.cli.typed_line import TypedLine, read_typed_line
from chodon_cli.cli.typer_adapter import (
    BadParameter,
    ClickCommand,
    Context,
    MissingParameter,
    TyperException,
    TyperGroup,
    TyperParameter,
)
from chodon_cli.errors import ChodonError, NotFound, Usage, one_line, where_to_look
from chodon_cli.locale import _

NAMES_OF_ONE_MEANING = (  # what other programs, and other commands of this one, call the same
    ("add", "log", "assign", "open", "record", "grant", "new", "create", "enter", "insert"),
    ("void", "delete", "remove", "rm", "purge", "revoke"),
    ("edit", "change", "update", "modify", "set"),
    ("list", "ls", "find", "search"),
    ("show", "view", "get", "cat"),
    ("--document", "--decision", "--paper"),
    ("--on", "--as-of", "--issued", "--from", "--date", "--day"),
    ("--period", "--year", "--month", "--quarter"),
    ("--period", "--from", "--since"),  # from a day on, which is not of a day
    ("--period", "--until", "--to"),
    ("--top", "--limit", "--head"),
    ("--note", "--comment", "--remark", "--description"),
    ("--staff", "--person", "--name"),
    ("--unit", "--office", "--department"),
)
OPTION_OF_A_DAY, OPTION_OF_THE_DAY = "--as-of", "--today"  # of a command, and of the program
OPTION_OF_A_PERIOD = "--period"
DAYS_OF_A_RECORD = ("--on", "--date", "--day")  # whoever asks a list or a report for one means what happened then


def complain(error: TyperException, printed: Callable[[str, str, int], int]) -> int:
    """Print the complaint; the exit status."""
    if isinstance(error, typer_adapter.NoArgsIsHelpError):
        error.show()  # a group without a verb: its help
        return 2
    ctx = getattr(error, "ctx", None)
    hint = _("see: {command}").format(command=f"{ctx.command_path} --help") if ctx else ""
    if isinstance(error, typer_adapter.NoSuchOption) and ctx and (option := meant_of_program(error.option_name, ctx)):
        example = f"chodon {with_value(option, ctx)} {ctx.command_path.partition(' ')[2]} …"
        hint = _("it stands before the command: {command}").format(command=example)
    return printed(sentence(error, ctx), hint, 2)


def meant_of_program(option: str, ctx: Context) -> str:
    """The option of the program, typed before the name of a command, that is meant; empty if none is.

    That of a day for whoever asks for one where the command has none of its own.
    """
    if any(option in parameter.opts for parameter in ctx.find_root().command.params):
        return option
    return OPTION_OF_THE_DAY if says_same(option, OPTION_OF_A_DAY) and not likely_options(option, ctx.command) else ""


def with_value(option: str, ctx: Context) -> str:
    """The option of the program with what is typed after it, where something is: --today DATE."""
    values = [parameter.metavar for parameter in ctx.find_root().command.params if option in parameter.opts]
    return " ".join([option, *filter(None, values)])


def sentence(error: TyperException, ctx: Context | None) -> str:
    """What is wrong with the words that were typed."""
    if isinstance(error, typer_adapter.NoSuchOption):
        return no_such_option(error.option_name, ctx.command if ctx else None)
    if isinstance(error, typer_adapter.MissingParameter):
        return missing_sentence(missing_names(error))
    if isinstance(error, typer_adapter.BadOptionUsage):
        takes = "does not take a value" in error.message
        return (_("{name} takes no value") if takes else _("{name} needs a value")).format(name=error.option_name)
    if isinstance(error, typer_adapter.BadParameter):
        return _("{name}: the value cannot be read").format(name=parameter_name(error))
    if error.message.startswith("No such command"):
        name = error.message.split("'")[1] if "'" in error.message else ""
        group = ctx and ctx.command
        topics = HELP_TOPICS if invocation.words[:2] == ["help", name] else ()
        close = likely_meant(name, [*group.commands, *topics]) if isinstance(group, TyperGroup) else []
        return _("there is no command “{name}”").format(name=name) + did_you_mean(close)
    if error.message.startswith("Missing command"):
        return _("a command is missing")
    if error.message.startswith("Got unexpected extra"):
        extra = error.message.partition("(")[2].partition("(")[2].rstrip(")")
        return _("too many words: {words}").format(words=extra)
    return str(error.message)


def no_such_option(name: str, command: ClickCommand | None) -> str:
    return _("there is no option {name}").format(name=name) + did_you_mean(
        likely_options(name, command) if command else []
    )


def likely_options(option: str, command: ClickCommand) -> list[str]:
    """The command's options that say the same; if none does, that of a day for a period, or of a period for a day."""
    names = names_of_options(command)
    if likely := likely_meant(option, names):
        return likely
    if says_same(option, OPTION_OF_A_PERIOD):
        return [OPTION_OF_A_DAY] if OPTION_OF_A_DAY in names else []
    return [OPTION_OF_A_PERIOD] if OPTION_OF_A_PERIOD in names and option in DAYS_OF_A_RECORD else []


def says_same(option: str, other: str) -> bool:
    return any({option, other} <= {*group} for group in NAMES_OF_ONE_MEANING)


def names_of_options(command: ClickCommand) -> list[str]:
    """What can be typed with the command, in long."""
    return [each for parameter in command.params for each in parameter.opts if each.startswith("--")]


def likely_meant(word: str, names: Sequence[str]) -> list[str]:
    """Those of the names that say the same as the word; of one whose meaning is not known, those spelt much like it."""
    alike = {each for group in NAMES_OF_ONE_MEANING if word in group for each in group}
    if alike:  # --date is a day, and not --dated, which is a word
        return [name for name in names if name in alike]
    by_spelling = {name.lstrip("-"): name for name in names}  # dashes, which all have, are no likeness
    return [by_spelling[near] for near in get_close_matches(word.lstrip("-"), by_spelling)]


def missing_sentence(names: Sequence[str]) -> str:
    pattern = _("{name} are missing") if len(names) > 1 else _("{name} is missing")
    return pattern.format(name=", ".join(names))


def missing_names(error: MissingParameter) -> list[str]:
    """What Typer misses first, the arguments behind it, and the other needed options not typed: all at once."""
    first = error.param
    parameters = error.ctx.command.params if error.ctx else []
    argument, options = needed_without_argument(error.ctx) if error.ctx else ("", ())
    lacking = () if error.ctx and error.ctx.params.get(argument) else options
    needed = [
        each for each in parameters if each.param_type_name == "option" and (each.required or each.name in lacking)
    ]
    others = [each for each in needed if each is not first and not any(map(was_typed, each.opts))]
    behind = parameters[parameters.index(first) + 1 :] if first and first.param_type_name == "argument" else []
    arguments = [each for each in behind if each.param_type_name == "argument" and each.required]
    return [
        parameter_name(error),
        *map(typer_adapter.parameter_name, arguments),
        *(typer_adapter.longest_name(each) for each in others),
    ]


def with_the_others(
    error: Usage | TyperException, ctx: Context, command: ClickCommand, words: list[str]
) -> Usage | TyperException:
    """The first fault of a command line together with all the others; itself if it is alone."""
    line = read_typed_line(command, ctx, words)
    if line.extra_words:  # as of a name without quotation marks: which word is which argument is not known
        line.values = [each for each in line.values if each[0].param_type_name == "option"]
    bad = [*bad_values(line)]
    absent = not_there(ctx.command_path.split()[1:], line.values)
    faults = [*faults_of_shape(line, command), *(f"{name}: {fault}" for name, fault in bad), *map(str, absent)]
    first = sentence(error, ctx) if isinstance(error, TyperException) else str(error)
    is_among = first in faults or (isinstance(error, MissingParameter) and bool(line.missing))
    faults = [*([] if is_among else [first]), *faults]
    if len(faults) < 2:
        return error
    return Usage(one_line(faults), one_line(hints_of(bad, absent, len(faults), ctx)))


def with_what_follows(
    error: Usage | TyperException, ctx: Context, program: TyperGroup, before: list[str], behind: list[str]
) -> Usage | TyperException:
    """What is wrong before the name of a command together with what is wrong from it on; itself if it is alone.

    Which records there are is not asked: in which register, and on which day, is not known.
    """
    own_line = read_typed_line(program, ctx, before)
    own_line.values += [*_values_of_environment(program, ctx, own_line)]
    command, below, words_left = _command_named(program, ctx, behind)
    is_leaf = not isinstance(command, TyperGroup) and not typer_adapter.takes_words(command)
    line = read_typed_line(command, below, words_left) if is_leaf else TypedLine()
    bad = [*bad_values(own_line), *bad_values(line)]
    faults = [
        *faults_of_shape(own_line, program),
        *(faults_of_shape(line, command) if is_leaf else []),
        *(f"{name}: {fault}" for name, fault in bad),
    ]
    return error if len(faults) < 2 else Usage(one_line(faults), one_line(hints_of(bad, [], len(faults), below)))


def _values_of_environment(program: TyperGroup, ctx: Context, line: TypedLine) -> Iterator[tuple[TyperParameter, str]]:
    """The values that the environment gives to those options of the program that were not typed."""
    typed = {parameter.name for parameter, _text in line.values}
    for parameter in typer_adapter.parameters_of(program, ctx):
        text = os.environ.get(parameter.envvar, "") if isinstance(parameter.envvar, str) else ""
        if text and parameter.name not in typed:
            yield parameter, text


def _command_named(program: TyperGroup, ctx: Context, words: list[str]) -> tuple[ClickCommand, Context, list[str]]:
    """The command that the words begin with, as far as there is one; its context; and the words behind its name."""
    command: ClickCommand = program
    while words and isinstance(command, TyperGroup):
        below = command.get_command(ctx, words[0])
        if below is None:
            break
        ctx = typer_adapter.Context(below, parent=ctx, info_name=words[0], resilient_parsing=True)
        command, words = below, words[1:]
    return command, ctx, words


def hints_of(bad: list[tuple[str, Usage]], absent: Sequence[NotFound], number: int, ctx: Context) -> list[str]:
    """What to do about so many faults, of which these are of values and of records that are not there."""
    names_of_hints: dict[str, list[str]] = {}
    for name, fault in bad:
        names_of_hints.setdefault(fault.hint, []).append(name)
    named = {hint: f"{', '.join(names)}: {hint}" for hint, names in names_of_hints.items() if hint}
    hints = [*named.values()] if len(bad) > 1 else [*named]  # of a single value it is said already whose it is
    hints += dict.fromkeys(filter(None, (each.hint or where_to_look(each) for each in absent)))
    if len(bad) + len(absent) < number:
        hints.append(_("see: {command}").format(command=f"{ctx.command_path} --help"))
    return hints


def with_other_records(error: NotFound, ctx: Context, values: Iterable[tuple[TyperParameter, str]]) -> ChodonError:
    """That a record is not there, together with the others that the line names and that are not there either."""
    absent = not_there(ctx.command_path.split()[1:], values)
    others = [each for each in absent if not says_as_much(str(error), str(each))]
    if not others:
        return error
    hints = [*dict.fromkeys(filter(None, (each.hint or where_to_look(each) for each in (error, *others))))]
    return NotFound(one_line([str(error), *map(str, others)]), one_line(hints))


def says_as_much(text: str, fault: str) -> bool:
    """Whether the text says the fault: whatever it calls the place, and without one where the fault names it twice."""
    value, mark, what = fault.partition("“")[2].partition("”: ")
    return without_label(fault) in text or (bool(mark) and value in what and what in text)


def without_label(fault: str) -> str:
    """What is not there, whatever the command that looked it up calls its place: “CC”: there is no such unit."""
    _label, mark, rest = fault.partition("“")
    return mark + rest if mark else fault


def faults_of_shape(line: TypedLine, command: ClickCommand) -> list[str]:
    """What is wrong with a line whatever its values are."""
    unknown = [no_such_option(name, command) for name in line.unknown_options]
    missing = [*map(typer_adapter.parameter_name, line.missing)]
    return [
        *unknown,
        *([missing_sentence(missing)] if missing else []),
        *(
            _("{name} needs a value").format(name=typer_adapter.longest_name(each))
            for each in line.options_without_value
        ),
        *(_("{name} takes no value").format(name=typer_adapter.longest_name(each)) for each in line.flags_with_value),
        *([_("too many words: {words}").format(words=" ".join(line.extra_words))] if line.extra_words else []),
    ]


def bad_values(line: TypedLine) -> Iterator[tuple[str, Usage]]:
    """The values that cannot be read, each with the name of its parameter."""
    for parameter, text in line.values:
        name = typer_adapter.parameter_name(parameter)
        if not text:
            continue  # that nothing is there is a fault of its own
        try:
            typer_adapter.read_value(parameter, text)
        except Usage as error:
            yield name, error


def was_typed(option: str) -> bool:
    return any(word == option or word.startswith(f"{option}=") for word in invocation.words)


def parameter_name(error: BadParameter) -> str:
    return str(error.param_hint or "") if error.param is None else typer_adapter.parameter_name(error.param)


def did_you_mean(names: Iterable[str]) -> str:
    return _(" (did you mean {names}?)").format(names=", ".join(sorted(names))) if names else ""
