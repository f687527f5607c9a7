"""Copies that PostgreSQL's own programs make of a register on a server, and bring back: `pg_dump`, `pg_restore`.

Nothing of it is held in memory or comes by way of a file of SQLite. Who may do what is not brought along: the roles may
not be there, and until `grants` has run nobody but who brought it back may use it.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from chodon_cli import durable
from chodon_cli.errors import Refused, Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import backup
from chodon_cli.store.postgres import adapter, address, opening

FILE_ENDING = ".dump"
FIRST_BYTES = b"PGDMP"
OF_THE_ROLES = (" POLICY ", " ROW SECURITY ")  # entries of a dump that name roles


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


def bring_back(url: str, file: Path, is_to_be_replaced: bool) -> str:
    """Let the register there be that of the dump, all of it or nothing; the schema in which the replaced one stays.

    Refused if there is one and nobody asked to replace it. Unusable if it is no dump of a register.
    """
    with closing(adapter.connect(url)) as db:
        mark = opening.mark_of(db)
        if mark is not None and not is_to_be_replaced:
            raise Refused(
                _("{register}: there is something here already").format(register=without_password(url)),
                _("to put the copy in its place: --replace; what was there is kept in a schema of its own"),
            )
        listed = _run(url, file, "pg_restore", "--list", str(file), is_connected=False)
        if f"SCHEMA - {address.SCHEMA} " not in listed:
            raise Unusable(
                _("{register}: this is not a register").format(register=file),
                _("name a copy made by: chodon backup"),
            )
        kept_schema = ""
        if mark is not None:
            opening.check_mark(db)
            kept_schema = f"{address.SCHEMA}_{backup.moment().lower()}"
            db.execute(f"ALTER SCHEMA {address.SCHEMA} RENAME TO {kept_schema}")
        try:
            _restore(url, file, listed)
            opening.check_mark(db)
        except BaseException:
            db.execute(f"DROP SCHEMA IF EXISTS {address.SCHEMA} CASCADE")
            if kept_schema:
                db.execute(f"ALTER SCHEMA {kept_schema} RENAME TO {address.SCHEMA}")
            raise
    return kept_schema


def _restore(url: str, file: Path, listed: str) -> None:
    entries = [line for line in listed.splitlines() if not any(words in line for words in OF_THE_ROLES)]
    with tempfile.NamedTemporaryFile("w", prefix="chodon-", suffix=".list") as wanted:
        wanted.write("\n".join(entries))
        wanted.flush()
        whole = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        _run(url, file, "pg_restore", *whole, f"--use-list={wanted.name}", str(file))


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
