"""A list on a terminal of which nobody knows how far it will be read: a screen at a time, as the pager asks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render import _pager
from chodon_cli.render._drawn_table import DrawnTable
from chodon_cli.render._fit import (
    MARKS_OF_RECORDS,
    fit,
    keys_of_marks,
    mark_rows,
    mark_unverified,
    names_first,
    widths,
    with_columns,
)
from chodon_cli.render._terminal import Screen, heading_lines, tones_of, what_is_left_out
from chodon_cli.render._text import cells, facts, width
from chodon_cli.result import Result
from chodon_cli.text import printable

ROWS_AT_ONCE = 200  # the columns are fitted to the first of them


def write(result: Result, file: TextIO, room: int, colored: bool) -> None:
    """Write the list as wide as the terminal, by the pager as far as it is read."""
    text = parts(result, room, colored)
    first = next(text)
    if not _pager.page_parts(chain([first], text), heading_lines(first)):
        file.writelines(chain([first], text))


def parts(result: Result, room: int, colored: bool) -> Iterator[str]:
    """The text of the list, the first rows with title and headings, the facts at the end."""
    waiting = iter(result.rows)
    first = names_first(replace(result, rows=[*islice(waiting, ROWS_AT_ONCE)]))
    fitted, left_out, texts = fit(first, room)
    sizes = widths(fitted, texts, room)
    if MARKS_OF_RECORDS.keys() & {column.key for column in left_out}:
        sizes = with_room_for_a_mark(sizes, texts)
    marks = keys_of_marks(first)
    screen = Screen(room, colored)
    screen.put(printable(_(result.title)), "bold")
    table = DrawnTable(fitted, texts, sizes, tones_of(first))
    screen.put_table(table)
    yield screen.take()
    while rows := [*islice(waiting, ROWS_AT_ONCE)]:
        further = names_first(replace(result, rows=rows))
        marks |= keys_of_marks(further)
        alike = like(further, fitted)
        screen.put_table(table.continue_with(alike, cells(alike), tones_of(further)))
        yield screen.take()
    for line in (*what_is_left_out(left_out, marks), *facts(result)):
        screen.put(line, "dim")
    yield screen.take()


def with_room_for_a_mark(sizes: Sequence[int], texts: Sequence[Sequence[str]]) -> list[int]:
    """The widths with room for a mark in the first column, taken from the widest: a later row may need it."""
    first, *others = sizes
    lacking = max(width(line[0]) for line in texts[1:]) + width(" ✗") - first
    if lacking <= 0 or not others:
        return [*sizes]
    widest = others.index(max(others))
    others[widest] -= lacking
    return [first + lacking, *others]


def like(result: Result, fitted: Result) -> Result:
    """Further rows of the same list with the columns that the first were given."""
    keys = [column.key for column in result.columns]
    kept = [keys.index(column.key) for column in fitted.columns]
    if "verified" in keys and keys.index("verified") not in kept:
        result = mark_unverified(result)
    return with_columns(mark_rows(result, kept), kept)
