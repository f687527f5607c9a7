"""The options that stand before a command: what they say, and that it holds from now on."""

import os
from collections.abc import Sequence
from itertools import takewhile

from chodon_cli import configuration, dates, invocation, locale
from chodon_cli.errors import Usage
from chodon_cli.locale import _

OPTIONS_WITH_A_VALUE = {"-r": "--register"} | {name: name for name in ("--register", "--today", "--color", "--lang")}
FLAGS = ("--no-pager", "--no-input", "--quiet", "-q", "--debug")


def apply(
    register: str | None, today: str | None, color: str | None, *, has_pager: bool, asks: bool, is_quiet: bool
) -> None:
    """Let the options hold, and what is configured where they say nothing. `today`: an ISO day."""
    from chodon_cli import render, store

    register = register or configuration.value("register") or None
    color = color or configuration.value("color", register)
    if color not in configuration.CONFIGURATION_KEYS["color"].words:
        raise not_allowed("--color", color, configuration.CONFIGURATION_KEYS["color"].words)
    dates.fix_today(today)
    if not store.is_in_use(register):  # it is where Typer reads a line anew that was no plain question
        store.use(register)
    pager = os.environ.get("PAGER", configuration.value("pager", register)) if has_pager else None
    render.use(color, is_quiet, pager)
    invocation.asks = asks and configuration.value("input", register) == "on"


def apply_words(words: list[str]) -> bool:
    """Let what stands before a command hold, and what the environment says; whether it is all as it should be.

    If it is not, nothing holds yet: what is wrong is said by Typer.
    """
    typed = values_typed(words)
    day = typed.get("--today") or os.environ.get("CHODON_TODAY")
    language = typed.get("--lang") or os.environ.get("CHODON_LANG")
    try:
        today = dates.parse_day(day) if day else None
        if language:
            language_word(language)
        if "--color" in typed:
            color_word(typed["--color"])
    except Usage:
        return False
    if not are_all_of_it(words):
        return False
    apply(
        *(typed.get("--register") or os.environ.get("CHODON_REGISTER"), today, typed.get("--color")),
        has_pager="--no-pager" not in words,
        asks="--no-input" not in words,
        is_quiet=not {"-q", "--quiet"}.isdisjoint(words),
    )
    today_typed = today if "--today" in typed else None
    invocation.global_words = words_of(typed.get("--register"), typed.get("--lang"), today_typed)
    return True


def values_typed(words: list[str]) -> dict[str, str]:
    """The options before the command that take a value, by their long names, as they were typed."""
    typed: dict[str, str] = {}
    rest = iter(words)
    for word in takewhile(lambda word: word.startswith("-"), rest):
        name, equals, value = word.partition("=")
        if equals:
            typed[OPTIONS_WITH_A_VALUE.get(name, name)] = value
        elif word in OPTIONS_WITH_A_VALUE:
            typed[OPTIONS_WITH_A_VALUE[word]] = next(rest, "")
    return typed


def split_global_words(words: list[str]) -> tuple[list[str], list[str]]:
    """The words before the name of a command, and those from it on."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] in OPTIONS_WITH_A_VALUE else 1
    return words[:place], words[place:]


def color_word(text: str) -> str:
    """The word for colour. Usage error if it is none."""
    return _one_of(text, configuration.CONFIGURATION_KEYS["color"].words)


def language_word(text: str) -> str:
    """The word for a language. Usage error if it is none."""
    return _one_of(text, locale.LANGUAGES)


def _one_of(text: str, words: Sequence[str]) -> str:
    if text not in words:
        raise Usage(
            _("“{value}” is not one of the allowed words").format(value=text),
            _("allowed: {words}").format(words=", ".join(words)),
        )
    return text


def are_all_of_it(words: list[str]) -> bool:
    """Whether the line has these options and nothing else, each as it should be: no command is asked for then."""
    rest = iter(words)
    return all(word in FLAGS or (word in OPTIONS_WITH_A_VALUE and next(rest, "")) for word in rest)


def words_of(register: str | None, lang: str | None, today: str | None) -> list[str]:
    """The words of those options that were typed and that change what a report says; None: it was not typed."""
    values = {"--lang": lang, "--register": register, "--today": today}
    return [word for name, value in values.items() if value is not None for word in (name, value)]


def not_allowed(option: str, value: str, words: Sequence[str]) -> Usage:
    """The refusal of a word, as options of commands say it."""
    message = _("“{value}” is not one of the allowed words").format(value=value)
    return Usage(f"{option}: {message}", _("allowed: {words}").format(words=", ".join(words)))
