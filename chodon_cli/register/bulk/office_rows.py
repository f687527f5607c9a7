"""The rows of another office's file, as they are called here."""

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from chodon_cli.input_row import InputRow
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries.select import VOID_KEYS
from chodon_cli.register.bulk.blocks import Block
from chodon_cli.register.bulk.office_names import OfficeNames, document_name
from chodon_cli.register.canonical_json import Columns
from chodon_cli.result import Cell
from chodon_cli.value_class import dataclass


@dataclass
class RowTranslator:
    """How the rows of one file are translated; what is told apart by no name is remembered as it was met."""

    noun: Noun
    names: OfficeNames
    identity_by: Sequence[str]
    dropped: set[int] = field(default_factory=set)  # lines of what is here already and belongs to others too
    taken: Mapping[str, str] = field(default_factory=dict)  # code here that another record bears -> what is said of it
    of_others: set[tuple[Hashable, ...]] = field(default_factory=set)  # identities of posts in units of others
    met: set[tuple[Hashable, ...]] = field(default_factory=set)  # identities of its rows

    def __post_init__(self) -> None:
        self._translations = self.names.translations(self.noun)
        self._void_keys = [key for key in VOID_KEYS if key in self.noun.by_key]

    def blocks(self, blocks: Iterable[Block]) -> Iterator["OfficeBlock"]:
        """The blocks of the file, translated, without the lines that are dropped."""
        for block in blocks:
            yield OfficeBlock(block.without_lines(self.dropped) if self.dropped else block, self)

    def translate(self, columns: Columns, count: int) -> dict[str, Sequence[Cell]]:
        """The columns as they are called here. A file without the columns of void records has none that is void."""
        here: dict[str, Sequence[Cell]] = {**columns}
        for key in self._void_keys:
            here.setdefault(key, [None] * count)
        for key, translation in self._translations.items():
            if key in here:
                here[key] = list(map(translation, here[key]))
        if self.noun.name == "document" and {"number", "issued_on"} <= columns.keys():
            rows = zip(columns["number"], columns["issued_on"], strict=True)
            here["number"] = [self._document_number(number, day) for number, day in rows]
        if self.identity_by:
            self.met.update(zip(*(here.get(key, [None] * count) for key in self.identity_by), strict=True))
        return here

    def _document_number(self, number: Cell, day: Cell) -> Cell:
        here = self.names.here["document"].get(document_name(str(number), str(day)))
        return here.rpartition("@")[0] if here else number


@dataclass(frozen=True)
class OfficeBlock:
    """Rows of a file of the office, with the names of here."""

    block: Block
    translator: RowTranslator

    @property
    def numbers(self) -> Sequence[int]:
        return self.block.numbers

    def columns(self) -> Columns | None:
        """As of any block; None too if a code may be taken, for then each row is looked at."""
        is_in_doubt = self.translator.taken or self.translator.of_others
        columns = None if is_in_doubt else self.block.columns()
        return None if columns is None else self.translator.translate(columns, len(self.numbers))

    def entries(self) -> list[InputRow]:
        entries = self.block.entries()
        keys = list(entries[0].values) if entries else []
        columns = {key: [entry.values[key] for entry in entries] for key in keys}
        here = self.translator.translate(columns, len(entries)) if entries else {}
        for place, entry in enumerate(entries):
            entry.values = {key: values[place] for key, values in here.items()}
            if tuple(entry.values.get(key) for key in self.translator.identity_by) in self.translator.of_others:
                day = str(entry.values["started_on"])
                entry.errors.append(("started_on", day, _("another office has a post of this person from that day")))
            if reason := self.translator.taken.get(str(entry.values.get("code"))):
                entry.errors.append(("code", str(entry.values["code"]), reason))
        return entries

    def without_lines(self, lines: Container[int]) -> "OfficeBlock":
        return OfficeBlock(self.block.without_lines(lines), self.translator)

    def parts(self, size: int) -> Iterable["OfficeBlock"]:
        return [OfficeBlock(part, self.translator) for part in self.block.parts(size)]
