"""The files kept with records, as lists show them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from json import dumps
from pathlib import Path
from shlex import quote
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.audit.find import record_of
from chodon_cli.audit.personal import records_about
from chodon_cli.errors import CellFault, NotFound
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader, attachments
from chodon_cli.store.soundness import FileFinding

ATTACHMENTS_SQL = """
SELECT id, noun, record_id, name, bytes, attached_on, note, voided_on, void_reason, purged_on, sha256 FROM attachment
WHERE (:noun IS NULL OR (noun = :noun AND record_id = :record)) AND (:is_with_void OR voided_on IS NULL)
AND (:numbers IS NULL OR id IN (SELECT value FROM json_each(:numbers))) ORDER BY id
"""
EVERY_ATTACHMENT_SQL = """
SELECT id, noun, record_id, name, sha256, bytes, attached_on, note, voided_on, void_reason, purged_on
FROM attachment ORDER BY id
"""
KEPT_ATTACHMENTS_SQL = """
SELECT id, noun, record_id, name, sha256, bytes FROM attachment WHERE purged_on IS NULL ORDER BY id
"""
REMOVAL_COLUMNS = ("note", "voided_on", "void_reason", "purged_on")
ATTACHMENTS_OF_A_RECORD_SQL = "SELECT id FROM attachment WHERE noun = ? AND record_id = ? AND voided_on IS NULL"
ATTACHMENT_COLUMNS = [
    Column("n", "integer", label=N_("No.")),
    Column("record", "code"),
    Column("name", label=N_("File")),
    Column("bytes", "integer", label=N_("Size in bytes"), rank=2),
    Column("attached_on", "date", label=N_("Attached on")),
    Column("note", rank=3),
    Column("voided_on", "date", rank=4),
    Column("void_reason", rank=4),
    Column("purged_on", "date", label=N_("Removed on"), rank=4),
    Column("sha256", "code", rank=5),
]


def list_attachments(
    db: Connection,
    title: str,
    of: tuple[str, int] | None = None,
    numbers: list[int] | None = None,
    with_void: bool = False,
) -> Result:
    """The attached files of a record, of these numbers, or all."""
    noun, record = of or (None, None)
    values = {"noun": noun, "record": record, "is_with_void": with_void, "numbers": numbers and dumps(numbers)}
    if numbers == []:
        values["numbers"] = "[]"
    describer = RecordDescriber(db)
    rows = [
        (id, describer.name_of(table, record_id), *rest)
        for id, table, record_id, *rest in db.execute(ATTACHMENTS_SQL, values).fetchall()
    ]
    return Result(title, ATTACHMENT_COLUMNS, rows)


def not_attached(number: int) -> NotFound:
    """That no file has this number."""
    return NotFound(_("no attached file has the number {number}").format(number=number), "chodon attach list")


def faults_of_missing(names: Sequence[str]) -> list[CellFault]:
    """That these attached files, each a number and a name, are not there: one cause, in one line."""
    if not names:
        return []
    reason = _("missing or damaged; put each back from a copy of it: chodon attach add RECORD FILE")
    files = _("attached file {names}") if len(names) == 1 else _("attached files {names}")
    return [CellFault(files.format(names=", ".join(names)), None, "", "", reason)]


def faults_of_unproven(file: Path) -> list[CellFault]:
    """That somebody has changed what is in this file past the program."""
    reason = _("it was changed past the program, its journal does not give its records; see: chodon audit verify")
    return [CellFault(str(file), None, "", "", reason)]


def damaged_attachments(db: Reader, is_deep: bool) -> Iterator[FileFinding]:
    """The attached files that are not there, by size, or (deep) by digest; each is mended by attaching it again."""
    describer = RecordDescriber(db)
    for id, table, record_id, name, sha256, size in db.execute(KEPT_ATTACHMENTS_SQL, {}).fetchall():
        if attachments.keeper().size_of(db, sha256) != size or (is_deep and not attachments.is_whole(sha256)):
            place = attachments.keeper().place_of(sha256)
            message = _("{path}: the attached file is missing or damaged").format(path=place)
            fix = f"chodon attach add {describer.name_of(table, record_id)} {quote(name)}"
            yield FileFinding("attachment-damaged", "error", f"{id} {name}", message, fix)


def with_attached(db: Connection, result: Result) -> Result:
    """One record as it is shown, with the files kept with it; a person with those of everything about them."""
    key = next(column.key for column in result.columns if column.key in ("number", "code"))
    table, id = record_of(db, str(result.rows[0][result.position(key)]))
    records = records_about(db, id) if table == "staff" else {table: [id]}
    numbers = _of_records(db, ((table, id) for table, ids in records.items() for id in ids))
    if not numbers:
        return result
    return replace(result, details=[*result.details, list_attachments(db, N_("Attached files"), numbers=numbers)])


def _of_records(db: Connection, records: Iterable[tuple[str, int]]) -> list[int]:
    """The numbers of the files kept with these records, and not void."""
    return sorted({number for record in records for (number,) in db.execute(ATTACHMENTS_OF_A_RECORD_SQL, record)})


class ExportedAttachments(NamedTuple):
    """What an export tells of the files: columns and rows, what copies each by its name in the folder, what is lost.

    A row whose `file` is empty has none in the folder: it was removed for good, or nothing whole of it was found.
    """

    columns: list[str]
    rows: list[Row]
    files: dict[str, Callable[[Path], None]]
    missing: list[str]  # number and name


def exported_attachments(db: Connection) -> ExportedAttachments:
    """What an export has of the files kept with records; each is held against its digest."""
    describer = RecordDescriber(db)
    columns = ["record", "name", "sha256", "file", "bytes", "attached_on", *REMOVAL_COLUMNS]
    made = ExportedAttachments(columns, [], {}, [])
    is_whole = cache(attachments.is_whole)
    for id, table, record_id, name, sha256, size, *rest in db.execute(EVERY_ATTACHMENT_SQL).fetchall():
        is_purged = rest[-1] is not None
        file = attachments.exported_name(sha256, name) if not is_purged and is_whole(sha256) else None
        if file:
            made.files[file] = partial(attachments.keeper().copy_out, sha256)
        elif not is_purged:
            made.missing.append(f"{id} {name}")
        made.rows.append((describer.name_of(table, record_id), name, sha256, file, size, *rest))
    return made
