"""A copy of the register that can be put back."""

from pathlib import Path
from typing import Annotated

from chodon_cli import progress, store
from chodon_cli.audit import attachments
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import FOUND_SOMETHING, Usage
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

HELP = N_("Copy the register, while it is in use, to a folder or a new file; the copy is verified.")
SECTION = "upkeep"
group = Group(HELP)

DUMP_ENDING = ".dump"  # of a file that pg_dump makes of a register on a server
BACKUP_COLUMNS = [
    Column("file", "code"),
    Column("bytes", "integer", label=N_("Size in bytes")),
    Column("removed", "integer", label=N_("Older copies removed")),
]
Target = Annotated[
    Path, Argument(metavar="TARGET", help=N_("A folder, where the copy is named by its moment; or a new file (.db)."))
]
Keep = Annotated[
    int | None, options.count_option(N_("Of this register's copies in the folder keep only the newest N."), "--keep")
]

EncryptTo = Annotated[
    list[str] | None,
    Option(
        "--encrypt-to",
        metavar="RECIPIENT",
        help=N_("Encrypt it to this public key of age or ssh (age1…); to several, if said again."),
    ),
]
PassphraseFile = Annotated[
    Path | None,
    Option("--passphrase-file", metavar="FILE", help=N_("Encrypt it with the passphrase in the file's first line.")),
]


@group.change("backup", help=HELP)
def backup(
    target: Target, keep: Keep = None, encrypt_to: EncryptTo = None, passphrase_file: PassphraseFile = None
) -> Result:
    from chodon_cli.audit import verify as proof
    from chodon_cli.store import backup as copies
    from chodon_cli.store import encryption

    if store.server() and target.suffix == DUMP_ENDING:
        return _dump(target)
    cipher = encryption.for_backup(encrypt_to or [], passphrase_file)
    is_file = bool(target.suffix) and not target.is_dir()
    if keep is not None and (is_file or keep < 1):
        raise Usage(_("--keep N is for a folder, and N is at least 1"), _("write: chodon backup FOLDER --keep 30"))
    with progress.watch_work(_("Backup")):
        if is_file:
            made = copies.into_file(target, cipher, proof.is_proven)
        else:
            made = copies.into_folder(target, keep, cipher, proof.is_proven)
    faults = attachments.faults_of_missing(made.missing)
    faults += [] if made.is_proven else attachments.faults_of_unproven(made.new_copy)
    sentence = _("the last backup is no longer here, {path}: is the disk connected on which it lies?")
    return Result(
        N_("Backup"),
        BACKUP_COLUMNS,
        [(str(made.new_copy), made.new_copy.stat().st_size, len(made.removed_copies))],
        layout="record",
        is_write=True,
        is_stored=False,
        hints=[sentence.format(path=made.lost_copy)] if made.lost_copy else [],
        faults=faults,
        exit_code=FOUND_SOMETHING if faults else 0,
    )


def _dump(target: Path) -> Result:
    """Let PostgreSQL's own program copy the register on the server, as large as it may be."""
    from chodon_cli.store import branch
    from chodon_cli.store.postgres import dump

    branch.refuse_limited()
    url = store.server()
    assert url
    with progress.watch_work(_("Backup")):
        dump.write(url, target)
    row = (str(target), target.stat().st_size, 0)
    hints = [_("it comes back with: chodon restore {path}").format(path=target)]
    return Result(N_("Backup"), BACKUP_COLUMNS, [row], layout="record", is_write=True, is_stored=False, hints=hints)
