"""What must hold of a row by itself, written once: a verb asks it of one row, an import of a column of many.

A rule and a stored column are functions of columns. One row is a column of length one, so what refuses a row that is
typed is what sends a block of a file to be looked at row by row, where its message is made.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from chodon_cli.dates import show_day
from chodon_cli.labels import heading
from chodon_cli.locale import _, figure
from chodon_cli.nouns.condition import Condition, OrderOfDays
from chodon_cli.queries.look_alike import look_alike
from chodon_cli.text import is_spoiled_name
from chodon_cli.value_class import dataclass

CODE_PATTERN = re.compile(r"(?:[^\W¹²³⁰-⁹₀-₉ªº]|[./-])+")
MOST_CHARACTERS = 40  # characters of a code
FIRST_YEAR, LAST_YEAR = 1945, 9999
Column = Sequence[Any]


class OneRow(Protocol):
    """The row of which a rule says why it is refused."""

    today: str

    def value(self, key: str) -> Any:
        """What it says in the column; of STANDARD.in_force_to what the standard that it names has there."""


@dataclass(frozen=True)
class RowRule:
    """What must hold of each row by itself."""

    about: str  # the column that is refused
    keys: tuple[str, ...]  # what it looks at: columns, or STANDARD.in_force_to, what the record that one names has;
    # where the first looks into a record, the rule holds of every row that names none
    holds: Callable[..., bool]  # of today and these, each as a column: whether it holds in every row
    reason: Callable[[OneRow], str]
    is_of_live: bool = False  # a record entered by mistake need not agree with anything
    condition: Condition | None = None  # what it is made from, where a rule between records asks for it too
    is_said_by_rule: bool = False  # of one row a rule between records says why it is refused

    @property
    def needs_records(self) -> bool:
        """Whether it looks into the records that the row names."""
        return any("." in key for key in self.keys)


@dataclass(frozen=True)
class StoredColumn:
    """A column of the table that is worked out from these: functions of columns, as in a rule."""

    keys: tuple[str, ...]
    make: Callable[..., Column]


def no_row_is(is_broken: Callable[..., bool]) -> Callable[..., bool]:
    """That no row is such: of a question about the values of one row, None where nothing is said."""
    return lambda today, *columns: not any(map(is_broken, *columns))


def _are_together(_today: str, values: Column, others: Column) -> bool:
    """That wherever the first is said the second is; most columns say it everywhere, or nowhere."""
    if None not in others or values.count(None) == len(values):
        return True
    return not any(value is not None and other is None for value, other in zip(values, others, strict=True))


def is_needed(key: str) -> RowRule:
    return RowRule(key, (key,), lambda today, values: None not in values, lambda row: _("this is needed"))


def is_needed_with(key: str, other: str) -> RowRule:
    """Where the other is said, this is too."""
    return RowRule(key, (other, key), _are_together, lambda row: _("this is needed"))


def only_with(key: str, other: str, reason: str) -> RowRule:
    """Said only where the other is; the reason is a text for translation."""
    return RowRule(key.partition(".")[0], (key, other), _are_together, lambda row: _(reason))


def keeps(condition: Condition, about: str, reason: Callable[[OneRow], str], *, is_of_live: bool = False) -> RowRule:
    """That a condition holds which is declared with the noun, since a rule between records asks for it too."""
    return RowRule(about, condition.keys, _asks(condition), reason, is_of_live, condition)


def keeps_by_rule(condition: Condition) -> RowRule:
    """The same where the rule between records says of one row why it is refused: only many are held against it here."""
    return RowRule("", condition.keys, _asks(condition), lambda row: "", condition=condition, is_said_by_rule=True)


def _asks(condition: Condition) -> Callable[..., bool]:
    return lambda today, *columns: condition.holds(*columns)


def is_before(day: str, reason: str = "") -> Callable[[OneRow], str]:
    """The sentence that something is before this day: a text for translation with {day} and {other}."""

    def say(row: OneRow) -> str:
        text = _(reason) if reason else _("is before {other}, {day}")
        return text.format(other=heading(day), day=show_day(row.value(day)))

    return say


def in_order(first: str, second: str) -> RowRule:
    """The first day is not after the second; a day that nobody told breaks nothing."""
    return RowRule(second, (first, second), _asks(OrderOfDays(first, second)), is_before(first))


def not_in_future(key: str, but: str = "") -> RowRule:
    """The day is not to come. Where it is that of `but`, it is said of that."""

    def holds(today: str, days: Column, others: Column = ()) -> bool:
        if max(filter(None, days), default="") <= today:
            return True
        pairs = zip(days, others, strict=True) if others else ()
        return bool(others) and all(not day or day <= today or day == other for day, other in pairs)

    def say(row: OneRow) -> str:
        return _("lies after today, {today}").format(today=show_day(row.today))

    return RowRule(key, (key, but) if but else (key,), holds, say)


def is_place(key: str) -> RowRule:
    """The places of a sequence are 1, 2, 3 and so on."""

    return RowRule(key, (key,), no_row_is(lambda n: n is not None and n < 1), lambda row: _("must be 1 or more"))


def is_whole_name(key: str) -> RowRule:
    """No letter of the name was lost on its way. Asked of all names at once."""

    def holds(today: str, names: Column) -> bool:
        return not is_spoiled_name("|".join(filter(None, names)))

    return RowRule(key, (key,), holds, lambda row: _("letters of the name have been lost: write it anew, in Unicode"))


def _has_look_alike(code: object) -> bool:
    return bool(code) and bool(look_alike(str(code)))


IS_CODE = (  # of a unit, a person or a standard: letters, digits, full stops, slashes and hyphens
    RowRule(
        "code",
        ("code",),
        no_row_is(lambda code: code and not CODE_PATTERN.fullmatch(str(code).upper())),
        lambda row: _("only letters, digits and . / - _ may stand in a code"),
    ),
    RowRule(
        "code",
        ("code",),
        no_row_is(_has_look_alike),
        lambda row: look_alike(str(row.value("code"))),
    ),
    RowRule(
        "code",
        ("code",),
        no_row_is(lambda code: code and len(str(code).upper()) > MOST_CHARACTERS),
        lambda row: _("has more than {number} characters").format(number=figure(MOST_CHARACTERS, 0)),
    ),
)
IS_YEAR = RowRule(
    "year",
    ("year",),
    no_row_is(lambda year: year is not None and not FIRST_YEAR <= year <= LAST_YEAR),
    lambda row: _("this is not a year"),
)
CODE_IN_CAPITALS = StoredColumn(("code",), lambda codes: [str(code or "").upper() for code in codes])
VOID_HAS_REASON = (is_needed_with("void_reason", "voided_on"), is_needed_with("voided_on", "void_reason"))
