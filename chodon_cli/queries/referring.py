"""Which records refer to a record: found by the foreign keys of the register, so that a new noun is among them."""

from collections.abc import Collection, Iterator
from itertools import islice

from chodon_cli.dates import FOREVER
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import select
from chodon_cli.store import Reader

FOREIGN_KEYS = """
SELECT m.name, f."from" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
WHERE m.type = 'table' AND f."table" = :table
"""
COLUMNS_WITH_LISTS_OF_IDS = {
    ("inspection_check", "failed"): "staff"
}  # columns with a JSON list of ids, which no foreign key tells
CALLED_BY = ("number", "code", "staff", "task", "inspection", "case", "year", "unit")  # the first of these that it has
MOST_RECORDS_NAMED = 5  # of the records that refer to one, so many are named


def names_of_referring(
    db: Reader, table: str, id: int, parts: Collection[str] = (), live_only: Collection[str] = ()
) -> list[str]:
    """Up to five records that refer to this one, as people call them.

    Void ones are among them, which would point to nothing, except those of the nouns in `live_only`. `parts` are
    columns, as noun.column, by which records belong to this one and go with it.
    """
    columns = columns_that_refer(db, table)
    referring_records = (
        name
        for noun in registry.all_nouns().values()
        if noun.file_name
        for column in columns.get(noun.table_name, ())
        if f"{noun.name}.{column}" not in parts
        for name in _names(db, noun, column, id, noun.name in live_only)
    )
    return list(islice(dict.fromkeys(referring_records), MOST_RECORDS_NAMED))


def columns_that_refer(db: Reader, table: str) -> dict[str, list[str]]:
    """Table -> its columns that refer to this one."""
    columns: dict[str, list[str]] = {}
    lists = [key for key, referred in COLUMNS_WITH_LISTS_OF_IDS.items() if referred == table]
    for referring, column in [*db.execute(FOREIGN_KEYS, {"table": table}).fetchall(), *lists]:
        columns.setdefault(referring, []).append(column)
    return columns


def _names(db: Reader, noun: Noun, column: str, id: int, is_live_only: bool) -> Iterator[str]:
    stored = f"{noun.alias}.{column}"
    is_list = (noun.table_name, column) in COLUMNS_WITH_LISTS_OF_IDS
    where = [f":id IN (SELECT value FROM json_each({stored}))" if is_list else f"{stored} = :id"]
    if is_live_only:
        where.append(f"{noun.alias}.voided_on IS NULL")
    for values in select.records(db, noun, where, id=id, day=FOREVER):
        yield str(next(values[key] for key in CALLED_BY if values.get(key)))
