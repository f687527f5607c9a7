"""Single edits past the program: any table, any column, any row, the journal too.

    python -m tests.stress.tampering [EDITS] [SEED]

Each edit is made in a copy of a register of which every table has rows, and `audit verify` must find it.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import chdir, closing
from pathlib import Path

from tests.harness import SAMPLE_DATA, run
from tests.stress import torture

TABLES = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND name <> 'alembic_version' ORDER BY name
"""  # the revision is not here: the program refuses a register with another

FILLING = (  # what puts a row into each table that the sample leaves empty, and events of the kinds that came later
    "unit rename PNV 'Phòng Nội vụ và Lao động' --on 2024-01-01",
    "unit_rating add --unit PNV --year 2023 --level good --on 2023-12-20",
    "settings set organisation 'UBND huyện'",
    "law confirm processing.cadre@2020-07-01 --by 'Bà Hà' --against 'Công báo'",
    "violation log --staff CC002 --standard TT01 --on 2024-03-01",
    "violation log --staff CC002 --standard TT01 --on 2024-03-02",
    "undo",
    "case open VP-2024-0001 --on 2024-03-05",
    *(f"case step VV-2024-0001 --kind {kind} --on 2024-03-{day}" for kind, day in (("notice", 6), ("review", 8))),
    "case step VV-2024-0001 --kind council --skip --note 'đã có kết luận' --on 2024-03-10",
    "attach add VP-2024-0001 scan.pdf",
)


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
    column, kind = choose.choice(
        [(row[1], row[2]) for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
    )
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


def filled(folder: Path) -> Path:
    """A register in this folder of which every table has rows."""
    register = torture.filled(folder / "sample.db", SAMPLE_DATA)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    with chdir(folder):
        for line in FILLING:
            run(f"-q -r {register} {line}")
    with closing(sqlite3.connect(register)) as db:
        empty = [name for (name,) in db.execute(TABLES) if not db.execute(f"SELECT 1 FROM {name}").fetchone()]
    if empty:
        raise SystemExit(f"no rows in {', '.join(empty)}")
    return register


def main() -> int:
    given = [int(word) for word in sys.argv[1:]]
    count, first = [*given, *(1000, 0)[len(given) :]]
    found: Counter[bool] = Counter()
    tables: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        sample = filled(Path(folder))
        files = Path(f"{sample}.files")
        register = Path(folder) / "edited.db"
        shutil.copytree(files, f"{register}.files")
        for seed in range(first, first + count):
            shutil.copy(sample, register)
            with closing(sqlite3.connect(register)) as db, db:
                told = edited(db, random.Random(seed))
            done = run("-r", register, "audit", "verify", status=None)
            found[done.status == 3] += 1
            tables[told.partition(" ")[0]] += 1
            if done.status != 3:
                print(f"NOT FOUND: {told}: {done}", flush=True)
    print(f"{count} edits, {found[True]} found; {len(tables)} tables: {dict(tables.most_common())}")
    return int(found[False] > 0)


if __name__ == "__main__":
    sys.exit(main())
