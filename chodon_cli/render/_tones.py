"""What a colour says: one thing each, the same on a terminal, on a page and in a workbook.

A tone is a word; each format has its own colours for it. A row has the tone of what it is (void, a signal), a cell
that of what it says (overdue, soon due, an error).
"""

from collections.abc import Sequence

from chodon_cli.labels import PARTLY_STRUCK_OUT_REASON, STRUCK_OUT_REASON
from chodon_cli.locale import _
from chodon_cli.result import Cell, Column

DAYS_BEFORE_DUE = 7  # days before a day that is due from which it is near
OVERDUE_COUNTS = ("overdue", "overdue_cases", "tasks_overdue", "remedies_overdue", "answers_overdue", "late")
SOON_COUNTS = ("soon",)
REASONS_THAT_STRIKE = (STRUCK_OUT_REASON, PARTLY_STRUCK_OUT_REASON)
COLUMNS_THAT_TONE_ROWS = ("voided_on", "reasons", "signal")  # of a table without them no row has a tone
SIGNAL_WORDS = ("very-high", "high", "watch")
TONES_OF_WORDS = {  # key -> word -> tone
    "severity": {"error": "overdue", "warning": "soon", "extremely-serious": "overdue", "very-serious": "overdue"},
    "state": {"late": "overdue", "done": "good", "paused": "soon", "appealed": "soon", "stayed": "soon"},
    "evidence": {"none": "unknown", "own": "unknown"},
    "verified": {"R": "soon", "N": "soon"},
    "difference": {"overdue": "overdue", "new": "soon", "gone": "good"},
    "change": {"higher": "overdue", "lower": "good"},
}
# keys of the columns in which a value may have a tone of its own
HAVE_TONES = {"days_left", *OVERDUE_COUNTS, *SOON_COUNTS, *TONES_OF_WORDS}


def row_tone(columns: Sequence[Column], values: Sequence[Cell]) -> str:
    """What the whole row is: `void`, a signal's word, or nothing."""
    for column, value in zip(columns, values, strict=False):
        if column.key == "voided_on" and value:
            return "void"
        if column.key == "reasons" and any(_(reason) in str(value) for reason in REASONS_THAT_STRIKE):
            return "void"  # or it would be taken in the second time
        if column.key == "signal" and value in SIGNAL_WORDS:
            return str(value)
    return ""


def can_have_tone(column: Column) -> bool:
    """Whether a value of the column can say more than another by its colour."""
    return column.key in ("days_left", *OVERDUE_COUNTS, *SOON_COUNTS, *TONES_OF_WORDS)


def cell_tone(column: Column, value: object) -> str:
    """What the cell says: `overdue`, `soon`, `good`, `unknown`, or nothing."""
    if value is None or value == "":
        return ""
    if column.key == "days_left" and isinstance(value, int):
        return "overdue" if value < 0 else "soon" if value <= DAYS_BEFORE_DUE else ""
    if column.key in OVERDUE_COUNTS:
        return "overdue" if is_some(value) else ""
    if column.key in SOON_COUNTS:
        return "soon" if is_some(value) else ""
    return TONES_OF_WORDS.get(column.key, {}).get(str(value), "")


def is_some(value: object) -> bool:
    """Whether it is a count above nothing, alone or as the beginning of a text: 3 (nhiệm vụ 2, khiếu nại 1)."""
    return str(value)[:1] in tuple("123456789")
