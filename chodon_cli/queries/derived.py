"""Columns that follow from the others of their row: written with it, not in the journal, made again by a replay."""

from collections.abc import Callable, Mapping, Sequence

from chodon_cli.result import Cell
from chodon_cli.text import name_key, search_form, sort_key
from chodon_cli.value_class import dataclass


@dataclass(frozen=True)
class DerivedColumn:
    """What it is made of, and how."""

    of: tuple[str, ...]  # columns of the same row; as text, empty where there is nothing
    make: Callable[..., Cell]


def _words(*parts: str) -> str:
    return search_form(" ".join(parts))


DERIVED_COLUMNS: dict[str, dict[str, DerivedColumn]] = {  # by table
    "unit": {
        "sort_key": DerivedColumn(("name",), sort_key),
        "search_key": DerivedColumn(("code", "name"), _words),
    },
    "staff": {
        "name_key": DerivedColumn(("full_name",), name_key),
        "search_key": DerivedColumn(("full_name",), search_form),
    },
    "document": {
        "number_key": DerivedColumn(("number",), str.casefold),
        "search_key": DerivedColumn(("number", "kind", "issuer", "title"), _words),
    },
    "standard": {"search_key": DerivedColumn(("code", "title", "group_name"), _words)},
}
NAMES_OF_DERIVED_COLUMNS = tuple(sorted({column for columns in DERIVED_COLUMNS.values() for column in columns}))


def derived_values(table: str, row: Mapping[str, Cell]) -> dict[str, Cell]:
    """The columns of the table that follow from the row's others."""
    if table not in DERIVED_COLUMNS:
        return {}
    return {name: value for name, [value] in derived_columns(table, {key: [row[key]] for key in row}).items()}


def derived_columns(table: str, columns: Mapping[str, Sequence[Cell]]) -> dict[str, list[Cell]]:
    """`derived` for many at once; what comes again is made once."""
    columns_made = {}
    for name, column in DERIVED_COLUMNS.get(table, {}).items():
        sources = list(zip(*([str(value or "") for value in columns[key]] for key in column.of), strict=True))
        value_by_source = {values: column.make(*values) for values in set(sources)}
        columns_made[name] = [value_by_source[values] for values in sources]
    return columns_made
