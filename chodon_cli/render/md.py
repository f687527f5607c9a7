"""A Markdown table."""

import re
from collections.abc import Iterable
from typing import TextIO

from chodon_cli.locale import _
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import totals_cells
from chodon_cli.render._values import cell
from chodon_cli.result import Result

IS_FOR_PEOPLE = True
HAS_DETAILS = True
HAS_NOTES = True

SPECIAL_CHARACTERS = re.compile(r"([\\`*_\[\]<>|#~&])")


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    from chodon_cli.render._text import facts, sentence_for_no_rows

    file.write(f"## {escape_markdown(_(result.title))}\n\n")
    rule = ["---:" if column.is_figure else "---" for column in result.columns]
    file.write(f"{line(column.heading for column in result.columns)}| {' | '.join(rule)} |\n")
    file.writelines(line(map(cell, row, result.columns)) for row in result.rows)
    if result.totals is not None:
        file.write(line(totals_cells(result.columns, result.totals)))
    if not result.rows:
        file.write(f"\n{escape_markdown(sentence_for_no_rows(result))}\n")
    for fact in facts(result):
        file.write(f"\n{escape_markdown(fact)}\n")
    for detail in result.details:
        file.write("\n")
        write(detail, file, how)


def line(cells: Iterable[str]) -> str:
    """A row of the table."""
    return f"| {' | '.join(map(escape_markdown, cells))} |\n"


def escape_markdown(text: str) -> str:
    """Text that Markdown prints as it is."""
    return SPECIAL_CHARACTERS.sub(r"\\\1", text)
