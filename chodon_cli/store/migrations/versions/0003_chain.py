"""The journal as a chain of digests; who was logged in; what a changeset takes back; numbers that stay given.

The changesets that are there get their digests now: from here on nobody can change them unnoticed.
"""

import hashlib
import json
import zlib

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = [
    "ALTER TABLE changeset ADD COLUMN account TEXT",
    "ALTER TABLE changeset ADD COLUMN undoes INTEGER REFERENCES changeset (id)",
    "ALTER TABLE changeset ADD COLUMN command_digest BLOB",
    "ALTER TABLE changeset ADD COLUMN command_erased BLOB",
    "ALTER TABLE changeset ADD COLUMN digest BLOB",
    "ALTER TABLE change ADD COLUMN first_id INTEGER",
    "ALTER TABLE change ADD COLUMN digest BLOB",
    "ALTER TABLE change ADD COLUMN erased BLOB",
    """
    CREATE TABLE number_given (
        id   INTEGER PRIMARY KEY,
        noun TEXT NOT NULL,
        year INTEGER NOT NULL,
        n    INTEGER NOT NULL,
        CONSTRAINT number_given_is_unique UNIQUE (noun, year)
    ) STRICT
    """,
]
CHANGES = "SELECT id, noun, record_id, count, before, after, packed FROM change WHERE changeset_id = ? ORDER BY id"


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    run = op.get_bind().exec_driver_sql
    previous = bytes(32)
    for id, at, operator, command in run("SELECT id, at, operator, command FROM changeset ORDER BY id").fetchall():
        command_digest = hashlib.sha256(command.encode()).digest()
        made = hashlib.sha256(previous + canonical([id, at, operator, None, None]) + command_digest)
        for change, noun, record_id, count, before, after, packed in run(CHANGES, (id,)).fetchall():
            first_id = first_of(packed) if packed else None
            digest = payload_digest(before, after, packed)
            run("UPDATE change SET first_id = ?, digest = ? WHERE id = ?", (first_id, digest, change))
            made.update(canonical([change, noun, record_id, first_id, count]) + digest)
        previous = made.digest()
        run("UPDATE changeset SET command_digest = ?, digest = ? WHERE id = ?", (command_digest, previous, id))


def canonical(values: list[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def first_of(packed: bytes) -> int:
    return int(json.loads(zlib.decompress(packed).decode().split("\n", 1)[0])["id"])


def payload_digest(*parts: str | bytes | None) -> bytes:
    made = hashlib.sha256()
    for part in parts:
        raw = b"" if part is None else part if isinstance(part, bytes) else part.encode()
        made.update((b"-" if part is None else len(raw).to_bytes(8)) + raw)
    return made.digest()
