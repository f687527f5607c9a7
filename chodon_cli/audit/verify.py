"""Whether the journal is whole and gives the tables as they stand; a seal that proves it to whoever keeps it."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import progress, store
from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.audit.replay import Difference, differences
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.store import attachments, chain

MEANINGS_OF_FINDINGS = {
    "journal-changed": N_("An entry of the journal is not as it was written: somebody has changed it by hand."),
    "seal-broken": N_("The journal is not the one from which the seal was taken, or was cut off before it."),
    "record-changed": N_("A record is not as the journal tells: somebody has changed it past the program."),
    "record-missing": N_("A record of which the journal tells is gone: somebody has deleted it past the program."),
    "record-unaccounted": N_("No entry of the journal tells of a record: somebody has added it past the program."),
}
COUNT_OF_RECORDS_SQL = "SELECT coalesce(sum(count), 0) FROM change WHERE changeset_id > :since"
ATTACHMENTS_SINCE_SQL = """
SELECT name, sha256, noun, record_id FROM attachment WHERE purged_on IS NULL
AND id IN (SELECT coalesce(record_id, first_id) FROM change WHERE noun = 'attachment' AND changeset_id > :since)
ORDER BY id
"""
SEAL_PATTERN = re.compile(r"(\d+)-(\d{8})-([0-9a-f]{32})")
OF_THE_DIGEST = 16  # bytes of it that a seal has: nobody finds another journal with the same


class AuditFinding(NamedTuple):
    """Something that was changed behind the program's back."""

    code: str
    record: str
    message: str


class Verification(NamedTuple):
    """What was read, and what is wrong."""

    findings: list[AuditFinding]
    changesets: int
    seal: str


def verify(db: Connection, seal: str = "", since: int = 0) -> Verification:
    """Read the chain, hold the seal against it, and play the journal; with `since` only what came after that entry."""
    [(records,)] = db.execute(COUNT_OF_RECORDS_SQL, {"since": since})
    with progress.watch_work(_("Checking the journal"), 3 * records):  # the chain is read, played, compared
        reading = chain.read(db, since)
        describer = RecordDescriber(db)
        findings = [*_of_the_chain(describer, reading), *(_of_the_seal(db, seal, reading) if seal else [])]
        findings += [_of_a_record(describer, each) for each in differences(db, since)]
        findings += _of_the_files(db, describer, since)
    return Verification(findings, reading.last, seal_text(reading.last, reading.at, reading.digest))


def is_proven(copy: Path) -> bool:
    """Whether the chain of a copy of a register is whole and gives its tables; its attached files are left aside."""
    with store.translate_errors(), closing(store.connection(copy, "immutable=1")) as db:
        db.execute("ATTACH '' AS told")  # as `store.replaying` does with the register
        return all(each.code == "attachment-damaged" for each in verify(db).findings)


def seal_text(changeset: int, at: str, digest: bytes) -> str:
    """The seal: number of the last entry, its day, the beginning of its digest."""
    return f"{changeset}-{at[:10].replace('-', '')}-{digest[:OF_THE_DIGEST].hex()}"


def seal_of(db: Connection) -> str:
    id, at, digest = db.execute("SELECT id, at, digest FROM changeset ORDER BY id DESC LIMIT 1").fetchone()
    return seal_text(id, at, digest)


def _of_the_chain(describer: RecordDescriber, reading: chain.ChainReading) -> Iterator[AuditFinding]:
    for fault in reading.faults:
        record = describer.name_of(fault.noun, fault.id) if fault.id else ""
        where = _("entry {number} of the journal: {what}").format(number=fault.changeset, what=fault.message)
        yield AuditFinding("journal-changed", record, where)


def _of_the_seal(db: Connection, seal: str, reading: chain.ChainReading) -> Iterator[AuditFinding]:
    parts = SEAL_PATTERN.fullmatch(seal.strip().lower())
    if parts is None:
        raise Usage(_("“{value}” is not a seal").format(value=seal), _("audit seal prints one"))
    number = int(parts[1])
    row = db.execute("SELECT at, digest FROM changeset WHERE id = ?", (number,)).fetchone()
    if row is None:
        cut = _("the journal ends before the sealed entry {number}: it was cut off")
        yield AuditFinding("seal-broken", "", cut.format(number=number))
    elif seal_text(number, *row) != parts[0]:
        another = _("entry {number} is not the one that was sealed: this is another journal")
        yield AuditFinding("seal-broken", "", another.format(number=number))


def _of_the_files(db: Connection, describer: RecordDescriber, since: int) -> Iterator[AuditFinding]:
    """The files kept with records that are gone or changed, of those that later changesets tell of."""
    for name, sha256, noun, record in db.execute(ATTACHMENTS_SINCE_SQL, {"since": since}).fetchall():
        if not attachments.is_whole(sha256):
            message = _("{path}: the attached file is missing or damaged").format(path=name)
            yield AuditFinding("attachment-damaged", describer.name_of(noun, record), message)


def _of_a_record(describer: RecordDescriber, each: Difference) -> AuditFinding:
    row = each.stored or each.told or {}
    name = describer.name(each.table, row) or f"{each.table} {each.id}"
    record = f"{describer.kind(each.table)}: {name}"
    if each.told is None:
        return AuditFinding("record-unaccounted", record, _("no entry of the journal tells of it"))
    if each.stored is None:
        return AuditFinding("record-missing", record, _("the journal tells of it, and it is not there"))
    parts = []
    for column in each.columns or ["id"]:
        was, stands = (describer.value(each.table, column, row) for row in (each.told, each.stored))
        parts.append(f"{describer.heading(each.table, column)}: {was or '—'} → {stands or '—'}")
    return AuditFinding(
        "record-changed", record, _("changed behind the program's back: {what}").format(what="; ".join(parts))
    )
