"""The refused rows as a file to mend and take in again: the columns as they were, and why, in one more."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from operator import itemgetter
from pathlib import Path

from chodon_cli.errors import CellFault
from chodon_cli.exchange import layout
from chodon_cli.exchange.read.batches import Batch, in_its_words
from chodon_cli.exchange.read.cells import DAY, Cell, cell_text
from chodon_cli.exchange.read.leavings import taken_off
from chodon_cli.exchange.read.refused_before import reason_written
from chodon_cli.locale import N_
from chodon_cli.result import Column, Result, Type
from chodon_cli.text import clean, guard_formula

ISO_DAY = len("2022-03-01")
BY_NUMBER = itemgetter(0)  # of a line


def tables(target: Path, batches: Sequence[Batch], faults: Sequence[CellFault]) -> list[tuple[Path, Result]]:
    """What is written where: rows of lists with the same columns share a file, and the first such file is the target.

    Those of other columns stand beside it, in a file that bears the name of their noun as well.
    """
    refused = {fault.file for fault in faults if fault.line is not None}
    by_head: dict[tuple[str, ...], list[Batch]] = {}
    for batch in [each for each in batches if each.file in refused] or batches[:1]:
        by_head.setdefault(tuple(batch.head), []).append(batch)
    files: list[Path] = []
    for first, *_others in by_head.values():
        name = f"{target.stem}-{first.noun}"
        free = (target.with_stem(f"{name}-{number}" if number else name) for number in count())
        files.append(next(file for file in free if file not in files) if files else target)
    return [(file, table(alike, faults)) for file, alike in zip(files, by_head.values(), strict=True)]


def table(batches: Sequence[Batch], faults: Sequence[CellFault]) -> Result:
    """One row a refused row, in the order of the file, under the headings that these lists share."""
    reasons: dict[tuple[str, int], list[CellFault]] = {}
    for fault in in_its_words(faults, batches):
        if fault.line is not None:
            reasons.setdefault((fault.file, fault.line), []).append(fault)
    refused = [
        (line.cells, "; ".join(reason_of(fault, line.cells, batch.head) for fault in reasons[batch.file, line.number]))
        for batch in batches
        if any(file == batch.file for file, _number in reasons)
        for line in sorted((line for line in batch.rows if (batch.file, line.number) in reasons), key=BY_NUMBER)
    ]
    head = batches[0].head
    width = max([len(head), *(len(cells) for cells, _why in refused)])
    kept = [
        place for place in range(width) if place >= len(head) or head[place] != layout.REASONS_HEADING
    ]  # those of last time go
    columns = [column(head[place] if place < len(head) else "", place) for place in kept]
    types = [common_type([cells[place] for cells, _why in refused if place < len(cells)]) for place in kept]
    columns = [replace(column, type=type) for column, type in zip(columns, types, strict=True)]
    seen = (value_of, cell_as_seen)
    rows = [
        (*(seen[type == "text"](cells, place) for place, type in zip(kept, types, strict=True)), why)
        for cells, why in refused
    ]
    return Result(N_("Refused rows"), [*columns, Column(layout.REASONS_HEADING, "text")], rows)


def reason_of(fault: CellFault, cells: Sequence[Cell], head: Sequence[str]) -> str:
    """Why the row is refused, beginning with the column."""
    place = head.index(fault.column) if fault.column in head else len(cells)
    return reason_written(fault.column, clean(cell_as_seen(cells, place)) or fault.value, fault.reason)


def common_type(cells: Sequence[Cell]) -> Type:
    """What a column holds that can be written as such: dates, or whole figures; else text."""
    filled_cells = [cell for cell in cells if cell is not None and cell != ""]
    if filled_cells and all(
        isinstance(cell, tuple) and cell[0] == DAY and len(cell[1]) == ISO_DAY for cell in filled_cells
    ):
        return "date"
    are_whole = bool(filled_cells) and all(isinstance(cell, float) and cell.is_integer() for cell in filled_cells)
    return "integer" if are_whole else "text"


def value_of(cells: Sequence[Cell], place: int) -> str | float | None:
    """A date as ISO text, a figure as it is."""
    cell = cells[place] if place < len(cells) else None
    if isinstance(cell, float):
        return int(cell)
    return cell[1] if isinstance(cell, tuple) else cell or None


def column(heading: str, place: int) -> Column:
    """The column as the file calls it, safe in a spreadsheet; by its place if it is not called anything."""
    name = guard_formula(heading) or f"({place + 1})"
    return Column(name, "text", label=name)


def cell_as_seen(cells: Sequence[Cell], place: int) -> str:
    """The cell as its author sees it; the apostrophe against formulas is put in front anew by who writes the file."""
    return taken_off(cell_text(cells[place]), is_exact=True) if place < len(cells) else ""
