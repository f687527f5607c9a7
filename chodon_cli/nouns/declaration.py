"""What a noun is, said once: its fields, its table, its number, its file.

From it follow the SELECT, the columns of lists, the folder layout, what a file needs, the template and its
explanations, the headings that are understood, what an anonymised export leaves out, the options by which it is typed,
and the tables of the guide.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.nouns.number import Number
from chodon_cli.result import Cell, Column, Result
from chodon_cli.value_class import dataclass


class Privacy(Enum):
    """What an anonymised export does with the values of a field."""

    KEEP = "keep"
    REMOVE = "remove"
    REPLACE = "replace"  # by "…": that there was one stays, without it the record could not be taken in again
    PSEUDONYM = "pseudonym"  # a person's code by another, the same each time; a name by the code


LOOK_UPS = {"discipline_case": "case"}  # table -> what resolves its records, where that has another name
BY_TYPE = {"text": Privacy.REMOVE, "person": Privacy.PSEUDONYM}  # where the field does not say


@dataclass(frozen=True)
class Field(Column):
    """One column of a noun, and everything that is known of it.

    `sql` is where its value comes from, ALIAS.KEY if empty; `column` is the column of the table that keeps it, which
    is its key, or KEY_id for a reference. `help` says what goes in, to whoever fills in a template or types the option;
    `option_help` is what the option says where it must say it otherwise. `headings` are the spellings of offices;
    lists, messages and templates call it by its label alone.
    """

    sql: str = ""
    column: str = ""
    help: str = ""
    headings: tuple[str, ...] = ()
    is_needed: bool = False  # a file without it is no file of the noun
    is_filled_in: bool = False  # by the program, where nothing is said
    may_stay_empty: bool = False  # where the program finds nothing to fill in
    is_seldom: bool = False  # folded away in the template
    default: str = ""  # what is kept where nothing is said
    default_of: str = ""  # or the key whose value is
    refers_to: str = ""  # the table whose record its value names
    looked_up_as: str = ""  # what else its value is looked up as: an item, or several people
    as_of_sql: str = ""  # its value as it was known on the day :known, where that is another
    privacy: Privacy | None = None  # None: that of its type, so that free text leaves only where the field says so
    not_beside: str = ""  # a key of the list that is shown, beside which this one says something else than in the file
    option: str = ""  # by which it is typed
    option_help: str = ""
    filter_help: str = ""  # what the option of the list says that asks for one value of it
    metavar: str = ""  # what the option's help calls the value; TEXT if not said
    parse: Callable[[str], Cell] | None = None  # how what is typed is read, where its type does not say it

    def __post_init__(self) -> None:
        """Messages name a column by its key alone: they call it as its noun does, unless `labels` says what it is."""
        if self.label:
            LABELS_OF_COLUMNS.setdefault(self.key, self.label)

    def with_changes(self, **changes: Any) -> "Field":
        """The same field with these things otherwise."""
        return replace(self, **changes)

    @property
    def privacy_in_force(self) -> Privacy:
        """What an anonymised export does with it."""
        return self.privacy or BY_TYPE.get(self.type, Privacy.KEEP)

    @property
    def is_stored_always(self) -> bool:
        """Whether the column of the table is NOT NULL."""
        return self.is_needed or (self.is_filled_in and not self.may_stay_empty)

    @property
    def resolved_as(self) -> str:
        """What looks up the records that it names; empty if it names none."""
        return self.looked_up_as or LOOK_UPS.get(self.refers_to, self.refers_to)

    @property
    def stored_as(self) -> str:
        """The column of the table that keeps it."""
        return self.column or (f"{self.key}_id" if self.refers_to else self.key)


class Switch(NamedTuple):
    """An option of a list that takes no value: what its help says, and the condition in SQL, as of the day :known.

    Without SQL it is the list of the noun's own that does what the help says.
    """

    help: str
    sql: str = ""


class Derived(NamedTuple):
    """A column of a table that no field shows: the program works it out from others."""

    name: str
    type: type = str
    refers_to: str = ""
    is_stored_always: bool = True


@dataclass(frozen=True)
class Noun:
    """One kind of record.

    The fields that are always shown are the columns of its file, so one SELECT serves `NOUN list`, `NOUN show`, the
    export, and the comparison of an imported row with its record.
    """

    name: str
    title: str  # of its list
    alias: str  # of its table, in all SQL
    order: str  # SQL: the order of its list and its file
    fields: Sequence[Field]
    one: str = ""  # what one of its records is called in a sentence
    table: str = ""  # that of its name, if not said
    derived: tuple[Derived, ...] = ()  # further columns of its table
    joins: str = ""  # SQL that follows the table
    number: Number | None = None  # for records that are known by one
    day: str = ""  # the column whose day says in which period a record belongs; of several the first that is filled
    known_from: str = ""  # SQL: the day from which it is known; that of `day`, if not said
    later: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # day of what came afterwards -> what came with it
    live: str = ""  # a condition: where a void record can be mistaken for another, which are in the file
    file: str = ""  # NAME.csv, if not said; - if the layout has none
    place: int = 1000  # among the files, as far as references allow: the lowest first
    sheet_of: str = ""  # the noun in whose workbook its template is a sheet: they are held against each other
    is_own: bool = False  # no office has such a list by itself: headings alone do not tell it
    mended_by: str = ""  # the command that mends its records, or shows what they are about; NOUN edit, if not said
    called_by: str = ""  # the column by which a record that was written is called; empty: its first
    counted_as: str = ""  # its key in `chodon info`; its name, if not said
    dossier: int | None = None  # its place in a person's dossier; 0: its records are shown there in another way
    unit_page: int | None = None  # its place on a unit's page; 0 likewise
    filters: tuple[str, ...] = ()  # what its list can be asked for; what most can be, if not said
    filter_fields: tuple[Field, ...] = ()  # by what else it is filtered: columns that only its list has
    switches: Mapping[str, Switch] = field(default_factory=dict)
    with_state: Callable[[Result, str], Result] | None = None  # adds what has become of each record by a day

    @property
    def file_name(self) -> str:
        """The file that holds it in the folder layout; empty if none does."""
        return "" if self.file == "-" else self.file or f"{self.name}.csv"

    @property
    def table_name(self) -> str:
        return self.table or self.name

    @property
    def fix(self) -> str:
        """The command that mends its records, or shows what they are about."""
        return f"chodon {self.mended_by or f'{self.name} edit'}"

    def fix_of(self, record: str) -> str:
        """The same for one record, by what people call it: the command takes that before its options."""
        command, dashes, option = self.fix.partition(" --")
        return f"{command} {record}{dashes}{option}"

    @property
    def number_sql(self) -> str:
        """SQL for the readable number of its records; empty if they have none."""
        return self.number.sql(self.alias) if self.number else ""

    @cached_property
    def sql(self) -> str:
        """The SELECT of all its fields, in order, without conditions."""
        return self.select()

    @cached_property
    def sql_as_of(self) -> str:
        """The same as it was known on the day :known: what came later is empty."""
        return self.select(is_as_of=True)

    @property
    def is_known(self) -> str:
        """A condition: its record was known on the day :known."""
        return f"{self.known_from or f'{self.alias}.{self.day}'} <= :known" if self.known_from or self.day else "1 = 1"

    def select(self, *more: str, is_as_of: bool = False, fields: Sequence[Field] | None = None) -> str:
        """The SELECT of these expressions and then of these of its fields, all if not said."""
        wanted = self.fields if fields is None else fields
        values = [f'{self.value(field, is_as_of)} AS "{field.key}"' for field in wanted]
        return f"\nSELECT {', '.join([*more, *values])}\nFROM {self.table_name} {self.alias}\n{self.joins}"

    def value(self, of: Field, is_as_of: bool = False) -> str:
        """SQL for the field's value; with `is_as_of`, as it was known on the day :known."""
        value = (is_as_of and of.as_of_sql) or of.sql or f"{self.alias}.{of.key}"
        came_on = next((day for day, with_it in self.later.items() if of.key in (day, *with_it)), "")
        return f"CASE WHEN {self.alias}.{came_on} <= :known THEN {value} END" if is_as_of and came_on else value

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Its fields by key."""
        return {field.key: field for field in self.fields}

    @cached_property
    def readable(self) -> dict[str, Field]:
        """The fields that a file of the noun may have, by key."""
        return {field.key: field for field in self.fields if field.shown != "people"}

    @cached_property
    def stored_fields(self) -> tuple[Field, ...]:
        """The fields that its table keeps, each in a column; a number is two integers."""
        return tuple(field for field in self.readable.values() if not (self.number and field.key == "number"))

    @cached_property
    def plain(self) -> tuple[Field, ...]:
        """The fields whose values are kept as they are said, if nothing says otherwise."""
        return tuple(field for field in self.stored_fields if not field.refers_to)

    @cached_property
    def needed_keys(self) -> tuple[str, ...]:
        """The keys that a file of the noun must have."""
        return tuple(field.key for field in self.fields if field.is_needed)
