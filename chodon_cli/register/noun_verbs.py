"""What the verbs and an import must know of a noun; most of it follows from its declaration."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from functools import cached_property

from sqlmodel import SQLModel

from chodon_cli.input_row import Values
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries.derived import derived_columns, derived_values
from chodon_cli.queries.tied_records import TABLES_OF_EVERYTHING
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.draft import Draft
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.row_rule import VOID_HAS_REASON, RowRule, StoredColumn, is_needed
from chodon_cli.register.tables import row_class
from chodon_cli.register.transaction import BEFORE_THE_TURN
from chodon_cli.result import Cell
from chodon_cli.value_class import dataclass


@dataclass(frozen=True)
class NounVerbs:
    """What may be done to the records of a noun, and what holds of each by itself.

    Without anything but the noun: what is needed is there, what is named exists, what is void has a reason, and values
    are kept as they were said.
    """

    view: Noun
    rules: tuple[RowRule, ...] = ()  # beside those that follow from its fields
    stored_columns: Mapping[str, StoredColumn] = field(default_factory=dict)  # columns that are worked out
    derive: Callable[[Draft], dict[str, Cell]] | None = None  # what one row alone can tell; problems: in the draft
    derive_columns: Callable[[ColumnDraft], Columns] | None = None  # the same of many; Doubtful of what is to be said
    post_on: tuple[str, str] | None = None  # columns: whose post on which day the rules know as `post`
    touches: Callable[[Values], dict[str, list[int]]] = lambda row: {}  # stored row -> whose rules it can break
    identity_by: tuple[str, ...] = ()  # columns that tell one record from another in a file; else its number
    numbering: Numbering | None = None  # for records that are known by a number of their year
    follows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # column -> those it is worked out from anew
    prove: Callable[[ColumnDraft], None] | None = None  # rows by column: what else must hold of them, else Doubtful
    near: str = ""  # SQL for the ids of the records that one of :rows can mean, where the table is too large to read
    near_by: tuple[str, ...] = ()  # what it must know of them besides their identity

    def __post_init__(self) -> None:
        BEFORE_THE_TURN.append(self.prepare)

    def prepare(self) -> None:
        """Work out what every write of the noun needs: it takes longer than the write itself, and is done once."""
        _ = self.table, self.references, self.row_rules, self.view.by_key, self.view.stored_fields

    @cached_property
    def table(self) -> type[SQLModel]:
        return row_class(self.view)

    @cached_property
    def references(self) -> dict[str, str]:
        """Key of each field that names records -> what resolves it."""
        return {key: each.resolved_as for key, each in self.view.readable.items() if each.resolved_as}

    @cached_property
    def default_keys(self) -> tuple[str, ...]:
        """The keys that the program fills in where nothing is said."""
        return tuple(each.key for each in self.view.fields if each.is_filled_in)

    @cached_property
    def row_rules(self) -> tuple[RowRule, ...]:
        """All that must hold of a row by itself; those that look into what it names come last."""
        needed_keys = [key for key in self.view.needed_keys if not (self.numbering and key == "number")]
        void = VOID_HAS_REASON if "voided_on" in self.view.by_key else ()
        every = (*map(is_needed, needed_keys), *self.rules, *void)
        return tuple(sorted(every, key=lambda rule: rule.needs_records))

    def identity(self, values: Values) -> Hashable | None:
        """What tells the record of these values from others in a file; None for one that has no number."""
        if self.identity_by:
            return tuple(values.get(key) for key in self.identity_by)
        return self.numbering.identity(values) if self.numbering else None

    def row(self, draft: Draft) -> Values:
        """What is stored of the draft; problems and hints pile up in it."""
        draft.keep(rule for rule in self.row_rules if not rule.needs_records)
        draft.refs.ask_together((noun, str(draft[key])) for key, noun in self.references.items() if draft[key])
        for key, noun in self.references.items():
            draft.refer(noun, key)
        if self.post_on:
            draft.find_post(*self.post_on)
        draft.keep(rule for rule in self.row_rules if rule.needs_records)
        year, n = self.numbering.number_of_draft(draft) if self.numbering else (0, 0)
        special = self.derive(draft) if self.derive else {}
        row = {
            **{each.stored_as: draft.filled_value(each) for each in self.view.plain},
            **{self.view.by_key[key].stored_as: draft.value(f"{key}.id") for key in self._ids},
            **({"year": year, "n": n} if self.numbering else {}),
            **{name: draft.stored_value(column) for name, column in self.stored_columns.items()},
            **special,
        }
        return {**row, **derived_values(self.view.table_name, row)}

    @property
    def can_go_by_column(self) -> bool:
        """Whether many new rows can be checked at once; what they are together is held against the rules at the end."""
        is_derived_by_row = self.derive and not self.derive_columns
        return bool(self.prove) or not (is_derived_by_row or self.view.table_name in TABLES_OF_EVERYTHING)

    def columns(self, many: ColumnDraft) -> Values:
        """`row` for many at once; only of a noun that can go by column."""
        many.keep_live()
        many.keep(rule for rule in self.row_rules if not rule.needs_records)
        for key, noun in self.references.items():
            many.refer(noun, key)
        if self.post_on:
            many.find_posts(*self.post_on)
        many.keep(rule for rule in self.row_rules if rule.needs_records)
        if self.prove:
            self.prove(many)
        years, numbers = self.numbering.columns(many) if self.numbering else ([], [])
        columns = {
            **{each.stored_as: many.filled_values(each) for each in self.view.plain},
            **{self.view.by_key[key].stored_as: many.column(f"{key}.id") for key in self._ids},
            **({"year": years, "n": numbers} if self.numbering else {}),
            **{name: many.stored_values(column) for name, column in self.stored_columns.items()},
            **(self.derive_columns(many) if self.derive_columns else {}),
        }
        return {**columns, **derived_columns(self.view.table_name, columns)}

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        """The keys of the fields that are stored as the id of one record."""
        return tuple(key for key in self.references if self.view.by_key[key].refers_to)
