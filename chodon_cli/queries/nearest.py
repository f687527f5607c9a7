"""What somebody may have meant by a word that the register does not know."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from chodon_cli.locale import _
from chodon_cli.queries import unit_names
from chodon_cli.queries.select import containing
from chodon_cli.queries.unit_names import Named
from chodon_cli.result import Cell
from chodon_cli.store import Reader
from chodon_cli.text import search_form

MOST_WORDS_NAMED = 3  # are named
MOST_PEOPLE = 6  # likewise: a given name is borne by many
MOST_TITLES = 6  # likewise
WORD = r"\w+"
LIKENESS = 0.7  # share of two words that are like each other


def nearest(word: str, labels: dict[str, str]) -> str:
    """Up to three of the known words that look like the one that was not found, as a hint."""
    plain = {search_form(name): label for name, label in labels.items()}
    near = dict.fromkeys(
        plain[name] for name in get_close_matches(search_form(word), list(plain), n=MOST_WORDS_NAMED, cutoff=LIKENESS)
    )
    return did_you_mean(near)


def did_you_mean(names: Iterable[str]) -> str:
    """The question, or nothing if nothing is near."""
    quoted_names = ", ".join(names)
    return _("did you mean {names}?").format(names=quoted_names) if quoted_names else ""


def with_words(said: str, known: dict[str, str]) -> list[str]:
    """What is shown of the first titles in which words begin so, tone marks aside: “đi muộn”, “quảng cáo”.

    One letter begins too many words: it is meant alone, as a word.
    """
    wanted = [f" {word}" if len(word) > 1 else f" {word} " for word in re.findall(WORD, search_form(said))]
    titles = {f" {' '.join(re.findall(WORD, search_form(title)))} ": shown for title, shown in known.items()}
    near = [shown for title, shown in titles.items() if wanted and all(word in title for word in wanted)]
    return [*near[:MOST_TITLES], *(["…"] if len(near) > MOST_TITLES else [])]


def near_people(db: Reader, said: str) -> str:
    """Those who have all these words in their names, or else the last of them as their given name, as a hint."""
    words = [containing(f" {word} ", str) for word in search_form(said).split()]
    given_name = [words[-1].removesuffix("%")] if len(words) > 1 else []
    for wanted in filter(None, (words, given_name)):
        where = " AND ".join(f"' ' || search_key || ' ' LIKE :word_{place} ESCAPE '!'" for place in range(len(wanted)))
        sql = f"SELECT code, full_name FROM staff WHERE voided_on IS NULL AND {where} ORDER BY name_key LIMIT :most"
        values: dict[str, Cell] = {f"word_{place}": word for place, word in enumerate(wanted)}
        names = [f"{code} {name}" for code, name in db.execute(sql, {**values, "most": MOST_PEOPLE + 1})]
        if names:
            return did_you_mean([*names[:MOST_PEOPLE], *(["…"] if len(names) > MOST_PEOPLE else [])])
    return ""


def near_units(said: str, units: Iterable[Named]) -> list[tuple[str, str]]:
    """(code, name) of up to three units that are called or written nearly so, the nearest first."""
    ways: dict[str, tuple[str, str]] = {}
    for code, name, aliases in units:
        called = [name, *filter(None, (aliases or "").split(unit_names.ALIAS_SEPARATOR))]
        for way in (search_form(code), *(way for each in called for way in _ways(each))):
            ways.setdefault(way, (code, name))
    near = [
        way for word in _ways(said) for way in get_close_matches(word, list(ways), n=MOST_WORDS_NAMED, cutoff=LIKENESS)
    ]
    return list(dict.fromkeys(ways[way] for way in near))[:MOST_WORDS_NAMED]


def _ways(name: str) -> list[str]:
    """The name as it stands and as offices write it, without tone marks."""
    return list(dict.fromkeys([search_form(name), *unit_names.readings(name)]))
