"""A table of settled widths for rich to print: what `rich.table.Table` draws of it, forty times as fast.

Rich measures, copies and pads each cell several times over, because it must be ready for any cell. Here a cell is a
text, and how wide its column is has been settled before.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from chodon_cli.render._text import COLUMN_GAP, broken_lines, width
from chodon_cli.render._tones import HAVE_TONES, cell_tone
from chodon_cli.result import Result

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
STYLE_OF_HEADINGS = STYLE_OF_TOTALS = "bold"


class DrawnTable:
    """The rows of a Result as `texts` (headings first, totals last), each column as wide as `sizes` says, for rich.

    `tones`: of the rows. A text that is wider than its column goes on in the next line.
    """

    def __init__(
        self,
        result: Result,
        texts: Sequence[Sequence[str]],
        sizes: Sequence[int],
        tones: Sequence[str],
        has_headings: bool = True,
    ) -> None:
        self.result, self.texts, self.sizes, self.tones = result, texts, sizes, tones
        self.has_headings = has_headings
        self.are_figures = [column.is_figure for column in result.columns]
        self.places_with_tones = [place for place, each in enumerate(result.columns) if each.key in HAVE_TONES]

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Segment]":
        from rich.segment import Segment

        styles: dict[str, Style] = {}

        def painted(text: str, name: str) -> str:
            style = styles.get(name) or styles.setdefault(name, console.get_style(name))
            return style.render(text) if console.color_system else text

        lines = ("".join([painted(*part) if part[1] else part[0] for part in line]) for line in self._lines())
        yield Segment("".join([f"{line}\n" for line in lines]))  # to rich each segment costs more than its cells here

    def _lines(self) -> Iterator[list[tuple[str, str]]]:
        """Each line of the terminal, as texts with their styles."""
        from rich.box import SIMPLE_HEAD

        whole = sum(self.sizes) + COLUMN_GAP * (len(self.sizes) - 1)
        if self.has_headings:
            yield from self._drawn_row(self.texts[0], [STYLE_OF_HEADINGS] * len(self.sizes), is_at_the_foot=True)
            yield [(SIMPLE_HEAD.head_row_horizontal * whole, "")]
        body = self.texts[1:] if self.result.totals is None else self.texts[1:-1]
        for row, line, tone in zip(self.result.rows, body, self.tones, strict=True):
            styles = [STYLES_OF_TONES.get(tone, "")] * len(self.sizes)
            for place in self.places_with_tones:
                own = STYLES_OF_TONES.get(cell_tone(self.result.columns[place], row[place]), "")
                styles[place] = f"{styles[place]} {own}".strip()
            yield from self._drawn_row(line, styles)
        if self.result.totals is not None:
            yield [(" " * whole, "")]
            yield from self._drawn_row(self.texts[-1], [STYLE_OF_TOTALS] * len(self.sizes))

    def _drawn_row(
        self, texts: Sequence[str], styles: Sequence[str], is_at_the_foot: bool = False
    ) -> Iterator[list[tuple[str, str]]]:
        """The lines of one row; what has fewer than the others stands at the top, or at the foot."""
        cells = [
            [text] if len(text) <= size and width(text) <= size else broken_lines(text, size)
            for text, size in zip(texts, self.sizes, strict=True)
        ]
        if is_at_the_foot:
            most = max(map(len, cells))
            cells = [[*[""] * (most - len(lines)), *lines] for lines in cells]
        for line in zip_longest(*cells, fillvalue=""):
            padded = map(pad, line, self.sizes, self.are_figures)
            yield [(GAP.join(padded), "")] if not any(styles) else with_gaps([*zip(padded, styles, strict=True)])


def pad(text: str, size: int, is_figure: bool) -> str:
    """The text as wide as its column: figures at its right end."""
    fill = " " * (size - width(text))
    return fill + text if is_figure else text + fill


def with_gaps(cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The cells of a line and what parts them: a gap has no style, so that no stroke goes through it."""
    return [cells[0], *(part for cell in cells[1:] for part in ((GAP, ""), cell))]
