"""A Markdown table."""

import re
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
    from chodon_cli.render._text import facts

    file.write(f"## {escape_markdown(_(result.title))}\n\n")
    lines = [[column.heading for column in result.columns]]
    lines += [[cell(value, column) for value, column in zip(row, result.columns, strict=True)] for row in result.rows]
    if result.totals is not None:
        lines.append(totals_cells(result.columns, result.totals))
    rule = ["---:" if column.is_figure else "---" for column in result.columns]
    file.write(f"| {' | '.join(map(escape_markdown, lines[0]))} |\n| {' | '.join(rule)} |\n")
    file.writelines(f"| {' | '.join(map(escape_markdown, line))} |\n" for line in lines[1:])
    for fact in facts(result):
        file.write(f"\n{escape_markdown(fact)}\n")
    for detail in result.details:
        file.write("\n")
        write(detail, file, how)


def escape_markdown(text: str) -> str:
    """Text that Markdown prints as it is."""
    return SPECIAL_CHARACTERS.sub(r"\\\1", text)
