"""What became of one file of an import."""

from collections import Counter
from dataclasses import field

from chodon_cli.errors import CellFault
from chodon_cli.value_class import dataclass


@dataclass
class ImportVerdict:
    """What became of one file's rows."""

    noun: str
    file: str
    counts: Counter[str] = field(default_factory=Counter)  # new, changed, unchanged, refused
    faults: list[CellFault] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)  # lines of the refused rows
    hints: list[tuple[int, str]] = field(default_factory=list)  # line; what was changed there, or guessed
    from_titles: int = 0  # rows whose leadership came from the title
