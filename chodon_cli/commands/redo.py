"""What was taken back done again."""

from chodon_cli.cli.showing import Group
from chodon_cli.commands import _undo
from chodon_cli.locale import N_
from chodon_cli.result import Result

HELP = N_("Do again what was taken back last, or the entry that is named.")
SECTION = "upkeep"
group = Group(HELP)


@group.change("redo", help=HELP)
def redo(entry: _undo.Entry = None, dry_run: _undo.DryRun = False, yes: _undo.Yes = False) -> Result:
    return _undo.run(entry, dry_run, yes, is_redo=True)
