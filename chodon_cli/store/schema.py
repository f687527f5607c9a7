"""Making a register and bringing an older one up to date. Alembic is imported here and nowhere else."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chodon_cli import durable, store
from chodon_cli.errors import Refused, Unusable, system_reason, what_to_do
from chodon_cli.locale import _
from chodon_cli.store import backup
from chodon_cli.store.revision_files import VIEWS_FILE, latest_revision
from chodon_cli.value_class import dataclass

if TYPE_CHECKING:
    from sqlalchemy import Connection

    Record = Callable[[Connection, str, str], None]

DEFINITIONS_SQL = """
SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND NOT (type = 'table' AND name GLOB 'sqlite_*')
"""
MADE_ANEW = ("index", "trigger", "view")  # kinds of a schema's objects that hold no record


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
    durable.make_folder_of(file)
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
        raise Unusable(f"{file}: {system_reason(error)}", what_to_do(error)) from error
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


class Upgrade(NamedTuple):
    """What was done: the copy made first (None: there was no need), and what was made anew in the schema."""

    copy: Path | None
    made_anew: list[str]


@dataclass(frozen=True)
class UpgradeEntries:
    """What writes into the journal, within the transaction that does it: from which revision to which; what is anew."""

    upgrade: "Record"
    made_anew: "Callable[[Connection, list[str]], None]"


def upgrade(entries: UpgradeEntries) -> Upgrade:
    """Bring the register to this program's revision, and make anew what somebody has changed in its schema.

    Tables hold the records and are left alone. Unusable if it is not a register or is newer than the program.
    """
    file = store.existing()
    with store.translate_errors(), closing(_writing(file)) as db:
        if not store.is_older(store.revision(db)) and not changed_objects(db):
            return Upgrade(None, [])
    with store.translate_errors(), store.turn_to_write(), closing(_writing(file)) as db:
        revision_found = store.revision(db)
        is_older = store.is_older(revision_found)
        if not is_older and not changed_objects(db):  # somebody else has done it meanwhile
            return Upgrade(None, [])
        copy = backup.copy(db, file.with_name(f"{file.name}.{revision_found}-{backup.moment()}.bak"))
        if is_older:
            migrate(file, entries.upgrade)
        if changed := changed_objects(db):
            _make_anew(file, changed, entries.made_anew)
    return Upgrade(copy, [name for _kind, name in changed])


def changed_objects(db: store.Reader) -> list[tuple[str, str]]:
    """Kind and name of each view, index and trigger that is not as the migrations make it, or is none of theirs."""
    here, shipped = objects_of(db), shipped_objects()
    names = sorted(here.keys() | shipped.keys())
    return [each for each in names if each[0] in MADE_ANEW and here.get(each) != shipped.get(each)]


def _make_anew(file: Path, changed: list[tuple[str, str]], record: "Callable[[Connection, list[str]], None]") -> None:
    """Drop these and make those of them that are the program's. Refused if what is stored does not allow an index."""
    from sqlalchemy.exc import IntegrityError

    shipped = _shipped_definitions()
    try:
        with _transaction(file) as connection:
            for kind, name in changed:
                quoted_name = name.replace('"', '""')
                connection.exec_driver_sql(f'DROP {kind.upper()} IF EXISTS "{quoted_name}"')
            for each in changed:
                if each in shipped:
                    connection.exec_driver_sql(shipped[each])
            record(connection, [name for _kind, name in changed])
    except IntegrityError as error:
        raise Refused(
            _("what is stored does not allow the schema to be made anew: {error}").format(error=error.orig),
            _("run: chodon restore BACKUP"),
        ) from error


def _writing(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None, timeout=store.WAIT_SECONDS)


def shipped_objects() -> dict[tuple[str, str], str]:
    """What the migrations make: kind and name of each table, index, trigger or view -> its SQL on one line."""
    return {each: " ".join(sql.split()) for each, sql in _shipped_definitions().items()}


@cache
def _shipped_definitions() -> dict[tuple[str, str], str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        file.touch(mode=0o600)
        migrate(file)
        with closing(sqlite3.connect(file)) as db:
            return _definitions(db)


def objects_of(db: store.Reader) -> dict[tuple[str, str], str]:
    """The same of a register that is open; without the tables of SQLite's own, as ANALYZE makes them."""
    return {each: " ".join(sql.split()) for each, sql in _definitions(db).items()}


def _definitions(db: store.Reader) -> dict[tuple[str, str], str]:
    return {(kind, name): definition for kind, name, definition in db.execute(DEFINITIONS_SQL, {})}


def migrate(file: Path, record: "Record | None" = None) -> None:
    """Run the migrations that the file lacks, all of them or none, and `record` what they did."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy.exc import DatabaseError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with _transaction(file) as connection:
            config.attributes["connection"] = connection
            before = _revision(connection) if record else ""
            views = _view_statements()
            _drop_views(connection, views)
            command.upgrade(config, "head")
            _drop_views(connection, views)  # those that early revisions make
            for statement in views.values():
                connection.exec_driver_sql(statement)
            if record and before != latest_revision():
                record(connection, before, latest_revision())
    except DatabaseError as error:
        raise store.database_fault(error.orig or error) from error


def _view_statements() -> dict[str, str]:
    """The views that other programs read: name -> the statement that makes it."""
    statements = VIEWS_FILE.read_text("utf-8").rstrip().removesuffix(";").split(";\n\n")
    return {statement.split(maxsplit=3)[2]: statement for statement in statements}


def _drop_views(connection: "Connection", names: Iterable[str]) -> None:
    for name in names:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


@contextmanager
def _transaction(file: Path) -> "Iterator[Connection]":
    """All that is done to the file's schema within the block, or none of it."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(file, isolation_level=None, timeout=store.WAIT_SECONDS)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _revision(connection: "Connection") -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
