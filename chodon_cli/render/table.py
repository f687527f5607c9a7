"""A table for people: fitted to the terminal, or plain aligned text with nothing cut where there is none."""

import shutil
from collections.abc import Sequence
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render import _settings
from chodon_cli.render._messages import has_color
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import COLUMN_GAP, cells, facts, greatest_width, has_rows, nothing, pad, record_lines
from chodon_cli.result import Result
from chodon_cli.row_stream import RowStream

IS_FOR_PEOPLE = True
HAS_DETAILS = True
HAS_NOTES = True

UNLIMITED_WIDTH = 10_000  # columns of what is no terminal: nothing is cut there


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    if result.layout == "line":
        file.write("".join(" ".join(row) + "\n" for row in cells(result)[1:]))
        return
    if how.output is None and file.isatty() and isinstance(result.rows, RowStream):
        from chodon_cli.render import _long_list

        _long_list.write(result, file, shutil.get_terminal_size().columns, has_color(file.isatty()))
        return
    if how.output is None and (file.isatty() or _settings.color == "always"):
        from chodon_cli.render import _terminal

        room = shutil.get_terminal_size().columns if file.isatty() else UNLIMITED_WIDTH
        _terminal.write(result, file, room, has_color(file.isatty()))
        return
    file.write(plain(result))


def plain(result: Result) -> str:
    """The table as aligned text, nothing cut or wrapped."""
    lines = [_(result.title), ""]
    if result.layout == "record":
        lines += record_lines(result)
    elif not result.rows:
        lines.append(nothing(result))
    else:
        texts = cells(result)
        widths = [greatest_width(column) for column in zip(*texts, strict=True)]
        lines += align(texts, widths, result)
    for detail in filter(has_rows, result.details):
        lines += ["", plain(detail).rstrip("\n")]
    lines += ["", *facts(result)] if facts(result) else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def align(texts: Sequence[Sequence[str]], widths: Sequence[int], result: Result) -> list[str]:
    """The heading, a rule, the rows, a rule and the totals."""
    rule = (" " * COLUMN_GAP).join("─" * size for size in widths)
    lines = [(" " * COLUMN_GAP).join(map(pad, line, widths, result.columns)) for line in texts]
    body = [lines[0], rule, *lines[1:]]
    if result.totals is not None:
        body.insert(-1, rule)
    return body
