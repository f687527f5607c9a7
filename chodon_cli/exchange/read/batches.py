"""A file or a folder into entries: the list found, headings matched to columns, cells read, all that is wrong noted."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest
from pathlib import Path

from chodon_cli.errors import CellFault, Refused, Usage, no_such_file, one_line
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import batch_remarks, fonts, headings, sheets
from chodon_cli.exchange.read import cell_parser as values
from chodon_cli.exchange.read import find_table as grid
from chodon_cli.exchange.read import layout_file as exact
from chodon_cli.exchange.read import row_parser as block
from chodon_cli.exchange.read.cells import Line, Sheet, cell_text
from chodon_cli.exchange.read.hidden_parts import NOTHING_HIDDEN, HiddenParts
from chodon_cli.exchange.read.no_list import headings_tell_nothing, refuse_side_by_side, why_no_list
from chodon_cli.exchange.read.parsed_apart import ParsedBlock, parsed_blocks
from chodon_cli.exchange.read.plain_text import TextLines
from chodon_cli.exchange.read.read_options import ReadOptions, folded_headings
from chodon_cli.exchange.read.refused_before import gatherer
from chodon_cli.exchange.write import manifest
from chodon_cli.locale import LANGUAGES, N_, _, catalogue, one_or_several
from chodon_cli.queries import unit_names
from chodon_cli.queries.list_memory import ListMemory, heading_words
from chodon_cli.result import Column
from chodon_cli.text import clean, ranges
from chodon_cli.value_class import dataclass


@dataclass
class Batch:
    """What one file or sheet holds: a noun, its rows in order, and what the person at the keyboard should know."""

    noun: str
    file: str
    rows: Iterable[Line]  # can be gone through again and again
    reading: block.RowParser
    is_exact: bool  # an empty cell means that there is nothing; in an office's own list it means nothing was said
    head: list[str]  # headings as the file has them
    told: list[str] = field(default_factory=list)
    hidden: HiddenParts = NOTHING_HIDDEN
    mapped: Mapping[str, str] = field(default_factory=dict)  # heading -> key, where somebody has said it
    aliases: Mapping[str, str] = field(default_factory=dict)  # how the list writes a unit -> its code
    memory: ListMemory | None = None  # what the register remembers of these headings, and was used
    forgotten: ListMemory | None = None  # what it is to forget of them

    def blocks(self) -> Iterator[block.RowBlock | ParsedBlock]:
        if text := self._long_text():
            aside = self.rows.aside if isinstance(self.rows, grid.DataRows) else []
            return parsed_blocks(self.reading, self.rows, text, aside)
        return block.blocks(self.reading, self.rows)

    def _columns_read(self) -> dict[int, str]:
        """Place of each column that is read -> its heading."""
        places = {place for place, key in enumerate(self.reading.keys) if key}
        if isinstance(self.rows, grid.DataRows):
            places |= self.rows.table.spread.places
        return {place: self.head[place] for place in sorted(places)}

    def _long_text(self) -> TextLines | None:
        """The long file of which every line is read by itself; None if it is none, or lines depend on each other."""
        lines: object = None
        if isinstance(self.rows, exact.LayoutRows):
            lines = self.rows.lines
        elif isinstance(self.rows, grid.DataRows):
            lines = self.rows.sheet.lines
        is_plain = self.reading.gathered is None and self.reading.placed is None
        return lines if isinstance(lines, TextLines) and lines.is_long and is_plain else None

    @property
    def hints(self) -> list[str]:
        """What is to be told; which lines are no rows is known when the rows have been gone through."""
        aside = self.rows.aside if isinstance(self.rows, grid.DataRows) else []
        placed = self.rows.table.placement if isinstance(self.rows, grid.DataRows) else None
        heads = {key: text for key, text in zip(self.reading.keys, self.head, strict=True) if key}
        return [
            *self.told,
            *batch_remarks.of_unused_settings(self.file, self.reading.own),
            *batch_remarks.of_units(self.file, placed.remarks() if placed else []),
            *batch_remarks.of_values(self.file, heads, self.reading.remarks(self.rows)),
            *self.hidden.hints(self.file, self.rows, aside, self._columns_read()),
            *batch_remarks.of_lines_left_aside(self.file, aside),
        ]

    def aliases_used_above(self) -> set[str]:
        """Those of the aliases that a group of rows, the sheet or a title says, once all rows are read."""
        placed = self.rows.table.placement if isinstance(self.rows, grid.DataRows) else None
        texts = [text for _code, text in placed.groups] if placed else []
        return {alias for alias in self.aliases for text in texts if unit_names.is_same(text, alias)}

    @property
    def typed_aliases(self) -> list[str]:
        """Those of the aliases that are not remembered."""
        return [text for text in self.aliases if not self.memory or text not in self.memory.aliases]

    def memory_of(self, aliases: Container[str]) -> ListMemory:
        """What is to be remembered of a list with these headings, when these aliases were of use."""
        memory = self.memory or ListMemory(heading_words(self.head))
        return memory.with_more(self.mapped, {text: code for text, code in self.aliases.items() if text in aliases})

    def lines_saying(self, texts: Container[str]) -> dict[str, str]:
        """Text of a cell -> the lines that say it, as a remark in brackets."""
        lines_by_word: dict[str, list[int]] = {}
        for line in self.rows:
            for text in dict.fromkeys(map(cell_text, line.cells)):
                if text in texts:
                    lines_by_word.setdefault(text, []).append(line.number)
        return {
            text: one_or_several(len(some), N_(" (line {numbers})"), N_(" (lines {numbers})")).format(
                numbers=ranges(some)
            )
            for text, some in lines_by_word.items()
        }

    def objections(self) -> list[CellFault]:
        """What is wrong with the rows together, once all of them have been read."""
        way_out = _("say --dates swapped to put them right, --dates as-read if they are right; or for one column")
        remarks = self.reading.objections()
        return [CellFault(self.file, None, column, "", f"{reason} ({way_out})") for column, reason in remarks]


def folder(path: Path, trusting: bool = False) -> list[Batch]:
    """The files of a folder in the exchange layout, in the order in which they must be taken in.

    Refused if the folder has a manifest that does not describe it, unless the manifest is to be disregarded.
    """
    if not trusting and (changed := manifest.differing_files(path)):
        raise Refused(
            _("{path}: changed since it was exported: {files}").format(path=path, files=", ".join(changed)),
            _("if that is as it should be: --ignore-manifest"),
        )
    present = {file.name for file in path.iterdir() if file.suffix == ".csv"}
    nouns_present = [noun for noun, name in layout.FILE_NAMES.items() if name in present]
    if not nouns_present and any(path.glob("*.parquet")):
        raise Refused(
            _("{path}: Parquet files are for other programs").format(path=path), _("import an export of CSV files")
        )
    if not nouns_present:
        raise Refused(
            _("{path}: no file of the exchange layout is in this folder").format(path=path),
            ", ".join(layout.FILE_NAMES.values()),
        )
    for name in [layout.FILE_NAMES[noun] for noun in nouns_present]:
        if not (path / name).is_file():
            raise Refused(
                _("{file}: this is no file that can be read as a list").format(file=path / name),
                _("save it as .xlsx or as CSV in UTF-8"),
            )
    batches = [exact_batch(path / layout.FILE_NAMES[noun], noun) for noun in nouns_present]
    for name in sorted(present - {*layout.FILE_NAMES.values(), *layout.EXTRA_FILE_NAMES.values()}):
        batches[0].told.append(_("{file}: not of the layout, left aside").format(file=name))
    return batches


def exact_batch(path: Path, noun: str) -> Batch:
    """One file of the folder layout."""
    head, reading, rows, hints = exact.read(path, noun)
    return Batch(noun, path.name, rows, reading, is_exact=True, head=head, told=hints)


def name_of_source(source: Path) -> str:
    """What the file is called in messages: of what a shell hands over, `<(…)`, the whole of its path."""
    return "stdin" if str(source) == "-" else str(source) if source.parent.name == "fd" else source.name


def file(source: Path, how: ReadOptions) -> list[Batch]:
    """One file: CSV, or a workbook, of which each sheet that has such a list is a batch."""
    name = name_of_source(source)
    if str(source) != "-" and not source.exists():
        raise no_such_file(source)
    all_sheets = sheets.read(source, name)
    visible = [sheet for sheet in all_sheets if not sheet.is_hidden]
    chosen = [sheet for sheet in all_sheets if same_name(sheet.name, how.sheet)] if how.sheet else visible
    if not chosen:
        names = ", ".join(sheet.name for sheet in all_sheets)
        raise Refused(_("{file}: there is no sheet “{name}”").format(file=name, name=how.sheet), names)
    for sheet in chosen:
        refuse_old_fonts(sheet, name)
    if any(sheet.name in layout.NAMES_OF_NOUNS for sheet in chosen):  # a template, filled in
        chosen = [sheet for sheet in chosen if sheet.name not in guides()]
    batches = [batch for sheet in chosen if (batch := of_sheet(sheet, name, how)) is not None]
    if not batches:
        raise why_no_list(chosen, name, how)
    batches.sort(key=lambda batch: layout.NAMES_OF_NOUNS.index(batch.noun))  # so that references are known
    if len(batches) < len(chosen):
        used = {batch.file for batch in batches}
        aside = [sheet.name for sheet in chosen if label(name, sheet) not in used and sheet.first]
        if aside:
            batches[0].told.append(_("{file}: sheets left aside: {names}").format(file=name, names=", ".join(aside)))
    if hidden := [
        sheet.name for sheet in all_sheets if sheet not in chosen and sheet.is_hidden and has_list(sheet, how)
    ]:
        hint = _("{file}: hidden sheets with a list, left aside: {names}; to read one: --sheet")
        batches[0].told.append(hint.format(file=name, names=", ".join(hidden)))
    return batches


def same_name(one: str, other: str) -> bool:
    """Whether two sheets are called the same: whatever the blanks, the case and the form of Unicode."""
    return clean(one).casefold() == clean(other).casefold()


def has_list(sheet: Sheet, how: ReadOptions) -> bool:
    return any(grid.find(sheet, noun, how.mapping, how.given_keys, how.units) for noun in how.nouns)


def guides() -> list[str]:
    """What the sheet of a template is called that explains the others."""
    return [catalogue(language).gettext(layout.GUIDE_SHEET) for language in LANGUAGES]


def in_its_words(faults: Sequence[CellFault], batches: Sequence[Batch]) -> list[CellFault]:
    """The faults with each column called as the file calls it: that is where its author will look."""
    headings_of = {batch.file: dict(zip(batch.reading.keys, batch.head, strict=True)) for batch in batches}
    return [fault._replace(column=headings_of.get(fault.file, {}).get(fault.column, fault.column)) for fault in faults]


def of_sheet(sheet: Sheet, name: str, options: ReadOptions) -> Batch | None:
    """The list on one sheet, if there is one; read as is remembered of its headings."""
    how = options.with_memory(sheet.first[: grid.HEAD_WITHIN + 1])
    batch = of_sheet_as_said(sheet, name, how)
    if batch and how.memory and (options.forgets or folded_headings(list(batch.head)) != how.remembered_headings):
        plain = of_sheet_as_said(sheet, name, options.using(None))
        if plain and options.forgets:
            plain.forgotten = how.memory
        return plain
    return batch


def of_sheet_as_said(sheet: Sheet, name: str, how: ReadOptions) -> Batch | None:
    nouns = (
        [sheet.name] if how.noun is None and sheet.name in layout.NAMES_OF_NOUNS else how.nouns
    )  # a template names its noun
    values = how.given_keys
    tables = [table for noun in nouns if (table := grid.find(sheet, noun, how.mapping, values, how.units))]
    best = grid.most_telling(tables)
    if len(best) == 1 and is_another_list(best[0], sheet, how):
        best = []  # another list, of which something needed is missing
    if len(best) > 1:
        raise headings_tell_nothing(name, [table.noun for table in best])
    return (
        batch_of(grid.read(best[0], sheet), label(name, sheet), how, HiddenParts(sheet.hidden, sheet.hidden_columns))
        if best
        else None
    )


def is_another_list(table: grid.FoundTable, sheet: Sheet, how: ReadOptions) -> bool:
    """Whether the header says more of another noun, though not all that it needs.

    Of people with posts one heading more is enough, anywhere on the sheet; of any other noun two leave no doubt.
    """
    for noun in how.nouns if how.noun is None else ():
        more = 1 if (table.noun, noun) == ("person", "staff") else 2
        for other in grid.tables_under_headers(sheet, noun, how.mapping):
            is_beneath = other.head.number == table.head.number or more == 1
            if is_beneath and other.score >= table.score + more:
                return True
    return False


def batch_of(table: grid.FoundTable, name: str, how: ReadOptions, hidden: HiddenParts) -> Batch:
    """The rows of a list as entries."""
    columns = layout.readable(table.noun)
    table.keys = [None if key in how.override else key for key in table.keys]
    fixed, wrong = settings(how.settings, how.override, columns)
    if wrong:
        has_strange = not how.given_keys <= columns.keys()
        raise Usage(one_line(wrong), _("there are: {words}").format(words=", ".join(columns)) if has_strange else "")
    head = [cell_text(cell) for cell in table.head.cells]
    refuse_side_by_side(table, head, name)
    readers = [
        values.CellParser(columns[key], order=how.order(heading, key), is_cased=how.is_cased) if key else None
        for heading, key in zip(head, table.keys, strict=True)
    ]
    placed = table.placement.of_line if table.placement else None
    reading = block.RowParser(name, table.keys, readers, fixed, gatherer(table), placed=placed)
    mapped = {text: key for text, key in zip(head, table.keys, strict=True) if key and how.maps(text) == key}
    hints = [*recollection(how, name), *hint_at_unknown_columns(table, head, name)]
    return Batch(table.noun, name, table.rows, reading, False, head, hints, hidden, mapped, how.aliases, how.memory)


def recollection(how: ReadOptions, name: str) -> list[str]:
    """That something is remembered of these headings and is used."""
    pattern = _("{file}: read as remembered for these headings: {options}; not to: --forget")
    return [pattern.format(file=name, options=how.memory.options)] if how.memory else []


def settings(
    own: Mapping[str, str], override: Mapping[str, str], columns: Mapping[str, Column]
) -> tuple[dict[str, object], list[str]]:
    """What --set and --override give to every row, read as a cell of the column would be; and what is wrong with it."""
    fixed: dict[str, object] = {}
    wrong = []
    for option, value_by_key in (("--set", own), ("--override", override)):
        for key, text in value_by_key.items():
            try:
                fixed[key] = values.read(text, columns[key])
            except KeyError:
                wrong.append(no_such_column(option, key, text))
            except Usage as error:
                wrong.append(f"{option} {key}={text}: {error}")
    return fixed, wrong


def no_such_column(option: str, name: str, value: str) -> str:
    return _("{option} {name}={value}: there is no such column").format(option=option, name=name, value=value)


def hint_at_unknown_columns(table: grid.FoundTable, head: Sequence[str], name: str) -> list[str]:
    """The hint that names the columns that mean nothing; one without a heading by its place, unless it is empty."""
    strange = []
    for place, (heading, key) in enumerate(zip(head, table.keys, strict=True)):
        if key or place in table.spread.places or headings.fold_heading(heading) in headings.ORDINAL_HEADINGS:
            continue
        if heading or any(line.has_value_at(place) for line in table.rows):
            strange.append(heading or f"({place + 1})")
    return [_("{file}: columns left aside: {columns}").format(file=name, columns=", ".join(strange))] if strange else []


def refuse_old_fonts(sheet: Sheet, name: str) -> None:
    """Refuse text typed in a font of before Unicode: stored, it would be rubbish."""
    for column in zip_longest(*(line.cells for line in sheet.first)):  # one may be typed so, beside others that are not
        texts = [cell for cell in column if isinstance(cell, str) and not cell.isascii()]
        if font := fonts.old_font(texts):
            raise fonts.refusal(name, font)


def label(name: str, sheet: Sheet) -> str:
    return f"{name}[{sheet.name}]" if sheet.name else name
