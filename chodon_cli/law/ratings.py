"""The yearly rating: its levels, the ceiling on the highest, by when it is due, who is rated at all."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from chodon_cli.dates import months_later, shift
from chodon_cli.law.rules import SHIPPED_LAW, Cited, Law, Rule
from chodon_cli.value_class import dataclass

LONGEST_MONTH = 31  # days that make a month out of several broken ones


@dataclass(frozen=True, kw_only=True)
class Levels(Cited):
    """The levels, the best first, and the score from which each begins where scores are given."""

    levels: tuple[str, ...]
    scores: dict[str, float]

    def level_of_score(self, score: float) -> str | None:
        """The level of a score; None where the law gives no scores."""
        if not self.scores:
            return None
        return next((level for level in self.levels if score >= self.scores.get(level, 0)), None)


@dataclass(frozen=True, kw_only=True)
class Ceiling(Cited):
    """So many per cent of those rated `good` may be rated `excellent`, in a unit and in a group of like tasks.

    `of_good_best`: where the unit itself is rated excellent (Decree 233/2026, article 12.6.b); None: no more.
    """

    of_good: int
    of_good_best: int | None = None

    def most_excellent(self, good: int) -> int:
        """How many may be rated excellent: rounded down, since no source says otherwise.

        >>> ceiling = Ceiling(document="", article="", since="", verified="R", of_good=20)
        >>> [ceiling.most_excellent(good) for good in (4, 5, 9, 10)]
        [0, 1, 1, 2]
        """
        return good * self.of_good // 100

    def most_of_best(self, good: int) -> int:
        """How many, where the unit itself is rated excellent."""
        return good * (self.of_good_best or self.of_good) // 100


@dataclass(frozen=True, kw_only=True)
class Deadline(Cited):
    """The day by which the year is to be rated."""

    due_on: str


@dataclass(frozen=True, kw_only=True)
class Disciplined(Cited):
    """The best level left to whoever was disciplined in the year: for an act in duty, and for another one.

    `once`: an act that was already used for a failed rating is not used again (Decree 48/2023; Decree 233/2026,
    article 14.3.a and b); `in_unit_of_act`: it counts in the rating by the unit in which it happened (14.3.c).
    """

    at_most: str
    elsewhere_at_most: str | None
    once: bool = False
    in_unit_of_act: bool = False


@dataclass(frozen=True, kw_only=True)
class Least(Cited):
    """Who served fewer months in the year is not rated; `self_review`: but still reviews the time that was served."""

    months: int
    self_review: bool = False


@dataclass(frozen=True, kw_only=True)
class HeadRule(Cited):
    """Who leads a unit is rated no better than the unit; `head_alone`: of those who lead only the head."""

    head_alone: bool

    def binds(self, leadership: str) -> bool:
        """Whether somebody with this leadership is held to it."""
        return leadership == "head" if self.head_alone else leadership != "none"


@dataclass(frozen=True, kw_only=True)
class UnitCeiling(Ceiling):
    """The same of units under one authority; of fewer than `few` of them one may always be excellent, and no more."""

    few: int

    def most_units(self, good: int, units: int) -> int:
        """How many of so many units may be rated excellent."""
        return 1 if units < self.few else self.most_excellent(good)

    def most_units_of_best(self, good: int, units: int) -> int:
        """How many at the most, where the authority decided on the higher share."""
        return 1 if units < self.few else self.most_of_best(good)


@lru_cache(maxsize=256)  # asked of everybody who is rated
def levels(category: str, year: int, law: Law = SHIPPED_LAW) -> Levels | None:
    """The levels of a year; None where there is no rule (labour contracts, years before 2020)."""
    rule = of_year("levels", category, year, law)
    if rule is None:
        return None
    words = tuple(rule.says["levels"])
    return Levels(
        levels=words, scores={level: rule.says[level] for level in words if level in rule.says}, **rule.citation
    )


@lru_cache(maxsize=256)  # asked of everybody who is rated
def ceiling(category: str, year: int, law: Law = SHIPPED_LAW) -> Ceiling | None:
    """The ceiling on `excellent` of a year; None where there is none."""
    rule = of_year("ceiling", category, year, law)
    return None if rule is None else _ceiling(rule)


@lru_cache(maxsize=64)  # asked of everybody who is rated
def first_ceiling(category: str, law: Law = SHIPPED_LAW) -> Ceiling | None:
    """The earliest ceiling that is known, to hold years before it against; None where there has never been one."""
    ceilings = [rule for rule in law.rules("ratings") if rule.item == "ceiling" and rule.category == category]
    rule = min(ceilings, key=lambda rule: rule.since, default=None)
    return None if rule is None else _ceiling(rule)


def _ceiling(rule: Rule) -> Ceiling:
    return Ceiling(of_good=rule.says["of_good"], of_good_best=rule.says.get("of_good_best"), **rule.citation)


@lru_cache(maxsize=64)  # asked of everybody who is rated
def head_rule(category: str, year: int, law: Law = SHIPPED_LAW) -> HeadRule | None:
    """That who leads a unit is rated no better than it; None where no rule says so."""
    rule = of_year("head", category, year, law)
    return None if rule is None else HeadRule(head_alone=rule.says["binds"] == "head", **rule.citation)


def unit_ceiling(year: int, law: Law = SHIPPED_LAW) -> UnitCeiling | None:
    """The ceiling on units of public service rated `excellent`; None where there is none."""
    rule = of_year("unit-ceiling", "public-employee", year, law)
    if rule is None:
        return None
    says = rule.says
    return UnitCeiling(of_good=says["of_good"], of_good_best=says["of_good_best"], few=says["few"], **rule.citation)


@lru_cache(maxsize=256)  # asked of everybody who is rated
def deadline(category: str, year: int, kind: str, law: Law = SHIPPED_LAW) -> Deadline | None:
    """The day by which the year is rated; None without a rule, and for a school: it sets its own."""
    rule = of_year("deadline", category, year, law)
    if rule is None or kind == "school":
        return None
    return Deadline(due_on=f"{year:04}-{rule.says['month']:02}-{rule.says['day']:02}", **rule.citation)


def due_on(category: str, year: int, kind: str, law: Law = SHIPPED_LAW) -> str:
    """The same as a day: without a rule, and for a school, nothing is late before the year is over."""
    rule = deadline(category, year, kind, law)
    return rule.due_on if rule else f"{year:04}-12-31"


def ceiling_of_disciplined(category: str, year: int, law: Law = SHIPPED_LAW) -> Disciplined | None:
    """What is left to those disciplined in a year; None where there is no rule."""
    rule = of_year("disciplined", category, year, law)
    if rule is None:
        return None
    says = rule.says
    return Disciplined(
        at_most=says["at_most"],
        elsewhere_at_most=says.get("elsewhere_at_most"),
        once=bool(says.get("once")),
        in_unit_of_act=bool(says.get("in_unit_of_act")),
        **rule.citation,
    )


@lru_cache(maxsize=256)  # asked of everybody who is rated
def least_service(category: str, year: int, law: Law = SHIPPED_LAW) -> Least | None:
    """How long one must have served in a year to be rated for it; None where there is no rule."""
    rule = of_year("absence", category, year, law)
    if rule is None:
        return None
    return Least(months=rule.says["least_months"], self_review=bool(rule.says.get("self_review")), **rule.citation)


def months_served(stretches: Iterable[tuple[str, str]]) -> int:
    """Whole months in stretches of service (first and last day); 31 days left over of several are one more.

    >>> months_served([("2024-07-01", "2024-12-31")]), months_served([("2024-07-02", "2024-12-31")])
    (6, 5)
    """
    months = rest = 0
    for first, last in stretches:
        whole, more = _months_and_days(first, last)
        months, rest = months + whole, rest + more
    return months + rest // LONGEST_MONTH


@lru_cache(4096)  # nearly everybody served from the first day of the year to the last
def _months_and_days(first: str, last: str) -> tuple[int, int]:
    """Whole months from the first day to the last, and the days that are left over."""
    whole = 0
    while months_later(first, whole + 1) <= shift(last, 1):
        whole += 1
    return whole, (date.fromisoformat(last) - date.fromisoformat(months_later(first, whole))).days + 1


def of_year(item: str, category: str, year: int, law: Law) -> Rule | None:
    """The rule that holds at the end of the year, when it is rated."""
    return next((rule for rule in law.rules_on("ratings", category, f"{year}-12-31") if rule.item == item), None)
