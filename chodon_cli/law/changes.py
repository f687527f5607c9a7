"""What changed when: every day on which a rule begins, or ends without another in its place."""

from collections.abc import Iterator
from typing import NamedTuple

from chodon_cli.dates import shift
from chodon_cli.law.overrides import value_as_typed
from chodon_cli.law.rules import NAMES_OF_TOPICS, SHIPPED_LAW, Law, Rule

WITHOUT_LIMITATION = "years=none"  # as a rule that says nothing is shown


class Change(NamedTuple):
    """On this day the rule began to say `after`; before it said `before`. Empty is nothing."""

    on: str
    rule: Rule
    before: str
    after: str


def changes(law: Law = SHIPPED_LAW) -> list[Change]:
    """Every change, earliest first, topic by topic."""
    all_changes = [change for topic in NAMES_OF_TOPICS for change in _of_topic(law, topic)]
    return sorted(all_changes, key=lambda change: change.on)


def _of_topic(law: Law, topic: str) -> Iterator[Change]:
    versions: dict[str, list[Rule]] = {}
    for rule in law.rules(topic):
        versions.setdefault(rule.name, []).append(rule)
    for rules in versions.values():
        rules = sorted(rules, key=lambda rule: rule.since)
        for before, rule, after in zip([None, *rules], rules, [*rules[1:], None], strict=False):
            held = before if before and not (before.until and before.until < shift(rule.since, -1)) else None
            yield Change(rule.since, rule, values_shown(held) if held else "", values_shown(rule))
            if rule.until and (after is None or shift(rule.until, 1) < after.since):
                yield Change(shift(rule.until, 1), rule, values_shown(rule), "")


def values_shown(rule: Rule) -> str:
    """The same; of an act that can be disciplined at any time, that it has no limitation."""
    return values_as_typed(rule) or (WITHOUT_LIMITATION if rule.topic == "limitation" else "")


def values_as_typed(rule: Rule) -> str:
    """The values of a rule as `law set` takes them: years=5 clock=occurred."""
    return " ".join(f"{key}={value_as_typed(value)}" for key, value in rule.says.items())
