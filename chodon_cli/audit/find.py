"""Which record somebody means by a number or a code, also one that is no longer stored."""

from chodon_cli.audit.entries import entries
from chodon_cli.errors import NotFound
from chodon_cli.locale import _
from chodon_cli.nouns import registry
from chodon_cli.store import Reader

CHANGESETS_OF_A_NOUN_SQL = "SELECT DISTINCT changeset_id FROM change WHERE noun = :noun"


def record_of(db: Reader, reference: str) -> tuple[str, int]:
    """Table and id of the record with this number or code, also of one that was taken back. NotFound if none."""
    word = reference.strip().upper()
    for noun in registry.all_nouns().values():
        if noun.file_name and noun.number and word.startswith(f"{noun.number.prefix}-"):
            year, _dash, n = word.removeprefix(f"{noun.number.prefix}-").partition("-")
            if year.isdigit() and n.isdigit() and len(year) == 4 and len(n) < 18:
                return _record_numbered(db, noun.table_name, int(year), int(n), reference)
    for table in ("staff", "unit", "standard"):
        row = db.execute(f"SELECT id FROM {table} WHERE code = :code", {"code": word}).fetchone()
        if row:
            return table, int(row[0])
    for table in ("staff", "unit", "standard"):
        if id := _id_of_former_record(db, table, {"code": word}):
            return table, id
    raise NotFound(
        _("there is no {number} in the register").format(number=reference),
        _("see: {command}").format(command="chodon audit list"),
    )


def _record_numbered(db: Reader, table: str, year: int, n: int, reference: str) -> tuple[str, int]:
    row = db.execute(f"SELECT id FROM {table} WHERE year = :year AND n = :n", {"year": year, "n": n}).fetchone()
    id = row[0] if row else _id_of_former_record(db, table, {"year": year, "n": n})
    if not id:
        raise NotFound(
            _("there is no {number} in the register").format(number=reference),
            _("see: {command}").format(command="chodon audit list"),
        )
    return table, int(id)


def _id_of_former_record(db: Reader, table: str, values: dict[str, object]) -> int | None:
    """The id of a record that is no longer stored and once had these values."""
    for (changeset,) in db.execute(CHANGESETS_OF_A_NOUN_SQL, {"noun": table}).fetchall():
        for entry in entries(db, changeset):
            for row in entry.rows_after() if entry.noun == table else []:
                if all(row.get(key) == value for key, value in values.items()):
                    return int(row["id"])
    return None
