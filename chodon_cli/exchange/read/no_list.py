"""Why no list was found in a file: what the nearest header lacks, and what to type."""

import shlex
from collections.abc import Sequence
from itertools import islice

from chodon_cli import words
from chodon_cli.errors import Refused, Usage
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import cell_parser, headings
from chodon_cli.exchange.read import find_table as grid
from chodon_cli.exchange.read.cells import Cell, Sheet, cell_text
from chodon_cli.exchange.read.find_table import FoundTable
from chodon_cli.exchange.read.leavings import has_lost_letters
from chodon_cli.exchange.read.read_options import ReadOptions
from chodon_cli.locale import LANGUAGES, _, catalogue
from chodon_cli.nouns.declaration import Field

SAMPLE_ROWS = 20  # rows that show whether a column can be what it is proposed for
Candidate = tuple[FoundTable, Sheet]


def why_no_list(chosen: Sequence[Sheet], name: str, how: ReadOptions) -> Refused:
    """Why no list was found: the columns that the nearest header lacks, and the options that say them."""
    candidates = [
        (table, sheet)
        for sheet in chosen
        for noun in how.nouns
        for table in grid.tables_under_headers(sheet, noun, how.mapping)
    ]
    heads = [cell_text(cell) for table, _sheet in candidates if table.score for cell in table.head.cells]
    if any(has_lost_letters(heading, is_name=False) for heading in heads):
        return Refused(
            _("{file}: letters have been lost: the list was saved in an encoding that lacks them").format(file=name),
            _("take it anew from where it comes and save it as “CSV UTF-8”"),
        )
    nearest, sheet = max(candidates, key=_nearness, default=(None, None))
    if nearest is None or sheet is None or not nearest.score:
        return Refused(
            _("{file}: no line names the columns of a list").format(file=name),
            _("see: {command}").format(command="chodon template --help"),
        )
    if not (lacking := nearest.lacking_keys(how.given_keys)):  # another list says more, and lacks something
        able = [table.noun for table, _sheet in candidates if table.score and not table.lacking_keys(how.given_keys)]
        return headings_tell_nothing(name, able)
    options = _options(nearest, sheet, how)
    return Refused(
        _("{file}: taken for “{kind}”, but a needed column is missing: {columns}").format(
            file=name,
            kind=_(layout.list_of(nearest.noun).title),
            columns=", ".join(lacking),
        ),
        _("the file has: {columns}; see --map, --set and --as").format(
            columns=", ".join(filter(None, map(cell_text, nearest.head.cells)))
        )
        + (": " + " ".join(options) if options else ""),
    )


def headings_tell_nothing(name: str, nouns: Sequence[str]) -> Refused:
    """The headings may be those of each of these nouns."""
    return Refused(
        _("{file}: the headings do not tell what this is").format(file=name),
        _("say --as with one of: {words}").format(words=", ".join(dict.fromkeys(nouns))),
    )


def refuse_side_by_side(table: FoundTable, head: Sequence[str], name: str) -> None:
    """Refused where all that is needed is named twice: two lists side by side, of which only one would be read."""
    columns = layout.readable(table.noun)
    unread = [heading for heading, key in zip(head, table.keys, strict=True) if heading and not key]
    again = {headings.key_of(heading, columns) for heading in unread}
    needed = {key for key in layout.needed_keys(table.noun) if key in table.keys}
    if len(needed) > 1 and needed <= again:
        raise Refused(
            _("{file}: two lists stand side by side, and one of them would be lost").format(file=name),
            _("put one beneath the other"),
        )


def _nearness(candidate: Candidate) -> tuple[bool, int, bool]:
    """How likely the sheet is such a list: its titles name it, its headings say much, in one line."""
    table, sheet = candidate
    return table.score > 1 and _is_named_above(table, sheet), table.score, table.is_single


def _is_named_above(table: FoundTable, sheet: Sheet) -> bool:
    """Whether a title above the header, or the sheet's name, says what the list of the noun is called."""
    title = layout.list_of(table.noun).title
    names = {headings.fold_heading(catalogue(language).gettext(title)) for language in LANGUAGES}
    above = [line for line in sheet.first if line.number < table.head.number]
    texts = [sheet.name, *(cell_text(cell) for line in above for cell in line.cells)]
    return any(f" {name} " in f" {headings.fold_heading(text)} " for text in texts if text for name in names)


def _options(table: FoundTable, sheet: Sheet, how: ReadOptions) -> list[str]:
    """What to type for each column that is missing: the heading that may mean it, or one of its words."""
    fields = layout.readable(table.noun)
    options = []
    for key in table.lacking_keys(how.given_keys):
        if heading := headings.nearest(fields[key], _headings_that_may_mean(fields[key], table, sheet)):
            options.append(f"--map {shlex.quote(f'{heading}={key}')}")
        elif list_of := words.word_list_of(fields[key]):
            options.append(f"--set {key}={'|'.join(list_of.codes)}")
        elif fields[key].type == "year":
            options.append(_("--set {key}=YEAR").format(key=key))
    return options


def _headings_that_may_mean(field: Field, table: FoundTable, sheet: Sheet) -> list[str]:
    """The headings without a meaning under which nothing stands, or something that the column can hold."""
    below = [line for line in sheet.first if line.number > table.head.number]
    meanings = []
    for place, (cell, key) in enumerate(zip(table.head.cells, table.keys, strict=True)):
        said = list(islice((line.cells[place] for line in below if line.has_value_at(place)), SAMPLE_ROWS))
        if not key and cell_text(cell) and (not said or any(_can_be(value, field) for value in said)):
            meanings.append(cell_text(cell))
    return meanings


def _can_be(cell: Cell, field: Field) -> bool:
    try:
        return cell_parser.read(cell, field) is not None
    except Usage:
        return False
