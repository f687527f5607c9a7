"""The table on a terminal: by rich, fitted to its width; what does not fit is named, no figure is ever cut."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TextIO

from chodon_cli.locale import _
from chodon_cli.render.table import GAP, cells, facts, has_rows, record_lines, width
from chodon_cli.result import Column, Result

NARROW = 16  # a text column gives way down to this before a column of a lower rank is left out
FLEXIBLE = ("text", "person", "word")
SIGNALS = {"high": "yellow", "very-high": "bold red"}


def write(result: Result, file: TextIO, room: int, colored: bool) -> None:
    from rich.console import Console

    console = Console(
        file=file,
        width=room,
        force_terminal=True,
        color_system="auto" if colored else None,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )
    draw(result, console, room)


def draw(result: Result, console: Any, room: int) -> None:
    console.print(_(result.title), style="bold")
    left_out: list[Column] = []
    if result.layout == "record":
        console.print("\n".join(record_lines(result)), soft_wrap=False)
    else:
        fitted, left_out = fit(result, room)
        console.print(table(fitted, room), soft_wrap=False, crop=False)
    for detail in filter(has_rows, result.details):
        console.print()
        draw(detail, console, room)
    lines = facts(result)
    if left_out:
        names = ", ".join(column.heading for column in left_out)
        lines.insert(0, _("No room for: {columns} (--columns, or -f csv)").format(columns=names))
    if lines:
        console.print("\n".join(lines), style="dim", soft_wrap=False)


def table(result: Result, room: int) -> Any:
    """The Result as a rich table with widths settled beforehand: measuring every cell is what makes rich slow."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    texts = cells(result)
    # the box itself puts one space between columns
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, GAP - 1, 0, 0), show_edge=False, show_footer=False)
    for column, size in zip(result.columns, widths(result, texts, room), strict=True):
        drawn.add_column(
            Text(column.heading), width=size, justify="right" if column.is_figure else "left", overflow="fold"
        )
    rows = texts[1:]
    last = len(rows) - 1
    for place, line in enumerate(rows):
        is_total = result.totals is not None and place == last
        if is_total:
            drawn.add_section()
        values = result.rows[place] if not is_total else ()
        drawn.add_row(*(Text(text) for text in line), style=style(result.columns, values, is_total))
    return drawn


def style(columns: Sequence[Column], values: Sequence[Any], is_total: bool) -> str:
    if is_total:
        return "bold"
    for column, value in zip(columns, values, strict=False):
        if column.key == "signal" and value in SIGNALS:
            return SIGNALS[value]
        if column.key == "voided_on" and value:
            return "strike dim"
    return ""


def fit(result: Result, room: int) -> tuple[Result, list[Column]]:
    """The Result with the columns that have room, and those that have not: the highest ranks go first."""
    kept = list(range(len(result.columns)))
    texts = cells(result)
    left_out: list[int] = []
    while len(kept) > 1 and sum(least(result.columns[p], [t[p] for t in texts]) + GAP for p in kept) - GAP > room:
        worst = max(kept, key=lambda place: (is_empty(result, place), result.columns[place].rank, place))
        kept.remove(worst)
        left_out.append(worst)
    narrowed = replace(
        result,
        columns=[result.columns[place] for place in kept],
        rows=[tuple(row[place] for place in kept) for row in result.rows],
        totals=result.totals and tuple(result.totals[place] for place in kept),
    )
    return narrowed, [result.columns[place] for place in sorted(left_out)]


def is_empty(result: Result, place: int) -> bool:
    """A column that may give way and says nothing gives way first."""
    return result.columns[place].rank > 1 and all(row[place] in (None, "") for row in result.rows)


def least(column: Column, texts: Sequence[str]) -> int:
    """The least width at which the column still says all it must: figures whole, headings by their longest word."""
    heading = max(map(width, texts[0].split() or [""]))
    widest = max(map(width, texts[1:]), default=0)
    return max(heading, min(widest, NARROW) if column.type in FLEXIBLE else widest, 1)


def widths(result: Result, texts: Sequence[Sequence[str]], room: int) -> list[int]:
    """A width for each column: what each needs, then what is left over to those that want more."""
    columns = list(zip(*texts, strict=True))
    sizes = [least(column, list(column_texts)) for column, column_texts in zip(result.columns, columns, strict=True)]
    spare = room - sum(sizes) - GAP * (len(sizes) - 1)
    wishes = [max(map(width, column_texts[1:]), default=0) for column_texts in columns]
    spare = give(sizes, wishes, spare)
    give(sizes, [max(map(width, column_texts)) for column_texts in columns], spare)
    return sizes


def give(sizes: list[int], wishes: Sequence[int], spare: int) -> int:
    """Widen the columns towards their wishes, the neediest first; what is left."""
    while spare > 0:
        place = max(range(len(sizes)), key=lambda place: wishes[place] - sizes[place])
        if wishes[place] <= sizes[place]:
            break
        sizes[place] += 1
        spare -= 1
    return spare
