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
PLAIN = 2  # the version of marshal that writes equal values alike, whoever else holds them

Digests = dict[str, bytes]


def table_digests(register: Path) -> Digests:
    """The digests of a register's tables by their names."""
    with open_to_read(register) as db:
        return digests_of(db)


def digests_of(db: sqlite3.Connection) -> Digests:
    """The same of one that is open."""
    tables = [name for (name,) in db.execute(TABLES_SQL) if name not in NOT_TAKEN_BACK]
    return {name: _digest(db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()) for name in tables}


def _digest(rows: list[tuple[object, ...]]) -> bytes:
    return blake2b(marshal.dumps(rows, PLAIN), digest_size=16).digest()


def differing(digests: Digests, expected: Digests) -> list[str]:
    """The tables of which the digests differ."""
    return sorted(name for name in digests.keys() | expected.keys() if digests.get(name) != expected.get(name))
