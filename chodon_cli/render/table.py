"""A table for people: fitted to the terminal, or plain aligned text with nothing cut where there is none."""

import os
import re
import shutil
from collections.abc import Sequence
from typing import Any, TextIO

from chodon_cli import render
from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.render._values import cell
from chodon_cli.result import Column, Result
from chodon_cli.text import printable

UNLIMITED = 10_000  # columns of what is no terminal: nothing is cut there
GAP = 2  # spaces between columns
UNEVEN = re.compile(  # letters that may take another room than one column; Vietnamese ones never do
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200b-\u200f\u20d0-\u20ff\u2300-\u23ff\u2600-\uffff\U00010000-\U0010ffff]"
)


def write(result: Result, file: TextIO, how: Any) -> None:
    if how.output is None and (file.isatty() or render.color == "always"):
        from chodon_cli.render import _terminal

        room = shutil.get_terminal_size().columns if file.isatty() else UNLIMITED
        _terminal.write(result, file, room, has_color())
        return
    file.write(plain(result))


def plain(result: Result) -> str:
    """The table as aligned text, nothing cut or wrapped."""
    lines = [_(result.title), ""]
    if result.layout == "record":
        lines += record_lines(result)
    else:
        texts = cells(result)
        widths = [max(map(width, column)) for column in zip(*texts, strict=True)]
        lines += aligned(texts, widths, result)
    for detail in filter(has_rows, result.details):
        lines += ["", plain(detail).rstrip("\n")]
    lines += ["", *facts(result)] if facts(result) else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def aligned(texts: Sequence[Sequence[str]], widths: Sequence[int], result: Result) -> list[str]:
    """The heading, a rule, the rows, a rule and the totals."""
    rule = (" " * GAP).join("─" * size for size in widths)
    lines = [(" " * GAP).join(map(padded, line, widths, result.columns)) for line in texts]
    body = [lines[0], rule, *lines[1:]]
    if result.totals is not None:
        body.insert(-1, rule)
    return body


def cells(result: Result) -> list[list[str]]:
    """Headings, rows and totals as text."""
    rows = list(result.rows)
    if result.totals is not None:
        rows.append(render.label_totals(result.columns, result.totals))
    body = [[cell(value, column) for value, column in zip(row, result.columns, strict=True)] for row in rows]
    for depth, line in zip(result.tree or (), body, strict=False):
        line[0] = "  " * depth + line[0]
    return [[column.heading for column in result.columns], *body]


def record_lines(result: Result) -> list[str]:
    """One thing down the page: a line a value, empty ones left out."""
    lines: list[str] = []
    for row in result.rows:
        pairs = [
            (column.heading, cell(value, column))
            for value, column in zip(row, result.columns, strict=True)
            if value not in (None, "")
        ]
        size = max((width(heading) for heading, _text in pairs), default=0)
        lines += [""] if lines else []
        lines += [f"{heading}{' ' * (size - width(heading))}  {text}" for heading, text in pairs]
    return lines


def facts(result: Result) -> list[str]:
    """What stands under a report: its period, its as-of date, the notes, the command that makes it again."""
    lines = []
    if result.period:
        lines.append(
            _("Period: {start} – {end}").format(start=show_day(result.period.start), end=show_day(result.period.end))
        )
    if result.as_of:
        lines.append(_("As of: {day}").format(day=show_day(result.as_of)))
    lines += result.notes
    if (result.period or result.as_of) and result.command:
        lines.append(_("Command: {command}").format(command=result.command))
    return [printable(line) for line in lines]


def has_rows(result: Result) -> bool:
    return bool(result.rows)


def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    if text.isascii() or not UNEVEN.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, size: int, column: Column) -> str:
    fill = " " * (size - width(text))
    return fill + text if column.is_figure else text + fill


def has_color() -> bool:
    """Colour on a terminal, unless NO_COLOR or --color say otherwise."""
    if render.color != "auto":
        return render.color == "always"
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
