"""Records of the journal in people's words: what they are called, and what their columns say."""

import json
from functools import cached_property

from chodon_cli import words
from chodon_cli.dates import show_day
from chodon_cli.input_row import Values
from chodon_cli.labels import LABELS_OF_COLUMNS, heading
from chodon_cli.locale import N_, _
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.person import mask
from chodon_cli.result import Cell
from chodon_cli.store import Reader

Row = Values
OF_THE_NUMBER = ("id", "year", "n")  # columns that the number of a record is made of
TITLES_OF_OTHER_TABLES = {  # tables that are no noun's
    "access_grant": N_("Access to branches"),
    "attachment": N_("Attached files"),
    "office_record": N_("Names in the registers of other offices"),
    "setting": N_("Settings"),
}
HEADINGS_OF_OTHER_COLUMNS = {  # columns that are no noun's
    "account": N_("Account on the server"),
    "attached_on": N_("Attached on"),
    "bytes": N_("Size in bytes"),
    "granted_on": N_("Granted on"),
    "key": N_("Key"),
    "noun": N_("Kind of record"),
    "is_own": N_("Its own"),
    "purged_on": N_("Removed on"),
    "record_id": N_("Record"),
    "revoked_on": N_("Revoked on"),
    "since": N_("Since entry"),
    "standard_id": N_("Standard of conduct"),
    "unit_id": N_("Unit"),
}
TABLES_NAMED_BY_OTHERS = {"standard_id": "standard", "unit_id": "unit"}  # columns that are no field of their noun


class RecordDescriber:
    """Names records, columns and values as the register's own lists name them."""

    def __init__(self, db: Reader) -> None:
        self._db = db
        self._names: dict[tuple[str, int], str] = {}

    @cached_property
    def _nouns(self) -> dict[str, Noun]:
        """The nouns by their tables: the one with a file of its own, where a table serves two."""
        return {noun.table_name: noun for noun in registry.all_nouns().values() if noun.file_name}

    @cached_property
    def _tables(self) -> set[str]:
        sql = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        return {name for (name,) in self._db.execute(sql, {})}

    def kind(self, table: str) -> str:
        """What the records of the table are called: Violations."""
        noun = self._nouns.get(table)
        return _(noun.title if noun else TITLES_OF_OTHER_TABLES.get(table, table))

    def name(self, table: str, row: Row) -> str:
        """What people call the record: its number or code, else what it names."""
        noun = self._nouns.get(table)
        if noun is None:
            return str(
                row.get("key") or row.get("name") or row.get("account") or f"{table} {row.get('id') or ''}".strip()
            )
        if noun.number and row.get("n"):
            return f"{noun.number.prefix}-{row.get('year'):04}-{row['n']:0{noun.number.digits}}"
        if row.get("code"):
            return str(row["code"])
        parts = [self.value(table, noun.by_key[key].stored_as, row) for key in noun.needed_keys[:3]]
        return " · ".join(part for part in parts if part)

    def name_of(self, table: str, id: int) -> str:
        """The same of a record that is stored, or was; its place in its table where nothing tells of it."""
        if (table, id) not in self._names:
            row = self.stored_row(table, id) or self.last_told_row(table, id)
            self._names[table, id] = (row and self.name(table, row)) or f"{table} {id}"
        return self._names[table, id]

    def stored_row(self, table: str, id: int) -> dict[str, Cell] | None:
        """The record's row; None if there is none."""
        if table not in self._tables:
            return None
        names = [row[1] for row in self._db.execute("SELECT * FROM pragma_table_info(:table)", {"table": table})]
        if "id" not in names:
            return None
        cursor_row = self._db.execute(f'SELECT * FROM "{table}" WHERE id = :id', {"id": id}).fetchone()
        return dict(zip(names, cursor_row, strict=True)) if cursor_row else None

    def last_told_row(self, table: str, id: int) -> dict[str, Cell] | None:
        """What the journal last told of a record that is not stored any more."""
        from chodon_cli.audit.entries import history, row_in

        for entry in reversed(history(self._db, table, id)):
            if row := row_in(entry, id):
                return row
        return None

    def heading(self, table: str, column: str) -> str:
        field = self._field(table, column)
        if field:
            return field.heading
        return heading(column) if column in LABELS_OF_COLUMNS else _(HEADINGS_OF_OTHER_COLUMNS.get(column, column))

    def value(self, table: str, column: str, row: Row) -> str:
        """The value as a list shows it: a day, a word, the code of what is referred to."""
        value = row.get(column)
        field = self._field(table, column)
        if value is None or value == "":
            return ""
        if column == "id_number":
            return str(mask(str(value)))
        if column == "noun":
            return self.kind(self._table_of(str(value)))
        if column == "record_id":
            return self.name_of(self._table_of(str(row["noun"])), int(value))
        if table_named := TABLES_NAMED_BY_OTHERS.get(column):
            return self.name_of(table_named, int(value))
        if column == "failed":
            return ", ".join(self.name_of("staff", id) for id in json.loads(str(value)))
        if field and field.refers_to and isinstance(value, int):
            return self.name_of(self._table_of(field.refers_to), value)
        if field and (list_of := words.word_list_of(field)):
            return _(list_of.labels.get(str(value), str(value)))
        if column.endswith(("_on", "_from", "_to")) and isinstance(value, str):
            return show_day(value)
        return str(value)

    def changes(self, table: str, before: Row | None, after: Row | None) -> list[tuple[str, str, str]]:
        """Heading, value before and value after of each column that differs."""
        keys = [key for key in {**(before or {}), **(after or {})} if key not in OF_THE_NUMBER]
        lines = []
        for key in sorted(keys, key=lambda key: self._place(table, key)):
            if (before or {}).get(key) == (after or {}).get(key):
                continue
            was, becomes = (self.value(table, key, row or {}) for row in (before, after))
            lines.append((self.heading(table, key), was, becomes))
        return lines

    def _field(self, table: str, column: str) -> Field | None:
        noun = self._nouns.get(table)
        fields = noun.fields if noun else []
        return next((field for field in fields if field.stored_as == column), None)

    def _place(self, table: str, column: str) -> int:
        noun = self._nouns.get(table)
        stored = [field.stored_as for field in noun.fields] if noun else []
        return stored.index(column) if column in stored else len(stored)

    def _table_of(self, name: str) -> str:
        nouns = registry.all_nouns()
        return nouns[name].table_name if name in nouns else name
