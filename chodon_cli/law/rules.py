"""The rules that hold: the shipped ones by topic, with what an office has confirmed or set in its own register.

A topic is a TOML file of this folder. Its rules stand for categories of staff and for items (a form, a level, a
ground); of several versions of one rule, one holds from its `since` to its `until`, or to the next one's `since`.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from chodon_cli import law
from chodon_cli.locale import _
from chodon_cli.value_class import dataclass
from chodon_cli.words.case import LAW_TOPIC

T = TypeVar("T")
NAMES_OF_TOPICS = tuple(LAW_TOPIC.codes)  # each has a file of its name in this folder
TEXT_KEYS = ("document", "article", "note", "until")  # what a rule says of itself, besides its values
CITED_KEYS = ("document", "article", "since", "verified", "note", "rule")
WEAKEST_FIRST = "NRSVC"
DOUBT_REMARK = (
    " (chưa đối chiếu)"  # closes a place that is only recalled; an office that confirms the rule takes it away
)
MOST_REMEMBERED = 20_000  # answers of one kind, each by category, day and law
UNCHECKED_TAGS = ("N", "R")  # how a rule is tagged that warns instead of refusing


@dataclass(frozen=True, kw_only=True)
class Cited:
    """Where an answer stands, since when, and how well that is verified: V, S, R, N, or C by the office."""

    document: str
    article: str
    since: str
    verified: str
    note: str = ""
    rule: str = ""  # the id of the rule, as `law confirm` takes it

    @property
    def citation(self) -> dict[str, str]:
        """These fields alone, for an answer that rests on this one."""
        return {name: getattr(self, name) for name in CITED_KEYS}


class Override(NamedTuple):
    """What an office has said of a rule: that it stands as written, or with other values; who checked it, and how."""

    rule: str
    values: Mapping[str, object]
    checked_by: str
    checked_on: str
    against: str


@dataclass(frozen=True)
class Rule:
    """One version of what the law says for one category of staff."""

    topic: str
    category: str
    item: str
    since: str
    until: str | None
    document: str
    article: str
    source: str
    verified: str
    note: str
    says: Mapping[str, Any] = field(hash=False)
    given: Override | None = field(default=None, hash=False)

    @property
    def name(self) -> str:
        """What its versions have in common: limitation.public-employee.heavier."""
        return ".".join(filter(None, (self.topic, self.category, self.item)))

    @property
    def id(self) -> str:
        return f"{self.name}@{self.since}"

    @property
    def citation(self) -> dict[str, str]:
        """The fields of `Cited`."""
        return {**{name: getattr(self, name) for name in CITED_KEYS[:-1]}, "rule": self.id}


class Law:
    """The rules as they hold in one office."""

    def __init__(self, overrides: Iterable[Override] = ()) -> None:
        self._given = list(overrides)  # in the order in which it was said
        self._topics: dict[str, Sequence[Rule]] = {}
        self._categories: dict[tuple[str, str], list[Rule]] = {}
        self._changes: dict[tuple[str, str], list[tuple[str, bool]]] = {}  # the days, and whether it is the one before
        self._on: dict[tuple[str, str, int], Sequence[Rule]] = {}  # asked of a thousand people: by stretch, not by day
        self._answers: dict[Hashable, Any] = {}  # what is made of the rules of a stretch

    def rules(self, topic: str) -> Sequence[Rule]:
        """Every version of every rule of the topic, as its file has them."""
        if topic not in self._topics:
            ours = [override for override in self._given if override.rule.startswith(f"{topic}.")]
            self._topics[topic] = with_given(shipped_rules(topic), ours) if ours else shipped_rules(topic)
        return self._topics[topic]

    def rules_on(self, topic: str, category: str, day: str) -> Sequence[Rule]:
        """The rules of the topic that hold for the category on the day, one an item, in the order of the file."""
        stretch = topic, category, self._stretch(topic, category, day)
        if stretch not in self._on:
            self._on[stretch] = self._find_on(topic, category, day)
        return self._on[stretch]

    def once_a_stretch(
        self, make: Callable[[], T], what: Hashable, topics: Iterable[str], category: str, day: str
    ) -> T:
        """What is made of the rules of these topics, once for all days on which the same rules hold."""
        key = what, category, *(self._stretch(topic, category, day) for topic in topics)
        if key not in self._answers:
            self._answers[key] = make()
        answer: T = self._answers[key]
        return answer

    def _stretch(self, topic: str, category: str, day: str) -> int:
        """Which of the stretches of days with the same rules the day is in."""
        changes = self._changes.get((topic, category))
        if changes is None:
            changes = self._changes[topic, category] = self._find_changes(topic, category)
        return bisect_right(changes, (day, False))

    def _find_changes(self, topic: str, category: str) -> list[tuple[str, bool]]:
        """Between which days the same rules hold: a version begins with its day, and ends after its last one."""
        rules = [rule for rule in self.rules(topic) if rule.category == category]
        begun, over = {(rule.since, False) for rule in rules}, {(rule.until, True) for rule in rules if rule.until}
        return sorted(begun | over)

    def _find_on(self, topic: str, category: str, day: str) -> Sequence[Rule]:
        if (topic, category) not in self._categories:
            self._categories[topic, category] = [rule for rule in self.rules(topic) if rule.category == category]
        latest: dict[str, Rule] = {}
        for rule in self._categories[topic, category]:
            if rule.since <= day:
                rule_so_far = latest.get(rule.item)
                latest[rule.item] = rule if rule_so_far is None or rule_so_far.since <= rule.since else rule_so_far
        return tuple(rule for rule in latest.values() if not rule.until or day <= rule.until)

    def find(self, id: str) -> Rule | None:
        """The rule of this id."""
        topic = id.split(".")[0]
        return next((rule for rule in self.rules(topic) if rule.id == id), None) if topic in NAMES_OF_TOPICS else None

    def beginning(self, id: str) -> Rule | None:
        """The rule of this id; on a day on which no version begins, what a version of that day would begin with."""
        topic, (name, _at, since) = id.split(".")[0], id.partition("@")
        if topic not in NAMES_OF_TOPICS or not is_day(since):
            return None
        versions = [rule for rule in self.rules(topic) if rule.name == name and rule.since <= since]
        latest = max(versions, key=lambda rule: rule.since, default=None)
        if latest is None or latest.since == since:
            return latest
        return replace(latest, since=since, until=None, given=None)


@cache
def shipped_rules(topic: str) -> Sequence[Rule]:
    """The rules of one TOML file, one for each category and item that it is written for."""
    return [
        Rule(
            topic=topic,
            category=category,
            item=item,
            since=entry["since"],
            until=entry.get("until"),
            document=entry["document"],
            article=entry.get("article", ""),
            source=entry.get("source", ""),
            verified=entry["verified"],
            note=entry.get("note", ""),
            says=entry.get("says", {}),
        )
        for entry in law.load(topic)["rule"]
        for category in entry["categories"]
        for item in entry.get("items", [""])
    ]


def first_day() -> str:
    """The first day for which rules are held."""
    return min(rule.since for topic in NAMES_OF_TOPICS for rule in shipped_rules(topic))


def with_given(rules: Sequence[Rule], overrides: Sequence[Override]) -> list[Rule]:
    """The rules with what an office has said of them, one word after the other.

    A day on which none begins makes a version of its own, out of the one before.
    """
    rules_by_id = {rule.id: rule for rule in rules}
    for word in overrides:
        name, _at, since = word.rule.partition("@")
        before = [rule for rule in rules_by_id.values() if rule.name == name and rule.since <= since]
        if before:
            latest = max(before, key=lambda rule: rule.since)
            until = latest.until if latest.since == since else None
            rules_by_id[word.rule] = confirm_rule(replace(latest, since=since, until=until), word)
    return list(rules_by_id.values())


def confirm_rule(rule: Rule, override: Override) -> Rule:
    """The rule as the office has it: its values, its words on the source, and C."""
    texts = {key: getattr(rule, key) and getattr(rule, key).replace(DOUBT_REMARK, "") for key in TEXT_KEYS}
    texts |= {
        key: value or None if key == "until" else value for key, value in override.values.items() if key in TEXT_KEYS
    }
    says = {key: value for key, value in override.values.items() if key not in TEXT_KEYS}
    return replace(rule, says={**rule.says, **says}, verified="C", given=override, **texts)


def is_day(text: str) -> bool:
    """Whether the text is a day as it is written inside: 2022-03-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def weakest(tags: Iterable[str]) -> str:
    """How well something is verified that rests on several rules: as its least verified part."""
    return min(tags, key=WEAKEST_FIRST.index)


def quote_note(note: str) -> str:
    """The note of a rule as people are told it: in Vietnamese, as the law is, which is said in any other language."""
    return _("“{note}” (in Vietnamese)").format(note=note)


def unchecked_note(tags: Iterable[str | None]) -> list[str]:
    """The note that what is shown rests on rules that nobody has checked, if one of the tags says so."""
    if not any(tag in UNCHECKED_TAGS for tag in tags):
        return []
    return [_("not checked: rests on a rule whose source nobody has seen (R, N)")]


SHIPPED_LAW = Law()
