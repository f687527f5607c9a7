"""Whose rules some records can break: the people and units that they name, or that what is tied to them names."""

from collections.abc import Collection, Iterator, Mapping
from json import dumps

from chodon_cli.queries.referring import COLUMNS_WITH_LISTS_OF_IDS, columns_that_refer
from chodon_cli.store import Reader

# What of a table's change can put any record at odds with a rule: a unit its whole subtree, a standard all violations
TABLES_OF_EVERYTHING = ("unit", "unit_past", "standard", "law")
TABLES_OF_EVERYTHING_WHEN_NEW = ("unit_past", "standard", "law")  # a new unit: only what is new or changed names it
ENDS = ("staff", "unit")  # what others name is not followed beyond these
NAMED_TABLES_SQL = 'SELECT f."from", f."table" FROM pragma_foreign_key_list(:table) f'
AMONG_IDS = "IN (SELECT value FROM json_each(:ids))"
Rows = Mapping[str, Collection[int]]  # table -> ids of its rows


def people_and_units(db: Reader, rows: Rows) -> tuple[set[int], set[int]]:
    """The ids of the people and of the units to hold against the rules when these rows are new or changed.

    They are followed to what they name, and to what that names; so are the rows that name them.
    """
    reached: dict[str, set[int]] = {}
    waiting = [*rows.items(), *(record for table, ids in rows.items() for record in _rows_that_name(db, table, ids))]
    while waiting:
        table, ids = waiting.pop()
        unseen = {*ids} - reached.setdefault(table, set())
        reached[table] |= unseen
        if unseen and table not in ENDS:
            waiting += _rows_named(db, table, unseen)
    return reached.get("staff", set()), reached.get("unit", set())


def _rows_named(db: Reader, table: str, ids: Collection[int]) -> Iterator[tuple[str, set[int]]]:
    values = {"ids": dumps([*ids])}
    for column, other in db.execute(NAMED_TABLES_SQL, {"table": table}).fetchall():
        sql = f"SELECT DISTINCT {column} FROM {table} WHERE id {AMONG_IDS} AND {column} IS NOT NULL"
        yield other, {id for (id,) in db.execute(sql, values)}
    for (of, column), other in COLUMNS_WITH_LISTS_OF_IDS.items():
        if of == table:
            sql = f"SELECT DISTINCT l.value FROM {table} r JOIN json_each(r.{column}) l WHERE r.id {AMONG_IDS}"
            yield other, {id for (id,) in db.execute(sql, values)}


def _rows_that_name(db: Reader, table: str, ids: Collection[int]) -> Iterator[tuple[str, set[int]]]:
    """Of people and units there is no need to look: the rules ask for these themselves."""
    if table in ENDS:
        return
    for other, columns in columns_that_refer(db, table).items():
        for column in columns:
            sql = f"SELECT id FROM {other} WHERE {column} {AMONG_IDS}"
            yield other, {id for (id,) in db.execute(sql, {"ids": dumps([*ids])})}
