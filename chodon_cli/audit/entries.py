"""The entries of the journal: which changesets there are, which of them hold, and what they say of a record."""

import json
import zlib
from typing import NamedTuple

from chodon_cli.errors import NotFound
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.result import Cell
from chodon_cli.store import Reader
from chodon_cli.value_class import dataclass

JOURNAL_ENTRY_SQL = "SELECT id, changeset_id, noun, record_id, first_id, count, before, after, packed FROM change"
COVERS_THE_RECORD = """
noun = :noun AND count > 0 AND (
    record_id = :id
    OR (record_id IS NULL AND first_id <= :last AND first_id + count > :id)
    OR (record_id <= :last AND record_id + count > :id AND after IS NULL)
)
"""  # a condition: entries that tell of one of the records :id to :last


@dataclass(frozen=True)
class JournalEntry:
    """What one entry says: of a record, or of `count` from `first` on; without content they were taken away."""

    id: int
    changeset: int
    noun: str
    first: int
    count: int
    before: str | None
    after: str | None
    packed: bytes | None

    @property
    def last(self) -> int:
        return self.first + self.count - 1

    @property
    def is_removal(self) -> bool:
        return self.before is None and self.after is None and self.packed is None

    @property
    def is_addition(self) -> bool:
        return self.packed is not None or (self.before is None and self.after is not None)

    def rows_after(self) -> list[Values]:
        """The rows that were written."""
        if self.packed is not None:
            return [json.loads(line) for line in zlib.decompress(self.packed).decode().split("\n")]
        return [json.loads(self.after)] if self.after else []

    def row_before(self) -> dict[str, Cell] | None:
        row: dict[str, Cell] | None = json.loads(self.before) if self.before else None
        return row


def entries(db: Reader, changeset: int) -> list[JournalEntry]:
    """The entries of a changeset that tell of records, in order."""
    return _read(db, "changeset_id = :changeset AND count > 0 AND noun <> 'alembic_version'", {"changeset": changeset})


def history(db: Reader, noun: str, id: int) -> list[JournalEntry]:
    """The entries that tell of a record, oldest first."""
    return touching(db, noun, id, id)


def touching(db: Reader, noun: str, first: int, last: int, after: int = 0) -> list[JournalEntry]:
    """The entries of later changesets that tell of one of these records."""
    values = {"noun": noun, "id": first, "last": last, "after": after}
    where = (
        COVERS_THE_RECORD.replace("record_id = :id", "record_id BETWEEN :id AND :last") + " AND changeset_id > :after"
    )
    return _read(db, where, values)


def _read(db: Reader, where: str, values: dict[str, object]) -> list[JournalEntry]:
    return [
        JournalEntry(id, changeset, noun, record_id if record_id is not None else first_id, *rest)
        for id, changeset, noun, record_id, first_id, *rest in db.execute(
            f"{JOURNAL_ENTRY_SQL} WHERE {where} ORDER BY id", values
        )
    ]


def row_in(entry: JournalEntry, id: int) -> dict[str, Cell] | None:
    """What the entry says the record became; None if it was taken away."""
    return next((row for row in entry.rows_after() if row.get("id") == id), None)


class Families(NamedTuple):
    """Changesets with those that took them back and did them again: they are one, which holds or does not."""

    of: dict[int, int]  # changeset -> the one that was done first
    last: dict[int, int]  # that one -> the last of its family
    undone: frozenset[int]  # those that do not hold

    def holds(self, changeset: int) -> bool:
        return self.of.get(changeset, changeset) not in self.undone

    def first(self, changeset: int) -> int:
        return self.of.get(changeset, changeset)

    def last_changeset(self, changeset: int) -> int:
        return self.last.get(self.first(changeset), changeset)


def families(db: Reader) -> Families:
    """What has been taken back, and done again."""
    of: dict[int, int] = {}
    last: dict[int, int] = {}
    undone: set[int] = set()
    for id, undoes in db.execute("SELECT id, undoes FROM changeset WHERE undoes IS NOT NULL ORDER BY id", {}):
        of[id] = of.get(undoes, undoes)
        last[of[id]] = id
        undone ^= {of[id]}
    return Families(of, last, frozenset(undone))


def existing(db: Reader, changeset: int) -> int:
    """The changeset's own number. NotFound if there is none."""
    if not db.execute("SELECT 1 FROM changeset WHERE id = :id", {"id": changeset}).fetchone():
        raise NotFound(
            _("the journal has no entry {number}").format(number=changeset),
            _("see: {command}").format(command="chodon audit list"),
        )
    return changeset
