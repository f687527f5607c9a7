"""Bring an older register up to date."""

from chodon_cli import progress
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

HELP = N_("Bring a register of an older program up to date, and its views and indexes; a copy is made first.")
SECTION = "upkeep"
group = Group(HELP)


@group.change("upgrade", help=HELP)
def upgrade() -> Result:
    from chodon_cli import store
    from chodon_cli.register import journal
    from chodon_cli.store import schema
    from chodon_cli.store.revision_files import latest_revision

    with progress.watch_work(_("Upgrade")):
        if url := store.server():
            from chodon_cli.store.postgres import moving

            is_upgraded, done = moving.upgrade(url, journal.record_upgrade), schema.Upgrade(None, [])
        else:
            done = schema.upgrade(schema.UpgradeEntries(journal.record_upgrade, journal.record_schema_made_anew))
            is_upgraded = done.copy is not None
    columns = [
        Column("file", "code"),
        Column("revision", "code", label=N_("Schema revision")),
        Column("copy", "code", label=N_("Copy of the older register")),
    ]
    hints = [] if is_upgraded else [_("the register is up to date; nothing was changed")]
    if done.made_anew:
        hints.append(_("made anew as the program makes it: {names}").format(names=", ".join(done.made_anew)))
    row = (store.name(), latest_revision(), done.copy and str(done.copy))
    title = N_("Register upgraded") if is_upgraded else N_("Register")
    return Result(title, columns, [row], layout="record", hints=hints, is_write=True)
