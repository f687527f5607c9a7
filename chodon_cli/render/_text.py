"""A Result as lines of text, for the formats that people read as such."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.render._tones import cell_tone
from chodon_cli.render._values import cell, is_silent, value_reader
from chodon_cli.result import Column, Result, Row
from chodon_cli.text import printable

COLUMN_GAP = 2  # spaces between columns
# Latin letters, Vietnamese ones with them, and punctuation: each takes one column. One set of all takes Python forty
# times as long to compile.
EVENLY_WIDE = re.compile("(?:[\0-\u02ff\u1e00-\u200a]++|[\u2010-\u20cf\u2100-\u22ff]++)*+")

WORD = r"\s*\S+\s*"


def cells(result: Result) -> list[list[str]]:
    """Headings, rows and totals as text."""
    readers = [value_reader(column) for column in result.columns]
    body = [[read(value) for read, value in zip(readers, row, strict=True)] for row in result.rows]
    if result.totals is not None:
        body.append(totals_cells(result.columns, result.totals))
    for depth, line in zip(result.tree or (), body, strict=False):
        line[0] = "  " * depth + line[0]
    return [[column.heading for column in result.columns], *body]


class Pair(NamedTuple):
    """One value of a record as it is to be read: under which heading, and in which tone."""

    heading: str
    text: str
    tone: str


def record_pairs(result: Result) -> list[list[Pair]]:
    """Of each row the values that say something."""
    return [
        [
            Pair(column.heading, cell(value, column), cell_tone(column, value))
            for value, column in zip(row, result.columns, strict=True)
            if not is_silent(value, column)
        ]
        for row in result.rows
    ]


def record_lines(result: Result) -> list[str]:
    """One thing down the page: a line a value, empty ones left out."""
    lines: list[str] = []
    for pairs in record_pairs(result):
        size = max((width(pair.heading) for pair in pairs), default=0)
        lines += [""] if lines else []
        lines += [f"{pair.heading}{' ' * (size - width(pair.heading) + COLUMN_GAP)}{pair.text}" for pair in pairs]
    return lines


def broken_lines(line: str, room: int, indent: int = 0) -> list[str]:
    """The line broken between words, what goes on set in; a word that is longer than a line is broken too."""
    if len(line) <= room and width(line) <= room:
        return [line]
    made, now, size = [""], "", 0
    for word in re.findall(WORD, line):
        bare = width(word.rstrip())
        if size and size + bare > room:
            made.append(now.rstrip())
            now, size = " " * indent, indent
            word = word.lstrip()
        while size + width(word.rstrip()) > room:
            cut = fitting_length(word, max(room - size, 1))
            made.append(now + word[:cut])
            now, size, word = " " * indent, indent, word[cut:]
        now, size = now + word, size + width(word)
    return [*made[1:], now.rstrip()]


def fitting_length(text: str, room: int) -> int:
    """How many of its characters take no more than the room, but one at least."""
    cut = min(len(text), room)
    while cut > 1 and width(text[:cut]) > room:
        cut -= 1
    return cut


def sentence_for_no_rows(result: Result) -> str:
    """The sentence that stands where there is no row: what was looked for, if anything was."""
    if result.empty:
        return printable(result.empty)
    parameters = {f"--{key.replace('_', '-')}": value for key, value in result.parameters.items()}
    parameters.pop("--as-of", None)  # stands beneath anyhow
    filters = [f"{name} {value}" for name, value in parameters.items() if value and f" {name} " in result.command]
    if filters and not result.period:
        return printable(_("There is none ({asked}).").format(asked=" ".join(filters)))
    return _("There is none.")


def facts(result: Result) -> list[str]:
    """What stands under a report: its period, its as-of date, the notes, the command that makes it again."""
    lines = [*period_and_day(result), *result.notes]
    if (result.period or result.as_of) and result.command:
        lines.append(_("Command: {command}").format(command=result.command))
    return [printable(line) for line in lines]


def period_and_day(result: Result) -> list[str]:
    """Of which period a report is, and as of which day."""
    lines = []
    if result.period:
        lines.append(
            _("Period: {start} – {end}").format(start=show_day(result.period.start), end=show_day(result.period.end))
        )
    if result.as_of:
        lines.append(_("As of: {day}").format(day=show_day(result.as_of)))
    return lines


def has_rows(result: Result) -> bool:
    return bool(result.rows)


@lru_cache(maxsize=10_000)  # the words of a table come again and again
def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    if text.isascii() or EVENLY_WIDE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def greatest_width(texts: Sequence[str]) -> int:
    """Columns that the widest of them takes on a terminal; 0 without any."""
    return max(map(len if are_evenly_wide(texts) else width, texts), default=0)


def are_evenly_wide(texts: Sequence[str]) -> bool:
    """Whether each of their characters takes one column."""
    joined = "".join(texts)
    return joined.isascii() or EVENLY_WIDE.fullmatch(joined) is not None


def pad(text: str, size: int, column: Column) -> str:
    fill = " " * (size - width(text))
    return fill + text if column.is_figure else text + fill


def pad_all(texts: Sequence[str], size: int, column: Column) -> list[str]:
    """Each of these texts of a column, padded."""
    if not are_evenly_wide(texts):
        return [pad(text, size, column) for text in texts]
    return [text.rjust(size) if column.is_figure else text.ljust(size) for text in texts]


def label_totals(totals: Row) -> Row:
    """The totals with their label in the first column shown, whatever that is: a figure never stands there."""
    return (_("Total"), *totals[1:])


def totals_cells(columns: Sequence[Column], totals: Row) -> list[str]:
    """The totals as text, their label first."""
    label, *figures = label_totals(totals)
    return [label, *(cell(value, column) for value, column in zip(figures, columns[1:], strict=True))]
