"""The steps of a page of the guide, gone through on a register of their own that is gone afterwards."""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chodon_cli import invocation, store
from chodon_cli.cli.line_editor import read_line
from chodon_cli.cli.typer_adapter import Program
from chodon_cli.commands._guide_page import GuideStep
from chodon_cli.errors import ReportedFailure
from chodon_cli.locale import _, language
from chodon_cli.render import explain
from chodon_cli.text import printable

REGISTER_NAME = "so.db"
ENDS_TOUR = ("q", "quit", "exit", "thoát")


def lead_through(program: Program, before: list[str], steps: Sequence[GuideStep]) -> int:
    """Say each step and run its commands, each after a key at a terminal; the exit status.

    ReportedFailure with the status of one that is refused.

    `before`: the global options. What commands write goes into a folder that is removed.
    """
    with rehearsal_folder() as register:
        options = [*before, "--register", str(register), "--no-input"]
        if language() != "vi":
            explain(_("the guide is in Vietnamese; what its commands say is in your language"))
        for step in steps:
            _say(step.prose)
            for command in step.commands:
                if not _goes_on(command):
                    return 0
                status = program.run([*options, *shlex.split(command)])
                if status:
                    raise ReportedFailure(status)
        explain(_("that was a rehearsal: its register is gone; yours is as it was"))
    return 0


@contextmanager
def rehearsal_folder() -> Iterator[Path]:
    """The place of a register to be, in a folder of its own in which commands are run."""
    chosen, here = store.server() or str(store.path()), Path.cwd()
    with tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        os.chdir(folder)
        try:
            yield Path(folder) / REGISTER_NAME
        finally:
            os.chdir(here)
            store.use(chosen)


def _goes_on(command: str) -> bool:
    """Show the command; at a terminal, whether the person wants it run."""
    sys.stdout.write(f"\n{printable(f'$ chodon {command}')}\n")
    sys.stdout.flush()
    if not invocation.can_ask():
        return True
    try:
        return read_line(_("Enter: run it; q: end the tour")).strip().casefold() not in ENDS_TOUR
    except EOFError:
        return False


def _say(prose: str) -> None:
    sys.stdout.write("".join(f"{printable(line)}\n" for line in ["", *prose.splitlines()]))
    sys.stdout.flush()
