"""All that a register on a server holds, as a file: to prove it, to move it away, to copy it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from chodon_cli import durable
from chodon_cli.invocation import without_password
from chodon_cli.store import attachments, moved
from chodon_cli.store.postgres import address, kept_files, limits, opening, tables
from chodon_cli.store.postgres.adapter import Connection


@contextmanager
def local_copy(url: str) -> Iterator[Path]:
    """A file with all that the register holds now, in a folder that is open to nobody else and goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        file = Path(folder) / "register.db"
        file.touch(mode=0o600)
        with opening.reading(url) as db, address.translating_errors(url):
            limits.refuse_limited(without_password(url))
            fill_file(file, cast(Connection, db))
            fetch_kept_files(cast(Connection, db), file)
        yield file


def fetch_kept_files(db: Connection, register: Path) -> None:
    """Bring the files kept with records to where those of this file lie; what is whole there stays."""
    for sha256 in kept_files.digests(db):
        if not attachments.is_whole(sha256, register):
            place = attachments.kept_file(sha256, register)
            durable.make_folder_of(place)
            place.touch(mode=0o600)
            kept_files.write_to(db, sha256, place)
            durable.write_to_disk(place)


def fill_file(file: Path, db: Connection) -> None:
    """Make an empty file the register that is open there, with every row as it is."""
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute(f"PRAGMA application_id = {moved.APPLICATION_ID}")
        copy.execute("BEGIN")
        tables.make_file(copy, db)
        tables.to_file(copy, db)
        tables.finish_file(copy, db)
        copy.execute("COMMIT")
