"""What other offices call records, read back from an exported folder."""

from sqlmodel import Session

from chodon_cli.errors import ChodonError
from chodon_cli.input_row import InputRow
from chodon_cli.locale import _
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.office_records import FILE_COLUMNS, names_in_sql
from chodon_cli.register import journal
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.office_record import OfficeRecordRow
from chodon_cli.store import Reader

REMEMBERED_SQL = """
SELECT id, record_id, is_own FROM office_record WHERE unit_id = :unit_id AND noun = :noun AND name = :name
"""


def take(session: Session, entry: InputRow, update: bool) -> str:
    """Remember one row: new, changed or unchanged. ChodonError if it names nothing."""
    reader = SessionReader(session)
    office, noun, name, record, is_own = (str(entry.values.get(key) or "") for key in FILE_COLUMNS)
    place = {"unit_id": lookup.unit(reader, office, "office").id, "noun": noun, "name": name}
    row = {"record_id": _record_id(reader, noun, record), "is_own": int(is_own == "1")}
    stored = reader.execute(REMEMBERED_SQL, place).fetchone()
    if stored is None:
        journal.add(session, OfficeRecordRow, {**place, **row})
        return "new"
    if (stored[1], stored[2]) == (row["record_id"], row["is_own"]):
        return "unchanged"
    if not update:
        raise ChodonError(
            _("{name} of the office {office} is another record here").format(name=name, office=office),
            _("add --update, or leave the row out"),
        )
    journal.change(session, OfficeRecordRow, stored[0], **row)
    return "changed"


def _record_id(db: Reader, noun: str, record: str) -> int:
    name = names_in_sql().get(noun)
    sql = f"SELECT r.id FROM {noun} r WHERE {name} = :record ORDER BY r.id DESC"
    row = db.execute(sql, {"record": record}).fetchone() if name else None
    if row is None:
        raise ChodonError(
            _("there is no {number} in the register").format(number=record),
            _("export the register anew: its own files have it"),
        )
    return int(row[0])
