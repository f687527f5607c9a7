"""The blocks of a file on their way in: by column where nothing can be wrong, else in smaller parts, then by row."""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from chodon_cli.errors import CellFault
from chodon_cli.input_row import InputRow
from chodon_cli.queries.list_memory import ListMemory
from chodon_cli.register.canonical_json import Columns

ROWS_OF_PARTS = (
    250,
    20,
)  # rows of the parts into which a block in doubt is divided; what is in doubt then goes row by row


class Block(Protocol):
    """Rows of a file that were read together."""

    @property
    def numbers(self) -> Sequence[int]:
        """The lines of the file on which they stand."""

    def columns(self) -> Columns | None:
        """The values by key; None if one of them cannot be read."""

    def without_lines(self, lines: Container[int]) -> "Block":
        """The same without these lines."""

    def entries(self) -> list[InputRow]:
        """Row by row."""

    def parts(self, size: int) -> Iterable["Block"]:
        """The same in blocks of so many rows."""


class FileRows(Protocol):
    """What was read of one file or sheet."""

    noun: str
    file: str
    is_exact: bool
    aliases: Mapping[str, str]
    forgotten: ListMemory | None

    def blocks(self) -> Iterator[Block]: ...
    def objections(self) -> list[CellFault]: ...
    def aliases_used_above(self) -> set[str]: ...
    def lines_saying(self, texts: set[str]) -> Mapping[str, str]: ...
    def memory_of(self, aliases: set[str]) -> ListMemory: ...
    @property
    def typed_aliases(self) -> Iterable[str]: ...


def take_blocks(
    blocks: Iterable[Block], by_column: Callable[[Block], bool], by_row: Callable[[list[InputRow]], None]
) -> None:
    """Take in the blocks of a file: by column as far as that says yes, the rest by row; in the order of the file."""
    for block in blocks:
        _take(block, ROWS_OF_PARTS, by_column, by_row)


def _take(
    block: Block,
    sizes: Sequence[int],
    by_column: Callable[[Block], bool],
    by_row: Callable[[list[InputRow]], None],
) -> None:
    if by_column(block):
        return
    if not sizes:
        by_row(block.entries())
        return
    for part in block.parts(sizes[0]):
        _take(part, sizes[1:], by_column, by_row)


class RepeatedRow(Exception):
    """Rows that were taken by column come again in the file: next time these go row by row, so that they are known."""

    def __init__(self, marks: set[tuple[str, Hashable]]) -> None:
        super().__init__()
        self.marks = marks
