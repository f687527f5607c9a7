"""The blocks of a file on their way in: by column where nothing can be wrong, else in smaller parts, then by row."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol

from chodon_cli.input_row import InputRow

ROWS_OF_PARTS = (
    250,
    20,
)  # rows of the parts into which a block in doubt is divided; what is in doubt then goes row by row


class Block(Protocol):
    """Rows of a file that were read together."""

    def entries(self) -> list[InputRow]:
        """Row by row."""

    def parts(self, size: int) -> Iterable["Block"]:
        """The same in blocks of so many rows."""


def through(
    blocks: Iterable[Block], by_column: Callable[[Block], bool], by_row: Callable[[list[InputRow]], None]
) -> None:
    """Take in the blocks of a file: by column as far as that says yes, the rest by row; in the order of the file."""

    def take(block: Block, steps: Sequence[int]) -> None:
        if by_column(block):
            return
        if not steps:
            by_row(block.entries())
            return
        for part in block.parts(steps[0]):
            take(part, steps[1:])

    for block in blocks:
        take(block, ROWS_OF_PARTS)


class RepeatedRow(Exception):
    """Rows that were taken by column come again in the file: next time these go row by row, so that they are known."""

    def __init__(self, marks: set[tuple[str, Hashable]]) -> None:
        super().__init__()
        self.marks = marks
