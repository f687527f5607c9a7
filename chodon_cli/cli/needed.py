"""Options that a command needs only where an argument is left out: the parser cannot know that."""

from collections.abc import Mapping, Sequence

from chodon_cli.cli.typer_adapter import Context, MissingParameter, TyperOption

# the command -> the argument that may be left out, and the options that are needed then
NEEDED_WITHOUT_ARGUMENT: Mapping[str, tuple[str, Sequence[str]]] = {
    "inspection record": ("number", ("unit", "kind")),  # of one that was not planned
}


def needed_without_argument(ctx: Context) -> tuple[str, Sequence[str]]:
    """The argument of the command that may be left out, and the options that it needs then; neither of most."""
    return NEEDED_WITHOUT_ARGUMENT.get(ctx.command_path.partition(" ")[2], ("", ()))


def refuse_what_is_lacking(ctx: Context) -> None:
    """Raise what the parser raises, if the argument was left out, and with it an option that is needed then."""
    argument, options = needed_without_argument(ctx)
    if argument and not ctx.params.get(argument):
        for parameter in ctx.command.params:
            is_needed = parameter.name in options and ctx.params.get(str(parameter.name)) is None
            if is_needed and isinstance(parameter, TyperOption):
                raise MissingParameter(ctx=ctx, param=parameter)
