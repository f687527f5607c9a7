"""What stops the clock of a case, what exempts from discipline, what weighs for and against."""

from functools import lru_cache

from chodon_cli.law.rules import MOST_REMEMBERED, SHIPPED_LAW, Cited, Law
from chodon_cli.value_class import dataclass


@dataclass(frozen=True, kw_only=True)
class Ground(Cited):
    """A reason to postpone; `counted` is how well it is verified that its days are not counted into the limit.

    `limitation`: how well it is verified that they are not counted into the limitation either; None where they are.
    `until_replaced`: after an annulment on complaint the clock stands still until another decision.
    """

    ground: str
    counted: str
    limitation: str | None = None
    until_replaced: bool = False


@dataclass(frozen=True, kw_only=True)
class Exemption(Cited):
    """A case in which nobody is disciplined; `kind`: excluded or exempt, where the law tells them apart."""

    exemption: str
    kind: str | None = None


@lru_cache(MOST_REMEMBERED)  # asked of thousands of cases for the same days
def grounds(category: str, on: str, law: Law = SHIPPED_LAW) -> tuple[Ground, ...]:
    """The grounds on which a case may be paused on a day; a word that is not among them the law of that day lacks.

    `other` is a ground that the law has and the words do not name: most decrees have closed lists, without it.
    """
    return law.once_a_stretch(lambda: _grounds(category, on, law), "grounds", ("grounds",), category, on)


def _grounds(category: str, on: str, law: Law) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            ground=rule.item,
            counted="C" if rule.given else rule.says["counted"],
            limitation=rule.says.get("limitation"),
            until_replaced=bool(rule.says.get("until_replaced")),
            **rule.citation,
        )
        for rule in law.rules_on("grounds", category, on)
    )


def exemptions(category: str, on: str, law: Law = SHIPPED_LAW) -> tuple[Exemption, ...]:
    """The cases of a day in which nobody is disciplined."""
    return tuple(
        Exemption(exemption=rule.item, kind=rule.says.get("kind"), **rule.citation)
        for rule in law.rules_on("exemptions", category, on)
    )


def circumstance_words(kind: str, law: Law = SHIPPED_LAW) -> list[str]:
    """Every circumstance of the kind, mitigating or aggravating, that the law has named on any day."""
    return list(dict.fromkeys(rule.item for rule in law.rules("circumstances") if rule.says["kind"] == kind))
