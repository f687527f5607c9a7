"""Where the list is on a sheet: the header under title lines, of one line or of two, and the rows beneath it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cache
from itertools import chain, zip_longest

from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from chodon_cli.exchange.read import split_columns as spread
from chodon_cli.exchange.read.cells import Cell, Line, Sheet, cell_text, filled_lines, pieces_of
from chodon_cli.exchange.read.row_classifier import RowClassifier
from chodon_cli.exchange.read.split_columns import SplitColumns
from chodon_cli.exchange.read.unit_places import Placement, UnitPlaces
from chodon_cli.nouns.declaration import Field
from chodon_cli.value_class import dataclass

UNIT_KEY = "unit"
LONGEST_HEADING = 500  # characters: what is longer is no heading, and comparing it with each takes long
HEAD_WITHIN = 40  # lines in which the header must come


@dataclass
class FoundTable:
    """A list found on a sheet: its noun, the key of each column, its rows, and the lines that are no rows."""

    noun: str
    head: Line
    keys: list[str | None]
    is_single: bool = True  # the header is one line
    rows: Iterable[Line] = ()
    spread: SplitColumns = field(default_factory=SplitColumns)
    placement: Placement | None = None  # where the units come from, without a column for them

    @property
    def known_places(self) -> frozenset[int]:
        """The places of the headings that mean something."""
        sexes = spread.sex_columns(headings.all_folded(self.head.cells), self.keys)
        return frozenset(place for place, key in enumerate(self.keys) if key or place in sexes)

    @property
    def score(self) -> int:
        """How many of the headings mean something."""
        return len(self.known_places)

    def lacking_keys(self, keys_given: set[str]) -> list[str]:
        """The columns that the noun needs, the header does not name, and nobody has given."""
        return [key for key in layout.needed_keys(self.noun) if key not in self.keys and key not in keys_given]


def find(
    sheet: Sheet, noun: str, mapping: dict[str, str], keys_given: set[str], units: UnitPlaces | None = None
) -> FoundTable | None:
    """The list of this noun on the sheet, under the header that names most of its columns and all that it needs.

    `mapping` says of a heading which key it is; `keys_given` need no column; the unit needs none where the
    sheet names it elsewhere. The rows are still to be read.
    """
    complete = []
    for table in tables_under_headers(sheet, noun, mapping):
        lacking = table.lacking_keys(keys_given)
        if lacking == [UNIT_KEY] and units and table.score > 1:
            table.placement = placement(table, sheet, units)
        if not lacking or table.placement:
            complete.append(table)
    return best_table(complete) if complete else None


def placement(table: FoundTable, sheet: Sheet, units: UnitPlaces) -> Placement | None:
    """Where the units of the rows come from; None if nothing on the sheet names one."""
    whole = units.of_sheet(sheet.name, [line for line in sheet.first if line.number < table.head.number])
    below = (line for line in sheet.first if line.number > table.head.number)
    return Placement(units, whole) if whole or any(map(units.of_group, below)) else None


@dataclass
class DataRows:
    """The rows of a list, sorted out anew each time they are gone through, and what was left aside the last time."""

    table: FoundTable
    sheet: Sheet
    aside: list[int] = field(default_factory=list)  # lines that are no rows

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(self.pieces())

    def pieces(self) -> Iterator[list[Line]]:
        """The rows, many at a time."""
        self.aside.clear()
        head = self.table.head
        sorting = RowClassifier(head.cells, self.table.keys, layout.needed_keys(self.table.noun))
        above = [line for line in self.sheet.first[:HEAD_WITHIN] if line.number < head.number]
        self.aside.extend(line.number for line in sorting.unclear_lines(above))
        yield sorting.stray(above)
        if is_machine_made(self.table):
            yield from map(filled_lines, self._lines_below())
        else:
            yield from pieces_of(self._sorted_rows(sorting))

    def _lines_below(self) -> Iterator[list[Line]]:
        """The lines below the header, many at a time."""
        last = self.table.head.number
        for piece in pieces_of(self.sheet.lines):
            if piece[-1].number > last:
                yield piece if piece[0].number > last else [line for line in piece if line.number > last]

    def _sorted_rows(self, sorting: RowClassifier) -> Iterator[Line]:
        placed = self.table.placement
        if placed:
            placed.begin()
        for line, is_row in sorting.sort(chain.from_iterable(self._lines_below())):
            is_group = placed is not None and placed.places.of_group(line) is not None
            if is_row and not is_group:
                if placed:
                    placed.put(line)
                yield line
                continue
            if placed:
                placed.take(line)
            self.aside.append(line.number)


def read(table: FoundTable, sheet: Sheet) -> FoundTable:
    """The list with its rows, and how it spreads its values."""
    table.rows = DataRows(table, sheet)
    if not is_machine_made(table):
        table.spread = spread.find_split_columns(headings.all_folded(table.head.cells), table.keys, table.rows)
    return table


def best_table(tables: list[FoundTable]) -> FoundTable:
    """The one whose header says most; of equals one with a single line, and of these the first."""
    return max(tables, key=lambda table: (table.score, table.is_single))


def most_telling(tables: list[FoundTable]) -> list[FoundTable]:
    """The lists that no other outdoes: of which kind a file is is certain if there is but one.

    Under the same header the other must know all of a list's headings, and more; under another it need only know more.
    """
    return [table for table in tables if not any(is_outdone(table, other) for other in tables)]


def is_outdone(table: FoundTable, other: FoundTable) -> bool:
    is_elsewhere = table.head.number != other.head.number
    return table.score < other.score if is_elsewhere else table.known_places < other.known_places


def tables_under_headers(sheet: Sheet, noun: str, mapping: dict[str, str]) -> Iterator[FoundTable]:
    """The sheet under each line that could be its header, and under each two that could be it together."""
    lines = sheet.first[: HEAD_WITHIN + 1]
    for line, below in zip_longest(lines[:HEAD_WITHIN], lines[1:]):
        if line is None or line.is_empty:
            continue
        upper = FoundTable(noun, line, keys_of_headings(line.cells, noun, mapping))
        yield upper
        if below is None or not continues(upper, below):
            continue
        halves = []
        says = sum(key is not None for key in keys_of_headings(below.cells, noun, mapping))
        if says > 1 or spread.SEX_HEADINGS.keys() & set(headings.all_folded(below.cells)):
            halves.append((below, line))  # a heading beneath a merged one says more than that
        if upper.score > 1:  # else it is a title, not half a header
            halves.append((line, below))
        for first, second in halves:
            cells: list[Cell] = [one or other for one, other in zip_longest(first.cells, second.cells)]
            yield FoundTable(noun, Line(below.number, cells), keys_of_headings(cells, noun, mapping), is_single=False)


def continues(upper: FoundTable, below: Line) -> bool:
    """Whether the line can be the second of a header: it says nothing new where every row says something."""
    plain = headings.all_folded(upper.head.cells)
    always = [
        place
        for place, (key, text) in enumerate(zip(upper.keys, plain, strict=True))
        if key in layout.needed_keys(upper.noun) or text in headings.ORDINAL_HEADINGS
    ]
    return all(below.says(place) in ("", upper.head.says(place)) for place in always)


def is_machine_made(table: FoundTable) -> bool:
    """A header of keys is no office's: every line under it is a row, however little it says."""
    words = [cell_text(cell) for cell in table.head.cells if cell_text(cell)]
    return all(word in layout.readable(table.noun) for word in words)


@cache
def words_of(noun: str) -> frozenset[str]:
    """Everything that means a column of the noun's list."""
    return headings.words_of(layout.readable(noun))


def keys_of_headings(cells: list[Cell], noun: str, mapping: dict[str, str]) -> list[str | None]:
    """The key of each heading; a key is given to the first that means it, and what the user says comes first.

    A heading with a remark in brackets means what it means without, unless another means that by itself.
    """
    plain = headings.all_folded(cells)
    columns = {key: field for key, field in layout.readable(noun).items() if not headings.stands_beside(field, plain)}
    keys: list[str | None] = [None] * len(cells)
    free = dict(columns)
    ways: list[Callable[[int, dict[str, Field]], str | None]] = [
        lambda place, free: mapping[plain[place]] if mapping.get(plain[place]) in free else None,
        lambda place, free: headings.key_of(str(cells[place]), free),
        lambda place, free: headings.key_of(headings.without_remarks(str(cells[place])), free),
    ]
    words = words_of(noun)
    telling = [
        place
        for place, text in enumerate(plain)
        if text and text not in headings.ORDINAL_HEADINGS and len(heading := str(cells[place])) <= LONGEST_HEADING
        # one set for all the ways: every cell of forty lines is asked, of every noun
        if text in mapping or not words.isdisjoint(headings.readings(heading))
    ]
    for way in ways:
        for place in telling:
            if keys[place] is None:
                keys[place] = way(place, free)
                free.pop(keys[place] or "", None)
    spread.claim(plain, keys, set(columns) - set(keys))
    return keys
