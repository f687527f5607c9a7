"""The tests' registers on a PostgreSQL server, where CHODON_TEST_DATABASE=postgres asks for it.

A test knows its register by the path of a file, as ever. Here that path stands for a database: the one that was begun
from as long as it is only asked, which refuses to be written to; then a copy of it, made for the first command line
that may write. Command lines get its address, and what they print has the path again. As in the shell, one connection
stays from a line to the next. A test that opens the file itself finds none: `needs_a_file.txt` says which those are.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from chodon_cli import store
from chodon_cli.global_options import apart
from tests.store import postgres_server
from tests.store.postgres_server import Server

if TYPE_CHECKING:
    import psycopg
    import pytest

IS_WANTED = os.environ.get("CHODON_TEST_DATABASE") == "postgres"
SHARE = int(os.environ.get("CHODON_TEST_SHARE", "8"))  # of so many cases of a table one is run
WANTS_THE_OTHERS = "CHODON_TEST_NEEDS_A_FILE" in os.environ  # to see that they do need one
NEEDS_A_FILE = Path(__file__).with_name("needs_a_file.txt")

# Nothing is kept for longer than the run, and nobody else asks this server.
SETTINGS = (*postgres_server.SETTINGS, "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB")
ASKS = {"report", "due", "list", "show", "why"}  # one of the two words by which a command is called that writes nothing

_server: Server | None = None
_databases: dict[str, str] = {}  # path -> the database that is its own
_to_be_made: dict[str, str] = {}  # path -> the database of which it will be a copy, and which is asked until then
_kept: set[str] = set()  # databases that are copied and never written to
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


def begin(source: Path, register: Path) -> bool:
    """Let the one be a copy of the other, if that is on the server."""
    if not IS_WANTED:
        return False
    forget(register)
    if str(source) not in _databases.keys() | _to_be_made.keys():
        return False
    _to_be_made[str(register)] = database = _to_be_made.get(str(source)) or _databases[str(source)]
    if database not in _kept:  # it may change
        address(register)
    _use_it_where_it_is_now(register)
    return True


def snapshot(register: Path) -> Path:
    """The path of the register as it is now, until its folder goes."""
    path = register.with_name(f"{register.name}.{next(_numbers)}")
    begin(register, path)
    return path


def forget(register: Path) -> None:
    """Drop the databases of that path, or of all paths in that folder."""
    for path in [each for each in (*_databases, *_to_be_made) if Path(each).is_relative_to(register)]:
        _to_be_made.pop(path, None)
        if database := _databases.pop(path, None):
            _let_go()
            _ask(f"DROP DATABASE {database} WITH (FORCE)")


def address(register: Path | str, only_asks: bool = False) -> str | None:
    """The address of the register of that path; None if it is a file."""
    path = str(register)
    if not only_asks and (template := _to_be_made.pop(path, None)):
        _let_go()
        _databases[path] = _new()
        _ask(f"CREATE DATABASE {_databases[path]} TEMPLATE {template} STRATEGY file_copy")
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
    return bool(ASKS.intersection(apart(words)[1][:2])) and "--reveal" not in words


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


def _ask(sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
    import psycopg

    if database not in _asked:
        for other in [*_asked.keys() - {"postgres"}]:
            _asked.pop(other).close()
        _asked[database] = psycopg.connect(_running().url(database), autocommit=True)
    cursor = _asked[database].execute(sql.encode())
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else []


def _let_go() -> None:
    """Close what is connected to any register: none is copied while somebody is."""
    from chodon_cli.store.postgres import opening

    opening.close_idle()
    for database in [*_asked.keys() - {"postgres"}]:
        _asked.pop(database).close()


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


def to_be_run(items: "Iterable[pytest.Item]") -> "Iterator[pytest.Item]":
    """What runs here: what is not slow, and of the cases of a table the first and every eighth after it.

    CHODON_TEST_SHARE=1 takes everything. Of neither is a test that needs a file.
    """
    before: Counter[str] = Counter()
    for item in items:
        if "server" in getattr(item, "fixturenames", ()) or bool(why_a_file(item.nodeid)) is not WANTS_THE_OTHERS:
            continue
        if SHARE > 1 and item.get_closest_marker("slow"):
            continue
        function = item.nodeid.partition("[")[0]
        if before[function] % SHARE == 0:
            yield item
        before[function] += 1


def why_a_file(test: str) -> str:
    """Why the test needs a register in a file; empty if it does not."""
    return next((why for beginning, why in needs_a_file().items() if test.startswith(beginning)), "")


@cache
def needs_a_file() -> dict[str, str]:
    """What begins a test's id -> why it needs a file."""
    lines = NEEDS_A_FILE.read_text("utf-8").splitlines() if NEEDS_A_FILE.exists() else []
    pairs = (line.partition("  ") for line in lines if line and not line.startswith("#"))
    return {test: reason.strip() for test, _between, reason in pairs}


def _new() -> str:
    return f"register_{next(_numbers)}"


def _running() -> Server:
    assert _server, "asked for outside of a test run"
    return _server
