"""What is held of a person: the records about them, the files kept with those, and who has seen or written them."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.audit.listing import EntryFilter, listing
from chodon_cli.audit.parts import parts_of
from chodon_cli.audit.resting import CHECKS_THAT_NAME_STAFF_SQL
from chodon_cli.dates import months_later
from chodon_cli.locale import N_
from chodon_cli.nouns import registry
from chodon_cli.queries.select import containing
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.store import Reader

COLUMNS_THAT_NAME_STAFF_SQL = """
SELECT m.name, f."from" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
WHERE m.type = 'table' AND f."table" = 'staff' ORDER BY m.name, f."from"
"""
EVENTS_OF_A_PERSON_SQL = """
SELECT e.id FROM case_event e JOIN discipline_case c ON c.id = e.case_id WHERE c.staff_id = :staff
ORDER BY e.case_id, e.n
"""
PEOPLE_WHO_LEFT_SQL = """
SELECT s.code, s.full_name, max(coalesce(p.ended_on, '9999-12-31')) AS last
FROM staff s JOIN post p ON p.staff_id = s.id
WHERE p.voided_on IS NULL AND s.full_name <> s.code GROUP BY s.id
HAVING max(coalesce(p.ended_on, '9999-12-31')) <= :day ORDER BY last, s.code
"""
MOST_OF_A_KIND = 10  # records of a kind that are named because a name stands in their words
PERSONAL_RECORD_COLUMNS = [
    Column("kind", label=N_("Kind of record")),
    Column("record", "code"),
    Column("field", label=N_("What")),
    Column("value", label=N_("Value")),
]
NOT_SAID = ("id", "name_key", "search_key", "year", "n")


def records_about(db: Reader, staff: int) -> dict[str, list[int]]:
    """The ids of all records about the person, by table; also of what happened in their cases, of their reminders, of
    the extensions of their tasks, and of the checks that name them.
    """
    ids_by_table = {"staff": [staff]}
    for table, column in db.execute(COLUMNS_THAT_NAME_STAFF_SQL, {}).fetchall():
        sql = f'SELECT id FROM "{table}" WHERE "{column}" = :staff ORDER BY id'
        ids_by_table.setdefault(table, []).extend(id for (id,) in db.execute(sql, {"staff": staff}).fetchall())
    for part, table in (("reminder", "violation"), ("task_extension", "task")):
        ids = parts_of(db, table, ids_by_table.get(table, ()))[part]
        ids_by_table[part] = list(dict.fromkeys([*ids_by_table.get(part, ()), *ids]))
    checks = db.execute(CHECKS_THAT_NAME_STAFF_SQL, {"first": staff, "last": staff}).fetchall()
    ids_by_table["inspection_check"] = sorted({id for (id,) in checks})
    ids_by_table["case_event"] = [id for (id,) in db.execute(EVENTS_OF_A_PERSON_SQL, {"staff": staff}).fetchall()]
    return {table: ids for table, ids in ids_by_table.items() if ids}


def everything_about(db: Connection, staff: int, code: str) -> Result:
    """All of it as one document: record by record, and who wrote or saw it when."""
    describer = RecordDescriber(db)
    rows: list[Row] = [
        row
        for table, ids in records_about(db, staff).items()
        for id in ids
        for row in _record(db, describer, table, id)
    ]
    return Result(
        N_("All that is held of a person"),
        PERSONAL_RECORD_COLUMNS,
        rows,
        details=[listing(db, EntryFilter(staff=code))],
    )


def full_name(db: Reader, staff: int) -> str:
    """The name; of who was erased, the code."""
    return str(db.execute("SELECT full_name FROM staff WHERE id = :id", {"id": staff}).fetchone()[0])


def records_with_name(db: Connection, name: str) -> list[str]:
    """What people call the records in whose words the name stands, also in capitals, whomever they are about; no more
    than a few of each kind.
    """
    describer = RecordDescriber(db)
    patterns = {"as_is": containing(name, str), "capitals": containing(name, str.upper)}
    names = []
    for noun in registry.all_nouns().values():
        columns = [field.stored_as for field in noun.stored_fields if field.type == "text" and not field.refers_to]
        if columns and noun.file_name:
            condition = " OR ".join(
                f"\"{column}\" LIKE :{pattern} ESCAPE '!'" for column in columns for pattern in patterns
            )
            sql = f'SELECT id FROM "{noun.table_name}" WHERE {condition} ORDER BY id LIMIT :most'
            ids = db.execute(sql, {**patterns, "most": MOST_OF_A_KIND}).fetchall()
            names += [describer.name_of(noun.table_name, id) for (id,) in ids]
    return names


def _record(db: Connection, describer: RecordDescriber, table: str, id: int) -> Iterator[Row]:
    row: dict[str, Cell] = describer.stored_row(table, id) or {}
    kind, name = describer.kind(table), describer.name(table, row)
    for column, value in row.items():
        if value is not None and column not in NOT_SAID:
            shown_value = (
                str(value) if column == "id_number" else describer.value(table, column, row)
            )  # their own, whole
            yield kind, name, describer.heading(table, column), shown_value
    sql = "SELECT name FROM attachment WHERE noun = ? AND record_id = ? AND purged_on IS NULL ORDER BY id"
    for (file,) in db.execute(sql, (table, id)).fetchall():
        yield kind, name, describer.heading("attachment", "name"), file


def due_for_erasure(db: Connection, years: int, today: str) -> Result:
    """The people who left so many years ago, and of whom everything is still held."""
    day = months_later(today, -12 * years)
    columns = [Column("staff", "code"), Column("full_name", "person"), Column("left_on", "date", label=N_("Left on"))]
    return Result(
        N_("Data to be erased"), columns, [tuple(row) for row in db.execute(PEOPLE_WHO_LEFT_SQL, {"day": day})]
    )
