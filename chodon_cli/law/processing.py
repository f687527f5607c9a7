"""How long the handling of a violation may take, from its discovery to the decision."""

from chodon_cli.law.rules import SHIPPED_LAW, Cited, Law
from chodon_cli.value_class import dataclass


@dataclass(frozen=True, kw_only=True)
class Processing(Cited):
    """Calendar days: as a rule, and at most after a written extension."""

    normal_days: int
    extended_days: int


def processing(category: str, on: str, law: Law = SHIPPED_LAW) -> Processing | None:
    """The processing limit of a day; None for labour contracts, which have none, and where there is no rule."""
    for rule in law.rules_on("processing", category, on):
        return Processing(
            normal_days=rule.says["normal_days"], extended_days=rule.says["extended_days"], **rule.citation
        )
    return None
