"""A table of settled widths for rich to print: what `rich.table.Table` draws of it, forty times as fast.

Rich measures, copies and pads each cell several times over, because it must be ready for any cell. Here a cell is a
text, and how wide its column is has been settled before.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from chodon_cli.render._text import COLUMN_GAP, broken_lines, width
from chodon_cli.render._tones import HAVE_TONES, cell_tone
from chodon_cli.result import Result, Row

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.segment import Segment
    from rich.style import Style

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
GAP = " " * COLUMN_GAP
MOST_TEXTS_KEPT = 5_000  # of a column: a list may be read on to its millionth row
Painter = Callable[[str, str], str]  # a text and how rich writes its style -> the text in that style
STYLE_OF_HEADINGS = STYLE_OF_TOTALS = "bold"


class PaddedLines(dict[str, list[str]]):
    """The lines that a text takes in a column of this width, each filled up to it: worked out once a text."""

    def __init__(self, size: int, is_figure: bool) -> None:
        super().__init__()
        self.size, self.is_figure, self.blank = size, is_figure, " " * size

    def __missing__(self, text: str) -> list[str]:
        if len(self) >= MOST_TEXTS_KEPT:
            self.clear()
        is_one_line = len(text) <= self.size and width(text) <= self.size
        lines = [text] if is_one_line else broken_lines(text, self.size)
        made = self[text] = [pad(line, self.size, self.is_figure) for line in lines]
        return made


class DrawnTable:
    """The rows of a Result as `texts` (headings first, totals last), each column as wide as `sizes` says, for rich.

    `tones`: of the rows. A text that is wider than its column goes on in the next line.
    """

    def __init__(
        self, result: Result, texts: Sequence[Sequence[str]], sizes: Sequence[int], tones: Sequence[str]
    ) -> None:
        self.result, self.texts, self.sizes, self.tones = result, texts, sizes, tones
        self.has_headings = True
        self.padded = [PaddedLines(size, column.is_figure) for column, size in zip(result.columns, sizes, strict=True)]
        self.places_with_tones = [place for place, each in enumerate(result.columns) if each.key in HAVE_TONES]

    def continue_with(self, result: Result, texts: Sequence[Sequence[str]], tones: Sequence[str]) -> "DrawnTable":
        """Further rows of the same columns, under no headings."""
        further = copy(self)
        further.result, further.texts, further.tones, further.has_headings = result, texts, tones, False
        return further

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Segment]":
        from rich.segment import Segment

        styles: dict[str, Style] = {}

        def paint(text: str, name: str) -> str:
            if not (name and console.color_system):
                return text
            style = styles.get(name) or styles.setdefault(name, console.get_style(name))
            return style.render(text)

        yield Segment("".join(self._lines(paint)))  # to rich each segment costs more than its cells here

    def _lines(self, painted: Painter) -> Iterator[str]:
        """Each line of the terminal."""
        from rich.box import SIMPLE_HEAD

        whole = sum(self.sizes) + COLUMN_GAP * (len(self.sizes) - 1)
        if self.has_headings:
            yield from self._headings(painted)
            yield f"{SIMPLE_HEAD.head_row_horizontal * whole}\n"
        body = self.texts[1:] if self.result.totals is None else self.texts[1:-1]
        for row, line, tone in zip(self.result.rows, body, self.tones, strict=True):
            cells = [padded[text] for padded, text in zip(self.padded, line, strict=True)]
            yield from self._drawn_lines(cells, self._styles(row, tone), painted)
        if self.result.totals is not None:
            cells = [padded[text] for padded, text in zip(self.padded, self.texts[-1], strict=True)]
            yield f"{' ' * whole}\n"
            yield from self._drawn_lines(cells, [STYLE_OF_TOTALS] * len(cells), painted)

    def _headings(self, painted: Painter) -> Iterator[str]:
        """Their lines: what has fewer than the others stands at the foot."""
        cells = [padded[text] for padded, text in zip(self.padded, self.texts[0], strict=True)]
        most = max(map(len, cells))
        cells = [
            [*[padded.blank] * (most - len(lines)), *lines] for padded, lines in zip(self.padded, cells, strict=True)
        ]
        return self._drawn_lines(cells, [STYLE_OF_HEADINGS] * len(cells), painted)

    def _styles(self, row: Row, tone: str) -> list[str]:
        """Of each cell of the row; empty where no cell has one."""
        of_row = STYLES_OF_TONES.get(tone, "")
        if not (of_row or self.places_with_tones):
            return []
        styles = [of_row] * len(self.sizes)
        for place in self.places_with_tones:
            own = STYLES_OF_TONES.get(cell_tone(self.result.columns[place], row[place]), "")
            styles[place] = f"{of_row} {own}".strip()
        return styles if any(styles) else []

    def _drawn_lines(self, cells: Sequence[list[str]], styles: Sequence[str], painted: Painter) -> Iterator[str]:
        """The lines of one row; what has fewer than the others stands at the top. A gap has no style: no stroke."""
        for place in range(max(map(len, cells))):
            parts = [
                lines[place] if place < len(lines) else padded.blank
                for lines, padded in zip(cells, self.padded, strict=True)
            ]
            yield f"{GAP.join(map(painted, parts, styles) if styles else parts)}\n"


def pad(text: str, size: int, is_figure: bool) -> str:
    """The text as wide as its column: figures at its right end."""
    fill = " " * (size - width(text))
    return fill + text if is_figure else text + fill
