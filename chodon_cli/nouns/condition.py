"""What must hold of a record and of those that it names: said once, asked in Python and in SQL.

What refuses a row that is entered (`register/row_rule.py`) and what finds the rows that no longer hold because another
record was changed (`rules/blocking/`) are made from the same condition.
"""

from collections.abc import Mapping, Sequence
from operator import le, lt
from typing import Protocol, cast

from chodon_cli.dates import FOREVER
from chodon_cli.value_class import dataclass

Values = Sequence[str | int | float | None]


class Condition(Protocol):
    """A condition over columns: of the row itself, or as RECORD.COLUMN of a record that the row names."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What it looks at."""

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        """The condition that it does not hold; `aliases`: record, "" for the row itself -> its alias in the SELECT."""

    def holds(self, *columns: Values) -> bool:
        """Whether it holds in every row of these columns, one for each of the keys."""


@dataclass(frozen=True)
class OrderOfDays:
    """The first day is not after the second, or before it if that is strict; a day that nobody told breaks nothing.

    Of what is open-ended a day that nobody told is the end of time.
    """

    first: str
    second: str
    is_strict: bool = False
    is_open_ended: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return self.first, self.second

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        first, second = (column_sql(each, aliases) for each in self.keys)
        if self.is_open_ended:
            first, second = f"coalesce({first}, '{FOREVER}')", f"coalesce({second}, '{FOREVER}')"
        return f"{first} {'>=' if self.is_strict else '>'} {second}"

    def holds(self, *columns: Values) -> bool:
        firsts, seconds = (cast("Sequence[str]", column) for column in columns)
        compare = lt if self.is_strict else le
        if all(firsts) and all(seconds):  # what nearly every block of a file is
            return all(map(compare, firsts, seconds))
        unsaid = FOREVER if self.is_open_ended else ""
        return all(map(compare, [day or unsaid for day in firsts], [day or FOREVER for day in seconds]))


@dataclass(frozen=True)
class AreSaid:
    """None of these is empty."""

    keys: tuple[str, ...]

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        return " OR ".join(f"{column_sql(key, aliases)} IS NULL" for key in self.keys)

    def holds(self, *columns: Values) -> bool:
        return not any(None in column for column in columns)


@dataclass(frozen=True)
class AreNotSaid:
    """All of these are empty."""

    keys: tuple[str, ...]

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        return " OR ".join(f"{column_sql(key, aliases)} IS NOT NULL" for key in self.keys)

    def holds(self, *columns: Values) -> bool:
        return not any(value is not None for column in columns for value in column)


@dataclass(frozen=True)
class IsSame:
    """Both have the same value, where both have one."""

    keys: tuple[str, str]

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        first, second = (column_sql(key, aliases) for key in self.keys)
        return f"{first} <> {second}"

    def holds(self, *columns: Values) -> bool:
        firsts, seconds = columns
        return firsts == seconds or all(
            value == other or value is None or other is None for value, other in zip(firsts, seconds, strict=True)
        )


@dataclass(frozen=True)
class IsNotWord:
    """It is another word than this one, or none."""

    key: str
    word: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        return f"coalesce({column_sql(self.key, aliases)}, '') = '{self.word}'"

    def holds(self, *columns: Values) -> bool:
        return self.word not in columns[0]


@dataclass(frozen=True)
class Where:
    """In rows in which the first condition holds the second does too."""

    given: Condition
    then: Condition

    @property
    def keys(self) -> tuple[str, ...]:
        return self.given.keys + self.then.keys

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        return f"NOT ({self.given.breach_sql(aliases)}) AND ({self.then.breach_sql(aliases)})"

    def holds(self, *columns: Values) -> bool:
        place = len(self.given.keys)
        if self.then.holds(*columns[place:]):
            return True
        rows = ([[value] for value in row] for row in zip(*columns, strict=True))
        return not any(self.given.holds(*row[:place]) and not self.then.holds(*row[place:]) for row in rows)


def column_sql(key: str, aliases: Mapping[str, str]) -> str:
    """RECORD.COLUMN with the alias of the record."""
    record, _dot, column = key.rpartition(".")
    return f"{aliases[record]}.{column}"


def breaches_sql(conditions: Sequence[Condition], aliases: Mapping[str, str]) -> str:
    """The condition that one of these does not hold, in brackets."""
    return "(" + " OR ".join(f"({each.breach_sql(aliases)})" for each in conditions) + ")"
