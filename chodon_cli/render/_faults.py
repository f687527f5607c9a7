"""What is wrong with the rows of a file, as a person reads it: one cause is one line, with all its rows."""

from collections import defaultdict
from collections.abc import Sequence

from chodon_cli.errors import CellFault, as_people_write
from chodon_cli.locale import N_, figure, one_or_several
from chodon_cli.text import ranges

MOST_LINES_BY_FORMAT = (
    12  # values that stand in one line; of more, as when a whole list names people who are not there, each has its own
)
FEW_ROWS = 3  # so many rows of one reason, but of different values, have a line each, which an editor can follow


def fault_lines(faults: Sequence[CellFault]) -> list[str]:
    """The faults in words: each row is named, by its line, its column, its value and the reason.

    Rows that say the same wrong thing share a line; so do many rows that are refused for one reason in one column.
    """
    by_reason: dict[tuple[str, str, str], dict[str, list[CellFault]]] = defaultdict(lambda: defaultdict(list))
    for fault in faults:
        by_reason[fault.file, fault.column, cause(fault)][fault.value].append(fault)
    faults_with_text: list[tuple[CellFault, str]] = []
    for by_value in by_reason.values():
        every = [fault for same in by_value.values() for fault in same]
        if (
            1 < len(by_value) <= MOST_LINES_BY_FORMAT
            and len(every) > FEW_ROWS
            and None not in {fault.line for fault in every}
        ):
            faults_with_text.append(
                (every[0], _line_of_rows(every, ", ".join(map(_value_with_rows, by_value.values()))))
            )
        else:
            faults_with_text += [
                (same[0], _line_of_rows(same, "") if len(same) > 1 else str(same[0])) for same in by_value.values()
            ]
    place = {id(fault): place for place, fault in enumerate(faults)}
    return [line for _fault, line in sorted(faults_with_text, key=lambda each: place[id(each[0])])]


def cause(fault: CellFault) -> str:
    """The reason without the value itself: of other values it is the same."""
    return fault.reason.replace(f"“{fault.value}”", "“…”") if fault.value else fault.reason


def _line_of_rows(same: Sequence[CellFault], values: str) -> str:
    """The line of several rows; where their values differ, these with their rows."""
    first = same[0]
    value = values or (f"“{as_people_write(first.value)}”" if first.value else "")
    what = " ".join(filter(None, [first.column, value]))
    lines = rows_of(same)
    count = one_or_several(len(lines), N_("{number} row"), N_("{number} rows")).format(number=figure(len(lines), 0))
    place = "" if not lines else count if values else f"{count} ({ranges(lines)})"
    return ": ".join(filter(None, [first.file, place, what, cause(first) if values else first.reason]))


def _value_with_rows(same: Sequence[CellFault]) -> str:
    return f"“{as_people_write(same[0].value)}” ({ranges(rows_of(same))})"


def rows_of(faults: Sequence[CellFault]) -> list[int]:
    """The lines of the file that have them, in order."""
    return sorted({fault.line for fault in faults if fault.line is not None})
