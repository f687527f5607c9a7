"""Ten minutes through a rehearsal register, along the first page of the guide."""

import typer

from chodon_cli import invocation
from chodon_cli.cli.showing import Group
from chodon_cli.cli.typer_adapter import program_at_work
from chodon_cli.locale import N_

HELP = N_("Ten minutes through a rehearsal register: the guide's first page, command by command.")
SECTION = "setup"
group = Group(HELP)


@group.add_bare_command("tour", help=HELP)
def tour() -> None:
    from chodon_cli.commands import _guide_page, _tour

    steps = _guide_page.steps(_guide_page.first_page().read_text("utf-8"))
    status = _tour.lead_through(program_at_work(), list(invocation.global_words), steps)
    if status:
        raise typer.Exit(status)
