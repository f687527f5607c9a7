"""The register out into a folder: one CSV a table, rows in order of their identity, and a manifest."""

import csv
import os
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from sqlite3 import Connection

from chodon_cli import durable, progress
from chodon_cli.errors import Refused, system_reason, what_to_do
from chodon_cli.exchange import layout
from chodon_cli.exchange.write import manifest, parquet
from chodon_cli.exchange.write.anonymise import PersonalDataRemover
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.queries import select as lists
from chodon_cli.result import Cell, Column, Row
from chodon_cli.text import guard_formula
from chodon_cli.value_class import dataclass

WHOLE_DAY = len("2022-03-01")


@dataclass(frozen=True)
class ExportExtras:
    """What goes out besides the records: further tables by their names, and what copies each file by its name."""

    tables: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]]
    files: Mapping[str, Callable[[Path], None]]


def write(
    db: Connection,
    path: Path,
    anonymise: bool = False,
    has_exact_days: bool = False,
    extras: ExportExtras | None = None,
    is_parquet: bool = False,
) -> list[dict[str, Cell]]:
    """Write the whole register to the folder, which then holds all of it or what it held before.

    Returns file, rows and sha256 of each file. The same register gives the same bytes. Refused if something that is
    no export is in the way.
    """
    durable.needs_folder(path.parent)
    place = durable.own_place(path)
    if place == Path.cwd():
        raise Refused(_("{path}: this is the folder you are in: name another").format(path=path))
    if place.exists():
        _refuse_what_is_no_export(place)
        refuse_other_kind(place, anonymise)
        refuse_other_format(place, is_parquet)
    if is_parquet:
        parquet.require_library()
    try:
        is_mounted = place.is_mount()
        with durable.draft_of(place / "export" if is_mounted else place, is_folder=True) as draft:
            veil = _veil(db, has_exact_days) if anonymise else None
            entries = []
            with progress.watch_work(_("Export"), len(layout.FILE_NAMES)):
                for noun, name in layout.FILE_NAMES.items():
                    entries.append(_write_file(db, noun, draft / in_format(name, is_parquet), veil))
                    progress.advance()
            entries += _write_extras(draft, extras, is_parquet) if extras else []
            manifest.write(draft, entries, anonymise)
            _fill_mounted(draft, place) if is_mounted else _put(draft, place)
    except OSError as error:
        raise Refused(f"{path}: {system_reason(error)}", what_to_do(error)) from error
    return sorted(entries, key=lambda entry: str(entry["file"]))


def _refuse_what_is_no_export(place: Path) -> None:
    """Nothing is replaced but what an export put there, as it put it there, and what is one's own."""
    if strange := not_exported(place):
        raise Refused(
            _("{path}: there is something here that is no export: {names}").format(
                path=place, names=", ".join(strange)
            ),
            _("name an empty folder, or one that a former export has made"),
        )
    if changed := manifest.differing_files(place):
        raise Refused(
            _("{path}: this export was changed since: {names}").format(path=place, names=", ".join(changed)),
            _("import it, or name another folder"),
        )
    if place.stat().st_uid not in (0, os.geteuid()):
        raise Refused(_("{path}: this folder is another account's").format(path=place), _("name a folder of your own"))


def refuse_other_kind(path: Path, anonymise: bool) -> None:
    """Refused if the folder holds an export with the names of people and this one has none, or the other way."""
    was = manifest.is_anonymised(path)
    if was is not None and was is not anonymise:
        message = _("{path}: an anonymised export is here; this one has the names of people")
        if anonymise:
            message = _("{path}: an export with the names of people is here; an anonymised one would replace it")
        raise Refused(message.format(path=path), _("name another folder"))


def refuse_other_format(path: Path, is_parquet: bool) -> None:
    """Refused if the folder holds an export of CSV files and this one is of Parquet files, or the other way."""
    there = {Path(name).suffix for name in manifest.names(path) if "/" not in name}
    if there and (parquet.ENDING in there) is not is_parquet:
        message = _("{path}: an export of Parquet files is here; this one is of CSV files")
        if is_parquet:
            message = _("{path}: an export of CSV files is here, which can be imported; Parquet files would replace it")
        raise Refused(message.format(path=path), _("name another folder"))


def in_format(name: str, is_parquet: bool) -> str:
    """The name of a file of the layout in an export of this format."""
    return str(Path(name).with_suffix(parquet.ENDING)) if is_parquet else name


def not_exported(path: Path) -> list[str]:
    """What is in the folder that an export did not put there; the path itself if it is no folder."""
    if not path.is_dir():
        return [path.name]
    tables = (*layout.FILE_NAMES.values(), *layout.EXTRA_FILE_NAMES.values())
    ours = {manifest.MANIFEST_NAME, *(in_format(name, is_parquet) for name in tables for is_parquet in (False, True))}
    there = {entry.name: entry for entry in path.iterdir() if not entry.name.endswith(durable.DRAFT_ENDING)}
    strange = {name for name, entry in there.items() if name not in ours or not entry.is_file() or entry.is_symlink()}
    if path.is_mount():
        strange.discard("lost+found")
    if layout.ATTACHMENTS_FOLDER in strange and not _not_attached(
        there[layout.ATTACHMENTS_FOLDER], manifest.names(path)
    ):
        strange.discard(layout.ATTACHMENTS_FOLDER)
    return sorted(strange) or ([] if manifest.MANIFEST_NAME in there or not there else sorted(there))


def _put(draft: Path, place: Path) -> None:
    """Let the draft take the folder's place in one step, with the mode and the owner that the folder had."""
    if place.exists():
        there = place.stat()
        draft.chmod(there.st_mode & 0o7777)
        if (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
            os.chown(draft, there.st_uid, there.st_gid)
    durable.put_folder(draft, place)


def _fill_mounted(draft: Path, place: Path) -> None:
    """Replace file by file, the manifest last: where a disk is mounted the folder itself cannot change.

    Until the manifest is there an import refuses the folder, because it is not as its manifest says.
    """
    durable.write_to_disk(draft)
    names = sorted(str(file.relative_to(draft)) for file in draft.rglob("*") if file.is_file())
    for leftover in set(_exported_files(place)) - set(names):
        (place / leftover).unlink()
    for name in [*(name for name in names if name != manifest.MANIFEST_NAME), manifest.MANIFEST_NAME]:
        (place / name).parent.mkdir(mode=0o700, exist_ok=True)
        (draft / name).replace(place / name)
    durable.write_entry(place / manifest.MANIFEST_NAME)


def _veil(db: Connection, has_exact_days: bool = False) -> PersonalDataRemover:
    source = layout.list_of("person")
    keys = lists.keys(source)
    people = (dict(zip(keys, row, strict=True)) for row in lists.stream(db, source))
    numbered = [layout.list_of(noun) for noun in layout.FILE_NAMES if layout.list_of(noun).number]
    numbers = (
        str(number)
        for noun in numbered
        for (number,) in db.execute(f"SELECT {noun.number_sql} FROM {noun.table_name} {noun.alias}")
    )
    return PersonalDataRemover(people, numbers, has_exact_days)


def _write_file(db: Connection, noun: str, file: Path, veil: PersonalDataRemover | None) -> dict[str, Cell]:
    source = layout.list_of(noun)
    fields, rows = table(db, source)
    keys = [field.key for field in fields]
    if veil:
        rows = veil.rows(source, keys, rows)
    if file.suffix != parquet.ENDING:
        return _write_table(file, fields, rows)
    is_short = [f"length({source.value(field)}) <> {WHOLE_DAY}" for field in fields if field.type == "date"]
    where = [f"({' OR '.join(is_short) or 'FALSE'})", *filter(None, [source.live])]
    in_doubt = lists.rows_of_fields(db, source, fields, *where)  # have all that tell a year alone
    if veil:
        in_doubt = veil.rows(source, keys, in_doubt)
    return _write_table(file, fields, rows, _whole_days(fields, in_doubt))


def _whole_days(columns: Sequence[Column], rows: Iterable[Row]) -> set[str]:
    """The keys of the columns of days of which none of these rows tells the year alone."""
    days = {place: column.key for place, column in enumerate(columns) if column.type == "date"}
    short = {place for row in rows for place in days if row[place] is not None and len(str(row[place])) != WHOLE_DAY}
    return {key for place, key in days.items() if place not in short}


def _write_table(
    file: Path, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], days: Collection[str] = ()
) -> dict[str, Cell]:
    """Write the rows while they are read; `days`: the columns that are days in a Parquet file."""
    file.touch(mode=0o600)
    if file.suffix == parquet.ENDING:
        return manifest.entry(file, parquet.write_table(file, columns, rows, days))
    numbers = count()
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.key for column in columns])
        writer.writerows([guard_formula(value) for value in row] for row, _n in zip(rows, numbers, strict=False))
    return manifest.entry(file, next(numbers))


def _write_extras(draft: Path, extras: ExportExtras, is_parquet: bool) -> list[dict[str, Cell]]:
    entries = [
        _write_table(draft / in_format(name, is_parquet), [Column(key) for key in keys], rows)
        for name, (keys, rows) in extras.tables.items()
    ]
    for name, copy_to in extras.files.items():
        place = draft / name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.touch(mode=0o600)
        copy_to(place)
        entries.append({**manifest.entry(place, 0), "file": name})
    return entries


def _not_attached(folder: Path, expected_names: Container[str]) -> list[str]:
    """What lies in the folder of attached files and was not put there by an export."""
    if folder.is_symlink() or not folder.is_dir():
        return [folder.name]
    return [
        each.name
        for each in folder.iterdir()
        if f"{folder.name}/{each.name}" not in expected_names or each.is_symlink() or not each.is_file()
    ]


def _exported_files(place: Path) -> list[str]:
    """The optional files that an export has put there: settings, what is attached, its table."""
    attached = place / layout.ATTACHMENTS_FOLDER
    names = [in_format(name, is_parquet) for name in layout.EXTRA_FILE_NAMES.values() for is_parquet in (False, True)]
    extra_files = [name for name in names if (place / name).is_file()]
    return extra_files + [
        f"{layout.ATTACHMENTS_FOLDER}/{each.name}" for each in (attached.iterdir() if attached.is_dir() else [])
    ]


def table(db: Connection, source: Noun) -> tuple[list[Field], Iterable[Row]]:
    """The fields of the noun's file, and its rows while they are read.

    A seldom column, such as whether a record is void, stands there if one fills it.
    """
    wanted = lists.file_columns(source)
    fields = [source.by_key[key] for key in wanted]
    fields += [
        field
        for key, field in source.readable.items()
        if key not in wanted and field.is_seldom and _is_filled(db, source, field)
    ]
    return fields, lists.rows_of_fields(db, source, fields, *filter(None, [source.live]))


def _is_filled(db: Connection, source: Noun, field: Field) -> bool:
    """Whether a row of the noun's file says something in the column."""
    where = filter(None, [source.live, f"{source.value(field)} IS NOT NULL"])
    return any(value for (value,) in lists.rows_of_fields(db, source, [field], *where))
