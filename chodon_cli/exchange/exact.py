"""A file of the folder layout: its header are keys, and every line under it is a row, taken as it stands.

Nothing is guessed here as it is with an office's own list: an export must come back as what it was.
"""

import csv
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from chodon_cli.entry import Entry
from chodon_cli.errors import Refused, Usage
from chodon_cli.exchange import headings, layout, plain_text, sheets, values
from chodon_cli.exchange.sheets import Line
from chodon_cli.locale import _

Read = tuple[list[str], list[str | None], list[Entry], list[Line], list[str]]


def read(file: Path, noun: str) -> Read:
    """(headings, their keys, entries, lines, hints) of the file. Refused if a needed column is missing."""
    text = plain_text.decoded(file.read_bytes(), file.name)
    found = [line for line in plain_text.lines(text, file.name, delimiter(text, noun)) if not line.is_empty]
    head = [str(cell or "").strip() for cell in found[0].cells] if found else []
    keys = known(head, noun)
    if lacking := [key for key in layout.NEEDED[noun] if key not in keys]:
        raise Refused(
            _("{file}: a needed column is missing: {columns}").format(file=file.name, columns=", ".join(lacking)),
            _("the file has: {columns}").format(columns=", ".join(head)),
        )
    columns = layout.readable(noun)
    readers = [values.reader(columns[key], is_exact=True) if key else None for key in keys]
    entries = [entry(line, keys, readers, file.name) for line in found[1:]]
    strange = [heading for heading, key in zip(head, keys, strict=True) if heading and key is None]
    hints = [_("{file}: columns left aside: {columns}").format(file=file.name, columns=", ".join(strange))]
    return head, keys, entries, found[1:], hints if strange else []


def known(head: list[str], noun: str) -> list[str | None]:
    """The key of each heading, each key once."""
    columns = layout.readable(noun)
    found: list[str | None] = []
    for heading in head:
        free = {key: column for key, column in columns.items() if key not in found}
        found.append(headings.key_of(heading, noun, free) if heading else None)
    return found


def delimiter(text: str, noun: str) -> str:
    """The character with which the header names most columns: a comma, unless a spreadsheet has put another."""
    first = text.lstrip("\r\n").split("\n", 1)[0]

    def named(char: str) -> int:
        head = next(csv.reader([first], delimiter=char), [])
        return sum(key is not None for key in known(head, noun))

    return max(",;\t", key=named)


def entry(
    line: Line, keys: Sequence[str | None], readers: Sequence[Any], name: str, fixed: dict[str, Any] | None = None
) -> Entry:
    """One row, read cell by cell; what cannot be read is noted, all of it. An empty cell leaves what is fixed."""
    made = Entry(dict(fixed or {}), name, line.number)
    if extra := [sheets.typed(cell) for cell in line.cells[len(keys) :] if sheets.typed(cell)]:
        made.errors.append(("", extra[0], _("the row has more cells than there are headings")))
    for key, read_cell, cell in zip_longest(keys, readers, line.cells[: len(keys)]):
        if key is None:
            continue
        try:
            value = read_cell(cell)
        except Usage as error:
            made.errors.append((key, sheets.typed(cell), str(error)))
            value = None
        if value is not None or not fixed or key not in fixed:
            made.values[key] = value
    return made
