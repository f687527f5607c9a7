"""law.csv: what the office has confirmed or set of the rules; and the law that follows from it."""

from collections.abc import Callable
from functools import cache

from chodon_cli import lists
from chodon_cli.dates import FOREVER
from chodon_cli.errors import NotFound
from chodon_cli.law import given
from chodon_cli.law.rules import SHIPPED, Given, Law, Rule
from chodon_cli.lists import List
from chodon_cli.locale import N_, _
from chodon_cli.result import Column
from chodon_cli.store import Reader

COLUMNS = [
    Column("rule", "code"),
    Column("says", "text"),
    Column("checked_by"),
    Column("checked_on", "date"),
    Column("against"),
]
SQL = """
SELECT w.rule, w.says, w.checked_by, w.checked_on, w.against
FROM law w
"""
LIST = List(N_("Rules that the office has checked"), "w", "w.rule, w.checked_on", COLUMNS, SQL)


def of(db: Reader) -> Law:
    """The law as it holds in this office: the shipped rules with what is confirmed or set in the register."""
    return on_days(db)(FOREVER)


def on_days(db: Reader) -> Callable[[str], Law]:
    """The law as the office had it on a day: what was checked later binds cases that are opened later."""
    words = [Given(rule, given.loaded(says), *checked) for rule, says, *checked in lists.rows(db, LIST)]

    @cache
    def of_words(checked: tuple[str, ...]) -> Law:
        return Law(word for word in words if word.checked_on in checked) if checked else SHIPPED

    days = sorted({word.checked_on for word in words})
    return lambda day: of_words(tuple(checked for checked in days if checked <= day))


def found(law: Law, said: str) -> Rule:
    """The rule of this id. NotFound with what to do."""
    return _existing(law.find(said), said)


def beginning(law: Law, said: str) -> Rule:
    """The rule of this id, or what a version that begins on its day would begin with. NotFound with what to do."""
    return _existing(law.beginning(said), said)


def _existing(rule: Rule | None, said: str) -> Rule:
    if rule is None:
        raise NotFound(_("there is no rule {rule}").format(rule=said), _("see: chodon law list"))
    return rule
