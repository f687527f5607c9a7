"""The program kept loaded for a person who types all day, or for a file of commands."""

import typer

from chodon_cli import invocation
from chodon_cli.cli.showing import Group
from chodon_cli.cli.typer_adapter import program_at_work
from chodon_cli.locale import N_

HELP = N_("Keep the program loaded: type command after command, with history and completion.")
SECTION = "daily"
group = Group(HELP)


@group.add_bare_command("shell", help=HELP)
def shell() -> None:
    from chodon_cli.cli.shell import run_shell

    status = run_shell(program_at_work(), list(invocation.global_words))
    if status:
        raise typer.Exit(status)
