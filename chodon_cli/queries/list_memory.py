"""What an import was told of lists with certain headings, kept in the register for the next list that has them.

It is kept beside the settings of the office, as words that can be read and typed: `--map "Ngày vào ngành=started_on"`.
"""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import field

from chodon_cli.store import Reader
from chodon_cli.text import clean
from chodon_cli.value_class import dataclass

KEY_BEGINNING = "import: "  # how the key of such a setting begins
KEY_SEPARATOR = " | "
MAP_OPTION, ALIAS_OPTION = "--map", "--alias"
REMEMBERED_LISTS_SQL = "SELECT key, value FROM setting WHERE key LIKE 'import: %' AND value IS NOT NULL ORDER BY id"


@dataclass(frozen=True)
class ListMemory:
    """The headings of a list, which key some of them mean, and which unit is meant by some of its texts."""

    headings: Sequence[str]
    mapping: Mapping[str, str] = field(default_factory=dict)  # heading -> key
    aliases: Mapping[str, str] = field(default_factory=dict)  # text -> code of a unit

    @property
    def key(self) -> str:
        """Under which it is kept."""
        return KEY_BEGINNING + KEY_SEPARATOR.join(self.headings)

    @property
    def options(self) -> str:
        """What would have to be typed."""
        pairs_by_option = [(MAP_OPTION, self.mapping), (ALIAS_OPTION, self.aliases)]
        return " ".join(
            f"{option} {quote_value(f'{a}={b}')}" for option, pairs in pairs_by_option for a, b in pairs.items()
        )

    def with_more(self, mapping: Mapping[str, str], aliases: Mapping[str, str]) -> "ListMemory":
        return ListMemory(self.headings, {**self.mapping, **mapping}, {**self.aliases, **aliases})


def list_memories(db: Reader) -> list[ListMemory]:
    """All that is remembered, in the order in which it was learned."""
    return [read_memory(key, value) for key, value in db.execute(REMEMBERED_LISTS_SQL, {})]


def read_memory(key: str, value: str) -> ListMemory:
    """What is kept under a key. ValueError or KeyError if it is no such words."""
    words = shlex.split(value)
    pairs: dict[str, dict[str, str]] = {MAP_OPTION: {}, ALIAS_OPTION: {}}
    for option, pair in zip(words[::2], words[1::2], strict=True):
        name, _equals, meant = pair.rpartition("=")
        pairs[option][name] = meant
    return ListMemory(key.removeprefix(KEY_BEGINNING).split(KEY_SEPARATOR), pairs[MAP_OPTION], pairs[ALIAS_OPTION])


def quote_value(text: str) -> str:
    """The text as one word of a command line, in the quotation marks that every shell knows if they are enough.

    >>> quote_value("UBND xã=XCN"), quote_value("TH=THNL"), quote_value('"A"=B')
    ('"UBND xã=XCN"', 'TH=THNL', '\\'"A"=B\\'')
    """
    is_plain = set(text).isdisjoint("\"\\$`!'")
    return f'"{text}"' if is_plain and shlex.quote(text) != text else shlex.quote(text)


def heading_words(headings: Sequence[str]) -> list[str]:
    """The headings as they are kept: without what would be taken for the mark between two of them."""
    return [clean(heading.replace("|", " ")) for heading in headings if clean(heading)]
