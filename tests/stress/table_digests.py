"""What a register holds, as a digest a table: states are compared by it in place of exporting a folder for each.

Every column of every row is in it, so registers of the same digests export the same files; the journal, and which
numbers were given, are left aside, for they grow with each `undo`.
"""

import marshal
import sqlite3
from hashlib import blake2b
from pathlib import Path

from tests.harness import open_to_read

NOT_TAKEN_BACK = ("number_given", "changeset", "change")  # numbers are used up; the journal grows
TABLES_SQL = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
PAGES_SQL = """
SELECT name, group_concat(pageno) FROM dbstat
WHERE name IN (SELECT name FROM sqlite_schema WHERE type = 'table') GROUP BY name
"""
PLAIN = 2  # the version of marshal that writes equal values alike, whoever else holds them

Digests = dict[str, bytes]
_digest_by_pages: dict[tuple[str, bytes], bytes] = {}  # name of a table, digest of the pages it lies in -> of its rows


def table_digests(register: Path) -> Digests:
    """The digests of a register's tables by their names."""
    with open_to_read(register) as db:
        return digests_of(db, _digests_of_pages(db, register))


def digests_of(db: sqlite3.Connection, pages: Digests | None = None) -> Digests:
    """The same of one that is open. A table of which the pages are told is read once for each content of them."""
    tables = [name for (name,) in db.execute(TABLES_SQL) if name not in NOT_TAKEN_BACK]
    return {name: _digest_of_table(db, name, (pages or {}).get(name)) for name in tables}


def _digest_of_table(db: sqlite3.Connection, name: str, pages: bytes | None) -> bytes:
    digest = _digest_by_pages.get((name, pages)) if pages else None
    if digest is None:
        digest = _digest(marshal.dumps(db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall(), PLAIN))
    if pages:
        _digest_by_pages[name, pages] = digest
    return digest


def _digests_of_pages(db: sqlite3.Connection, register: Path) -> Digests:
    """The digest of the pages in which each table lies, where it can be told: one command changes few of them."""
    log = Path(f"{register}-wal")
    if not isinstance(db, sqlite3.Connection) or (log.exists() and log.stat().st_size):
        return {}
    try:
        places = db.execute(PAGES_SQL).fetchall()
    except sqlite3.OperationalError:  # SQLite was built without it
        return {}
    (size,) = db.execute("PRAGMA page_size").fetchone()
    data = register.read_bytes()
    return {
        name: _digest(b"".join(data[(page - 1) * size : page * size] for page in map(int, numbers.split(","))))
        for name, numbers in places
        if name not in NOT_TAKEN_BACK
    }


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def differing(digests: Digests, expected: Digests) -> list[str]:
    """The tables of which the digests differ."""
    return sorted(name for name in digests.keys() | expected.keys() if digests.get(name) != expected.get(name))
