"""The tables of a register: made on a server as SQLite keeps them in a file, and copied with every row, either way.

Both sides are the work of the migrations: those run on the file, and the server gets what they made. Beside them stand
two tables and a view with SQLite's own catalogue, so that questions about the schema are asked in the same words.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from chodon_cli import progress
from chodon_cli.store.postgres import adapter, address, dialect, kept_files
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.reader import Reader

FUNCTIONS_FILE = Path(__file__).with_name("functions.sql")
CATALOGUE_FILE = Path(__file__).with_name("catalogue.sql")
JOURNAL_FILE = Path(__file__).with_name("journal.sql")
ACCESS_FILE = Path(__file__).with_name("access.sql")
IS_OURS = "substr(m.name, 1, 7) <> 'sqlite_'"  # not the statistics that SQLite keeps of its own accord
OBJECTS_SQL = f"""
SELECT m.type, m.name, m.tbl_name, m.sql FROM sqlite_schema m WHERE m.sql IS NOT NULL AND {IS_OURS} ORDER BY m.rowid
"""
TABLES_SQL = f"SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND {IS_OURS} ORDER BY m.name"
KEYS_SQL = f"""
SELECT m.name, f.id, f.seq, f."table", f."from", f."to" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
WHERE m.type = 'table' AND {IS_OURS}
"""
COLUMNS_SQL = f"""
SELECT m.name, c.cid, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_schema m
JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND {IS_OURS}
"""
BYTES_SQL = """
SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = :schema AND c.relkind = 'r'
"""
REFERENCE_PATTERN = re.compile(r'REFERENCES "?(\w+)')
ROWS_OF_A_LONG_TABLE = 10_000
LONG_TABLES_SQL = f"""
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = '{address.SCHEMA}' AND c.relkind = 'r' AND c.reltuples >= :rows
"""
HAS_ID_PATTERN = re.compile(r"\bid\s+INTEGER PRIMARY KEY")
ROWS_AT_A_TIME = 5000


class TableDigest(NamedTuple):
    """What a table holds: its rows, and a SHA-256 over all their values in the order of their ids."""

    table: str
    rows: int
    sha256: str


def make(db: Connection, file: sqlite3.Connection) -> None:
    """Make the register's schema and all that it holds but the rows, within the transaction."""
    objects = file.execute(OBJECTS_SQL).fetchall()
    run = db.raw.execute
    run(f"CREATE SCHEMA {address.SCHEMA}")
    run(FUNCTIONS_FILE.read_text("utf-8").encode())
    definitions = {name: sql for kind, name, _table, sql in objects if kind == "table"}
    for name in in_order_of_references(definitions):
        run(dialect.definition(definitions[name]).encode())
    _number_by_itself(db, definitions)
    run(CATALOGUE_FILE.read_text("utf-8").encode())
    _load(db, "sqlite_object", ("type", "name", "tbl_name", "sql"), iter(objects))
    _load(db, "sqlite_foreign_key", ("of_table", "id", "seq", "table", "from", "to"), file.execute(KEYS_SQL))
    columns = ("of_table", "cid", "name", "type", "notnull", "dflt_value", "pk")
    _load(db, "sqlite_column", columns, file.execute(COLUMNS_SQL))


def finish(db: Connection, file: sqlite3.Connection) -> None:
    """Make the indexes and views, when the rows are there."""
    objects = file.execute(OBJECTS_SQL).fetchall()
    with_ids = {name for kind, name, _table, sql in objects if kind == "table" and HAS_ID_PATTERN.search(sql)}
    for kind, name, table, sql in objects:
        if kind != "table":
            db.raw.execute(dialect.definition(sql, table in with_ids).encode())
        if kind == "view":  # it shows what may be read by whoever asks, not by whoever made it
            db.raw.execute(f'ALTER VIEW "{name}" SET (security_invoker = true)'.encode())
    for script in (JOURNAL_FILE, ACCESS_FILE):
        db.raw.execute(script.read_text("utf-8").encode())
    db.raw.execute("ANALYZE")


def settle(db: Connection, rows: int = ROWS_OF_A_LONG_TABLE) -> None:
    """Let long tables, which were just filled, be asked by their indexes alone: then no row of them is looked up.

    The server does so by itself, sooner or later. Outside of a transaction.
    """
    names = [name for (name,) in db.execute(LONG_TABLES_SQL, {"rows": rows}).fetchall()]
    if names:
        db.raw.execute(f"VACUUM {', '.join(names)}".encode())


def make_file(file: sqlite3.Connection, db: Connection) -> None:
    """The same, from the server into an empty file: what SQLite kept of the schema is run again."""
    _run_in_file(file, db, "WHERE type = 'table'")


def finish_file(file: sqlite3.Connection, db: Connection) -> None:
    _run_in_file(file, db, "WHERE type <> 'table'")


def _run_in_file(file: sqlite3.Connection, db: Connection, where: str) -> None:
    for (sql,) in db.execute(f"SELECT sql FROM sqlite_object {where} ORDER BY place"):
        file.execute(sql)


def names(db: Connection | sqlite3.Connection) -> list[str]:
    return [name for (name,) in db.execute(TABLES_SQL)]


def write_anew(url: str) -> None:
    """Let the server write all tables anew: what was overwritten stays in none of their files."""
    with closing(adapter.connect(url)) as db:
        for table in [*names(db), kept_files.TABLE]:
            db.execute(f'VACUUM (FULL, ANALYZE) {address.SCHEMA}."{table}"')


def to_server(db: Connection, file: sqlite3.Connection) -> None:
    """Copy every row to tables that are empty; what a row refers to is asked for at the end."""
    db.raw.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in names(file):
        rows = file.execute(f'SELECT * FROM "{table}"')
        _load(db, table, [column[0] for column in rows.description], rows)
    db.raw.execute("SET CONSTRAINTS ALL IMMEDIATE")


def to_file(file: sqlite3.Connection, db: Connection) -> None:
    """Copy every row from the server to the tables of a file, which are empty."""
    for table in names(db):
        columns = _columns(file, table)
        into = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'
        file.executemany(into, _rows(db, table, columns))


def digests(db: Connection | sqlite3.Connection, columns: dict[str, list[str]]) -> list[TableDigest]:
    """What each table holds. The same digest in two databases: the same rows, value by value and type by type."""
    return [_digest(db, table, names) for table, names in columns.items()]


def columns_of(file: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table, in their order."""
    return {table: _columns(file, table) for table in names(file)}


def _digest(db: Connection | sqlite3.Connection, table: str, columns: Sequence[str]) -> TableDigest:
    digest, count = hashlib.sha256(), 0
    for row in _rows(db, table, columns):
        digest.update(repr(tuple(row)).encode())
        count += 1
        progress.advance(1)
    return TableDigest(table, count, digest.hexdigest())


def _rows(db: Connection | sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Sequence[object]]:
    wanted = ", ".join(f'"{column}"' for column in columns)
    sql = f'SELECT {wanted} FROM "{table}" ORDER BY "{columns[0]}"'
    if isinstance(db, sqlite3.Connection):
        yield from db.execute(sql)
        return
    with db.raw.cursor(name="rows") as cursor:
        cursor.itersize = ROWS_AT_A_TIME
        yield from cursor.execute(sql.encode())


def _columns(file: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in file.execute("SELECT * FROM pragma_table_info(?)", (table,))]


def _load(db: Connection, table: str, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    quoted = ", ".join(f'"{column}"' for column in columns)
    with db.raw.cursor().copy(f'COPY "{table}" ({quoted}) FROM STDIN'.encode()) as copy:
        for row in rows:
            copy.write_row(row)


def in_order_of_references(definitions: dict[str, str]) -> Iterator[str]:
    """The tables, each behind those that it refers to. ValueError if some refer to each other in a circle."""
    left = {name: {*REFERENCE_PATTERN.findall(sql)} - {name} for name, sql in definitions.items()}
    while left:
        free = [name for name, others in left.items() if not others & left.keys()]
        if not free:
            raise ValueError(f"tables that refer to each other in a circle: {' -> '.join(circle(left))}")
        yield from free
        left = {name: others for name, others in left.items() if name not in free}


def circle(references: Mapping[str, set[str]]) -> list[str]:
    """A way along references that comes back to where it began, where no table is without one of the others."""
    way = [min(references)]
    while way[-1] not in way[:-1]:
        way.append(min(references[way[-1]] & references.keys()))
    return way[way.index(way[-1]) :]


def _number_by_itself(db: Connection, definitions: dict[str, str]) -> None:
    """An id that is not given is the next one, without gaps: writers come one after the other."""
    for table, sql in definitions.items():
        if HAS_ID_PATTERN.search(sql):
            db.raw.execute(f"""ALTER TABLE "{table}" ALTER COLUMN id SET DEFAULT next_id('{table}')""".encode())


def size(db: Reader) -> int:
    """Bytes that the register takes on the server, indexes and all."""
    return int(db.execute(BYTES_SQL, {"schema": address.SCHEMA}).fetchone()[0] or 0)
