"""The one thing that every command returns and every format renders."""

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, Literal

from chodon_cli.dates import Period
from chodon_cli.errors import CellFault
from chodon_cli.labels import LABELS_OF_CODES, LABELS_OF_COLUMNS
from chodon_cli.locale import _
from chodon_cli.value_class import dataclass

Type = Literal["text", "code", "person", "word", "date", "year", "integer", "decimal", "percent", "rule"]
FIGURE_TYPES = ("integer", "decimal", "percent")


@dataclass(frozen=True)
class Column:
    """One column: its key for programs, how its values read, and how soon it gives way on a narrow terminal."""

    key: str
    type: Type = "text"
    rank: int = 1  # 1 stays longest
    # people, programs: in what these read only; asked: by --columns only
    shown: Literal["always", "people", "programs", "asked"] = "always"
    label: str = ""  # where LABELS says something too general
    words: str = ""  # the list of words, where it is not that of the key

    @property
    def heading(self) -> str:
        return _(self.message)

    @property
    def message(self) -> str:
        """The heading before it is translated: of codes it says that they are, where other tables have names."""
        of_codes = LABELS_OF_CODES.get(self.key, "") if self.type == "code" else ""
        return self.label or of_codes or LABELS_OF_COLUMNS.get(self.key, self.key)

    @property
    def heading_to_fill_in(self) -> str:
        """What stands over it where code or name may be entered."""
        return _(self.label or LABELS_OF_COLUMNS.get(self.key, self.key))

    @property
    def is_figure(self) -> bool:
        return self.type in FIGURE_TYPES


class ColumnNote(str):
    """A note on one column: it goes with it where --columns leaves it out."""

    key: str

    def __new__(cls, text: str, key: str) -> "ColumnNote":
        note = super().__new__(cls, text)
        note.key = key
        return note


Cell = str | int | float | bytes | None  # what the register keeps: days are ISO text, yes and no are 1 and 0

Row = tuple[Any, ...]  # of a SELECT, whose columns say what its cells are


@dataclass(frozen=True)
class Result:
    """A table with what belongs to it. Cells are plain: text, int, float, ISO day, word code or None."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]  # of a list a RowStream, where it has too many to hold
    totals: Row | None = None
    notes: Sequence[str] = ()
    period: Period | None = None
    as_of: str | None = None
    report: str = ""  # "compliance", "violation list": filled in by the command that ran
    parameters: dict[str, object] = field(default_factory=dict)  # likewise
    command: str = ""  # likewise
    # record: one thing, shown down the page; chart: its chart alone, on a page where that can be drawn; line: the
    # values alone, to be copied or read by another program
    # search: a table of everything, of which a page prints what was found
    layout: Literal["table", "record", "chart", "line", "search"] = "table"
    details: Sequence["Result"] = ()  # further tables of a record
    has_further_tables: bool = False  # also where they were not read, as the format has no room for them
    faults: Sequence[CellFault] = ()  # of a file that was read: named one by one
    hints: Sequence[str] = ()  # for the person at the keyboard, on stderr
    is_write: bool = False  # --quiet prints nothing of it
    is_stored: bool = True  # of a write: the register has changed, whatever becomes of the outcome
    exit_code: int = 0
    empty: str = ""  # the sentence that stands where there are no rows
    issuer: str = ""  # the office, on what is printed
    office: dict[str, str] = field(default_factory=dict)  # what it has set, on an official document
    has_charts: bool = False  # on pages and in documents its further tables are drawn, where that is installed
    headline: Sequence[str] = ()  # what is to be seen first, above the table on a terminal
    when_shown: Callable[[], None] | None = None  # what is done once the outcome stands where it was wanted
    tree: Sequence[int] | None = None  # depth of each row, where the rows are a tree

    def position(self, key: str) -> int:
        return next(i for i, column in enumerate(self.columns) if column.key == key)
