"""A row as JSON that is the same whenever the row is: what the journal keeps and its digests cover."""

import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from types import NoneType
from typing import Any

from chodon_cli.input_row import Values
from chodon_cli.queries.derived import NAMES_OF_DERIVED_COLUMNS
from chodon_cli.result import Cell

Row = Values
Columns = Mapping[str, Sequence[Any]]
"""Rows by column."""


def canonical(row: Row) -> str:
    """The row as JSON that is the same whenever the row is."""
    stored_columns = {key: value for key, value in row.items() if key not in NAMES_OF_DERIVED_COLUMNS}
    return json.dumps(stored_columns, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_lines(columns: Columns) -> str:
    """`canonical` of each row, a line each, made by column: a value that many rows share is written once."""
    parts, varying = [], []
    for name in sorted(set(columns) - set(NAMES_OF_DERIVED_COLUMNS)):
        part, written = _pattern_values(columns[name])
        parts.append(f'"{name}":{part}')
        if written is not None:
            varying.append(written)
    line = "{" + ",".join(parts) + "}"
    return "\n".join(map(line.__mod__, zip(*varying, strict=True)))


def _pattern_values(values: Sequence[Any]) -> tuple[str, Sequence[Cell] | None]:
    """What stands for the values in a pattern, and what is filled in there; nothing where all are the same."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return "%d", values
    if not kinds <= {str, NoneType}:  # 1 and 1.0 are equal and are not written alike
        return "%s", list(map(json.dumps, values))
    different = set(values)
    if str in kinds and len(kinds) == 1 and len(different) > 1 and _are_plain("".join(different)):
        return '"%s"', values
    encoded = {value: "null" if value is None else encode_basestring(value) for value in different}
    if len(encoded) == 1:
        return encoded[values[0]].replace("%", "%%"), None
    return "%s", list(map(encoded.__getitem__, values))


def _are_plain(text: str) -> bool:
    """Whether JSON writes the text as it stands."""
    return text.isprintable() and '"' not in text and "\\" not in text
