"""The steps on the way to a decision and after it, with the days that the law gives each."""

from functools import lru_cache

from chodon_cli.law.rules import MOST_REMEMBERED, SHIPPED_LAW, Cited, Law
from chodon_cli.value_class import dataclass


@dataclass(frozen=True, kw_only=True)
class Step(Cited):
    """One step: within so many days, or working days; so many members of a council, 0 where there is none."""

    step: str
    days: int | None = None
    working_days: int | None = None
    extended_days: int | None = None
    dismissal_days: int | None = None  # instead, after a dismissal
    members: int | None = None


@lru_cache(MOST_REMEMBERED)  # asked of thousands of cases for the same days
def step(category: str, name: str, on: str, law: Law = SHIPPED_LAW) -> Step | None:
    """What the law of a day asks of the step; None where there is no rule."""
    return law.once_a_stretch(lambda: _step(category, name, on, law), ("step", name), ("procedure",), category, on)


def _step(category: str, name: str, on: str, law: Law) -> Step | None:
    rule = next((rule for rule in law.rules_on("procedure", category, on) if rule.item == name), None)
    if rule is None:
        return None
    says = rule.says
    return Step(
        step=name,
        days=says.get("days"),
        working_days=says.get("working_days"),
        extended_days=says.get("extended_days"),
        dismissal_days=says.get("dismissal_days"),
        members=says.get("members"),
        **rule.citation,
    )
