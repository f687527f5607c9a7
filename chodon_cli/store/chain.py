"""The chain of digests over the journal: each changeset's digest covers its own entries and the digest before it.

What an entry holds is covered by a digest of its own. So what the law has erased can go, and the chain stays whole: the
digest of what it was remains, and that of what stands there now is told by the changeset that erased it.
All digests are SHA-256, 32 bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from chodon_cli import progress
from chodon_cli.locale import _
from chodon_cli.result import Cell, Row
from chodon_cli.store import Reader
from chodon_cli.value_class import dataclass

FIRST_DIGEST = bytes(32)  # stands before the first changeset
CHANGESETS_SINCE_SQL = """
SELECT id, at, operator, account, command, undoes, command_digest, command_erased, digest FROM changeset
WHERE id > :since ORDER BY id
"""
CHANGES_SINCE_SQL = """
SELECT changeset_id, id, noun, record_id, first_id, count, before, after, packed, digest, erased FROM change
WHERE changeset_id > :since ORDER BY changeset_id, id
"""
DIGEST_BEFORE = "SELECT digest FROM changeset WHERE id = :id"
ERASURES_SQL = "SELECT changeset_id, after FROM change WHERE noun = 'erasure'"


def digest_of_text(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def payload_digest(before: str | None, after: str | None, packed: bytes | None) -> bytes:
    """Of what an entry holds, byte by byte as it is stored."""
    digest = hashlib.sha256()
    for part in (before, after, packed):
        raw = b"" if part is None else part if isinstance(part, bytes) else part.encode()
        digest.update(b"-" if part is None else len(raw).to_bytes(8))
        digest.update(raw)
    return digest.digest()


class ChangesetDigest:
    """The digest of one changeset, entry by entry in the order of their ids."""

    def __init__(self, previous: bytes, id: int, at: str, who: tuple[str, str | None], undoes: int | None) -> None:
        self._made = hashlib.sha256(previous)
        self._add([id, at, *who, undoes])

    def add_command(self, digest: bytes) -> None:
        self._made.update(digest)

    def add(self, id: int, noun: str, record_id: int | None, first_id: int | None, count: int, digest: bytes) -> None:
        self._add([id, noun, record_id, first_id, count])
        self._made.update(digest)

    def _add(self, values: list[Cell]) -> None:
        self._made.update(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())

    def digest(self) -> bytes:
        return self._made.digest()


class ChainFault(NamedTuple):
    """An entry of the journal that is not as it was written: the changeset, the record it tells of, what is wrong."""

    changeset: int
    noun: str
    id: int | None
    message: str


@dataclass
class ChainReading:
    """The chain read from a changeset on: what is wrong with it, and where it ends."""

    since: int
    faults: list[ChainFault] = field(default_factory=list)
    last: int = 0
    at: str = ""
    digest: bytes = FIRST_DIGEST
    digests: dict[int, bytes] = field(default_factory=dict)


def read(db: Reader, since: int = 0) -> ChainReading:
    """Read the chain after that changeset and hold each entry against its digest."""
    reading = ChainReading(since, last=since)
    if since:
        row = db.execute(DIGEST_BEFORE, {"id": since}).fetchone()
        reading.digest = row[0] if row and row[0] else FIRST_DIGEST
        if not row:
            reading.faults.append(ChainFault(since, "", None, _("there is no such entry")))
    erased = _erased_digests(db)
    changes = _group_changes(db, since)
    for id, at, operator, account, command, undoes, command_digest, command_erased, digest in db.execute(
        CHANGESETS_SINCE_SQL, {"since": since}
    ):
        _ids_follow(reading, id)
        changeset_digest = ChangesetDigest(reading.digest, id, at, (operator, account), undoes)
        changeset_digest.add_command(command_digest or b"")
        if _is_changed(command_digest, command_erased, digest_of_text(command), erased.get(("changeset", id))):
            reading.faults.append(ChainFault(id, "", None, _("its command was changed")))
        _read_changes(reading, id, changeset_digest, changes, erased)
        if digest != changeset_digest.digest():
            reading.faults.append(ChainFault(id, "", None, _("it or what it lists was changed, taken away or added")))
        reading.last, reading.at, reading.digest = id, at, digest or FIRST_DIGEST
        reading.digests[id] = reading.digest
    for erased_change in changes.remaining():
        reading.faults.append(ChainFault(erased_change, "", None, _("the changeset of these entries is not there")))
    return reading


def _ids_follow(reading: ChainReading, id: int) -> None:
    if id != reading.last + 1:
        missing = f"{reading.last + 1}" if id == reading.last + 2 else f"{reading.last + 1}–{id - 1}"
        reading.faults.append(
            ChainFault(id - 1, "", None, _("entries were taken away: {numbers}").format(numbers=missing))
        )


def _read_changes(
    reading: ChainReading,
    changeset: int,
    changeset_digest: ChangesetDigest,
    changes: "_GroupedChanges",
    erased: dict[tuple[str, int], bytes],
) -> None:
    for id, noun, record_id, first_id, count, before, after, packed, digest, was_erased in changes.changes_of(
        changeset
    ):
        stands = payload_digest(before, after, packed)
        if _is_changed(digest, was_erased, stands, erased.get(("change", id))):
            reading.faults.append(
                ChainFault(changeset, noun, record_id or first_id, _("what it says of the record was changed"))
            )
        changeset_digest.add(id, noun, record_id, first_id, count, digest or b"")
        progress.advance(count)


def _is_changed(digest: bytes | None, erased: bytes | None, stands: bytes, digest_told: bytes | None) -> bool:
    """Whether something is neither as it was written nor as it was erased; an erasure has to be told."""
    return stands != digest if erased is None and digest_told is None else not stands == erased == digest_told


def _erased_digests(db: Reader) -> dict[tuple[str, int], bytes]:
    """What stands in the place of what was erased, as the changesets that erased it tell: the last one counts."""
    digests: dict[tuple[str, int], bytes] = {}
    for _changeset, after in db.execute(ERASURES_SQL, {}):
        for table, ids in json.loads(after or "{}").get("stands", {}).items():
            digests.update({(table, int(id)): bytes.fromhex(digest) for id, digest in ids.items()})
    return digests


class _GroupedChanges:
    """The changes of one changeset after the other."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next: Row | None = next(rows, None)
        self._strays: list[int] = []

    def changes_of(self, changeset: int) -> Iterator[Row]:
        while self._next is not None and self._next[0] <= changeset:
            row, self._next = self._next, next(self._rows, None)
            if row[0] < changeset:
                self._strays.append(row[0])
            else:
                yield row[1:]

    def remaining(self) -> list[int]:
        """The changesets that are named by changes and are not there."""
        strays = [*self._strays, *([self._next[0]] if self._next else []), *(row[0] for row in self._rows)]
        return sorted(set(strays))


def _group_changes(db: Reader, since: int) -> _GroupedChanges:
    return _GroupedChanges(iter(db.execute(CHANGES_SINCE_SQL, {"since": since})))
