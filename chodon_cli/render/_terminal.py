"""The table on a terminal: by rich, fitted to its width; what does not fit is named, no figure is ever cut.

Rich prints tables alone, and is loaded for nothing else: the lines around them are broken and coloured here.
"""

import io
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from chodon_cli.locale import _
from chodon_cli.render import _pager
from chodon_cli.render._bars import with_bars
from chodon_cli.render._drawn_table import STYLES_OF_TONES, DrawnTable
from chodon_cli.render._fit import MARKS_OF_RECORDS, fit, keys_of_marks, names_first, widths
from chodon_cli.render._headline import lines_on_terminal
from chodon_cli.render._text import COLUMN_GAP, broken_lines, facts, has_rows, record_pairs, sentence_for_no_rows, width
from chodon_cli.render._tones import COLUMNS_THAT_TONE_ROWS, row_tone
from chodon_cli.result import Column, Result
from chodon_cli.text import printable

if TYPE_CHECKING:
    from rich.console import Console

# style of rich -> its number as ANSI has it
CODES_OF_STYLES = {"bold": "1", "dim": "2", "strike": "9", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
RULE_CHARACTER = "─"
MOST_LEFT_OUT_BY_HEADING = 8  # columns; of more only the keys are named, or they push the table off a small screen
LEAST_ROOM_BESIDE = 20  # columns that a value has beside its heading; with fewer it goes on at the left edge


class Screen:
    """What is to stand on a terminal of `room` columns, as it comes; styles count only where it has colour."""

    def __init__(self, room: int, is_colored: bool) -> None:
        self.room, self.is_colored, self.text = room, is_colored, io.StringIO()

    def put(self, text: str, style: str = "") -> None:
        """The text, each of its lines broken between words where it is longer than the terminal is wide."""
        for line in text.split("\n"):
            for part in broken_lines(line, self.room):
                self.text.write(self.paint(part, style) + "\n")

    def take(self) -> str:
        """What has come since it was last taken."""
        text = self.text.getvalue()
        self.text.seek(0)
        self.text.truncate()
        return text

    def paint(self, text: str, style: str) -> str:
        """The text in a style of rich's words."""
        if not (style and text and self.is_colored):
            return text
        return f"\x1b[{';'.join(CODES_OF_STYLES[word] for word in style.split())}m{text}\x1b[0m"

    def put_record(self, result: Result) -> None:
        """One thing down the page: a heading and its value, which goes on under itself."""
        for place, pairs in enumerate(record_pairs(result)):
            size = max((width(pair.heading) for pair in pairs), default=0)
            indent = size + COLUMN_GAP if self.room - size - COLUMN_GAP >= LEAST_ROOM_BESIDE else 0
            self.text.write("\n" if place else "")
            for pair in pairs:
                lead = pair.heading + " " * (size - width(pair.heading) + COLUMN_GAP)
                first, *others = broken_lines(lead + pair.text, self.room, indent)
                self.text.write(
                    first[: len(lead)] + self.paint(first[len(lead) :], STYLES_OF_TONES.get(pair.tone, "")) + "\n"
                )
                self.text.writelines(self.paint(line, STYLES_OF_TONES.get(pair.tone, "")) + "\n" for line in others)

    def put_table(self, table: DrawnTable) -> None:
        """The table, by rich."""
        self._console.print(table, crop=False)

    @cached_property
    def _console(self) -> "Console":
        from rich.console import Console

        colors = "standard" if self.is_colored else None
        return Console(
            file=self.text,
            width=self.room,
            force_terminal=True,
            color_system=colors,  # type: ignore[arg-type]  # a name of rich's own list
            no_color=False,
            markup=False,
            highlight=False,
            emoji=False,
        )


def write(result: Result, file: TextIO, room: int, colored: bool) -> None:
    """Write the Result as wide as the terminal; by the pager where it is longer than that."""
    screen = Screen(room, colored)
    draw(result, screen)
    text = screen.text.getvalue()
    if not _pager.page(text, heading_lines(text)):
        file.write(text)


def heading_lines(text: str) -> int:
    """The lines down to the rule under the first heading; none without a table."""
    lines = text.split("\n", 16)[:16]
    return next((place + 1 for place, line in enumerate(lines) if RULE_CHARACTER in line), 0)


def draw(result: Result, screen: Screen) -> None:
    """Title, headline, table, details, and what stands under them."""
    screen.put(printable(_(result.title)), "bold")
    for line in lines_on_terminal(result.headline, screen.room):
        screen.put(line)
    left_out: list[Column] = []
    marks: set[str] = set()
    if result.layout == "record":
        screen.put_record(result)
    elif not result.rows:
        screen.put(sentence_for_no_rows(result))
    else:
        tones, marks = tones_of(result), keys_of_marks(result)
        fitted, left_out, texts = fit(with_bars(names_first(result), screen.room), screen.room)
        screen.put_table(DrawnTable(fitted, texts, widths(fitted, texts, screen.room), tones))
    for detail in filter(has_rows, result.details):
        screen.put("")
        draw(detail, screen)
    beneath = [*what_is_left_out(left_out, marks), *facts(result)]
    if beneath and result.layout == "record":
        screen.put("")
    for line in beneath:
        screen.put(line, "dim")


def tones_of(result: Result) -> list[str]:
    """The tone of each row, by all of its columns, whichever have room."""
    if not any(column.key in COLUMNS_THAT_TONE_ROWS for column in result.columns):
        return [""] * len(result.rows)
    return [row_tone(result.columns, row) for row in result.rows]


def what_is_left_out(columns: list[Column], marks: Collection[str]) -> Iterator[str]:
    """The columns that had no room, and what the marks mean that stand for some of them.

    `marks`: the keys of the columns that take some of the records back.
    """
    if not columns:
        return
    are_few = len(columns) <= MOST_LEFT_OUT_BY_HEADING
    names = ", ".join(f"{column.heading} ({column.key})" if are_few else column.key for column in columns)
    yield _("No room for: {columns} (--columns, or -f csv)").format(columns=names)
    if any(column.key == "verified" for column in columns):
        yield _("?: rests on a rule that nobody has checked against its text")
    yield from (_(MARKS_OF_RECORDS[column.key][1]) for column in columns if column.key in marks)
