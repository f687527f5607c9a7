"""The journal played from its beginning must give exactly the tables as they stand; where it does not, which records.

A line of JSON a record is all that is kept of it, in a database that goes afterwards; it is compared with the stored
row inside SQLite. So a journal of millions of rows takes time by its length, and no memory.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import progress
from chodon_cli.queries.derived import NAMES_OF_DERIVED_COLUMNS, derived_values
from chodon_cli.result import Cell

TABLES_OF_RECORDS_SQL = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND name NOT IN ('changeset', 'change', 'alembic_version') ORDER BY name
"""
ENTRIES_SINCE_SQL = """
SELECT id, noun, record_id, first_id, count, before, after, packed FROM change
WHERE changeset_id > :since AND count > 0 AND noun <> 'alembic_version' ORDER BY id
"""
LAST_REVISION_SQL = """
SELECT json_extract(after, '$.version_num') FROM change WHERE noun = 'alembic_version' ORDER BY id DESC LIMIT 1
"""


class Difference(NamedTuple):
    """A record that is not as the journal tells: what the journal says and what is stored, None for not there."""

    table: str
    id: int
    told: dict[str, Cell] | None
    stored: dict[str, Cell] | None

    @property
    def columns(self) -> list[str]:
        """Which columns differ, where the record is in both."""
        if self.told is None or self.stored is None:
            return []
        return [key for key in self.stored if self.told.get(key) != self.stored[key]]


def differences(db: Connection, since: int = 0) -> Iterator[Difference]:
    """Every record that is not as the journal tells. `db` has an empty database `told` attached.

    With `since` only the records that later changesets have written are compared.
    """
    tables = [name for (name,) in db.execute(TABLES_OF_RECORDS_SQL)]
    for table in tables:
        db.execute(f'CREATE TABLE told."{table}" (id INTEGER PRIMARY KEY, line TEXT)')
    unknown = {}
    for entry, noun, *rest in db.execute(ENTRIES_SINCE_SQL, {"since": since}):
        if noun in tables:
            _play(db, noun, *rest)
        else:
            unknown[noun] = entry
        progress.advance(rest[2])
    yield from (Difference(noun, entry, {}, None) for noun, entry in unknown.items())
    for table in tables:
        yield from _differing(db, table, since)
        if progress.is_watched():
            progress.advance(db.execute(f'SELECT count(*) FROM told."{table}"').fetchone()[0])
    yield from _revision(db)


def _play(
    db: Connection,
    table: str,
    record_id: int | None,
    first_id: int | None,
    count: int,
    before: str | None,
    after: str | None,
    packed: bytes | None,
) -> None:
    if packed is not None and first_id is not None:
        rows = enumerate(_lines(packed), first_id)
        db.executemany(f'INSERT OR REPLACE INTO told."{table}" VALUES (?, ?)', rows)
    elif after is not None:
        db.execute(f'INSERT OR REPLACE INTO told."{table}" VALUES (?, ?)', (record_id, after))
    else:
        removed_rows = ((id, None) for id in range(record_id or 0, (record_id or 0) + count))
        db.executemany(f'INSERT OR REPLACE INTO told."{table}" VALUES (?, ?)', removed_rows)


def _lines(packed: bytes) -> list[str]:
    try:
        return zlib.decompress(packed).decode().split("\n")
    except (zlib.error, UnicodeDecodeError):
        return []  # the chain has told of it


def _differing(db: Connection, table: str, since: int) -> Iterator[Difference]:
    """Compare what is stored with what is told: first as text, then, where that differs, value by value."""
    columns = [(row[1], row[4]) for row in db.execute("SELECT * FROM pragma_table_info(?)", (table,))]
    own = sorted(name for name, _default in columns if name not in NAMES_OF_DERIVED_COLUMNS)
    as_line = "json_object({})".format(", ".join(f"""'{name}', s."{name}" """ for name in own))
    join = "JOIN" if since else "LEFT JOIN"
    sql = f"""
    SELECT s.*, t.line FROM main."{table}" s {join} told."{table}" t ON t.id = s.id WHERE {as_line} IS NOT t.line
    UNION ALL
    SELECT {", ".join("NULL" for _ in columns)}, t.id || ' ' || t.line FROM told."{table}" t
    WHERE t.line IS NOT NULL AND t.id NOT IN (SELECT id FROM main."{table}")
    """
    defaults = _defaults(db, columns)
    names = [name for name, _default in columns]
    for *values, line in db.execute(sql):
        if values[names.index("id")] is None:
            id, _blank, text = line.partition(" ")
            yield Difference(table, int(id), _row_of(text), None)
            continue
        stored = {name: value for name, value in zip(names, values, strict=True) if name in own}
        expected = None if line is None else {**defaults, **_row_of(line)}
        if not _is_same(stored, expected):
            yield Difference(table, stored["id"], expected, stored)
    yield from _wrongly_derived(db, table, names)


def _is_same(stored: dict[str, Cell], expected: dict[str, Cell] | None) -> bool:
    """Equal, and of one type: 1 is not 1.0."""
    return expected is not None and all(
        key in expected and expected[key] == value and type(expected[key]) is type(value)
        for key, value in stored.items()
    )


def _defaults(db: Connection, columns: Sequence[tuple[str, str | None]]) -> dict[str, Cell]:
    """What a record has in each column that came with a later revision of the schema."""
    return {
        name: db.execute(f"SELECT {default}").fetchone()[0] if default else None
        for name, default in columns
        if name not in NAMES_OF_DERIVED_COLUMNS
    }


def _wrongly_derived(db: Connection, table: str, names: Sequence[str]) -> Iterator[Difference]:
    if not set(names) & set(NAMES_OF_DERIVED_COLUMNS):
        return
    for row in db.execute(f'SELECT * FROM main."{table}"'):
        stored = dict(zip(names, row, strict=True))
        follows = derived_values(table, stored)
        if any(stored.get(key) != value for key, value in follows.items()):
            yield Difference(table, stored["id"], {**stored, **follows}, stored)


def _row_of(line: str) -> dict[str, Cell]:
    try:
        stored_line = json.loads(line)
    except ValueError:
        return {}
    return stored_line if isinstance(stored_line, dict) else {}


def _revision(db: Connection) -> Iterator[Difference]:
    stored = db.execute("SELECT version_num FROM alembic_version").fetchall()
    row = db.execute(LAST_REVISION_SQL).fetchone()
    if row and stored != [row]:
        yield Difference("alembic_version", 1, {"version_num": row[0]}, {"version_num": stored[0][0]})
