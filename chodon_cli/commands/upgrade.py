"""Bring an older register up to date."""

from chodon_cli import progress
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

HELP = N_("Bring a register of an older program up to date; a copy is made first.")
SECTION = "upkeep"
group = Group(HELP)


@group.change("upgrade", help=HELP)
def upgrade() -> Result:
    from chodon_cli import store
    from chodon_cli.register import journal
    from chodon_cli.store import schema
    from chodon_cli.store.revision_files import latest_revision

    with progress.of(_("Upgrade")):
        copy = schema.upgrade(journal.record_upgrade)
    columns = [
        Column("file", "code"),
        Column("revision", "code", label=N_("Schema revision")),
        Column("copy", "code", label=N_("Copy of the older register")),
    ]
    hints = [] if copy else [_("the register is up to date; nothing was changed")]
    row = (str(store.path()), latest_revision(), copy and str(copy))
    title = N_("Register upgraded") if copy else N_("Register")
    return Result(title, columns, [row], layout="record", hints=hints, is_write=True)
