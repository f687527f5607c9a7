"""A file or a folder into entries: headings matched to columns, cells read, everything that is wrong noted."""

from dataclasses import dataclass, field
from pathlib import Path

from chodon_cli.entry import Entry
from chodon_cli.errors import ChodonError, NotFound, Refused, Usage
from chodon_cli.exchange import headings, layout, sheets, values
from chodon_cli.locale import _
from chodon_cli.result import Column


@dataclass
class Batch:
    """What one file holds: a noun, its entries in file order, and what the person at the keyboard should know."""

    noun: str
    file: str
    entries: list[Entry]
    is_exact: bool  # an empty cell means that there is nothing; in an office's own list it means nothing was said
    hints: list[str] = field(default_factory=list)


def folder(path: Path) -> list[Batch]:
    """The files of a folder in the exchange layout, in the order in which they must be taken in."""
    present = {file.name for file in path.iterdir() if file.suffix == ".csv"}
    known = [noun for noun, name in layout.FILES.items() if name in present]
    if not known:
        raise Refused(
            _("{path}: no file of the exchange layout is in this folder").format(path=path),
            ", ".join(layout.FILES.values()),
        )
    batches = [file(path / layout.FILES[noun], noun, is_exact=True) for noun in known]
    for name in sorted(present - set(layout.FILES.values())):
        batches[0].hints.append(_("{file}: not of the layout, left aside").format(file=name))
    return batches


def file(source: Path, noun: str | None, is_exact: bool = False) -> Batch:
    """One CSV file; without a noun the headings tell which it is."""
    name = "stdin" if str(source) == "-" else source.name
    if str(source) != "-" and not source.exists():
        raise NotFound(_("{path}: there is no such file").format(path=source))
    lines = sheets.read(source, name)
    if not lines:
        raise Refused(_("{file}: the file is empty").format(file=name))
    head = lines[0].cells
    noun = noun or told_by(head, name)
    columns = layout.readable(noun)
    keys = matched(head, list(columns))
    batch = Batch(noun, name, [], is_exact)
    batch.hints = unknown(head, keys, name)
    missing = [key for key in layout.NEEDED[noun] if key not in keys]
    if missing:
        raise Refused(
            _("{file}: a needed column is missing: {columns}").format(file=name, columns=", ".join(missing)),
            _("the file has: {columns}").format(columns=", ".join(head)),
        )
    batch.entries = [entry(line, keys, columns, name) for line in lines[1:]]
    return batch


def told_by(head: list[str], name: str) -> str:
    """The noun whose columns these are. Refused with the candidates if it is not plain."""
    fits = {}
    for noun in (*layout.FILES, *layout.LISTS):
        keys = matched(head, list(layout.readable(noun)))
        if all(key in keys for key in layout.NEEDED[noun]):
            fits[noun] = len([key for key in keys if key])
    best = [noun for noun, count in fits.items() if count == max(fits.values())]
    if len(best) == 1:
        return best[0]
    raise Refused(
        _("{file}: the headings do not tell what this is").format(file=name),
        _("say --as with one of: {words}").format(words=", ".join(best or [*layout.FILES, *layout.LISTS])),
    )


def matched(head: list[str], keys: list[str]) -> list[str | None]:
    """The key of each heading; a key is given to the first heading that means it."""
    found: list[str | None] = []
    for heading in head:
        free = [key for key in keys if key not in found]
        found.append(None if headings.folded(heading) in headings.ORDINAL else headings.key_of(heading, free))
    return found


def unknown(head: list[str], keys: list[str | None], name: str) -> list[str]:
    """The hint that names the headings that mean nothing here."""
    strange = [
        heading
        for heading, key in zip(head, keys, strict=True)
        if key is None and heading.strip() and headings.folded(heading) not in headings.ORDINAL
    ]
    return [_("{file}: columns left aside: {columns}").format(file=name, columns=", ".join(strange))] if strange else []


def entry(line: sheets.Line, keys: list[str | None], columns: dict[str, Column], name: str) -> Entry:
    """One row, read cell by cell; what cannot be read is noted, all of it."""
    made = Entry({}, name, line.number)
    if len(line.cells) > len(keys) and any(cell.strip() for cell in line.cells[len(keys) :]):
        made.errors.append(("", line.cells[len(keys)], _("the row has more cells than there are headings")))
    for key, cell in zip(keys, line.cells, strict=False):
        if key is None:
            continue
        try:
            made.values[key] = values.read(cell, columns[key])
        except Usage as error:
            made.errors.append((key, cell.strip(), str(error)))
    return made


__all__ = ["Batch", "ChodonError", "file", "folder"]
