"""The refused rows as a file to mend and take in again: the columns as they were, and why, in one more."""

from collections.abc import Sequence
from pathlib import Path

from chodon_cli.errors import Fault, Refused
from chodon_cli.exchange.intake import Batch
from chodon_cli.exchange.sheets import Cell
from chodon_cli.exchange.values import typed
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

REASONS = "reasons"


def table(batches: Sequence[Batch], faults: Sequence[Fault]) -> Result:
    """One row a refused row, in the order of the file, under the file's own headings."""
    reasons: dict[tuple[str, int], list[str]] = {}
    for fault in faults:
        if fault.line is not None:
            said = f"{fault.column}: {fault.reason}" if fault.column else fault.reason
            reasons.setdefault((fault.file, fault.line), []).append(said)
    head = batches[0].head
    columns = [Column(heading or f"({place})", "text", label=heading) for place, heading in enumerate(head, start=1)]
    rows = [
        (*padded(batch.lines[line].cells, len(head)), "; ".join(reasons[batch.file, line]))
        for batch in batches
        for line in sorted(number for file, number in reasons if file == batch.file)
    ]
    return Result(N_("Refused rows"), [*columns, Column(REASONS, "text")], rows)


def check(target: Path, batches: Sequence[Batch]) -> None:
    """Refuse early what could not be written later: rows of different lists have no common columns."""
    if len({tuple(batch.head) for batch in batches}) > 1:
        raise Refused(
            _("{path}: several lists with different columns cannot go into one file").format(path=target),
            _("import them one by one, with --sheet or file by file"),
        )


def padded(cells: Sequence[Cell], size: int) -> list[str]:
    """The cells as their author sees them, as many as there are headings."""
    return [*map(typed, cells), *([""] * (size - len(cells)))][:size]
