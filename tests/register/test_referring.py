"""Nothing is voided while another record refers to it, whichever noun that is of: the foreign keys say it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from chodon_cli.nouns import registry
from chodon_cli.queries.referring import COLUMNS_WITH_LISTS_OF_IDS
from chodon_cli.register.plain import verbs_of
from chodon_cli.register.tables import every_table
from tests.harness import Chodon, open_to_write
from tests.register.missing_records import enter_missing

VOIDED = {  # table -> what enters a record to which nothing refers, and what voids it
    "staff": (
        "staff add --name 'Lý Thị Thử' --unit PNV --category contract --from 2021-01-01 --code HD901",
        "staff void HD901",
    ),
    "unit": ("unit add TODB 'Tổ dự báo' --kind other", "unit void TODB"),
    "document": ("document add 901/KH --issued 2022-01-10", "document void 901/KH"),
    "inspection": (
        "inspection record --unit PNV --on 2026-01-05 --kind surprise --check M02=1/1",
        "inspection void KT-2026-001",
    ),
}
PARTS = {  # which go with it; of an office, its units stand beneath the one that it came under, and refuse
    *(("post", "staff_id"), ("inspection_check", "inspection_id"), ("unit_past", "unit_id")),
    ("office_record", "unit_id"),
    ("access_grant", "unit_id"),  # of a unit that was entered by mistake nothing is left to be read
}


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    """Table, column, the table that it refers to: all of those whose records can be voided."""
    every_table()
    for name, table in sorted(SQLModel.metadata.tables.items()):
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):  # a set: workers must agree
            if key.column.table.name in VOIDED:
                yield name, key.parent.name, key.column.table.name


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("table", "column", "referred"), [*foreign_keys(), ("inspection_check", "failed", "staff")])
def test_what_a_record_refers_to_is_not_voided(
    table: str, column: str, referred: str, filled: Path, chodon: Chodon
) -> None:
    entered, void = VOIDED[referred]
    chodon(entered)
    enter_missing(filled, table)
    with open_to_write(filled) as db:
        (id,) = db.execute(f"SELECT max(id) FROM {referred}").fetchone()
        value = f"[{id}]" if (table, column) in COLUMNS_WITH_LISTS_OF_IDS else id
        has_void = any(row[1] == "voided_on" for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')"))
        live = "AND voided_on IS NULL" if has_void else ""
        other = f"SELECT id FROM {table} WHERE id <> ? {live} ORDER BY {column} IS NULL, id LIMIT 1"
        update = f"UPDATE {table} SET {column} = ? WHERE id = ({other})"
        referring = db.execute(update, (value, id if table == referred else 0))
        assert referring.rowcount, f"the sample has no {table}: let `{table} add` be first in WRITES of its test file"
    if (table, column) in PARTS:
        chodon(f"{void} --reason slip")
        return
    done = chodon(f"{void} --reason slip", status=1)
    assert "is referred to by" in done.stderr


def test_every_list_of_ids_is_known() -> None:
    """A column that keeps several people says so to the resolver: then no foreign key tells whom it refers to."""
    lists = {
        (noun.table_name, noun.by_key[column].stored_as)
        for name, noun in registry.all_nouns().items()
        if noun.file_name
        for column, named in verbs_of(name).references.items()
        if named == "people"
    }
    assert lists == set(COLUMNS_WITH_LISTS_OF_IDS)
