"""A command tried on a throw-away copy of the register, before it is done or not done."""

from typing import Annotated

from chodon_cli import invocation
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.cli.typer_adapter import program_at_work
from chodon_cli.errors import ReportedFailure, Usage
from chodon_cli.locale import N_, _

HELP = N_("Try a command on a throw-away copy of the register and show what it would change.")
SECTION = "daily"
group = Group(HELP)

COMMANDS_NOT_REHEARSED = (
    "backup",
    "config",
    "export",
    "init",
    "publish",
    "restore",
    "sandbox",
    "shell",
    "upgrade",
)  # whose effect is no change
Words = Annotated[list[str], Argument(metavar="COMMAND…", help=N_("The command, without “chodon”."))]
Apply = Annotated[bool, Option("--apply", help=N_("Then run it on the register, without asking."))]


@group.add_bare_command("sandbox", help=HELP, takes_words=True)
def sandbox(words: Words, apply: Apply = False) -> None:
    from chodon_cli.commands import _rehearsal

    if words[:1] == ["chodon"]:
        words = words[1:]
    if not words or words[0] in COMMANDS_NOT_REHEARSED:
        raise Usage(
            _("“{command}” does its work outside of the register").format(command=" ".join(words[:1])),
            _("there is nothing to try: run it without sandbox"),
        )
    status = _rehearsal.rehearse(program_at_work(), list(invocation.global_words), words, apply)
    if status:
        raise ReportedFailure(status)
