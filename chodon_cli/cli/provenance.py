"""What a Result says of itself: what was asked, and the command line that makes it again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chodon_cli import dates
from chodon_cli import invocation as operation
from chodon_cli.cli.parameters import Parameter
from chodon_cli.result import Result
from chodon_cli.store import branch

# how it is shown, not what was asked
OF_THE_OUTPUT = ("format", "output", "headings", "delimiter", "chart", "template")
COMMANDS_THAT_LIST = ("list", "check")
OF_THE_TABLE = ("columns", "sort", "top")


def with_command(
    result: Result, path: Sequence[str], parameters: Sequence[Parameter], values: Mapping[str, object]
) -> Result:
    """The Result with the values asked for and the command line: a period and an as-of day as they came out.

    `path`: the words by which the command was called. `values`: of its parameters, by their names.
    """
    values_asked: dict[str, object] = {}
    line = [*operation.global_words, *day_that_counts(result, path), *path]
    for parameter in parameters:
        name = parameter.name
        if name in OF_THE_OUTPUT:
            continue
        value = {"period": result.period, "as_of": result.as_of}.get(name) or values.get(name)
        if value not in (None, False, [], (), parameter.default):
            line += words_for(parameter, value)
        if name not in OF_THE_TABLE:
            values_asked[name.rstrip("_")] = plain_value(value)
    notes_of_branch = [] if result.is_write else branch.notes()
    return replace(
        result,
        report=result.report or " ".join(path).removeprefix("report "),
        parameters=values_asked,
        # those of a long list are known only when its last row has been read
        notes=[*result.notes, *notes_of_branch] if notes_of_branch else result.notes,
        command=operation.without_identity_numbers(operation.command_line(line)),
    )


def plain_value(value: object) -> object:
    """The value as JSON takes it, without whole identity numbers: what is asked for a number does not show it."""
    if isinstance(value, (list, tuple)):
        return [plain_value(each) for each in value]
    return value if value is None or isinstance(value, (int, float)) else operation.without_identity_numbers(str(value))


def day_that_counts(result: Result, path: Sequence[str]) -> list[str]:
    """--today, where the outcome rests on the day it is and nobody said which: later the command would tell more.

    Every list does: what is entered of later days it does not know.
    """
    rests_on_it = (result.period or result.as_of or path[-1] in COMMANDS_THAT_LIST) and not result.is_write
    return ["--today", dates.today()] if rests_on_it and "--today" not in operation.global_words else []


def words_for(parameter: Parameter, value: object) -> list[str]:
    """The words that give the parameter this value."""
    values = value if isinstance(value, (list, tuple)) else [value]
    if not parameter.names:
        return [str(each) for each in values]
    name = max(parameter.names, key=len)
    return [name] if value is True else [word for each in values for word in (name, str(each))]
