"""Many rows into a table at once: so many a statement, and its indexes built anew behind them."""

from collections.abc import Mapping, Sequence
from itertools import chain, islice
from sqlite3 import Connection

from chodon_cli.result import Cell
from chodon_cli.store import branch

ROWS_AT_A_TIME = 200  # rows that one INSERT writes
PAGES_WHILE_SORTING = -1000  # of SQLite's cache: kB, if negative
FEWEST_ROWS = 5000  # rows for which indexes are built anew
INDEXES_OF_A_TABLE_SQL = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"


def insert_columns(db: Connection, table: str, columns: Mapping[str, Sequence[Cell]]) -> None:
    """Many rows a statement: what a CHECK compares with is put together once, and what all share is sent once."""
    shared = {name: values[0] for name, values in columns.items() if name != "id" and _are_alike(values)}
    varying = {name: values for name, values in columns.items() if name not in shared}
    into = f"INSERT INTO {table} ({', '.join([*shared, *varying])})"
    if isinstance(db, Connection):  # from Python 3.14 on it takes no parameters with numbers beside others
        beside = f"(SELECT {', '.join('?' * len(shared))}) CROSS JOIN " if shared else ""
        into, row, end = f"{into} SELECT * FROM {beside}(VALUES ", ", ".join("?" * len(varying)), ")"
    else:
        numbered = [f"?{place}" for place in range(1, len(shared) + 1)]
        into, row, end = f"{into} VALUES ", ", ".join([*numbered, *("?" * len(varying))]), ""
    rows = zip(*varying.values(), strict=True)
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        sql = into + ", ".join([f"({row})"] * len(some)) + end
        db.execute(sql, [*shared.values(), *chain.from_iterable(some)])


def _are_alike(values: Sequence[Cell]) -> bool:
    return values[0] == values[-1] and values.count(values[0]) == len(values)


def drop_indexes(db: Connection, table: str, count: int) -> list[str]:
    """What builds the indexes of the table anew after a load that is larger than what was there: sorting is quicker."""
    if branch.units() is not None:  # whose tables these are not
        return []
    there = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    indexes = db.execute(INDEXES_OF_A_TABLE_SQL, (table,)).fetchall() if count > max(there, FEWEST_ROWS) else []
    for name, _sql in indexes:
        db.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in indexes]


def build_indexes(db: Connection, indexes: Sequence[str]) -> None:
    """Build what `drop_indexes` has dropped.

    What is sorted at a time follows the cache: what the processor's own cache holds is sorted quickest.
    """
    if indexes and isinstance(db, Connection):
        db.execute("PRAGMA threads = 1")  # one beside it that sorts: there are two cores or there is none to lose
        db.execute(f"PRAGMA cache_size = {PAGES_WHILE_SORTING}")
    for sql in indexes:
        db.execute(sql)
