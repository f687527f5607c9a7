"""Columns that follow from the others of their row: written with it, not in the journal, made again by a replay."""

from collections.abc import Callable, Mapping
from typing import Any

from chodon_cli.text import name_key, sort_key, unaccent

Values = Mapping[str, Any]


def _document_words(row: Values) -> str:
    return " ".join(str(row[key] or "") for key in ("number", "kind", "issuer", "title"))


COLUMNS: dict[str, dict[str, Callable[[Values], Any]]] = {  # table -> column -> what it holds
    "unit": {
        "sort_key": lambda row: sort_key(row["name"]),
        "search_key": lambda row: f"{unaccent(row['code'])} {unaccent(row['name'])}",
    },
    "staff": {
        "name_key": lambda row: name_key(row["full_name"]),
        "search_key": lambda row: unaccent(row["full_name"]),
    },
    "document": {
        "number_key": lambda row: str(row["number"]).casefold(),
        "search_key": lambda row: unaccent(_document_words(row)),
    },
    "standard": {"search_key": lambda row: unaccent(f"{row['code']} {row['title']} {row['group_name']}")},
}
DERIVED = tuple(sorted({column for columns in COLUMNS.values() for column in columns}))


def derived(table: str, row: Values) -> dict[str, Any]:
    """The columns of the table that follow from the row's others."""
    return {column: make(row) for column, make in COLUMNS.get(table, {}).items()}
