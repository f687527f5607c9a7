"""Make a register."""

from chodon_cli import store
from chodon_cli.cli.empty_register import FIRST_UNITS, FORM_OF_UNITS, one_of, where_to_fill_in
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

HELP = N_("Make an empty register with the catalogue of standards.")
SECTION = "setup"
group = Group(HELP)


@group.change("init", help=HELP)
def init() -> Result:
    from chodon_cli.law.standards import catalogue
    from chodon_cli.register import journal, standard
    from chodon_cli.register.transaction import transaction
    from chodon_cli.store import schema, soundness
    from chodon_cli.store.revision_files import latest_revision

    shipped, open_folder = catalogue(), ""

    def fill() -> None:
        with transaction() as session:
            journal.record_revision(session, latest_revision())
            standard.add_all(session, shipped)

    if url := store.server():
        from chodon_cli.store.postgres import moving

        moving.create(url, fill)
    else:
        schema.create(fill)
        open_folder = soundness.told_of_open_folder(store.path())
    columns = [Column("file", "code"), Column("standard", "integer", label=N_("Standards of conduct"))]
    return Result(
        N_("Register made"),
        columns,
        [(store.name(), len(shipped))],
        layout="record",
        hints=[
            *filter(None, [open_folder]),
            _("next: {commands}").format(commands=one_of(FIRST_UNITS)),
            where_to_fill_in(FORM_OF_UNITS),
        ],
        is_write=True,
    )
