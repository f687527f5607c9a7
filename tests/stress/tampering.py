"""Single edits past the program: any table, any column, any row, the journal too.

    python -m tests.stress.tampering [EDITS]

Each edit is made in a copy of the sample register, and `audit verify` must find it.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.harness import SAMPLE_DATA, run
from tests.stress import torture

TABLES = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND name <> 'alembic_version' ORDER BY name
"""  # the revision is not here: the program refuses a register with another


def edited(db: sqlite3.Connection, choose: random.Random) -> str:
    """Change one thing that the schema lets pass; what it was."""
    db.execute("PRAGMA foreign_keys = OFF")
    tables = [name for (name,) in db.execute(TABLES) if db.execute(f"SELECT 1 FROM {name}").fetchone()]
    while True:
        table = choose.choice(tables)
        id = choose.choice([id for (id,) in db.execute(f"SELECT id FROM {table}")])
        try:
            told = _edit(db, choose, table, id)
        except (sqlite3.IntegrityError, sqlite3.OperationalError):  # the schema does not let it pass
            continue
        if told:
            return told


def _edit(db: sqlite3.Connection, choose: random.Random, table: str, id: int) -> str:
    if choose.random() < 0.15:
        db.execute(f"DELETE FROM {table} WHERE id = ?", (id,))
        return f"{table} {id} deleted"
    column, kind = choose.choice([(row[1], row[2]) for row in db.execute(f"PRAGMA table_info({table})")])
    (before,) = db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (id,)).fetchone()
    after = _other(choose, before, kind)
    db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (after, id))
    return f"{table} {id}: {column} {before!r:.60} -> {after!r:.60}" if after != before else ""


def _other(choose: random.Random, value: object, kind: str) -> object:
    """Another value of the column's type, not far from this one."""
    if value is None:
        return {"INTEGER": 1, "REAL": 1.5, "BLOB": b"x"}.get(kind, "x")
    if isinstance(value, int):
        return value + choose.choice([-1, 1, 7])
    if isinstance(value, float):
        return value + 0.5
    place = choose.randrange(len(value) + 1)  # type: ignore[arg-type]  # text or bytes
    if isinstance(value, bytes):
        return value[:place] + bytes([choose.randrange(256)]) + value[place + 1 :]
    return f"{value}"[:place] + choose.choice("abc012 ") + f"{value}"[place + 1 :]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found: Counter[bool] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        sample = torture.filled(Path(folder) / "sample.db", SAMPLE_DATA)
        for seed in range(count):
            register = Path(shutil.copy(sample, Path(folder) / "edited.db"))
            with closing(sqlite3.connect(register)) as db, db:
                told = edited(db, random.Random(seed))
            done = run("-r", register, "audit", "verify", status=None)
            found[done.status == 3] += 1
            if done.status != 3:
                print(f"NOT FOUND: {told}: {done}")
    print(f"{count} edits, {found[True]} found")
    return int(found[False] > 0)


if __name__ == "__main__":
    sys.exit(main())
