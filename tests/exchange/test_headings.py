"""The spellings of offices: each that was ever understood is understood as it was.

They stand once more in `tests/fixtures/headings.txt`, for a declaration that loses one says nothing of it.
"""

from pathlib import Path

import pytest

from chodon_cli.exchange.read import headings
from chodon_cli.nouns import registry

KNOWN = Path(__file__).parent.parent / "fixtures" / "headings.txt"  # NOUN.KEY: SPELLING | SPELLING …
SPELLINGS = {
    tuple(where.split(".")): spellings.split(" | ")
    for where, _colon, spellings in (line.partition(": ") for line in KNOWN.read_text("utf-8").splitlines())
}


@pytest.mark.parametrize("noun", sorted({noun for noun, _key in SPELLINGS}))
def test_every_spelling_of_every_heading_is_understood(noun: str) -> None:
    fields = registry.all_nouns()[noun].readable
    for (name, key), spellings in SPELLINGS.items():
        if name != noun:
            continue
        for spelling in spellings:
            for typed in (spelling, spelling.upper(), spelling.replace(" ", "\n")):
                assert headings.key_of(typed, fields) == key, f"{noun}: “{spelling}” was {key}: keep it in headings="


def test_a_spelling_that_is_new_is_kept_too() -> None:
    """Of a column that is new nothing is asked: its first heading is in page 15, whose examples are read."""
    for noun in registry.all_nouns().values():
        for field in noun.readable.values():
            known = SPELLINGS.get((noun.name, field.key), field.headings)
            new = [
                each
                for each in field.headings
                if each not in known and headings.key_of(each, noun.readable) == field.key
            ]
            assert not new, f"tests/fixtures/headings.txt: add to {noun.name}.{field.key}: {' | '.join(new)}"
