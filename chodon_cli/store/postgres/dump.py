"""Copies that PostgreSQL's own programs make of a register on a server, and bring back: `pg_dump`, `pg_restore`.

Nothing of it comes by way of a file of SQLite; a copy in one proves what was brought back, before anybody may use it.
Who may do what is not brought along: the roles may not be there, and until `grants` has run nobody but who brought it
back may use it.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from chodon_cli import durable
from chodon_cli.errors import Refused, Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import backup
from chodon_cli.store.postgres import adapter, address, copy_in_file, register_mark

FILE_ENDING = ".dump"
FIRST_BYTES = b"PGDMP"
OF_THE_ROLES = (" POLICY ", " ROW SECURITY ")  # entries of a dump that name roles
OF_THE_MARK = f" COMMENT - SCHEMA {address.SCHEMA} "  # the entry that says what the schema is
MARK_PATTERN = re.compile(r"^COMMENT ON SCHEMA \w+ IS '(.*)';$", re.MULTILINE)


def is_dump(file: Path) -> bool:
    """Whether the file is a dump of PostgreSQL's own format."""
    return durable.begins_with(file, FIRST_BYTES)


def write(url: str, target: Path) -> None:
    """Write the register there to a new file (0600), whole or not at all. Refused if something is there."""
    if os.path.lexists(target):
        raise Refused(_("{path}: there is something here already").format(path=target), _("name another file"))
    durable.needs_folder(target.parent)
    with durable.draft_of(target) as draft:
        _run(url, target, "pg_dump", "--format=custom", f"--schema={address.SCHEMA}", f"--file={draft}")
        _run(url, target, "pg_restore", "--list", str(draft), is_connected=False)
        durable.write_to_disk(draft)
        durable.put_new(draft, target)


def bring_back(url: str, file: Path, is_to_be_replaced: bool, prove: Callable[[Path], bool]) -> tuple[str, bool]:
    """Let the register there be that of the dump, all of it or nothing.

    The schema in which the replaced one stays, and whether the journal proves the other. Until that is known nobody
    uses it; what is not proven replaces nothing.

    `prove`: whether the journal of a file proves it. Refused if there is a register and nobody asked to replace it.
    Unusable if it is no dump of a register.
    """
    with closing(adapter.connect(url)) as db:
        is_there = register_mark.mark_of(db) is not None
        if is_there and not is_to_be_replaced:
            raise Refused(
                _("{register}: there is something here already").format(register=without_password(url)),
                _("to put the copy in its place: --replace; what was there is kept in a schema of its own"),
            )
        entries = _run(url, file, "pg_restore", "--list", str(file), is_connected=False).splitlines()
        mark = _mark_in(url, file, entries)
        with _turn(url), _set_aside(db) if is_there else nullcontext("") as kept_schema:
            _restore(url, file, entries)
            with address.translating_errors(url):
                register_mark.mark(db, register_mark.UNFINISHED_MARK)
                is_proven = _is_proven(db, prove)
            if is_there and not is_proven:
                raise Refused(
                    _("{register}: its journal does not prove it; nothing was replaced").format(register=file),
                    _("to look into it, bring it to an empty database"),
                )
            register_mark.mark(db, mark)
    return kept_schema, is_proven


@contextmanager
def _turn(url: str) -> Iterator[None]:
    """Let nobody write into what is set aside, by a transaction of its own: what is done meanwhile takes several."""
    with closing(adapter.connect(url)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def _set_aside(db: adapter.Connection) -> Iterator[str]:
    """Let the register that is there stay in a schema of its own, unless the block fails. The name of that."""
    register_mark.check_mark(db)
    kept_schema = f"{address.SCHEMA}_{backup.moment().lower()}"
    db.execute(f"ALTER SCHEMA {address.SCHEMA} RENAME TO {kept_schema}")
    try:
        yield kept_schema
    except BaseException:
        db.rollback()
        db.execute(f"BEGIN; DROP SCHEMA IF EXISTS {address.SCHEMA} CASCADE")
        db.execute(f"ALTER SCHEMA {kept_schema} RENAME TO {address.SCHEMA}")
        db.commit()
        raise


def _mark_in(url: str, file: Path, entries: Sequence[str]) -> str:
    """What the dump says of its schema. Unusable if it is no register of ours."""
    of_the_mark = [entry for entry in entries if OF_THE_MARK in entry]
    said = MARK_PATTERN.findall(_of_entries(url, file, of_the_mark, "--file=-", is_connected=False))
    if not of_the_mark or not said or not said[0].startswith(register_mark.MARK):
        raise Unusable(
            _("{register}: this is not a register").format(register=file), _("name a copy made by: chodon backup")
        )
    return str(said[0])


def _is_proven(db: adapter.Connection, prove: Callable[[Path], bool]) -> bool:
    with tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        copy = Path(folder) / "register.db"
        copy.touch(mode=0o600)
        db.execute("BEGIN")
        copy_in_file.fill_file(copy, db)
        copy_in_file.fetch_kept_files(db, copy)
        db.execute("ROLLBACK")
        return prove(copy)


def _restore(url: str, file: Path, entries: Sequence[str]) -> None:
    """Bring back all but who may do what, and what the schema is: nobody uses it yet."""
    wanted = [entry for entry in entries if not any(words in entry for words in (*OF_THE_ROLES, OF_THE_MARK))]
    _of_entries(url, file, wanted, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")


def _of_entries(url: str, file: Path, entries: Sequence[str], *options: str, is_connected: bool = True) -> str:
    """What pg_restore prints when it takes these entries alone."""
    with tempfile.NamedTemporaryFile("w", prefix="chodon-", suffix=".list") as wanted:
        wanted.write("\n".join(entries))
        wanted.flush()
        words = (*options, f"--use-list={wanted.name}", str(file))
        return _run(url, file, "pg_restore", *words, is_connected=is_connected)


def _run(url: str, file: Path, program: str, *words: str, is_connected: bool = True) -> str:
    """What the program prints. Unusable, with the line to be typed, where it is not installed or fails."""
    shown = without_password(url)
    line = [program, *words, *(["--dbname", shown] if is_connected else [])]
    if not shutil.which(program):
        raise Unusable(
            _("{program} is not installed here").format(program=program),
            _("install PostgreSQL's client programs, or type on the server: {command}").format(
                command=f"{program} --schema={address.SCHEMA} … {file.name}"
            ),
        )
    password = address.parts(url).get("password")
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    done = subprocess.run(line, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [""])[0]
        raise Unusable(
            _("{register}: {program} did not do it: {error}; nothing was changed").format(
                register=shown, program=program, error=said
            ),
            _("ask whoever looks after the database"),
        )
    return done.stdout
