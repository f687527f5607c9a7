"""Making a register and bringing an older one up to date. Alembic is imported here and nowhere else."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chodon_cli import durable, store
from chodon_cli.errors import Refused, Unusable, why
from chodon_cli.locale import _
from chodon_cli.store import backup
from chodon_cli.store.revision_files import latest_revision

if TYPE_CHECKING:
    from sqlalchemy import Connection

    Record = Callable[[Connection, str, str], None]


def create(fill: Callable[[], None]) -> Path:
    """Make the register where it is wanted, whole or not at all: built beside its place, then put there.

    `fill` writes what a new register begins with. Refused if something is there already.
    """
    file = store.path()
    if file.exists() or file.is_symlink():
        raise Refused(
            _("{register}: there is something here already").format(register=file),
            _("use it as it is, or name another file: --register FILE"),
        )
    store.writable_parent(file)
    try:
        with durable.draft_of(file) as draft:  # 0600 from the first byte on
            try:
                _build(draft, fill)
            finally:
                store.use(str(file))
            remove_left_over(file)
            durable.put_new(draft, file)
    except FileExistsError as error:  # somebody else was faster
        raise Refused(
            _("{register}: there is something here already").format(register=file),
            _("use it as it is, or name another file: --register FILE"),
        ) from error
    except OSError as error:
        raise Unusable(f"{file}: {why(error)}") from error
    return file


def remove_left_over(file: Path) -> None:
    """Remove what SQLite kept beside a register that is gone: it would be read into the one that takes its place."""
    for ending in store.OF_SQLITE:
        if not file.exists():
            Path(f"{file}{ending}").unlink(missing_ok=True)


def _build(draft: Path, fill: Callable[[], None]) -> None:
    with store.translate_errors():
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
        migrate(draft)
        store.use(str(draft))
        fill()
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def upgrade(record: "Record") -> Path | None:
    """Bring the register to this program's revision: the copy made first; None if there was no need.

    `record` writes into the journal, within the same transaction, from which revision to which. Unusable if it is not
    a register or is newer than the program.
    """
    file = store.existing()
    with store.translate_errors(), closing(_writing(file)) as db:
        if not store.is_older(store.revision(db)):
            return None
    with store.translate_errors(), store.turn_to_write(), closing(_writing(file)) as db:
        revision_found = store.revision(db)
        if not store.is_older(revision_found):  # somebody else has upgraded it meanwhile
            return None
        copy = backup.copy(db, file.with_name(f"{file.name}.{revision_found}-{backup.moment()}.bak"))
        migrate(file, record)
    return copy


def _writing(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None, timeout=store.WAIT_SECONDS)


@cache
def shipped_objects() -> dict[tuple[str, str], str]:
    """What the migrations make: kind and name of each table, index, trigger or view -> its SQL."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        file.touch(mode=0o600)
        migrate(file)
        with closing(sqlite3.connect(file)) as db:
            return objects_of(db)


def objects_of(db: store.Reader) -> dict[tuple[str, str], str]:
    """The same of a register that is open."""
    sql = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    return {(kind, name): " ".join(definition.split()) for kind, name, definition in db.execute(sql, {})}


def migrate(file: Path, record: "Record | None" = None) -> None:
    """Run the migrations that the file lacks, all of them or none, and `record` what they did."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DatabaseError
    from sqlalchemy.pool import NullPool

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(file, isolation_level=None, timeout=store.WAIT_SECONDS)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            before = _revision(connection) if record else ""
            command.upgrade(config, "head")
            if record and before != latest_revision():
                record(connection, before, latest_revision())
    except DatabaseError as error:
        raise store.unusable(error.orig or error) from error


def _revision(connection: "Connection") -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
