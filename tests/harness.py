"""Runs a command line of the program in this process, and has the places and days that tests share."""

import csv
import io
import json
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from chodon_cli import app, invocation, store
from chodon_cli.store import OF_SQLITE
from tests.store import chosen_for_server, on_server
from tests.store.snapshot import Snapshot

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "chodon_cli"
SAMPLE_DATA = ROOT / "sample_data"
OFFICE_LISTS = ROOT / "tests/fixtures/lists"
TODAY = "2026-11-23"
T = TypeVar("T")
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@dataclass(frozen=True)
class Done:
    """What a command line ended with and printed."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


Chodon = Callable[..., Done]
Line = str | tuple[object, ...]  # a command line, or one and words that are taken as they are
MakeOnce = Callable[[str, Callable[[Path], object]], Path]  # (name, what makes a register): the register
Prepare = Callable[..., None]  # (*Line): bring the test's register to where these lines bring an empty one


def run(line: str, *words: object, status: int | None = 0, stdin: str = "") -> Done:
    """Run `chodon LINE WORDS…` in this interpreter; it must end with the status, unless that is None.

    The line is split as a shell would; the words are taken as they are.
    """
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err), _addressed([*shlex.split(line), *map(str, words)]) as typed:
            ended = app.run(typed)
    finally:
        sys.stdin = before
        invocation.let_interrupts_through()  # programs that a test starts next inherit what is ignored here
    done = Done(ended, *map(on_server.with_paths, (out.getvalue(), err.getvalue())))
    assert status in (None, ended), f"chodon {line} {shlex.join(map(str, words))}\nended with {ended}\n{done.stderr}"
    return done


def hold_each(check: Callable[..., None], cases: Iterable[Sequence[object]]) -> None:
    """Hold every case of a table against the check; all that fail are named at once, each with what is wrong.

    For cases that need nothing made anew: a test of its own would take each of them longer to begin than to run.
    """
    failures, last = [], None
    for case in some_of(cases):
        try:
            check(*case)
        except (Exception, pytest.fail.Exception) as failure:
            failures.append(f"{', '.join(map(str, case))}: {type(failure).__name__}: {failure}")
            last = failure
    if failures:
        raise AssertionError("\n".join([f"{len(failures)} of the cases:", *failures])) from last


def some_of(cases: Iterable[T]) -> list[T]:
    """All of them; on a server a share, of which the first is one."""
    return [*cases][:: chosen_for_server.SHARE if on_server.IS_WANTED else 1]


def _addressed(words: list[str]) -> AbstractContextManager[list[str]]:
    return on_server.addressed(words) if on_server.IS_WANTED else nullcontext(words)


SHARES_OF_EXAMPLES = {"quick": Fraction(1, 6), "search": Fraction(3, 2)}  # by profile; all where none is named


def examples(number: int) -> settings:
    """For a property that runs whole commands: so many examples, the same each time; the quick run takes a sixth.

    `make torture` looks for new ones.
    """
    share = Fraction(SHARES_OF_EXAMPLES.get(settings.get_current_profile_name(), 1))
    if on_server.IS_WANTED and chosen_for_server.SHARE > 1:
        share /= 2
    return settings(max_examples=max(2, int(number * share)))


def begin(source: Path, register: Path) -> Path:
    """Let the register be a copy of another, whatever was there before."""
    for leftover in register.parent.glob(f"{register.name}-*"):
        leftover.unlink()
    if not on_server.begin(source, register):
        shutil.copy(source, register)
    return register


def begin_in_file(source: Path, register: Path) -> Path:
    """As `begin`, of a register as it was before it came to a server: it is a file until it is brought there, too."""
    return on_server.begin_in_file(source, register) if on_server.IS_WANTED else begin(source, register)


@contextmanager
def as_file(register: Path) -> Iterator[Path]:
    """The register's file; of one on a server a copy that goes."""
    if on_server.IS_WANTED and (url := on_server.address(register, only_asks=True)):
        from chodon_cli.store.postgres import copy_in_file

        with copy_in_file.local_copy(url) as copy:
            yield copy
    else:
        yield register


def own(register: Path) -> Path:
    """The register, from now on in a place of its own: one that only asks may be asked where it was begun from."""
    if on_server.IS_WANTED:
        on_server.address(register)
    return register


def use(register: Path) -> None:
    """Let what is read in this process, past the command line, be read of this register."""
    store.use((on_server.address(register) if on_server.IS_WANTED else None) or str(register))


def rows(register: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the register's database answers, asked past the program; a change to it is kept."""
    if on_server.IS_WANTED and on_server.address(register, only_asks=True):
        return on_server.ask(register, sql)
    with closing(sqlite3.connect(register)) as db, db:
        return db.execute(sql).fetchall()


@contextmanager
def open_to_read(register: Path) -> Iterator[sqlite3.Connection]:
    """The register's database, past the program, for questions that have values or follow from each other."""
    url = on_server.address(register, only_asks=True) if on_server.IS_WANTED else None
    with on_server.opened(url) if url else closing(sqlite3.connect(register)) as db:
        yield db


@contextmanager
def open_to_write(register: Path) -> Iterator[sqlite3.Connection]:
    """The register's database, to be changed past the program: none of its keys and triggers is asked there.

    In a file what the block has written is kept when it ends; on a server each statement by itself.
    """
    if on_server.IS_WANTED and (url := on_server.address(register)):
        with on_server.opened(url) as db:
            db.execute("SET session_replication_role = replica")
            yield db
    else:
        with closing(sqlite3.connect(register)) as db, db:
            yield db


class Contents:
    """All that a register holds, journal included: the lines of its dump, which are made only where more differs."""

    def __init__(self, register: Path) -> None:
        self._register, self._files = register, dict[str, bytes]()
        self._on_server: Snapshot | None = None
        if on_server.IS_WANTED and on_server.address(register, only_asks=True):
            self._on_server = on_server.snapshot(register)
        else:
            beside = [Path(f"{register}{ending}") for ending in OF_SQLITE if ending != "-shm"]
            self._files = {file.name: file.read_bytes() for file in (register, *beside) if file.exists()}

    @cached_property
    def lines(self) -> list[str]:
        with TemporaryDirectory() as folder:
            if self._on_server:
                self._on_server.fill(Path(folder, self._register.name))
            for name, data in self._files.items():
                Path(folder, name).write_bytes(data)
            return _dumped(Path(folder, self._register.name))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Contents):
            return False
        return (self._files, self._on_server) == (other._files, other._on_server) or self.lines == other.lines

    __hash__ = None  # type: ignore[assignment]  # contents are compared, never looked up

    def __repr__(self) -> str:
        return f"{len(self.lines)} lines of {self._register.name}"


def _dumped(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return sorted(db.iterdump())  # a copy has its views and indexes in another order


def everything(register: Path) -> Contents:
    """All that the register holds, journal included, to be compared with what it holds at another time."""
    return Contents(register)


def state(register: Path) -> object:
    """The register as it is now, to be compared with what it is after something that must not touch it."""
    is_on_server = on_server.IS_WANTED and on_server.address(register, only_asks=True)
    return on_server.versions(register) if is_on_server else register.read_bytes()


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def as_in_sample(exported: Path) -> dict[str, bytes]:
    """The exported files that the sample has too, with the columns of the sample: it need not name an optional one.

    A column that the sample lacks must be empty.
    """
    return {file.name: _with_columns_of(file, (exported / file.name)) for file in SAMPLE_DATA.iterdir()}


def _with_columns_of(given: Path, exported: Path) -> bytes:
    head = given.read_bytes().partition(b"\r\n")[0].decode()
    with exported.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if ",".join(rows.fieldnames or []) == head:
            return exported.read_bytes()
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(head.split(","))
        for row in rows:
            writer.writerow([row.pop(key, None) for key in head.split(",")])
            assert not any(row.values()), f"{exported.name}: the sample has no column {[*row]}, which is not empty"
    return written.getvalue().encode()


def is_one_line(told: str) -> bool:
    return told.startswith("error: ") and told.count("\n") == 1 and "Traceback" not in told


def assert_refused(register: Path, line: str, status: int, told: str) -> None:
    """The command line is refused in one line that says `told`, and changes nothing."""
    before = state(register)
    done = run(line, status=status)
    assert done.stdout == ""
    assert is_one_line(done.stderr) and told in done.stderr, done.stderr
    assert state(register) == before
