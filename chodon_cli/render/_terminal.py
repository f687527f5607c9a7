"""The table on a terminal: by rich, fitted to its width; what does not fit is named, no figure is ever cut."""

import io
from typing import Any, TextIO

from chodon_cli.locale import _
from chodon_cli.render import _pager
from chodon_cli.render._bars import with_bars
from chodon_cli.render._fit import fit, names_first, widths
from chodon_cli.render._headline import lines_on_terminal
from chodon_cli.render._text import COLUMN_GAP, cells, facts, has_rows, nothing, record_lines
from chodon_cli.render._tones import cell_tone, row_tone
from chodon_cli.result import Column, Result

STYLES_OF_TONES = {  # tone -> how rich writes it
    "overdue": "red",
    "soon": "yellow",
    "good": "green",
    "unknown": "dim",
    "void": "strike dim",
    "very-high": "bold red",
    "high": "yellow",
    "watch": "cyan",
}
RULE_CHARACTER = "─"


def write(result: Result, file: TextIO, room: int, colored: bool) -> None:
    """Write the Result as wide as the terminal; by the pager where it is longer than that."""
    from rich.console import Console

    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=room,
        force_terminal=True,
        color_system="standard" if colored else None,
        no_color=False,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )
    draw(result, console, room)
    text = drawn.getvalue()
    if not _pager.page(text, heading_lines(text)):
        file.write(text)


def heading_lines(text: str) -> int:
    """The lines down to the rule under the first heading; none without a table."""
    lines = text.split("\n", 16)[:16]
    return next((place + 1 for place, line in enumerate(lines) if RULE_CHARACTER in line), 0)


def draw(result: Result, console: Any, room: int) -> None:
    """Title, headline, table, details, and what stands under them."""
    console.print(_(result.title), style="bold", soft_wrap=False)
    for line in lines_on_terminal(result.headline, room):
        console.print(line, soft_wrap=False)
    left_out: list[Column] = []
    if result.layout == "record":
        console.print("\n".join(record_lines(result)), soft_wrap=False)
    elif not result.rows:
        console.print(nothing(result), soft_wrap=False)
    else:
        fitted, left_out = fit(with_bars(names_first(result), room), room)
        console.print(table(fitted, room), soft_wrap=False, crop=False)
    for detail in filter(has_rows, result.details):
        console.print()
        draw(detail, console, room)
    lines = facts(result)
    if left_out:
        names = ", ".join(f"{column.heading} ({column.key})" for column in left_out)
        if any(column.key == "verified" for column in left_out):
            lines.insert(0, _("?: rests on a rule that nobody has checked against its text"))
        lines.insert(0, _("No room for: {columns} (--columns, or -f csv)").format(columns=names))
    if lines:
        console.print("\n".join(lines), style="dim", soft_wrap=False)


def table(result: Result, room: int) -> object:
    """The Result as a rich table with widths settled beforehand: measuring every cell is what makes rich slow."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    texts = cells(result)
    # the box itself puts one space between columns
    drawn = Table(
        box=SIMPLE_HEAD, pad_edge=False, padding=(0, COLUMN_GAP - 1, 0, 0), show_edge=False, show_footer=False
    )
    for column, size in zip(result.columns, widths(result, texts, room), strict=True):
        drawn.add_column(
            Text(column.heading), width=size, justify="right" if column.is_figure else "left", overflow="fold"
        )
    for row, line in zip(result.rows, texts[1:], strict=False):
        tone = row_tone(result.columns, row)
        tones = [cell_tone(column, value) for column, value in zip(result.columns, row, strict=True)]
        drawn.add_row(
            *(Text(text, STYLES_OF_TONES.get(tone, "")) for text, tone in zip(line, tones, strict=True)),
            style=STYLES_OF_TONES.get(tone, ""),
        )
    if result.totals is not None:
        drawn.add_section()
        drawn.add_row(*map(Text, texts[-1]), style="bold")
    return drawn
