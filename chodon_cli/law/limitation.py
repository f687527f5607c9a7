"""Until when an act can be disciplined at all."""

from functools import lru_cache

from chodon_cli.dates import months_later
from chodon_cli.law.rules import MOST_REMEMBERED, SHIPPED_LAW, Cited, Law
from chodon_cli.value_class import dataclass

STEPS_THAT_END_IT = {"conclusion": "conclude", "notice": "notice"}  # what a rule ends with -> the event of a case


@dataclass(frozen=True, kw_only=True)
class Limitation(Cited):
    """The limitation of one level; `none` are the acts that have no limitation: neither years nor months."""

    level: str  # reprimand, heavier, none; for a labour contract ordinary, assets
    years: int | None
    months: int | None
    clock: str | None  # from when it runs
    tail_days: int | None = None  # of an obstacle that ends when no more days are left, so many may be added
    restarts: bool = False  # whether a new act within it lets it begin anew
    ends_with: str = "decision"  # what must happen by the last day: the decision, or a step of STEPS_THAT_END_IT


@lru_cache(MOST_REMEMBERED)  # asked of thousands of cases for the same days
def limitations(category: str, on: str, law: Law = SHIPPED_LAW) -> tuple[Limitation, ...]:
    """The limitations of every level on a day; empty where there is no rule."""
    return law.once_a_stretch(lambda: _limitations(category, on, law), "limitations", ("limitation",), category, on)


def _limitations(category: str, on: str, law: Law) -> tuple[Limitation, ...]:
    return tuple(
        Limitation(
            level=rule.item,
            years=rule.says.get("years"),
            months=rule.says.get("months"),
            clock=rule.says.get("clock"),
            tail_days=rule.says.get("tail_days"),
            restarts=bool(rule.says.get("restarts")),
            ends_with=rule.says.get("ends_with") or "decision",
            **rule.citation,
        )
        for rule in law.rules_on("limitation", category, on)
    )


def limitation(category: str, level: str, on: str, law: Law = SHIPPED_LAW) -> Limitation | None:
    """The limitation of one level on a day."""
    return next((rule for rule in limitations(category, on, law) if rule.level == level), None)


def month_number(day: str) -> int:
    """Which month the day is in, counted from the year 0: for the order of months."""
    return int(day[:4]) * 12 + int(day[5:7])


def month_of_end(limitation: Limitation, occurred_on: str) -> int | None:
    """The `month_number` of what `limitation_end` says, which takes longer to work out."""
    if limitation.years is None and limitation.months is None:
        return None
    return month_number(occurred_on) + (limitation.years or 0) * 12 + (limitation.months or 0)


def limitation_end(limitation: Limitation, occurred_on: str) -> str | None:
    """The last day on which a decision is in time: the same day of the month, so many years and months later.

    The first day is not counted and the last one is, as everywhere in the program: a term of two years from
    2021-03-10 ends with 2023-03-10. A month without that day ends it with its last day (Civil Code 2015, articles
    147 and 148; recalled). None for acts that have no limitation.
    """
    if limitation.years is None and limitation.months is None:
        return None
    return months_later(occurred_on, (limitation.years or 0) * 12 + (limitation.months or 0))
