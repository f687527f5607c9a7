"""What a folder holds besides the records: what the office has set, and the files kept with records."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path

from sqlmodel import Session

from chodon_cli.audit.find import record_of
from chodon_cli.dates import parse_day
from chodon_cli.errors import CellFault, ChodonError
from chodon_cli.input_row import InputRow, Values
from chodon_cli.locale import _
from chodon_cli.queries import list_memory
from chodon_cli.queries.settings import read_setting
from chodon_cli.register import attachment, journal, setting
from chodon_cli.register.bulk import office_file
from chodon_cli.register.bulk.verdict import ImportVerdict
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.attachment import AttachmentRow
from chodon_cli.store import attachments
from chodon_cli.text import clean
from chodon_cli.value_class import dataclass

ATTACHMENTS_OF_A_RECORD_SQL = """
SELECT id, name, attached_on, note, voided_on, void_reason, purged_on FROM attachment
WHERE noun = :noun AND record_id = :record_id AND sha256 = :sha256 ORDER BY id
"""
COMPARED_COLUMNS = ("name", "attached_on", "note", "voided_on", "void_reason", "purged_on")
MOST_DIGITS = 16  # of a number of bytes
DAY_COLUMNS = ("attached_on", "voided_on", "purged_on")

Row = Values
Line = tuple[str, int | None]  # file, and line in it
Place = tuple[str, int, str]  # table and id of the record, digest of the file


@dataclass
class FolderExtras:
    """The rows of the folder's further files, and how they are taken in."""

    folder: Path
    rows: Mapping[str, Sequence[InputRow]]  # by noun: setting, attachment
    missing: list[str] = field(default_factory=list)  # number and name of files that were lost before
    name_here: Callable[[str], str] = str  # what a record is called in this register, if the folder is another office's
    _files: list[Path] = field(default_factory=list)

    def take_in(self, session: Session, update: bool, refused: Container[Line]) -> list[ImportVerdict]:
        """Take in what is not refused yet, after the records; the verdicts, a file each."""
        self._files, self.missing = [], []
        taker = _AttachmentTaker(self.folder, self._files, self.missing, self.name_here)
        takers: dict[str, Callable[[Session, InputRow, bool], str]] = {
            "setting": _take_setting,
            "attachment": taker.take,
            "office_record": office_file.take,
        }
        verdicts = []
        for noun, entries in self.rows.items():
            verdict = ImportVerdict(noun, f"{noun}.csv")
            verdicts.append(verdict)
            for entry in entries:
                if (entry.file, entry.line) not in refused:
                    _judge(verdict, entry, partial(takers[noun], session, entry, update))
        return verdicts

    def keep_files(self) -> None:
        """Copy the files that the register does not keep yet, once all rows are sound."""
        for file in self._files:
            attachments.keep(file, attachments.ANY_SIZE)


def _judge(verdict: ImportVerdict, entry: InputRow, take: Callable[[], str]) -> None:
    try:
        verdict.counts[take()] += 1
    except ChodonError as error:
        verdict.refused.add(entry.line or 0)
        verdict.faults.append(CellFault(entry.file, entry.line, "", "", str(error)))


def _take_setting(session: Session, entry: InputRow, update: bool) -> str:
    key, value = _read_setting(str(entry.values.get("key") or ""), str(entry.values.get("value") or ""))
    stored = setting.stored_value(SessionReader(session), key)
    if stored == value:
        return "unchanged"
    if stored and not update:
        raise differs([("value", stored, value)])
    setting.keep(session, key, value or None)
    return "changed" if stored else "new"


def _read_setting(key: str, value: str) -> tuple[str, str]:
    """A setting of the office, or what was remembered of lists. ChodonError if it is neither."""
    if not key.startswith(list_memory.KEY_BEGINNING):
        return read_setting(key, value)
    try:
        list_memory.read_memory(key, value)
    except (ValueError, KeyError) as error:
        raise ChodonError(
            _("this cannot be remembered of lists: {value}").format(value=value),
            _("export the register anew: its own files have it"),
        ) from error
    return key, value


def differs(columns: Sequence[tuple[str, object, object]]) -> ChodonError:
    """That the row is not as the record stands."""
    changes = "; ".join(f"{key}: {was or '—'} → {becomes or '—'}" for key, was, becomes in columns)
    return ChodonError(
        _("differs from what is stored, and --update was not said: {what}").format(what=changes),
        _("add --update, or leave the row out"),
    )


class _AttachmentTaker:
    """Takes in the rows of attached files: the k-th row of a record and a file is the k-th such record."""

    def __init__(self, folder: Path, files: list[Path], missing: list[str], name_here: Callable[[str], str]) -> None:
        self._folder, self._files, self._missing, self._name_here = folder, files, missing, name_here
        self._seen: dict[Place, int] = {}

    def take(self, session: Session, entry: InputRow, update: bool) -> str:
        reader = SessionReader(session)
        noun, record_id = record_of(reader, self._name_here(str(entry.values.get("record") or "")))
        row = _row_of(entry)
        place = {"noun": noun, "record_id": record_id, "sha256": row["sha256"]}
        at = self._seen.get((noun, record_id, row["sha256"]), 0)
        self._seen[noun, record_id, row["sha256"]] = at + 1
        stored = reader.execute(ATTACHMENTS_OF_A_RECORD_SQL, place).fetchall()
        if at >= len(stored):
            size = self._size(entry, row)
            self._note_if_lost(entry, row, journal.add(session, AttachmentRow, {**place, **row, "bytes": size}))
            return "new"
        id, *values = stored[at]
        self._note_if_lost(entry, row, id)
        stored_row = dict(zip(COMPARED_COLUMNS, values, strict=True))
        other = [(key, stored_row[key], row[key]) for key in COMPARED_COLUMNS if stored_row[key] != row[key]]
        if other and not update:
            raise differs(other)
        if other:
            journal.change(session, AttachmentRow, id, **{key: row[key] for key in COMPARED_COLUMNS})
        return "changed" if other else "unchanged"

    def _size(self, entry: InputRow, row: Row) -> int:
        """The bytes of the file, which is to be kept; what was removed for good or lost has none any more."""
        if row["purged_on"] or self._has_no_file(entry, row):
            text = str(entry.values.get("bytes") or "0")
            return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else 0
        file = self._exported_file(row)
        attachments.refuse_what_may_not_be_kept(file, attachments.ANY_SIZE)
        if attachments.digest_of(file) != row["sha256"]:
            raise ChodonError(
                _("{path}: the attached file is missing or damaged").format(path=file),
                _("take it from another export or backup"),
            )
        self._files.append(file)
        return file.stat().st_size

    def _exported_file(self, row: Row) -> Path:
        return self._folder / attachments.exported_name(row["sha256"], row["name"])

    def _has_no_file(self, entry: InputRow, row: Row) -> bool:
        """Whether the folder has no file for the row, and says so."""
        return not entry.values.get("file") and not self._exported_file(row).exists()

    def _note_if_lost(self, entry: InputRow, row: Row, id: int) -> None:
        """Where the register has nothing whole of the file it comes from the folder; what that lacks too is noted."""
        if row["purged_on"] or attachments.is_whole(row["sha256"]):
            return
        if self._has_no_file(entry, row):
            self._missing.append(f"{id} {row['name']}")
        elif self._exported_file(row) not in self._files:
            self._size(entry, row)


def _row_of(entry: InputRow) -> Row:
    """The columns of the record that a row gives. ChodonError if they cannot be stored."""
    values = {key: clean(str(entry.values.get(key) or "")) or None for key in ("sha256", *COMPARED_COLUMNS)}
    sha256 = values["sha256"] or ""
    if not attachments.DIGEST_PATTERN.fullmatch(sha256):
        raise ChodonError(
            _("“{value}” is no digest of a file").format(value=sha256),
            _("export the register anew: its own files have it"),
        )
    for key in DAY_COLUMNS:
        values[key] = parse_day(day) if (day := values[key]) else None
    if not values["name"] or not values["attached_on"] or bool(values["voided_on"]) != bool(values["void_reason"]):
        raise ChodonError(
            _("a name, a day, or the reason why it is void is missing"),
            _("export the register anew: its own files have it"),
        )
    values["name"] = attachment.clean_name(values["name"])
    return values
