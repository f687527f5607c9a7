"""A backup put back in the register's place."""

from pathlib import Path
from typing import Annotated

from typer import Argument

from chodon_cli import store
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

HELP = N_("Put a backup in the register's place; it is verified first, and the replaced register is kept beside it.")
SECTION = "upkeep"
group = Group(HELP)

COLUMNS = [
    Column("file", "code"),
    Column("restored", "code", label=N_("Restored from")),
    Column("kept", "code", label=N_("The replaced register")),
]
Backup = Annotated[Path, Argument(metavar="FILE", help=N_("A backup, or any other register."))]


@group.change("restore", help=HELP)
def restore(file: Backup) -> Result:
    from chodon_cli.store import backup as copies

    kept = copies.restore(file)
    hints = [_("what was entered since the backup is only in {path}").format(path=kept)] if kept else []
    row = (str(store.path()), str(file), kept and str(kept))
    return Result(N_("Register restored"), COLUMNS, [row], layout="record", hints=hints, is_write=True)
