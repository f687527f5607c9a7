"""A record in the making: plain values on the way to a row, with all that is wrong with them."""

from collections.abc import Iterable
from typing import Any

from chodon_cli.errors import Rejected, Usage
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import RowRule, StoredColumn

POST_KEY = "post"  # what rules call the post of the person on the day


class Draft:
    """Values by key, the day it is, the references; problems and hints pile up until somebody asks."""

    def __init__(self, refs: Resolver, noun: Noun, values: Values, today: str) -> None:
        self.refs = refs
        self.fields = noun.by_key
        self.values = values
        self.today = today
        self.problems: list[Rejected] = []
        self.hints: list[str] = []
        self.records: Values = {}  # key -> the record that the value names, None if it names none

    def __getitem__(self, key: str) -> Any:
        """The value, None where nothing was said. KeyError if the noun has no such field."""
        if key not in self.fields:
            raise KeyError(key)
        value = self.values.get(key)
        return None if value == "" else value

    def value(self, key: str) -> Any:
        """The value; of STANDARD.in_force_to what the standard that it names has there."""
        key, _dot, what = key.partition(".")
        if not what:
            return self[key]
        record = self.records[key]
        return record and getattr(record, what)

    def filled_value(self, field: Field) -> object:
        """The value, with what is meant where nothing was said."""
        value = self[field.key]
        if value is None and field.default_of:
            return self[field.default_of]
        return field.default or None if value is None else value

    def stored_value(self, column: StoredColumn) -> object:
        """What is kept in a column that is worked out."""
        [value] = column.make(*([self.value(key)] for key in column.keys))
        return value

    def keep(self, rules: Iterable[RowRule]) -> None:
        """Refuse what breaks one of these."""
        for rule in rules:
            if rule.is_said_by_rule or (rule.is_of_live and self["voided_on"]):
                continue
            if not rule.holds(self.today, *([self.value(key)] for key in rule.keys)):
                self.refuse(rule.about, rule.reason(self))

    def refuse(self, column: str, reason: str, hint: str = "") -> None:
        value = self.values.get(column)
        value = f"{value:.15g}" if isinstance(value, float) else value  # 101, not 101.0
        self.problems.append(Rejected(column, value, reason, hint))

    def needs(self, *keys: str) -> bool:
        missing = [key for key in keys if self[key] is None]
        for key in missing:
            self.refuse(key, _("this is needed"))
        return not missing

    def refer(self, noun: str, key: str) -> None:
        """Find the record that the value names."""
        self.records[key] = None
        reference = self[key]
        if reference is None:
            return
        try:
            self.records[key] = getattr(self.refs, noun)(str(reference), key)
        except Rejected as problem:
            self.problems.append(problem)
        except Usage as error:  # a day in it cannot be read
            self.refuse(key, str(error), error.hint)

    def find_post(self, staff: str, day: str) -> None:
        """Find the post of this person on this day."""
        person, on = self.records[staff], self[day]
        self.records[POST_KEY] = self.refs.post_on(person.id, on) if person and on else None
