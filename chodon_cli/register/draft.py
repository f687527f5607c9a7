"""A record in the making: plain values on the way to a row, with all that is wrong with them."""

from collections.abc import Callable
from typing import Any, TypeVar

from chodon_cli.dates import show_day
from chodon_cli.errors import Rejected, Usage
from chodon_cli.input_row import Values
from chodon_cli.labels import heading
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.register.resolver import Resolver

R = TypeVar("R")


class Draft:
    """Values by key, the day it is, the references; problems and hints pile up until somebody asks."""

    def __init__(self, refs: Resolver, noun: Noun, values: Values, today: str) -> None:
        self.refs = refs
        self.fields = noun.by_key
        self.values = values
        self.today = today
        self.problems: list[Rejected] = []
        self.hints: list[str] = []

    def __getitem__(self, key: str) -> Any:
        """The value, None where nothing was said. KeyError if the noun has no such field."""
        if key not in self.fields:
            raise KeyError(key)
        value = self.values.get(key)
        return None if value == "" else value

    def refuse(self, column: str, reason: str, hint: str = "") -> None:
        self.problems.append(Rejected(column, self.values.get(column), reason, hint))

    def needs(self, *keys: str) -> bool:
        missing = [key for key in keys if self[key] is None]
        for key in missing:
            self.refuse(key, _("this is needed"))
        return not missing

    def refer(self, look: Callable[[str, str], R], key: str) -> R | None:
        """The record that the value names; None if it names none or nothing was said."""
        said = self[key]
        if said is None:
            return None
        try:
            return look(str(said), key)
        except Rejected as problem:
            self.problems.append(problem)
        except Usage as error:  # a day in it cannot be read
            self.refuse(key, str(error), error.hint)
        return None

    def in_order(self, first: str, second: str) -> None:
        """The second day is not before the first."""
        if self[first] and self[second] and self[second] < self[first]:
            self.refuse(second, _("is before {other}, {day}").format(other=heading(first), day=show_day(self[first])))

    def is_place(self, key: str) -> None:
        """The places of a sequence are 1, 2, 3 and so on."""
        if self[key] is not None and self[key] < 1:
            self.refuse(key, _("must be 1 or more"))

    def is_year(self, key: str) -> None:
        if self[key] is not None and not 1945 <= self[key] <= 9999:
            self.refuse(key, _("this is not a year"))

    def void_has_reason(self) -> None:
        """What was entered by mistake says when it was found and why."""
        if self["voided_on"] and not self["void_reason"]:
            self.refuse("void_reason", _("this is needed"))
        if self["void_reason"] and not self["voided_on"]:
            self.refuse("voided_on", _("this is needed"))

    def not_in_future(self, *keys: str) -> None:
        for key in keys:
            if self[key] and self[key] > self.today:
                self.refuse(key, _("lies after today, {today}").format(today=show_day(self.today)))
