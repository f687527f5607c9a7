"""How a file is to be read: what was typed, and what the register remembers of lists with these headings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import pairwise

from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from chodon_cli.exchange.read.cells import Cell, Line
from chodon_cli.exchange.read.unit_places import UnitPlaces
from chodon_cli.queries.list_memory import ListMemory
from chodon_cli.value_class import dataclass


@dataclass(frozen=True)
class ReadOptions:
    """How a file is to be read: as what, which sheet, which heading is which key, what every row has besides."""

    noun: str | None = None
    sheet: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)  # heading, folded -> key
    settings: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)  # heading, folded, or key -> swapped, as-read; "": every column

    override: dict[str, str] = field(default_factory=dict)  # key -> what every row has, whatever its column says
    is_cased: bool = False  # names in capitals become names
    units: UnitPlaces | None = None  # those of the register, that a sheet can name elsewhere than in a column
    aliases: Mapping[str, str] = field(default_factory=dict)  # how the list writes a unit -> its code
    memories: Sequence[ListMemory] = ()  # what the register remembers of lists
    forgets: bool = False  # what is remembered of the list is not used
    memory: ListMemory | None = None  # what of it is used for the sheet in hand

    @property
    def given_keys(self) -> set[str]:
        """The keys that need no column."""
        return {*self.settings, *self.override}

    def order(self, heading: str, key: str) -> str:
        """What is to be done with the days of this column."""
        names = headings.fold_heading(heading), headings.fold_heading(key), ""
        return next((self.dates[name] for name in names if name in self.dates), "")

    def maps(self, heading: str) -> str | None:
        """The key that the heading was said to mean."""
        return self.mapping.get(headings.fold_heading(heading))

    @property
    def nouns(self) -> Sequence[str]:
        """What the file may hold: what has all the columns that are set for every row."""
        guessed = [noun for noun in layout.NAMES_OF_NOUNS if noun not in layout.NOUNS_OF_OUR_OWN]
        able = [noun for noun in guessed if self.given_keys <= set(layout.readable(noun))]
        return [self.noun] if self.noun else able or guessed

    def with_memory(self, lines: Sequence[Line]) -> "ReadOptions":
        """With what is remembered of a list that may have the headings of these lines; what is typed goes before."""
        return self.using(next((each for each in self.memories if may_have_headings(each, lines)), None))

    def using(self, memory: ListMemory | None) -> "ReadOptions":
        """With what is remembered there, and the units called as the list calls them."""
        mapping = {headings.fold_heading(text): key for text, key in memory.mapping.items()} if memory else {}
        aliases = {**(memory.aliases if memory else {}), **self.aliases}
        units = self.units.with_aliases(aliases) if self.units else None
        return replace(self, mapping={**mapping, **self.mapping}, aliases=aliases, units=units, memory=memory)

    @property
    def remembered_headings(self) -> set[str]:
        """Those of the list that is remembered, folded."""
        return folded_headings(self.memory.headings) if self.memory else set()


def may_have_headings(memory: ListMemory, lines: Iterable[Line]) -> bool:
    """Whether one of the lines, or two of them together, can be these headings, in whatever order."""
    wanted = folded_headings(memory.headings)
    headings_of_lines = [folded_headings(line.cells) for line in lines]
    return wanted in headings_of_lines or any(wanted <= one | other for one, other in pairwise(headings_of_lines))


def folded_headings(cells: Sequence[Cell]) -> set[str]:
    """What the cells say as headings; that of the reasons in a file of refused rows was not the list's own."""
    return set(headings.all_folded(cells)) - {"", layout.REASONS_HEADING}
