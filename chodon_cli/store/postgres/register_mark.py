"""What the database says of the schema of a register: that it is one of ours, and where it was moved to."""

from chodon_cli.errors import Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import moved
from chodon_cli.store.postgres import address
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.revision_files import check_revision

MARK = "chodon: a register"  # the comment on the schema of a register of ours
UNFINISHED_MARK = "chodon: not a register yet"  # what is being brought there
MOVED_MARK = f"{MARK}, moved to "  # and where to
MARK_SQL = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :schema"
MARK_THERE_SQL = f"""(SELECT d.description FROM pg_namespace n JOIN pg_description d ON d.objoid = n.oid
AND d.classoid = 'pg_namespace'::regclass WHERE n.nspname = '{address.SCHEMA}')"""  # in a tenth of the time


def check(db: Connection) -> None:
    """Unusable if there is no register, or none of this program's revision."""
    check_mark(db)
    check_revision(revision(db))


def check_mark(db: Connection) -> None:
    """Unusable if there is no register of ours, of whatever revision."""
    refuse_strange(db, mark_of(db))


def refuse_strange(db: Connection, mark: str | None) -> None:
    """Unusable if the mark is none of a register of ours."""
    shown = without_password(db.url)
    if mark == UNFINISHED_MARK:
        raise moved.not_arrived(shown)
    if mark is None:
        raise Unusable(
            _("{register}: there is no register here").format(register=shown),
            _("bring one there with: chodon --register FILE move --to URL"),
        )
    if not (mark or "").startswith(MARK):
        raise Unusable(
            _("{register}: this is not a register").format(register=shown), _("name another: --register FILE")
        )


def revision(db: Connection) -> str:
    """The revision of the schema there."""
    row = db.execute(f"SELECT version_num FROM {address.SCHEMA}.alembic_version").fetchone()
    return str(row[0]) if row else ""


def mark_of(db: Connection) -> str | None:
    """What the database says of the schema: empty if another program made it, None if there is no such schema."""
    row = db.execute(MARK_SQL, {"schema": address.SCHEMA}).fetchone()
    return (row[0] or "") if row else None


def mark(db: Connection, comment: str) -> None:
    """Let the database say this of the schema; within the transaction, if there is one."""
    with address.translating_errors(db.url):
        db.raw.execute(f"COMMENT ON SCHEMA {address.SCHEMA} IS %s".encode(), [comment])


def moved_to(db: Connection) -> str:
    """Where the register was moved to from there; empty if it was not."""
    return place_in(mark_of(db) or "")


def place_in(mark: str) -> str:
    """Where the register was moved to, as its mark says; empty if it was not."""
    return mark.removeprefix(MOVED_MARK) if mark.startswith(MOVED_MARK) else ""
