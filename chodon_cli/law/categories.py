"""Which classes of staff the law has ended, and what took their place."""

from typing import NamedTuple

from chodon_cli import law


class EndedCategory(NamedTuple):
    """A class of staff with its last day, and the class that took its place."""

    code: str
    until: str
    becomes: str
    document: str
    article: str
    verified: str


def ended_categories() -> list[EndedCategory]:
    """Every class that the law has ended."""
    keys = ("code", "until", "becomes", "document", "article", "verified")
    return [EndedCategory(*(entry[key] for key in keys)) for entry in law.load("categories")["category"]]


def ended_category(code: str | None, on: str | None) -> EndedCategory | None:
    """The class, if it is no more on the day.

    >>> [bool(ended_category("commune-civil-servant", day)) for day in ("2025-06-30", "2025-07-01")]
    [False, True]
    >>> [ended_category(code, "2026-01-01") for code in (None, "cadre", "contract")]
    [None, None, None]
    >>> ended_category("commune-civil-servant", None)
    """
    return next((ended for ended in ended_categories() if code == ended.code and on and on > ended.until), None)
