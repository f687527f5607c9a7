"""A backup put back in the register's place."""

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from chodon_cli import progress, store
from chodon_cli.audit import attachments
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import FOUND_SOMETHING, Unusable
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result
from chodon_cli.store import branch

if TYPE_CHECKING:
    from chodon_cli.store.encryption import Cipher
    from chodon_cli.store.restore import Restored, RestoredFrom, RestoreEntries

HELP = N_("Put a backup in the register's place; it is verified first, and the replaced register is kept beside it.")
SECTION = "upkeep"
group = Group(HELP)

DUMP_ENDING = ".dump"  # of what `backup` lets pg_dump make of a register on a server
RESTORED_COLUMNS = [
    Column("file", "code"),
    Column("restored", "code", label=N_("Restored from")),
    Column("kept", "code", label=N_("The replaced register")),
]
Backup = Annotated[Path, Argument(metavar="FILE", help=N_("A backup, or any other register."))]

IdentityFile = Annotated[
    Path | None,
    Option("--identity-file", metavar="FILE", help=N_("The private key to which the backup was encrypted.")),
]
PassphraseFile = Annotated[
    Path | None,
    Option("--passphrase-file", metavar="FILE", help=N_("The file whose first line is the passphrase of the backup.")),
]


Replace = Annotated[
    bool,
    Option("--replace", help=N_("Put a copy made by pg_dump also in the place of a register that is there.")),
]


@group.change("restore", help=HELP)
def restore(
    file: Backup,
    identity_file: IdentityFile = None,
    passphrase_file: PassphraseFile = None,
    replace: Replace = False,
) -> Result:
    from chodon_cli.audit import verify as proof
    from chodon_cli.register import journal
    from chodon_cli.store import encryption
    from chodon_cli.store import restore as backups

    cipher = encryption.for_restore(identity_file, passphrase_file)
    with progress.watch_work(_("Restoring")):
        entries = backups.RestoreEntries(enter, journal.record_upgrade, proof.is_proven)
        if store.server() and file.suffix == DUMP_ENDING:
            old_copy, missing, is_proven = _bring_back(file, replace, entries)
        else:
            restore_here = _restore_on_server if store.server() else backups.restore
            old_copy, missing, is_proven = restore_here(file, entries, cipher)
    faults = attachments.faults_of_missing(missing) + ([] if is_proven else attachments.faults_of_unproven(file))
    hints = [_("what was entered since the backup is only in {path}").format(path=old_copy)] if old_copy else []
    hints += [_("say anew who may use it: chodon grants")] if store.server() else []
    row = (store.name(), str(file), old_copy and str(old_copy))
    return Result(
        N_("Register restored"),
        RESTORED_COLUMNS,
        [row],
        layout="record",
        hints=hints,
        is_write=True,
        faults=faults,
        exit_code=FOUND_SOMETHING if faults else 0,
    )


def _restore_on_server(file: Path, entries: "RestoreEntries", cipher: "Cipher | None") -> "Restored":
    """Restore it to a file of its own, and bring that to the server in the place of the register there."""
    from tempfile import TemporaryDirectory

    from chodon_cli.store import restore as backups
    from chodon_cli.store.postgres import moving

    url = store.server()
    assert url
    _leave_to_others()
    with TemporaryDirectory(prefix="chodon-") as folder:
        place = Path(folder) / "register.db"
        with store.using(place, user=moving.user_there(url)):
            restored = backups.restore(file, entries, cipher)
        kept_schema = moving.replace_with(place, url)
    return restored._replace(kept=Path(kept_schema) if kept_schema else None)


def _bring_back(file: Path, is_to_be_replaced: bool, entries: "RestoreEntries") -> "Restored":
    """Let PostgreSQL bring back what it has dumped; the journal has to prove it, and each file to be whole."""
    from chodon_cli.audit import verify as proof
    from chodon_cli.errors import no_such_file
    from chodon_cli.store import schema
    from chodon_cli.store.postgres import dump, moving
    from chodon_cli.store.restore import Restored

    url = store.server()
    assert url
    if not file.is_file():
        raise no_such_file(file)
    if not dump.is_dump(file):
        raise Unusable(
            _("{register}: this is not a register").format(register=file), _("name a copy made by: chodon backup")
        )
    _leave_to_others()

    def prove(copy: Path) -> bool:
        with store.using(copy, user=moving.user_there(url)):
            with closing(store.connection(copy, "ro")) as db:
                is_older = store.is_older(store.revision(db))
            if is_older:
                schema.migrate(copy, entries.upgrade)
            with store.replaying() as db:
                return not proof.verify(db).findings

    kept_schema, is_proven = dump.bring_back(url, file, is_to_be_replaced, prove)
    return Restored(Path(kept_schema) if kept_schema else None, [], is_proven)


def _leave_to_others() -> None:
    """Refused if the account reads only a branch; what is damaged there, or not there, is restored all the same."""
    with suppress(Unusable):
        branch.refuse_limited()


def enter(source: "RestoredFrom") -> None:
    """Tell in the journal of the restored register from where it comes."""
    from chodon_cli.register import journal
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        journal.note(session, "register", restored=source.file, sha256=source.sha256, replaced=source.replaced)
