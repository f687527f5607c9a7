"""What a Result says of itself: what was asked, and the command line that makes it again."""

from dataclasses import replace

import typer

from chodon_cli import dates
from chodon_cli import invocation as operation
from chodon_cli.cli.typer_adapter import ClickParameter, TyperArgument
from chodon_cli.result import Result
from chodon_cli.store import branch

# how it is shown, not what was asked
OF_THE_OUTPUT = ("format", "output", "headings", "delimiter", "chart", "template")
COMMANDS_THAT_LIST = (" list", " check")
OF_THE_TABLE = ("columns", "sort", "top")


def with_command(result: Result, ctx: typer.Context) -> Result:
    """The Result with the values asked for and the command line: a period and an as-of day as they came out."""
    parameters: dict[str, object] = {}
    line = [*operation.global_words, *day_that_counts(result, ctx), *ctx.command_path.split()[1:]]
    for parameter in ctx.command.params:
        name = parameter.name or ""
        if name in OF_THE_OUTPUT:
            continue
        value = {"period": result.period, "as_of": result.as_of}.get(name) or ctx.params.get(name)
        if value not in (None, False, [], (), parameter.default):
            line += words_for(parameter, value)
        if name not in OF_THE_TABLE:
            parameters[name.rstrip("_")] = plain_value(value)
    notes_of_branch = [] if result.is_write else branch.notes()
    return replace(
        result,
        report=result.report or " ".join(ctx.command_path.split()[1:]).removeprefix("report "),
        parameters=parameters,
        # those of a long list are known only when its last row has been read
        notes=[*result.notes, *notes_of_branch] if notes_of_branch else result.notes,
        command=operation.without_identity_numbers(operation.command_line(line)),
    )


def plain_value(value: object) -> object:
    """The value as JSON takes it, without whole identity numbers: what is asked for a number does not show it."""
    if isinstance(value, (list, tuple)):
        return [plain_value(each) for each in value]
    return value if value is None or isinstance(value, (int, float)) else operation.without_identity_numbers(str(value))


def day_that_counts(result: Result, ctx: typer.Context) -> list[str]:
    """--today, where the outcome rests on the day it is and nobody said which: later the command would tell more.

    Every list does: what is entered of later days it does not know.
    """
    rests_on_it = (
        result.period or result.as_of or ctx.command_path.endswith(COMMANDS_THAT_LIST)
    ) and not result.is_write
    return ["--today", dates.today()] if rests_on_it and "--today" not in operation.global_words else []


def words_for(parameter: ClickParameter, value: object) -> list[str]:
    """The words that give the parameter this value."""
    values = value if isinstance(value, (list, tuple)) else [value]
    if isinstance(parameter, TyperArgument):
        return [str(each) for each in values]
    name = max(parameter.opts, key=len)
    return [name] if value is True else [word for each in values for word in (name, str(each))]
