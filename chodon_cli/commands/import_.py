"""Take in a file, or a whole folder."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from chodon_cli import dates, progress
from chodon_cli.cli.options import file_path, one_of_words
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.commands._import_reading import aliases, how_to_read, refuse_bad_options, unused_headings
from chodon_cli.errors import FOUND_SOMETHING, ChodonError, Refused, Usage, no_such_file
from chodon_cli.exchange.layout import NAMES_OF_NOUNS, list_of
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.result import Column, Result, Row

HELP = N_("Take in a list or a folder in the exchange layout: all of it or nothing.")
SECTION = "setup"
group = Group(HELP)

IMPORT_COLUMNS = [
    Column("file", "code"),
    Column("kind", rank=2, label=N_("Kind of list")),
    Column("new", "integer"),
    Column("changed", "integer"),
    Column("unchanged", "integer"),
    Column("refused", "integer"),
]
GONE_COLUMN = Column("gone", "integer", label=N_("Gone"))
EXTRA_KINDS = {
    "setting": N_("Settings"),
    "attachment": N_("Files kept with records"),
    "office_record": N_("Names in the registers of other offices"),
}

if TYPE_CHECKING:
    from chodon_cli.errors import CellFault
    from chodon_cli.exchange.read.batches import Batch
    from chodon_cli.register.bulk.extras import FolderExtras
    from chodon_cli.register.bulk.importer import ImportOutcome
    from chodon_cli.register.bulk.office import OfficeImport


def pair(text: str) -> str:
    if "=" not in text:
        raise Usage(_("“{value}” is not of the form NAME=VALUE").format(value=text))
    return text


def path_said(text: str) -> Path:
    """The path; nothing is no path, though it would be taken for this folder."""
    if not text:
        raise Usage(_("no file is named"), _("name a file, a folder, or - for what is piped in"))
    return Path(text)


Source = Annotated[
    Path, Argument(parser=path_said, metavar="SOURCE", help=N_("A workbook, a CSV file, a folder, or - for stdin."))
]
As = Annotated[
    str | None,
    Option("--as", parser=one_of_words(*NAMES_OF_NOUNS, are_many=True), metavar="NOUN", help=N_("What it holds.")),
]
DryRun = Annotated[bool, Option("--dry-run", help=N_("A trial run: report what would happen, and change nothing."))]
OnError = Annotated[
    str,
    Option(
        "--on-error",
        parser=one_of_words("stop", "skip"),
        metavar="stop|skip",
        help=N_("With refused rows: take in nothing, or the others."),
    ),
]
Update = Annotated[bool, Option("--update", help=N_("Let the file change the records it differs from."))]
Rejects = Annotated[
    Path | None, Option("--rejects", parser=file_path, metavar="FILE", help=N_("Write the refused rows to this file."))
]
Map = Annotated[
    list[str] | None, Option("--map", parser=pair, metavar="HEADING=COLUMN", help=N_("Which column a heading means."))
]
Alias = Annotated[
    list[str] | None,
    Option("--alias", parser=pair, metavar="TEXT=UNIT", help=N_("Which unit is meant by a text of the list.")),
]
Remember = Annotated[
    bool, Option("--remember", help=N_("Remember --map and --alias for the next list with these headings."))
]
Forget = Annotated[
    bool, Option("--forget", help=N_("Use nothing that is remembered of these headings, and forget it."))
]
Set = Annotated[
    list[str] | None, Option("--set", parser=pair, metavar="COLUMN=VALUE", help=N_("A column that the list lacks."))
]
Override = Annotated[
    list[str] | None,
    Option(
        "--override",
        parser=pair,
        metavar="COLUMN=VALUE",
        help=N_("What every row has, whatever its column says."),
    ),
]
Dates = Annotated[
    list[str] | None,
    Option("--dates", metavar="[COLUMN=]swapped|as-read", help=N_("Real dates whose day and month look swapped.")),
]
NamesCase = Annotated[
    str,
    Option(
        "--names-case",
        parser=one_of_words("as-read", "title"),
        metavar="as-read|title",
        help=N_("Names in capitals as they stand, or as names are written."),
    ),
]
Plausible = Annotated[
    str,
    Option(
        "--plausible",
        parser=one_of_words("yes", "no"),
        metavar="yes|no",
        help=N_("Refuse days that cannot be true: too young, too old, years ahead."),
    ),
]
Distinct = Annotated[bool, Option("--distinct", help=N_("Who may be somebody of the register is somebody else."))]
SheetName = Annotated[str | None, Option("--sheet", metavar="NAME", help=N_("Only this sheet of a workbook."))]

IgnoreManifest = Annotated[
    bool, Option("--ignore-manifest", help=N_("Take in a folder that was changed since it was exported."))
]

Office = Annotated[
    str | None,
    Option(
        "--office",
        metavar="UNIT",
        help=N_("The folder is the register of another office: it goes under this unit, its codes and numbers apart."),
    ),
]
Gone = Annotated[
    str,
    Option(
        "--gone",
        parser=one_of_words("keep", "void"),
        metavar="keep|void",
        help=N_("What the other office has no more: keep it and tell, or void it."),
    ),
]


@group.change("import", help=HELP)
def import_(
    source: Source,
    as_: As = None,
    dry_run: DryRun = False,
    on_error: OnError = "stop",
    update: Update = False,
    rejects: Rejects = None,
    map_: Map = None,
    alias: Alias = None,
    set_: Set = None,
    override: Override = None,
    sheet: SheetName = None,
    dates_: Dates = None,
    names_case: NamesCase = "as-read",
    plausible: Plausible = "yes",
    distinct: Distinct = False,
    remember: Remember = False,
    forget: Forget = False,
    ignore_manifest: IgnoreManifest = False,
    office: Office = None,
    of_gone: Gone = "keep",
) -> Result:
    from chodon_cli.exchange.read import batches as reading
    from chodon_cli.exchange.read.layout_file import read_extras
    from chodon_cli.exchange.write import manifest
    from chodon_cli.register.bulk import importer as intake
    from chodon_cli.register.bulk.extras import FolderExtras

    refuse_bad_options(as_, map_, set_, dates_, override)
    other = what_office(source, office, of_gone)
    extras = None
    if source.is_dir():
        batches = reading.folder(source, ignore_manifest)
        extras = FolderExtras(source, read_extras(source, of_records_only=bool(office)))
    else:
        read_options = how_to_read(as_, sheet, map_, set_, dates_, override)
        batches = reading.file(
            source, replace(read_options, is_cased=names_case == "title", aliases=aliases(alias), forgets=forget)
        )
    if rejects:
        refuse_rejects(rejects, source, batches)
    way = {"update": update or bool(office), "skip": on_error == "skip", "lax": plausible == "no", "distinct": distinct}
    total = expected_rows(source, batches) if progress.is_watched() else None
    way |= {"dry_run": dry_run, "is_export": not office and manifest.is_whole_export(source)}
    memory = what_to_keep(remember, forget)
    outcome = intake.run(batches, dates.today(), extras=extras, total=total, memory=memory, office=other, **way)
    hints = save_rejects(rejects, batches, outcome.faults) if rejects else []
    hints += unused_headings(map_, batches)
    outcome.faults = reading.in_its_words(outcome.faults, batches)
    return summary(batches, outcome, dry_run, hints, extras, bool(office))


def with_missing(result: Result, extras: "FolderExtras") -> Result:
    """The summary, which also names the attached files that the folder and the register lack."""
    if not extras.missing:
        return result
    from chodon_cli.audit import attachments

    faults = [*result.faults, *attachments.faults_of_missing(extras.missing)]
    return replace(result, faults=faults, exit_code=FOUND_SOMETHING)


def what_to_keep(remember: bool, forget: bool) -> str:
    """What is to be done with what is said of these headings."""
    from chodon_cli.register.bulk import list_memory

    return list_memory.FORGET_VERB if forget else list_memory.REMEMBER_VERB if remember else ""


def what_office(source: Path, office: str | None, of_gone: str) -> "OfficeImport | None":
    """Whose register it is, if another office's. Usage error if something is said of one, and there is none.

    NotFound if there is nothing to read; Refused if people have no names there that stay from export to export.
    """
    from chodon_cli.exchange.write import manifest
    from chodon_cli.register.bulk.office import OfficeImport

    if str(source) != "-" and not source.exists():
        raise no_such_file(source)
    if office is None and of_gone != "keep":
        raise Usage(_("--gone goes with --office"), _("add --office UNIT, or leave out --gone"))
    if office is not None and not source.is_dir():
        raise Usage(
            _("{path}: --office takes in a whole folder").format(path=source),
            _("let the office export one: chodon export"),
        )
    if office is not None and manifest.is_anonymised(source):
        raise Refused(
            _("{path}: an anonymised export; who is who cannot be told from one to the next").format(path=source),
            _("let the office export one with names: chodon export"),
        )
    return OfficeImport(office, of_gone == "void") if office else None


def refuse_rejects(rejects: Path, source: Path, batches: Sequence["Batch"]) -> None:
    """Refused if the rows that are refused cannot be written there, or only over what is read.

    Usage error if no format has such an ending. Afterwards it would be too late: the rest is taken in by then.
    """
    from chodon_cli import durable, render

    render.format_module(render.OutputOptions(None, rejects).name)
    durable.needs_folder(rejects.parent)
    if rejects.is_dir():
        raise no_such_file(rejects)
    read = [source, *(source / batch.file for batch in batches if source.is_dir())]
    if rejects.exists() and any(file.exists() and rejects.samefile(file) for file in read):
        raise Refused(_("{path}: this is the file that is read").format(path=rejects), _("name another file"))


def save_rejects(target: Path, batches: Sequence["Batch"], faults: Sequence["CellFault"]) -> list[str]:
    """Write the refused rows; what is to be told: where those of other lists are, and if it cannot be done."""
    from chodon_cli import render
    from chodon_cli.exchange.write import rejects

    hints = []
    try:
        for file, table in rejects.tables(target, batches, faults):
            render.save(table, render.OutputOptions(None, file))
            if file != target:
                hints.append(_("refused rows of a list with other columns: {file}").format(file=file))
    except (OSError, ChodonError) as error:
        hints.append(_("the refused rows could not be written: {error}").format(error=error))
    return hints


def expected_rows(source: Path, batches: Sequence["Batch"]) -> int | None:
    """How many rows there will be, as far as the lines of text files tell; a list of people is gone through twice."""
    files = sorted(source.glob("*.csv")) if source.is_dir() else [source]
    if not all(file.suffix.lower() in (".csv", ".tsv", ".txt") and file.is_file() for file in files):
        return None
    lines = sum(max(file.read_bytes().count(b"\n") - 1, 0) for file in files)
    return lines * (2 if any(batch.noun == "staff" for batch in batches) else 1)


def summary(
    batches: Sequence["Batch"],
    outcome: "ImportOutcome",
    dry_run: bool,
    sentences: Sequence[str],
    extras: "FolderExtras | None" = None,
    of_office: bool = False,
) -> Result:
    """What came of it, in figures and in words."""
    rows: list[Row] = [
        (
            v.file,
            kind_of_list(v.noun),
            *(v.counts[key] for key in ("new", "changed", "unchanged")),
            len(v.refused),
            *([v.counts["gone"]] if of_office else []),
        )
        for v in outcome.verdicts
    ]
    hints = [*sentences, *(hint for batch in batches for hint in batch.hints)]
    hints += [text for v in outcome.verdicts for _line, text in sorted(v.hints, key=itemgetter(0))]
    if guessed := sum(verdict.from_titles for verdict in outcome.verdicts):
        one = N_("leadership found from the title in {number} row")
        several = N_("leadership found from the title in {number} rows")
        hints.append(one_or_several(guessed, one, several).format(number=figure(guessed, 0)))
    if outcome.faults and not outcome.is_taken:
        hints.append(_("nothing was taken in: mend the rows named above and import again"))
    elif dry_run:
        hints.append(_("a dry run: nothing was changed"))
    result = Result(
        title_of(outcome, dry_run),
        [*IMPORT_COLUMNS, *([GONE_COLUMN] if of_office else [])],
        rows,
        totals=(None, None, *(sum(counts) for counts in zip(*(row[2:] for row in rows), strict=True))),
        faults=outcome.faults,
        hints=hints,
        is_write=True,
        is_stored=outcome.is_taken
        and not dry_run
        and (outcome.is_learned or any(v.counts[key] for v in outcome.verdicts for key in ("new", "changed", "void"))),
        exit_code=outcome.exit_code,
    )
    return with_missing(result, extras) if extras and outcome.is_taken else result


def title_of(outcome: "ImportOutcome", dry_run: bool) -> str:
    """What the figures are: of what was done, or of what would have been."""
    if outcome.faults and not outcome.is_taken:
        return N_("Nothing was taken in; without the refused rows it would be:")
    return N_("A dry run, nothing was changed; it would be:") if dry_run else N_("Import")


def kind_of_list(noun: str) -> str:
    """What the list of a noun, or one of the files that belong to none, is called."""
    return _(list_of(noun).title if noun in NAMES_OF_NOUNS else EXTRA_KINDS[noun])
