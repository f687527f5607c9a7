"""Which titles mean the head or a deputy of a unit, by the shipped list in titles.toml."""

import re
from functools import cache, lru_cache

from chodon_cli import law
from chodon_cli.text import unaccent

TITLE_SEPARATORS = re.compile(r"[,;]| - | – | kiem ")
LEADERSHIP_RANKS = ("none", "deputy", "head")


@lru_cache(maxsize=10_000)
def leadership(title: str) -> str:
    """`head`, `deputy` or `none`: the highest of what the parts of the title mean.

    >>> leadership("Phó Bí thư Đảng ủy, Chủ tịch UBND xã")
    'head'
    """
    return max(map(_of_part, TITLE_SEPARATORS.split(unaccent(title))), key=LEADERSHIP_RANKS.index)


def _of_part(part: str) -> str:
    words = part.strip()
    return next((rank for phrase, rank in _phrases() if f"{words} ".startswith(f"{phrase} ")), "none")


@cache
def _phrases() -> list[tuple[str, str]]:
    """Every phrase with its rank, the longest first: it decides."""
    listed = [(unaccent(phrase), rank) for rank in LEADERSHIP_RANKS for phrase in law.load("titles")[rank]]
    return sorted(listed, key=lambda phrase: -len(phrase[0]))
