"""Erasing what is held of a person, by law: from the tables, from the journal, from the files; counts stay.

The only writes that are not journalled as changes: that would keep what is to be erased. Instead what the journal says
of the records is erased in it, so that a replay gives the tables as they stand; a changeset tells the digests of what
stands there now, and the chain, which knows the digests of what was there, stays whole (`store/chain.py`).

Source: Law 91/2025/QH15 on personal data, in force from 1 January 2026.
"""

import json
import zlib

from sqlmodel import Session

from chodon_cli.audit.entries import JournalEntry, history
from chodon_cli.audit.personal import records_about
from chodon_cli.errors import Refused
from chodon_cli.locale import _
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun, Privacy
from chodon_cli.queries.derived import derived_values
from chodon_cli.register import journal
from chodon_cli.register.canonical_json import canonical
from chodon_cli.register.session import SessionReader, connection_beneath
from chodon_cli.register.tables.attachment import AttachmentRow
from chodon_cli.result import Cell
from chodon_cli.store import chain
from chodon_cli.text import clean

ERASED_TEXT = "…"
HAS_OPEN_POST_SQL = "SELECT 1 FROM post WHERE staff_id = :staff AND ended_on IS NULL AND voided_on IS NULL"
ATTACHMENTS_OF_A_RECORD_SQL = "SELECT id, sha256 FROM attachment WHERE noun = ? AND record_id = ? AND purged_on IS NULL"


def erase(session: Session, staff: int, code: str, reason: str, today: str) -> list[str]:
    """Erase the person; the digests of the files to remove. Refused while they serve, and without a reason."""
    reader = SessionReader(session)
    if not clean(reason):
        raise Refused(_("a reason is needed"), "--reason")
    if reader.execute(HAS_OPEN_POST_SQL, {"staff": staff}).fetchone():
        raise Refused(
            _("{staff} still serves: what is needed for that is not erased").format(staff=code),
            _("enter first that the person has left: chodon staff leave"),
        )
    connection_beneath(session).execute("PRAGMA secure_delete = ON")
    about = records_about(reader, staff)
    files = _files(session, about)
    about |= {"attachment": [*files]} if files else {}
    entries = {entry.id: entry for table, ids in about.items() for id in ids for entry in history(reader, table, id)}
    stands: dict[str, dict[int, str]] = {"change": {}, "changeset": {}}
    journal.note(session, "erasure", staff=staff, reason=clean(reason))  # begins the changeset, and locks
    for entry in entries.values():
        stands["change"][entry.id] = _erase_entry(session, entry, {*about[entry.noun]}, code)
    for changeset in sorted({entry.changeset for entry in entries.values()}):
        if digest := _erase_command(session, changeset):
            stands["changeset"][changeset] = digest
    for table, ids in about.items():
        for id in ids:
            _erase_row(session, table, id, code)
    for number in files:  # after its name is gone from the row, which the journal keeps as it was
        journal.change(session, AttachmentRow, number, voided_on=today, void_reason=ERASED_TEXT, purged_on=today)
    journal.note(session, "erasure", stands=stands)
    return _no_longer_needed(session, files)


def _nouns() -> dict[str, Noun]:
    return {noun.table_name: noun for noun in registry.all_nouns().values() if noun.file_name}


def without_personal_data(table: str, row: dict[str, Cell], code: str) -> dict[str, Cell]:
    """The row with what an anonymised export leaves out taken out, and the name replaced by the code."""
    if table == "attachment":
        return {**row, "name": ERASED_TEXT, "note": None}
    noun, row_left = _nouns()[table], dict(row)
    for field in noun.fields:
        column = field.stored_as
        if row_left.get(column) is None or field.refers_to:
            continue
        if table == "staff" and column in ("born_on", "sex", "id_number"):
            row_left[column] = None
        elif field.privacy_in_force is Privacy.PSEUDONYM and field.type == "person":
            row_left[column] = code
        elif field.privacy_in_force in (Privacy.REMOVE, Privacy.REPLACE) and column != "void_reason":
            row_left[column] = (
                ERASED_TEXT if field.privacy_in_force is Privacy.REPLACE or field.is_stored_always else None
            )
        elif column == "void_reason":
            row_left[column] = ERASED_TEXT
    return row_left


def _erase_row(session: Session, table: str, id: int, code: str) -> None:
    db = connection_beneath(session)
    stored_rows = db.execute(f'SELECT * FROM "{table}" WHERE id = ?', (id,))
    names = [column[0] for column in stored_rows.description]
    row = dict(zip(names, stored_rows.fetchone(), strict=True))
    row_left = without_personal_data(table, row, code)
    row_left |= derived_values(table, row_left)
    changed = {key: value for key, value in row_left.items() if row[key] != value}
    if changed:
        columns = ", ".join(f'"{key}" = ?' for key in changed)
        db.execute(f'UPDATE "{table}" SET {columns} WHERE id = ?', [*changed.values(), id])


def _erase_entry(session: Session, entry: JournalEntry, ids: set[int], code: str) -> str:
    """Take the person out of what the entry says; the digest of what stands there now."""

    def line(text: str) -> str:
        row = json.loads(text)
        if row.get("id") not in ids:
            return text
        return canonical(without_personal_data(entry.noun, row, code))

    before, after = (line(text) if text else text for text in (entry.before, entry.after))
    packed = entry.packed
    if packed is not None:
        lines = zlib.decompress(packed).decode().split("\n")
        packed = zlib.compress("\n".join(map(line, lines)).encode(), 1)
    digest = chain.payload_digest(before, after, packed)
    sql = "UPDATE change SET before = ?, after = ?, packed = ?, erased = ? WHERE id = ?"
    connection_beneath(session).execute(sql, (before, after, packed, digest, entry.id))
    return digest.hex()


def _erase_command(session: Session, changeset: int) -> str:
    """Shorten the command to what was done; the digest of what stands there now. An import names no person."""
    db = connection_beneath(session)
    (command,) = db.execute("SELECT command FROM changeset WHERE id = ?", (changeset,)).fetchone()
    words = str(command).split(" ")
    if "import" in words or len(words) <= 3:
        return ""
    words_left = " ".join([*words[:3], ERASED_TEXT])
    digest = chain.digest_of_text(words_left)
    sql = "UPDATE changeset SET command = ?, command_erased = ? WHERE id = ?"
    db.execute(sql, (words_left, digest, changeset))
    return digest.hex()


def _files(session: Session, about: dict[str, list[int]]) -> dict[int, str]:
    """The files kept with these records: number and digest."""
    db = connection_beneath(session)
    return {
        int(number): str(sha256)
        for table, ids in about.items()
        for id in ids
        for number, sha256 in db.execute(ATTACHMENTS_OF_A_RECORD_SQL, (table, id)).fetchall()
    }


def _no_longer_needed(session: Session, files: dict[int, str]) -> list[str]:
    """The digests that no other record has."""
    sql = "SELECT 1 FROM attachment WHERE sha256 = ? AND purged_on IS NULL"
    return sorted(
        {sha256 for sha256 in files.values() if not connection_beneath(session).execute(sql, (sha256,)).fetchone()}
    )
