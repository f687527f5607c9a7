"""Where the list is on a sheet: the header under title lines, the rows, and what only looks like a row."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from chodon_cli.exchange import headings, layout
from chodon_cli.exchange.sheets import Cell, Line, Sheet
from chodon_cli.exchange.values import typed
from chodon_cli.text import unaccent

HEAD_WITHIN = 40  # lines in which the header must come
TOTAL = re.compile(r"(tong|tong cong|tong so|cong|cong tong|toan don vi)\b[^a-z]*(cong|so|chung)?[: ]*[0-9]*\W*$")
CLOSING = re.compile(
    r"(nguoi lap|thu truong|lanh dao don vi|hieu truong|chu tich|truong phong|giam doc|ke toan truong|nguoi tong hop"
    r"|ky, ghi ro|\(ky|noi nhan|tm\.|kt\.|tl\.|xac nhan|.{0,40}, ?ngay .{0,12}thang)"
)


@dataclass
class Table:
    """A list found on a sheet: its noun, the key of each column, its rows, and the lines that are no rows."""

    noun: str
    sheet: Sheet
    head: Line
    keys: list[str | None]
    rows: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)


def find(sheet: Sheet, nouns: list[str], mapping: dict[str, str], given: set[str]) -> Table | None:
    """The list on the sheet: the line that names most columns of one of these nouns, and all that it needs.

    `mapping` says of a heading which key it is; `given` are keys that need no column.
    """
    best: tuple[int, Table] | None = None
    for place, line in enumerate(sheet.lines[:HEAD_WITHIN]):
        if line.is_empty:
            continue
        below = sheet.lines[place + 1] if place + 1 < len(sheet.lines) else None
        for noun in nouns:
            alone = matched(line.cells, noun, mapping)
            two_lines = sum(key is not None for key in alone) > 1  # else it is a title, not half a header
            for head in (line, joined(line, below)) if two_lines else (line,):
                keys = matched(head.cells, noun, mapping)
                score = sum(key is not None for key in keys)
                if complete(noun, keys, given) and (best is None or score > best[0]):
                    best = (score, Table(noun, sheet, head, keys))
    if best is None:
        return None
    table = best[1]
    below_head = [line for line in sheet.lines if line.number > table.head.number]
    if is_machine_made(table):
        table.rows = [line for line in below_head if not line.is_empty]
    else:
        _sort_out(table, below_head)
    return table


def is_machine_made(table: Table) -> bool:
    """A header of keys is no office's: every line under it is a row, however little it says."""
    words = [typed(cell) for cell in table.head.cells if typed(cell)]
    return all(word in layout.readable(table.noun) for word in words)


def complete(noun: str, keys: list[str | None], given: set[str]) -> bool:
    return all(key in keys or key in given for key in layout.NEEDED[noun])


def joined(line: Line, below: Line | None) -> Line:
    """A header of two lines as one: an empty cell takes what stands beneath it, as under a merged heading."""
    if below is None:
        return line
    cells: list[Cell] = [upper or lower for upper, lower in zip_longest(line.cells, below.cells)]
    return Line(below.number, cells)


def matched(cells: list[Cell], noun: str, mapping: dict[str, str]) -> list[str | None]:
    """The key of each heading; a key is given to the first heading that means it."""
    columns = layout.readable(noun)
    found: list[str | None] = []
    for cell in cells:
        text = cell if isinstance(cell, str) else ""
        plain = headings.folded(text)
        free = {key: column for key, column in columns.items() if key not in found}
        if not plain or plain in headings.ORDINAL:
            found.append(None)
        elif plain in mapping:
            found.append(mapping[plain] if mapping[plain] in free else None)
        else:
            found.append(headings.key_of(text, noun, free))
    return found


def _sort_out(table: Table, lines: list[Line]) -> None:
    """Rows apart from empty lines, column numbers, section titles, totals, and everything after the signatures."""
    needed = [place for place, key in enumerate(table.keys) if key in layout.NEEDED[table.noun]]
    is_over = False
    for line in lines:
        cells = line.cells
        is_short = sum(place < len(cells) and cells[place] not in (None, "") for place in needed) < min(2, len(needed))
        if table.rows and not is_short:  # what nearly every line is
            table.rows.append(line)
            continue
        words = [unaccent(typed(cell)) for cell in cells if typed(cell)]
        if not words:
            continue
        is_over = is_over or (is_short and any(map(CLOSING.match, words)))
        is_no_row = is_short and (is_over or any(map(TOTAL.match, words)) or is_section(words))
        if is_no_row or (not table.rows and is_numbering(words)):
            table.aside.append(line)
        else:
            table.rows.append(line)


def is_section(words: list[str]) -> bool:
    """A title within the list: one text alone, or with a Roman number or letter before it, and no name of its own."""
    return len(words) == 1 or (len(words) == 2 and bool(re.fullmatch(r"[ivxlc]+\.?|[a-z]\.?|[0-9]+\.?", words[0])))


def is_numbering(words: list[str]) -> bool:
    """The line under a header that numbers the columns: 1 2 3 4, (1) (2) (3), A B 1 2."""
    plain = [re.sub(r"\W", "", word) for word in words]
    return len(plain) > 2 and all(re.fullmatch(r"[0-9]{1,2}|[a-z]", word) for word in plain)
