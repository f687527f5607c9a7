"""What other offices, whose registers were taken in, call the records that came from them."""

from collections.abc import Iterator

from chodon_cli.nouns import registry
from chodon_cli.result import Row
from chodon_cli.store import Reader

FILE_COLUMNS = ["office", "kind", "name", "record", "is_own"]
NAMES_IN_SQL = {"unit": "r.code", "staff": "r.code", "standard": "r.code", "document": "r.number || '@' || r.issued_on"}
RECORDS_OF_OFFICES_SQL = """
SELECT u.code, o.noun, o.name, {name}, o.is_own FROM office_record o
JOIN unit u ON u.id = o.unit_id JOIN {table} r ON r.id = o.record_id WHERE o.noun = :table ORDER BY u.code, o.name
"""
ANY_RECORD_SQL = "SELECT 1 FROM office_record LIMIT 1"


def names_in_sql() -> dict[str, str]:
    """Table of each noun whose records have a name of their own -> SQL for the name of its row r."""
    numbered = {
        noun.table_name: noun.number.sql("r")
        for noun in registry.all_nouns().values()
        if noun.file_name and noun.number
    }
    return {**NAMES_IN_SQL, **numbered}


def records_of_offices(db: Reader) -> Iterator[Row]:
    """Every such record: the unit of the office, the table, its name there, its name here, whether it is its own."""
    if db.execute(ANY_RECORD_SQL, {}).fetchone():
        for table, name in names_in_sql().items():
            yield from db.execute(RECORDS_OF_OFFICES_SQL.format(table=table, name=name), {"table": table}).fetchall()
