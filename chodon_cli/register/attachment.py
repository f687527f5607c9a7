"""What may be done to an attached file: attach it, mark it void, remove it for good."""

from collections.abc import Sequence

from sqlmodel import Session

from chodon_cli.audit.attachments import not_attached
from chodon_cli.audit.find import record_of
from chodon_cli.dates import shift
from chodon_cli.errors import Refused
from chodon_cli.locale import _
from chodon_cli.register import journal
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.attachment import AttachmentRow
from chodon_cli.store import attachments
from chodon_cli.store.attachments import AttachmentDraft
from chodon_cli.text import clean

OF_THE_END = ("voided_on", "void_reason", "purged_on")
ATTACHED_BEFORE_SQL = """
SELECT id FROM attachment WHERE noun = :noun AND record_id = :id AND sha256 = :sha AND voided_on IS NULL
"""
MOST_CHARACTERS = 120  # characters of a name


def attach(
    session: Session, reference: str, files: Sequence[AttachmentDraft], note: str | None, today: str
) -> tuple[list[int], list[int]]:
    """Keep the files with the record; the numbers that they get, and those of files that were lost and are back.

    Refused if the record has the same file, whole, already.
    """
    reader = SessionReader(session)
    noun, id = record_of(reader, reference)
    new, mended = [], []
    for file in files:
        values = {"noun": noun, "id": id, "sha": file.sha256}
        attached_before = reader.execute(ATTACHED_BEFORE_SQL, values).fetchone()
        if attached_before and file.is_kept:
            raise _attached_already(file, reference, attached_before[0])
        attachments.put(file)
        if attached_before:
            mended.append(int(attached_before[0]))
            continue
        stored = {"name": clean_name(file.source.name), "sha256": file.sha256, "bytes": file.size}
        row = {"noun": noun, "record_id": id, **stored, "attached_on": today, "note": note, **dict.fromkeys(OF_THE_END)}
        new.append(journal.add(session, AttachmentRow, row))
    return new, mended


def _attached_already(file: AttachmentDraft, reference: str, number: int) -> Refused:
    return Refused(
        _("{path}: {record} has this file already, as {number}").format(
            path=clean_name(file.source.name), record=reference, number=number
        ),
        _("leave it out; see: chodon attach list {record}").format(record=reference),
    )


def clean_name(name: str) -> str:
    """A name without anything that acts on a terminal or leads elsewhere; its ending stays."""
    written = clean(name).replace("/", "-").replace("\\", "-").lstrip(".")
    stem, dot, ending = written.rpartition(".")
    return f"{stem[: MOST_CHARACTERS - len(ending)]}{dot}{ending}"


def void(session: Session, number: int, reason: str, today: str) -> int:
    """Mark it as attached by mistake; the file stays until it is purged."""
    row = SessionReader(session).execute("SELECT voided_on FROM attachment WHERE id = :id", {"id": number}).fetchone()
    if row is None:
        raise not_attached(number)
    if row[0]:
        raise Refused(
            _("attached file {number} is void already").format(number=number),
            _("nothing is left to do; it goes for good with: chodon attach purge"),
        )
    if not clean(reason):
        raise Refused(_("a reason is needed"), "--reason")
    journal.change(session, AttachmentRow, number, voided_on=today, void_reason=clean(reason))
    return number


def purge(session: Session, days: int, today: str) -> tuple[list[int], list[str]]:
    """Mark what was void so many days ago as purged; their numbers, and the digests that nothing else has.

    The files are removed by the caller, after this is stored: a file without an entry can be removed again later.
    """
    reader = SessionReader(session)
    sql = "SELECT id, sha256 FROM attachment WHERE voided_on <= :day AND purged_on IS NULL ORDER BY id"
    expired = reader.execute(sql, {"day": shift(today, -days)}).fetchall()
    for id, _sha256 in expired:
        journal.change(session, AttachmentRow, id, purged_on=today)
    digests_kept = {sha for (sha,) in reader.execute("SELECT sha256 FROM attachment WHERE purged_on IS NULL", {})}
    return [id for id, _sha256 in expired], sorted({sha256 for _id, sha256 in expired} - digests_kept)
