"""`--last`: what the same person typed the last time stands for what is not typed now."""

import sys
from typing import TYPE_CHECKING, Annotated

from chodon_cli import invocation
from chodon_cli.cli.parameters import Option, Parameter
from chodon_cli.locale import N_
from chodon_cli.text import printable

if TYPE_CHECKING:
    from chodon_cli.cli.typer_adapter import ClickCommand, Context

LAST_OPTION = "--last"
VERBS_THAT_ENTER_ANEW = ("add", "assign", "log", "record")  # that enter something new, often one like the one before
OF_ONE_RECORD = ("note", "last", "format", "output", "headings", "delimiter")
CUT_MARK = "…"  # of an identity number that the journal does not keep whole
LAST_PARAMETER = Parameter(
    "last",
    Annotated[bool, Option(LAST_OPTION, help=N_("What is not typed is as in your last such command."))],
    default=False,
)


def add_last_values(ctx: "Context", command: "ClickCommand", words: list[str]) -> list[str]:
    """The words with the options of the operator's last command of this kind that they do not give themselves."""
    from chodon_cli import store
    from chodon_cli.cli import typer_adapter
    from chodon_cli.queries.last_command import words_of_last_command

    with store.reading() as db:
        before = words_of_last_command(db, store.operator(db), ctx.command_path.split()[1:])
    typed, earlier = (typer_adapter.values_typed(command, ctx, each) for each in (words, before))
    added = [
        word
        for option in command.get_params(ctx)
        if option.name not in OF_ONE_RECORD and option.name not in typed
        for value in earlier.get(option.name or "", [])
        if option.param_type_name == "option" and CUT_MARK not in value
        for word in typer_adapter.option_words(option, value)
    ]
    full = [*(word for word in words if word != LAST_OPTION), *added]
    sys.stderr.write(f"{printable(invocation.put_words(words, full))}\n")
    return full
