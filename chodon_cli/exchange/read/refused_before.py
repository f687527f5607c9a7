"""Rows among the refused that are taken in again: what was refused for how a workbook shows it is only text there.

A formula that no program has calculated, a name that is struck out or a date where a code is expected would pass for
an ordinary text in the file of refused rows. Such a reason names the text too, and as long as both stand there as they
were, the cell is refused again.
"""

from collections.abc import Callable, Sequence

from chodon_cli import labels
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import cells
from chodon_cli.exchange.read.cells import Cell, Line, cell_text
from chodon_cli.exchange.read.find_table import DataRows, FoundTable
from chodon_cli.exchange.read.leavings import taken_off
from chodon_cli.locale import LANGUAGES, _, catalogue
from chodon_cli.text import clean

KINDS_STRUCK_OUT = (cells.STRUCK_OUT, cells.PARTLY_STRUCK_OUT)  # which a workbook of refused rows has itself
KINDS_BY_REASON = {  # why such a cell is refused -> what it is
    labels.STRUCK_OUT_REASON: cells.STRUCK_OUT,
    labels.PARTLY_STRUCK_OUT_REASON: cells.PARTLY_STRUCK_OUT,
    labels.UNCALCULATED_REASON: cells.UNCALCULATED,
    labels.TRUTH_REASON: cells.TRUTH,
    labels.ZERO_REASON: cells.ZERO,
    labels.TIME_REASON: cells.TIME,
    labels.DATE_MADE_REASON: cells.DAY,
}


def reason_written(heading: str, text: str, reason: str) -> str:
    """The reason as the file of refused rows has it: with the text of the cell, where that does not show it."""
    is_of_form = reason in map(_, (*KINDS_BY_REASON, labels.FIGURE_REASON))
    where = f"{heading} “{text}”" if is_of_form else heading
    return f"{where}: {reason}" if heading else reason


def gatherer(table: FoundTable) -> Callable[[Line], Line] | None:
    """How a line is put together before it is read: from columns that belong together, and with such reasons."""
    merge = table.spread.merge if table.spread.places else None
    head = [cell_text(cell) for cell in table.head.cells]
    if layout.REASONS_HEADING not in head:
        return merge
    is_workbook = isinstance(table.rows, DataRows) and bool(table.rows.sheet.name)
    place = head.index(layout.REASONS_HEADING)

    def gather(line: Line) -> Line:
        reasons = clean(cell_text(line.cells[place])) if place < len(line.cells) else ""
        if "“" in reasons:
            line = Line(line.number, mark_again(line.cells, head, reasons, is_workbook))
        return merge(line) if merge else line

    return gather


def mark_again(row: Sequence[Cell], head: Sequence[str], reasons: str, is_workbook: bool) -> list[Cell]:
    """The cells, of which those are again what they were that still say what a reason says of them."""
    again = list(row)
    for place, cell in enumerate(row):
        text = taken_off(cell_text(cell), is_exact=True)
        heading = head[place] if place < len(head) else ""
        before = clean(f"{heading} “{text}”: ")
        if not text or isinstance(cell, tuple) or f"“{text}”" not in reasons:
            continue
        for language in LANGUAGES:
            say = catalogue(language).gettext
            for reason, kind in KINDS_BY_REASON.items():
                if f"{before} {say(reason)}" in reasons and not (is_workbook and kind in KINDS_STRUCK_OUT):
                    again[place] = kind, text
            if f"{before} {say(labels.FIGURE_REASON)}" in reasons and text.replace(".", "", 1).isdigit():
                again[place] = float(text)
    return again
