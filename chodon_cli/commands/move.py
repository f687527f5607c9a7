"""The register brought to a database server, or back into a file."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from chodon_cli import progress, store
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Refused, Usage
from chodon_cli.invocation import without_password
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

if TYPE_CHECKING:
    from chodon_cli.store.postgres.tables import TableDigest

HELP = N_("Bring the register to a PostgreSQL server, or back into a file: verified, and live in one place alone.")
SECTION = "upkeep"
group = Group(HELP)

MOVE_COLUMNS = [Column("table", "code", label=N_("Table")), Column("rows", "integer"), Column("sha256", "code", 2)]
To = Annotated[
    str,
    Option("--to", metavar="URL|FILE", help=N_("postgresql://USER@HOST/DATABASE, or a file that is not there yet.")),
]


@group.change("move", help=HELP)
def move(to: To) -> Result:
    if bool(store.server()) == store.is_address(to):
        raise Usage(_("a register is moved from a file to a server, or back"), _("copies: chodon backup"))
    with progress.watch_work(_("Moving")):
        _prove()
        copied = _to_file(Path(to).expanduser()) if store.server() else _to_server(to)
    source, place = store.name(), without_password(to)
    rows: list[Row] = [(each.table, each.rows, each.sha256) for each in copied]
    return Result(
        N_("Moved"),
        MOVE_COLUMNS,
        rows,
        totals=(None, sum(each.rows for each in copied), None),
        hints=[
            _("from now on: chodon --register {place}").format(place=place),
            _("{register} can be read, and no longer written").format(register=source),
        ],
        is_write=True,
        is_stored=False,
    )


def _to_server(url: str) -> "list[TableDigest]":
    from chodon_cli.register import journal
    from chodon_cli.register.session import connection_beneath
    from chodon_cli.register.transaction import transaction
    from chodon_cli.store import moved
    from chodon_cli.store.postgres import moving

    with store.reading() as db:
        is_moved = moved.is_moved(db)
    moving.refuse_taken(url)
    if is_moved:  # broken off when it was marked: its journal says so already
        with store.reading() as db:
            copied = moving.bring(db, url, store.path())
    else:
        with transaction() as session:
            journal.note(session, "register", moved=without_password(url))
            journal.finish(session)
            copied = moving.bring(connection_beneath(session), url, store.path())
            moved.mark(connection_beneath(session))
    moving.go_live(url)
    return copied


def _to_file(file: Path) -> "list[TableDigest]":
    from chodon_cli import durable
    from chodon_cli.register import journal
    from chodon_cli.register.session import connection_beneath
    from chodon_cli.register.transaction import transaction
    from chodon_cli.store import attachments
    from chodon_cli.store.postgres import moving

    if moving.is_arriving(file):  # broken off when it stood there: to be used if the server is marked, else made again
        with store.reading() as db:
            is_marked = moving.is_moved_to(db, file)
        if is_marked:
            moving.let_be_used(file)
            return moving.digests_of(file)
        file.unlink()
    if file.exists() or file.is_symlink():
        raise Refused(_("{path}: there is something here already").format(path=file), _("name another file"))
    durable.make_folder_of(file)
    with durable.draft_of(file) as draft, attachments.beside_draft(draft):
        with transaction() as session:
            journal.note(session, "register", moved=str(file))
            journal.finish(session)
            copied = moving.take(draft, connection_beneath(session))
            _prove(draft)
            moving.mark_moved(connection_beneath(session), str(file.absolute()))  # who may not leaves no file behind
            attachments.take_along(draft, file)
            moving.let_arrive(draft)
            durable.put_new(draft, file)
        moving.let_be_used(file)
    return copied


def _prove(register: Path | None = None) -> None:
    """Refused if the journal of the register that is open, or of that file, does not prove it."""
    from chodon_cli.audit import verify as proof

    with store.using(register) if register else nullcontext(), store.replaying() as db:
        if proof.verify(db).findings:
            raise Refused(_("the journal does not prove the register"), _("see: chodon audit verify"))
