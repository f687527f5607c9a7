"""Which version of the law governs a case: settled when it is opened, as the new version says of what is under way."""

from functools import lru_cache

from chodon_cli.dates import shift
from chodon_cli.law.rules import MOST_REMEMBERED, SHIPPED_LAW, UNCHECKED_TAGS, Cited, Law
from chodon_cli.value_class import dataclass


@dataclass(frozen=True, kw_only=True)
class Transition(Cited):
    """What a new version says of a case under way, and of an older act whose case is opened later."""

    keeps_old_law: bool
    takes_favourable: bool


@lru_cache(MOST_REMEMBERED)  # asked of thousands of cases for the same days
def transition(category: str, on: str, law: Law = SHIPPED_LAW) -> Transition | None:
    """The rule of the version that is in force on the day; None where none was found."""
    rule = next(iter(law.rules_on("transition", category, on)), None)
    if rule is None or rule.verified in UNCHECKED_TAGS:
        return None
    says = rule.says
    return Transition(
        keeps_old_law=says.get("under_way") == "old",
        takes_favourable=says.get("older_acts") == "favourable",
        **rule.citation,
    )


def governing_day(category: str, opened_on: str, day: str, law: Law = SHIPPED_LAW) -> str:
    """The day whose law governs on a day a case that was opened then: the day itself, or the last of the older law."""
    rule = transition(category, day, law)
    if rule is None or not rule.keeps_old_law or opened_on >= rule.since:
        return day
    return shift(rule.since, -1)


def is_of_older_law(category: str, occurred_on: str, opened_on: str, law: Law = SHIPPED_LAW) -> bool:
    """Whether the act lies before the version that governs the case, and the better of the two laws holds for it."""
    rule = transition(category, opened_on, law)
    return rule is not None and rule.takes_favourable and occurred_on < rule.since <= opened_on
