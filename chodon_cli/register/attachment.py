"""What may be done to an attached file: attach it, mark it void, remove it for good."""

from pathlib import Path

from sqlmodel import Session

from chodon_cli.audit.find import record_of
from chodon_cli.dates import shift
from chodon_cli.errors import NotFound, Refused
from chodon_cli.locale import _
from chodon_cli.queries.settings import number_setting
from chodon_cli.register import journal
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.attachment import AttachmentRow
from chodon_cli.store import attachments
from chodon_cli.text import clean

OF_THE_END = ("voided_on", "void_reason", "purged_on")
MOST_CHARACTERS = 120  # characters of a name


def attach(session: Session, reference: str, files: list[Path], note: str | None, today: str) -> list[int]:
    """Keep the files with the record; the numbers that they get. Refused if the record has the same file already."""
    reader = SessionReader(session)
    noun, id = record_of(reader, reference)
    limit = number_setting(reader, "attachment-megabytes") or 0
    rows = []
    for file in files:
        sha256, size = attachments.keep(file, limit)
        name = clean_name(file.name)
        sql = "SELECT id FROM attachment WHERE noun = :noun AND record_id = :id AND sha256 = :sha AND voided_on IS NULL"
        if attached_before := reader.execute(sql, {"noun": noun, "id": id, "sha": sha256}).fetchone():
            raise Refused(
                _("{path}: {record} has this file already, as {number}").format(
                    path=name, record=reference, number=attached_before[0]
                )
            )
        stored = {"name": name, "sha256": sha256, "bytes": size, "attached_on": today, "note": note}
        rows.append(
            {"noun": noun, "record_id": id, **stored, **dict.fromkeys(("voided_on", "void_reason", "purged_on"))}
        )
    return [journal.add(session, AttachmentRow, row) for row in rows]


def clean_name(name: str) -> str:
    """A name without anything that acts on a terminal or leads elsewhere; its ending stays."""
    written = clean(name).replace("/", "-").replace("\\", "-").lstrip(".")
    stem, dot, ending = written.rpartition(".")
    return f"{stem[: MOST_CHARACTERS - len(ending)]}{dot}{ending}"


def void(session: Session, number: int, reason: str, today: str) -> int:
    """Mark it as attached by mistake; the file stays until it is purged."""
    row = SessionReader(session).execute("SELECT voided_on FROM attachment WHERE id = :id", {"id": number}).fetchone()
    if row is None:
        raise NotFound(_("there is no {number} in the register").format(number=number))
    if row[0]:
        raise Refused(_("{record} is void already").format(record=number))
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
    gone = reader.execute(sql, {"day": shift(today, -days)}).fetchall()
    for id, _sha256 in gone:
        journal.change(session, AttachmentRow, id, purged_on=today)
    digests_kept = {sha for (sha,) in reader.execute("SELECT sha256 FROM attachment WHERE purged_on IS NULL", {})}
    return [id for id, _sha256 in gone], sorted({sha256 for _id, sha256 in gone} - digests_kept)
