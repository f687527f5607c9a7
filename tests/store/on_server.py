"""The tests' registers on a PostgreSQL server, where CHODON_TEST_DATABASE=postgres asks for it.

A test knows its register by the path of a file, as ever. Here that path stands for a database: the one that was begun
from as long as it is only asked, which refuses to be written to; then a copy of it, for the first command line that may
write. What a test leaves is put back, and is the copy of the next. Command lines get its address, and what they print
has the path again. As in the shell, one connection stays from a line to the next. A test that opens the file itself
finds none: `needs_a_file.txt` says which those are.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from chodon_cli import store
from chodon_cli.global_options import split_global_words
from tests.store import postgres_server
from tests.store.postgres_server import Server
from tests.store.put_back import Original, fill, next_transaction, put_back
from tests.store.snapshot import Snapshot

if TYPE_CHECKING:
    import psycopg

IS_WANTED = os.environ.get("CHODON_TEST_DATABASE") == "postgres"

# Nothing is kept for longer than the run, and nobody else asks this server.
SETTINGS = (*postgres_server.SETTINGS, "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB")
MOST_LEFT = 6  # databases that wait for the next test: each is ten megabytes of memory
MOST_CONNECTED = 20  # databases that tests ask themselves
ASKS = {"report", "due", "list", "show", "why"}  # one of the two words by which a command is called that writes nothing

_server: Server | None = None
_databases: dict[str, str] = {}  # path -> the database that is its own
_to_be_made: dict[str, str] = {}  # path -> the database of which it will be a copy, and which is asked until then
_kept: set[str] = set()  # databases that are copied and never written to
_copies: dict[str, tuple[str, int]] = {}  # database -> of which one it is a copy, and the transaction since when it is
_left: list[str] = []  # copies that nobody has any more; the last one was left last
_rows: dict[str, tuple[str, dict[str, bytes]]] = {}  # path -> of which database it is a copy, but for these tables
_snapshots: dict[str, list[Snapshot]] = {}  # database -> what it was
_originals: dict[str, Original] = {}  # database -> what it holds
_addresses: dict[str, str] = {}  # address -> the path for which the last command line got it
_asked: dict[str, "psycopg.Connection"] = {}  # database -> the connection by which tests ask it themselves
_users: set[str] = set()
_numbers = count(1)


@contextmanager
def running() -> Iterator[None]:
    """A server for the whole run."""
    global _server
    with postgres_server.running(SETTINGS, "trust") as server, store.staying_connected():
        _server = server
        yield
        _let_go()


def bring(file: Path) -> None:
    """Let the file's register be on the server, under its path, to be copied and never written to."""
    from chodon_cli.store.postgres import moving

    database = _new()
    url = _running().create(database)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        moving.bring(db, url)
    moving.go_live(url)
    file.rename(_file_of(file))
    _databases[str(file)] = database
    keep(file)


def begin_in_file(source: Path, register: Path) -> Path:
    """Let the one be a copy of the other in a file, to be filled there faster and brought then."""
    register.write_bytes(_file_of(source).read_bytes())
    return register


def keep(register: Path) -> None:
    """Let it be asked by all that are begun from it, until they write; itself it is not written to any more."""
    database = _databases[str(register)]
    _ask(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    _kept.add(database)


def keep_as(register: Path, path: Path) -> None:
    """Let what the register is now be kept under that path, to be begun from."""
    if rows := _rows_of(str(register)):
        _rows[str(path)] = rows
    elif begin(register, path) and str(path) in _databases:
        keep(path)


def begin(source: Path, register: Path) -> bool:
    """Let the one be a copy of the other, if that is on the server."""
    if not IS_WANTED:
        return False
    forget(register)
    if copied := _rows_of(str(source)):
        _to_be_made[str(register)], rows = copied
        address(register)
        fill(_connection(_databases[str(register)]), rows)
        return True
    if str(source) not in _databases.keys() | _to_be_made.keys():
        return False
    _to_be_made[str(register)] = database = _to_be_made.get(str(source)) or _databases[str(source)]
    if database not in _kept:  # it may change
        address(register)
    _use_it_where_it_is_now(register)
    return True


def _rows_of(path: str) -> tuple[str, dict[str, bytes]] | None:
    """Of which database the register is a copy, but for these tables; None if it is none, or if more is different."""
    if (database := _databases.get(path, "")) not in _copies:
        return _rows.get(path)
    source, since = _copies[database]
    rows = _original(source).difference(_connection(database), since)
    return None if rows is None else (source, rows)


def snapshot(register: Path) -> Snapshot:
    """The register as it is now, until it is forgotten."""
    address(register)  # what it is compared with lies in the same database then, and is not read if nothing was written
    database, now = _databases[str(register)], versions(register)
    seen = _snapshots.setdefault(database, [])
    if not (seen and seen[-1].versions == now):
        seen.append(Snapshot(_running().url(database), now))
    return seen[-1]


def forget(register: Path) -> None:
    """Drop the databases of that path, or of all paths in that folder."""
    for path in [each for each in (*_databases, *_to_be_made) if Path(each).is_relative_to(register)]:
        _to_be_made.pop(path, None)
        if database := _databases.pop(path, None):
            _let_go_of_snapshots(database, Snapshot.close)
            _left.append(database)
            _drop([] if database in _copies else [database])
    _drop(_left[:-MOST_LEFT])


def _drop(databases: list[str]) -> None:
    if databases:
        _let_go()
    for database in databases:
        _left.remove(database)
        _copies.pop(database, None)
        _ask(f"DROP DATABASE {database} WITH (FORCE)")


def _copy_of(source: str) -> str:
    """A database that is the same as the other, and nobody else's: one that was left, or a new one."""
    import psycopg

    for database in [each for each in reversed(_left) if _copies[each][0] == source]:
        try:
            is_as_it_was = _put_back(database)
        except psycopg.Error:  # as of a lock that a test has left
            is_as_it_was = False
        if is_as_it_was:
            _left.remove(database)
            return database
        _drop([database])
    _let_go_of_snapshots(source, Snapshot.settle)
    _let_go()
    database = _new()
    _ask(f"CREATE DATABASE {database} TEMPLATE {source} STRATEGY file_copy")
    if source in _kept:
        _copies[database] = source, next_transaction(_connection(database))
    return database


def _original(source: str) -> Original:
    if source not in _originals:
        _originals[source] = Original.of(_connection(source))
    return _originals[source]


def _put_back(database: str) -> bool:
    """Let a copy that was left be as it was; whether it is."""
    source, since = _copies[database]
    db = _connection(database)
    if not put_back(db, _original(source), _connection(source), since):
        return False
    _copies[database] = source, next_transaction(db)
    return True


def address(register: Path | str, only_asks: bool = False) -> str | None:
    """The address of the register of that path; None if it is a file."""
    path = str(register)
    source = _to_be_made.get(path)
    if source and not (only_asks and all(_copies[each][0] != source for each in _left)):
        del _to_be_made[path]
        _databases[path] = _copy_of(source)
        _use_it_where_it_is_now(register)
    database = _databases.get(path) or _to_be_made.get(path)
    return _running().url(database, user=_user()) if database else None


def _use_it_where_it_is_now(register: Path | str) -> None:
    """Let what a test asks in this process, past the command line, be asked of its register in its new place."""
    if os.environ.get("CHODON_REGISTER") == str(register):
        store.use(address(register, only_asks=True))


def _user() -> str:
    """Who is at work, as the server knows them: they may log in under that name."""
    name = os.environ.get("CHODON_OPERATOR", "tester")
    if name not in _users:
        _ask(f'CREATE ROLE "{name}" SUPERUSER LOGIN')
        _users.add(name)
    return quote(name)


@contextmanager
def addressed(words: list[str]) -> Iterator[list[str]]:
    """The words with addresses in the place of paths; so is the environment until the block ends."""
    before, only_asks = os.environ.get("CHODON_REGISTER"), _only_asks(words)
    _addresses.clear()

    def address_of(path: str) -> str | None:
        if url := address(path, only_asks):
            _addresses[url.replace(f":{postgres_server.PASSWORD}", "")] = path
        return url

    url = address_of(before) if before else None
    if url:
        os.environ["CHODON_REGISTER"] = url
    try:
        yield [address_of(word) or word for word in words]
    finally:
        if url and before:
            os.environ["CHODON_REGISTER"] = before


def _only_asks(words: list[str]) -> bool:
    """Whether the command writes nothing, as far as its name says: `--reveal` leaves an entry."""
    return bool(ASKS.intersection(split_global_words(words)[1][:2])) and "--reveal" not in words


def with_paths(text: str) -> str:
    """What was printed, with paths in the place of addresses."""
    if "postgresql://" in text:
        for url, path in _addresses.items():
            text = text.replace(url, path)
    return text


def ask(register: Path, sql: str) -> list[tuple[object, ...]]:
    """What the database of that path answers, asked past the program."""
    database = _databases.get(str(register)) or _to_be_made[str(register)]
    return _ask(f"SET search_path = chodon, pg_catalog; {sql}", database)


@contextmanager
def opened(url: str) -> Iterator[sqlite3.Connection]:
    """The database at the address, as the program has it: questions in the SQL of both databases."""
    from chodon_cli.store.postgres import adapter

    with closing(adapter.connect(url)) as db:
        yield cast(sqlite3.Connection, db)


def versions(register: Path) -> list[tuple[object, ...]]:
    """Where all rows of that path lie, and since which transaction: others after anything was written."""
    return ask(register, _versions_sql())


@cache
def _versions_sql() -> str:
    [database, *_others] = sorted(_kept)
    tables = _ask(
        "SELECT relname FROM pg_class WHERE relnamespace = 'chodon'::regnamespace AND relkind = 'r'", database
    )
    each = "SELECT '{0}', count(*), sum(hashtid(ctid)), max(xmin::text::bigint) FROM \"{0}\""
    return " UNION ALL ".join(each.format(table) for (table,) in sorted(tables))


def _connection(database: str) -> "psycopg.Connection":
    import psycopg

    if database not in _asked or _asked[database].closed:
        if len(_asked) > MOST_CONNECTED:
            _let_go()
        _asked[database] = psycopg.connect(_running().url(database), autocommit=True)
    return _asked[database]


def _ask(sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
    cursor = _connection(database).execute(sql.encode())
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else []


def _let_go() -> None:
    """Close what is connected to any register: none is copied while somebody is."""
    from chodon_cli.store.postgres import opening

    opening.close_idle()
    for database in [*_asked.keys() - {"postgres"}]:
        _asked.pop(database).close()


def _let_go_of_snapshots(database: str, leave: Callable[[Snapshot], None]) -> None:
    for seen in _snapshots.pop(database, []):
        leave(seen)


def _file_of(register: Path) -> Path:
    """Where the file lies from which a register was brought to the server."""
    return register.with_name(f"{register.name}.brought")


def environment() -> dict[str, str]:
    """What a program that a test starts has around it: the register's address, and not its path, if that is here."""
    path = os.environ.get("CHODON_REGISTER", "")
    url = address(path) if IS_WANTED else None
    if not url:
        return {**os.environ}
    _addresses[url.replace(f":{postgres_server.PASSWORD}", "")] = path
    return {**os.environ, "CHODON_REGISTER": url}


def outside(words: Iterable[str]) -> list[str]:
    """The words of a program that a test starts, with addresses in the place of paths."""
    return [(address(word) if IS_WANTED else None) or word for word in words]


def _new() -> str:
    return f"register_{next(_numbers)}"


def _running() -> Server:
    assert _server, "asked for outside of a test run"
    return _server
