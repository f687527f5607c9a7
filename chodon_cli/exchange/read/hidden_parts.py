"""Rows and columns that a sheet hides and that are read all the same: whoever took them for gone is told."""

from collections.abc import Container, Iterable, Mapping, Sequence

from chodon_cli.exchange.read.cells import Line
from chodon_cli.locale import _
from chodon_cli.text import ranges
from chodon_cli.value_class import dataclass


@dataclass(frozen=True)
class HiddenParts:
    """What a sheet hides."""

    lines: Sequence[int] = ()  # numbers of its rows, as by a filter
    places: Sequence[int] = ()  # places of its columns

    def hints(self, file: str, rows: Iterable[Line], aside: Container[int], columns: Mapping[int, str]) -> list[str]:
        """What of it is read. `columns`: place of each that is read -> its heading; `aside`: lines that are no rows."""
        hints = []
        if self.lines and (lines := {line.number for line in rows} & {n for n in self.lines if n not in aside}):
            pattern = _("{file}: hidden rows are read as well: {numbers}; to leave them out, delete them in the sheet")
            hints.append(pattern.format(file=file, numbers=ranges(sorted(lines))))
        places = [place for place in self.places if place in columns]
        if filled := [place for place in places if any(line.has_value_at(place) for line in rows)]:
            pattern = _(
                "{file}: hidden columns are read as well: {columns}; to leave them out, delete them in the sheet"
            )
            headings = ", ".join(columns[place] or f"({place + 1})" for place in filled)
            hints.append(pattern.format(file=file, columns=headings))
        return hints


NOTHING_HIDDEN = HiddenParts()
