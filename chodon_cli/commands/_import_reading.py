"""How the list of an import is read: what the options --as, --map, --set, --alias and --dates say of it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chodon_cli import store
from chodon_cli.cli.options import one_of_words
from chodon_cli.errors import Usage, one_line
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
        mapping=mapping(map_),
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


def refuse_bad_options(noun: str | None, map_: Pairs, set_: Pairs, days: Pairs, override: Pairs) -> None:
    """Usage error that tells all that is wrong with them, as far as it is known before anything is read."""
    from chodon_cli.exchange import layout
    from chodon_cli.exchange.read import batches

    columns = {key: field for each in nouns_meant(noun) for key, field in layout.readable(each).items()}
    wrong = [batches.no_such_column("--map", *pair) for pair in map(split, map_ or []) if pair[1] not in columns]
    own, forced = (dict(map(split, pairs or [])) for pairs in (set_, override))
    if noun:
        wrong += batches.settings(own, forced, columns)[1]
    else:  # how a value is read depends on what the list holds
        for option, value_by_key in (("--set", own), ("--override", forced)):
            wrong += [batches.no_such_column(option, *pair) for pair in value_by_key.items() if pair[0] not in columns]
    said = {key for _heading, key in map(split, map_ or [])} | own.keys() | forced.keys()
    hint = _("there are: {words}").format(words=", ".join(columns)) if noun and not said <= columns.keys() else ""
    for text in days or []:
        try:
            order(text)
        except Usage as error:
            wrong.append(f"--dates: {error}")
            hint = hint or error.hint
    if wrong:
        raise Usage(one_line(wrong), hint)


def nouns_meant(noun: str | None) -> Iterable[str]:
    """What the file may hold: of a noun that is named, also the sheets that go with it."""
    from chodon_cli.exchange import layout

    return layout.sheets(noun) if noun else layout.NAMES_OF_NOUNS


def mapping(pairs: Pairs) -> dict[str, str]:
    """Heading, folded -> key."""
    from chodon_cli.exchange.read import headings

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
