"""What an office may set in a rule: which keys, and how each value is written."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from chodon_cli.dates import parse_day
from chodon_cli.errors import Usage
from chodon_cli.law.rules import TEXT_KEYS, Rule, shipped_rules
from chodon_cli.locale import _
from chodon_cli.text import clean
from chodon_cli.words.case import DISCIPLINE_FORM

KEYS_THAT_NEED_A_VALUE = (
    "forms",
    "normal_days",
    "extended_days",
    "steps",
    "counted",
    "kind",
    "document",
)  # never without a value
MOST_DIGITS = 3  # of a number of days, months or years: more leads past the last day that can be written
YES_NO = {"yes": True, "no": False, "có": True, "không": False}


def read(rule: Rule, key: str, text: str) -> object:
    """The value that the text gives to the key of the rule; an empty text takes it away. Usage error otherwise."""
    text = clean(text)
    examples = _examples(rule.topic)
    if key not in examples and key not in TEXT_KEYS:
        raise Usage(
            _("{rule} has no “{key}”").format(rule=rule.id, key=key),
            _("allowed: {words}").format(words=", ".join([*examples, *TEXT_KEYS])),
        )
    if not text:
        if key in KEYS_THAT_NEED_A_VALUE:
            raise Usage(
                _("{key}: this is needed").format(key=key),
                _("see: {command}").format(command="chodon law confirm --help"),
            )
        return "" if key in TEXT_KEYS else None
    if key == "until":
        return parse_day(text)
    return text if key in TEXT_KEYS else _parse_value(key, text, examples[key])


def contradiction(since: str, says: Mapping[str, Any]) -> str:
    """What cannot be in a rule that holds from this day and says this; empty if all can."""
    ladder = says.get("forms") or []
    if sorted(set(ladder), key=DISCIPLINE_FORM.rank) != list(ladder):
        return _("the forms must stand from the lightest to the heaviest, each once")
    normal, extended = says.get("normal_days"), says.get("extended_days")
    if normal == 0:
        return _("a limit of no days cannot be kept")
    if normal and extended is not None and extended < normal:
        return _("the extended days are fewer than the normal ones")
    if says.get("until") and says["until"] < since:
        return _("it would end before it begins")
    return ""


def dump_values(values: Mapping[str, object]) -> str | None:
    """The values as the register keeps them; None if there are none."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else None


def load_values(text: str | None) -> dict[str, object]:
    """The values that the register keeps. Usage error if the text is none of ours."""
    try:
        values = json.loads(text or "{}")
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise Usage(_("these are not values of a rule"), _("see: {command}").format(command="chodon law show RULE"))
    return values


def value_as_typed(value: object) -> str:
    """A value as `law set` takes it: 5, yes, reprimand,warning."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


@cache
def _examples(topic: str) -> dict[str, list[object]]:
    """The keys that the topic's rules have, each with the values that it has anywhere: they show what it takes."""
    values_by_key: dict[str, list[object]] = {}
    for rule in shipped_rules(topic):
        for key, value in rule.says.items():
            values_by_key.setdefault(key, []).extend(value if isinstance(value, list) else [value])
            if isinstance(value, list):
                values_by_key[key].append(list)
    return values_by_key


def _parse_value(key: str, text: str, examples: list[object]) -> object:
    if list in examples:
        return [_word(key, part, examples) for part in text.split(",")]
    if isinstance(examples[0], bool):
        if text.casefold() not in YES_NO:
            raise Usage(_("{key}: “{value}” is neither yes nor no").format(key=key, value=text), _("write yes or no"))
        return YES_NO[text.casefold()]
    if isinstance(examples[0], int):
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise Usage(
                _("{key}: “{value}” is not a whole number").format(key=key, value=text), _("write digits alone: 12")
            )
        return int(text)
    return _word(key, text, examples)


def _word(key: str, text: str, examples: list[object]) -> str:
    allowed = list(dict.fromkeys(word for word in examples if isinstance(word, str)))
    word = (DISCIPLINE_FORM.find(text) if key == "forms" else None) or clean(text)
    if word not in allowed:
        raise Usage(
            _("{key}: “{value}” is not one of the allowed words").format(key=key, value=clean(text)),
            _("allowed: {words}").format(words=", ".join(allowed)),
        )
    return word
