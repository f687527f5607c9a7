"""A table on a terminal reads, and is coloured, as rich's own table of the same texts and widths would be."""

import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from chodon_cli.render._drawn_table import STYLES_OF_TONES, DrawnTable
from chodon_cli.render._text import cells
from chodon_cli.render._tones import cell_tone, row_tone
from chodon_cli.result import Column, Result

COLUMNS = [
    Column("number", "code"),
    Column("full_name", "person"),
    Column("signal", "word"),
    Column("overdue", "integer"),
    Column("voided_on", "date"),
]
# rich begins the line after a broken word with the blank behind it: such a word stands alone here
SHORT_WORDS = st.lists(st.sampled_from(["Nguyễn", "Thị", "a", "phòng", "2022", "漢字"])).map(" ".join)
TEXTS = SHORT_WORDS | st.sampled_from(["VP-2022-0001-0002", "thanh-tra-huyện", "漢字" * 5])
ROWS = st.tuples(
    TEXTS,
    TEXTS,
    st.sampled_from(["very-high", "high", "watch", None]),
    st.integers(0, 12_345),
    st.sampled_from(["2022-03-01", None, None]),
)


def as_rich_draws_it(result: Result, sizes: list[int], tones: list[str]) -> Table:
    texts = cells(result)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for column, size in zip(result.columns, sizes, strict=True):
        justify: Any = "right" if column.is_figure else "left"
        table.add_column(Text(column.heading), width=size, justify=justify, overflow="fold")
    for row, line, tone in zip(result.rows, texts[1:], tones, strict=False):
        own = [STYLES_OF_TONES.get(cell_tone(*pair), "") for pair in zip(result.columns, row, strict=True)]
        table.add_row(*map(Text, line, own), style=STYLES_OF_TONES.get(tone, ""))
    if result.totals is not None:
        table.add_section()
        table.add_row(*map(Text, texts[-1]), style="bold")
    return table


def letters(drawn: RenderableType, room: int) -> list[tuple[str, str]]:
    """Each character that reaches the terminal with its style; what is blank has none."""
    console = Console(file=io.StringIO(), width=room, color_system="standard", force_terminal=True)
    with console.capture() as capture:
        console.print(drawn, crop=False)
    plain = [(segment.text, str(segment.style or "")) for segment in Text.from_ansi(capture.get()).render(console)]
    return [(letter, style if letter.strip() else "") for text, style in plain for letter in text]


def sorted_words(pairs: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    return [(letter, sorted({*style.split()} - {"none"})) for letter, style in pairs]


@given(st.lists(ROWS, min_size=1, max_size=4), st.lists(st.integers(7, 14), min_size=5, max_size=5), st.booleans())
def test_the_table_is_that_of_rich(rows: list[tuple[Any, ...]], sizes: list[int], has_totals: bool) -> None:
    result = Result("T", COLUMNS, rows, totals=("", None, None, 12, None) if has_totals else None)
    tones = [row_tone(COLUMNS, row) for row in rows]
    room = sum(sizes) + 2 * (len(sizes) - 1)
    drawn = DrawnTable(result, cells(result), sizes, tones)
    assert sorted_words(letters(drawn, room)) == sorted_words(letters(as_rich_draws_it(result, sizes, tones), room))


def test_the_table_is_one_piece() -> None:
    """What makes the table quick: rich is given a text, not cells; where there are no colours it has none in it."""
    result = Result("T", COLUMNS, [("VP-1", "An", "high", 0, None)] * 50)
    drawn = DrawnTable(result, cells(result), [10] * 5, ["high"] * 50)
    (plain,) = Console(file=io.StringIO(), width=60).render(drawn)
    (colored,) = Console(file=io.StringIO(), width=60, color_system="standard", force_terminal=True).render(drawn)
    assert plain.text.count("VP-1") == 50 and "\x1b" not in plain.text and "\x1b" in colored.text
