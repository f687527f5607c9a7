"""What was done taken back."""

from chodon_cli.cli.showing import Group
from chodon_cli.commands import _undo
from chodon_cli.locale import N_
from chodon_cli.result import Result

HELP = N_("Take back the last entry of the journal, or the one that is named; it becomes an entry of its own.")
SECTION = "upkeep"
group = Group(HELP)


@group.change("undo", help=HELP)
def undo(entry: _undo.Entry = None, dry_run: _undo.DryRun = False, yes: _undo.Yes = False) -> Result:
    return _undo.run(entry, dry_run, yes, is_redo=False)
