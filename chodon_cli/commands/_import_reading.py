"""How the list of an import is read: what the options --as, --map, --set, --alias and --dates say of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chodon_cli import store
from chodon_cli.cli.options import one_of_words
from chodon_cli.errors import Usage
from chodon_cli.locale import _
from chodon_cli.queries import names
from chodon_cli.text import clean

if TYPE_CHECKING:
    from chodon_cli.exchange.read.batches import Batch
    from chodon_cli.exchange.read.read_options import ReadOptions

Pairs = list[str] | None


def how_to_read(
    noun: str | None, sheet: str | None, map_: Pairs, set_: Pairs, days: Pairs, override: Pairs
) -> "ReadOptions":
    from chodon_cli.exchange.read.read_options import ReadOptions
    from chodon_cli.exchange.read.unit_places import UnitPlaces
    from chodon_cli.queries.list_memory import list_memories

    with store.reading() as db:
        units, memories = UnitPlaces(names.named_units(db), names.once_named_units(db)), list_memories(db)
    return ReadOptions(
        noun,
        sheet,
        mapping=mapping(map_, noun),
        settings=dict(map(split, set_ or [])),
        dates=dict(map(order, days or [])),
        override=dict(map(split, override or [])),
        units=units,
        memories=memories,
    )


def aliases(pairs: Pairs) -> dict[str, str]:
    """How the list writes a unit -> its code."""
    return {clean(text): clean(code) for text, code in map(split, pairs or [])}


def order(text: str) -> tuple[str, str]:
    """(column, folded, or nothing for all; what is to be done with its days)."""
    from chodon_cli.exchange.read import headings
    from chodon_cli.exchange.read.day_order import AS_READ, SWAPPED

    column, _equals, word = text.rpartition("=")
    return headings.fold_heading(column), one_of_words(SWAPPED, AS_READ)(word.strip())


def mapping(pairs: Pairs, noun: str | None) -> dict[str, str]:
    """Heading, folded -> key. Usage error if nothing that the file may hold has such a column."""
    from chodon_cli.exchange import layout
    from chodon_cli.exchange.read import headings

    keys = list(
        dict.fromkeys(key for each in ([noun] if noun else layout.NAMES_OF_NOUNS) for key in layout.readable(each))
    )
    for heading, key in map(split, pairs or []):
        if key not in keys:
            sentence = _("--map {heading}={key}: there is no such column").format(heading=heading, key=key)
            raise Usage(sentence, _("there are: {words}").format(words=", ".join(keys)) if noun else "")
    return {headings.fold_heading(heading): key for heading, key in map(split, pairs or [])}


def unused_headings(pairs: Pairs, batches: Sequence["Batch"]) -> list[str]:
    """That no column is headed by what a --map was given for."""
    from chodon_cli.exchange.read.headings import fold_heading

    used = {fold_heading(heading) for batch in batches for heading in batch.mapped}
    pattern = _("--map “{text}” was of no use: no column of the list is headed so")
    return [pattern.format(text=text) for text, _key in map(split, pairs or []) if fold_heading(text) not in used]


def split(text: str) -> tuple[str, str]:
    name, _equals, value = text.rpartition("=") if text.count("=") > 1 else text.partition("=")
    return name.strip(), value.strip()
