"""Files kept with records, on a server: in pieces in a table of the register, each file once, under its digest.

They lie in the database and not in a folder beside it: who may read is said in one place, the server's own backup has
them, and a clerk needs no second way to the server. In pieces, so that none is held whole on its way.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from chodon_cli.store import chosen
from chodon_cli.store.postgres import adapter, address, limits, opening
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.reader import Reader

TABLE = "kept_piece"  # made by `catalogue.sql`: no table of the records, so that none of its rows is in the journal
PIECE_BYTES = 1 << 20
PUT_PIECE_SQL = f"""
INSERT INTO {TABLE} (sha256, place, content) VALUES (%s, %s, %s)
ON CONFLICT (sha256, place) DO UPDATE SET content = excluded.content
"""
KEEP_PIECE_SQL = "SELECT keep_piece(%s, %s, %s)"  # for an account that reads only a branch
PIECE_SQL = f"SELECT content FROM {TABLE} WHERE sha256 = %s AND place = %s"
DIGESTS_SQL = f"SELECT DISTINCT sha256 FROM {TABLE} ORDER BY sha256"
BYTES_SQL = f"SELECT sum(length(content)) FROM {TABLE} WHERE sha256 = :sha256"


def put_into(db: Connection, sha256: str, file: Path) -> None:
    """Keep the file under its digest, in place of what was damaged there."""
    is_limited = limits.units() is not None
    put_piece = (KEEP_PIECE_SQL if is_limited else PUT_PIECE_SQL).encode()
    with file.open("rb") as opened, address.translating_errors(db.url):
        db.send_rest()
        place = 0
        while piece := opened.read(PIECE_BYTES):
            db.raw.execute(put_piece, [sha256, place, piece])
            place += 1
        if not is_limited:
            db.raw.execute(f"DELETE FROM {TABLE} WHERE sha256 = %s AND place >= %s".encode(), [sha256, place])
        if not place:  # an empty file has a piece, too
            db.raw.execute(put_piece, [sha256, 0, b""])


@contextmanager
def drafts_folder() -> Iterator[Path]:
    """Where a file is copied to before it is kept."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def put(sha256: str, file: Path) -> None:
    """The same from a connection of its own, before what names the file is stored."""
    with _open() as db:
        put_into(db, sha256, file)


def write_to(db: Connection, sha256: str, file: Path) -> None:
    """Write what is kept of the file; nothing where nothing is."""
    with file.open("wb") as opened:
        for piece in _pieces(db, sha256):
            opened.write(piece)


def copy_out(sha256: str, file: Path) -> None:
    """The same from the register that is in use."""
    with _reading() as db:
        write_to(db, sha256, file)


def digest(sha256: str) -> str | None:
    """The digest of what is kept under this one; None where nothing is."""
    with _reading() as db:
        if size_of(db, sha256) is None:
            return None
        of_pieces = hashlib.sha256()
        for piece in _pieces(db, sha256):
            of_pieces.update(piece)
        return of_pieces.hexdigest()


def size_of(db: Reader, sha256: str) -> int | None:
    """The bytes that are kept under this digest; None where nothing is."""
    (size,) = db.execute(BYTES_SQL, {"sha256": sha256}).fetchone()
    return None if size is None else int(size)


def place_of(sha256: str) -> str:
    """Where the file is kept, to be told."""
    return f"{chosen.name()}: {sha256}"


def digests(db: Connection) -> list[str]:
    """All under which something is kept."""
    return [sha256 for (sha256,) in db.execute(DIGESTS_SQL).fetchall()]


def remove(sha256: str) -> None:
    """Remove the file for good; the server's own backups may have it until they are replaced."""
    with _open() as db, address.translating_errors(db.url):
        db.send_rest()
        db.raw.execute(f"DELETE FROM {TABLE} WHERE sha256 = %s".encode(), [sha256])


def _pieces(db: Connection, sha256: str) -> Iterator[bytes]:
    with address.translating_errors(db.url):
        db.send_rest()
        place = 0
        while rows := db.raw.execute(PIECE_SQL.encode(), [sha256, place]).fetchall():
            yield bytes(rows[0][0])
            place += 1


@contextmanager
def _open() -> Iterator[Connection]:
    with closing(adapter.connect(_url())) as db:
        yield db


@contextmanager
def _reading() -> Iterator[Connection]:
    with opening.reading(_url()) as db:
        yield cast(Connection, db)


def _url() -> str:
    url = chosen.server()
    assert url
    return url
