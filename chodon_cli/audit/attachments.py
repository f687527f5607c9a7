"""The files kept with records, as lists show them."""

from json import dumps
from sqlite3 import Connection

from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.locale import N_
from chodon_cli.result import Column, Result

SQL = """
SELECT id, noun, record_id, name, bytes, attached_on, note, voided_on, void_reason, purged_on, sha256 FROM attachment
WHERE (:noun IS NULL OR (noun = :noun AND record_id = :record)) AND (:is_with_void OR voided_on IS NULL)
AND (:numbers IS NULL OR id IN (SELECT value FROM json_each(:numbers))) ORDER BY id
"""
COLUMNS = [
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
        for id, table, record_id, *rest in db.execute(SQL, values).fetchall()
    ]
    return Result(title, COLUMNS, rows)
