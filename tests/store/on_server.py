"""The tests' registers on a PostgreSQL server, where CHODON_TEST_DATABASE=postgres asks for it.

A test knows its register by the path of a file, as ever. Here that path stands for a database, a copy of the one that
was begun from, made when a command line is first run on it; command lines get its address, and what they print has the
path again. A test that opens the file itself finds none: those that need a file are in `needs_a_file.txt`.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path

from tests.store import postgres_server
from tests.store.postgres_server import Server

IS_WANTED = os.environ.get("CHODON_TEST_DATABASE") == "postgres"
NEEDS_A_FILE = Path(__file__).with_name("needs_a_file.txt")

_server: Server | None = None
_databases: dict[str, str] = {}  # path -> database
_to_be_made: dict[str, str] = {}  # path -> the database of which it will be a copy
_numbers = count(1)


@contextmanager
def running() -> Iterator[None]:
    """A server for the whole run. Its user bears the name by which the tests know who is at work."""
    global _server
    with postgres_server.running() as server:
        server.ask("postgres", f"CREATE ROLE tester SUPERUSER LOGIN PASSWORD '{postgres_server.PASSWORD}'")
        _server = server
        yield


def bring(file: Path) -> None:
    """Let the file's register be on the server, under its path."""
    from chodon_cli.store.postgres import moving

    database = _new()
    url = _running().create(database)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        moving.bring(db, url)
    moving.go_live(url)
    file.unlink()
    _databases[str(file)] = database


def begin(source: Path, register: Path) -> bool:
    """Let the one be a copy of the other, if that is on the server."""
    if not IS_WANTED or str(source) not in _databases.keys() | _to_be_made.keys():
        return False
    forget(register)
    _to_be_made[str(register)] = _to_be_made.get(str(source)) or _databases[str(source)]
    if str(source) in _databases:  # what it is a copy of may change
        address(register)
    return True


def forget(register: Path) -> None:
    """Drop the databases of that path, or of all paths in that folder."""
    for path in [each for each in (*_databases, *_to_be_made) if Path(each).is_relative_to(register)]:
        _to_be_made.pop(path, None)
        if database := _databases.pop(path, None):
            _running().ask("postgres", f"DROP DATABASE {database} WITH (FORCE)")


def address(register: Path | str) -> str | None:
    """The address of the register of that path; None if it is a file."""
    path = str(register)
    if template := _to_be_made.pop(path, None):
        _databases[path] = _new()
        _running().ask("postgres", f"CREATE DATABASE {_databases[path]} TEMPLATE {template} STRATEGY file_copy")
    return _running().url(_databases[path], user="tester") if path in _databases else None


@contextmanager
def addressed(words: list[str]) -> Iterator[list[str]]:
    """The words with addresses in the place of paths; so is the environment until the block ends."""
    before = os.environ.get("CHODON_REGISTER")
    url = address(before) if before else None
    if url:
        os.environ["CHODON_REGISTER"] = url
    try:
        yield [address(word) or word for word in words]
    finally:
        if url and before:
            os.environ["CHODON_REGISTER"] = before


def with_paths(text: str) -> str:
    """What was printed, with paths in the place of addresses."""
    if "postgresql://" not in text:
        return text
    for path, database in _databases.items():
        text = text.replace(_running().url(database, user="tester", password=None), path)
    return text


def ask(register: Path, sql: str) -> list[tuple[object, ...]]:
    """What the database of that path answers, asked past the program."""
    address(register)
    return _running().ask(_databases[str(register)], f"SET search_path = chodon, pg_catalog; {sql}")


def why_a_file(test: str) -> str:
    """Why the test needs a register in a file; empty if it does not."""
    return next((why for beginning, why in _needs_a_file().items() if test.startswith(beginning)), "")


@cache
def _needs_a_file() -> dict[str, str]:
    """What begins a test's id -> why it needs a file."""
    lines = NEEDS_A_FILE.read_text("utf-8").splitlines() if NEEDS_A_FILE.exists() else []
    pairs = (line.partition("  ") for line in lines if line and not line.startswith("#"))
    return {test: reason.strip() for test, _between, reason in pairs}


def _new() -> str:
    return f"register_{next(_numbers)}"


def _running() -> Server:
    assert _server, "asked for outside of a test run"
    return _server
