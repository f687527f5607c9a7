"""Take in a file, or a whole folder."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from chodon_cli import dates
from chodon_cli.commands import Group
from chodon_cli.errors import NotFound, Usage
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

HELP = N_("Take in a CSV file, or a folder in the exchange layout: all of it or nothing.")
group = Group(HELP)

COLUMNS = [
    Column("file", "code"),
    Column("new", "integer"),
    Column("changed", "integer"),
    Column("unchanged", "integer"),
    Column("refused", "integer"),
]


def noun(text: str) -> str:
    from chodon_cli.exchange import layout

    known = [*layout.LISTS, *layout.FILES]
    if text not in known:
        raise Usage(
            _("“{value}” is not one of the allowed words").format(value=text),
            _("allowed: {words}").format(words=", ".join(known)),
        )
    return text


Source = Annotated[Path, Argument(metavar="SOURCE", help=N_("A CSV file, a folder, or - for stdin."))]
As = Annotated[
    str | None,
    Option("--as", parser=noun, metavar="NOUN", help=N_("What the file holds: staff, unit, violation …")),
]
DryRun = Annotated[bool, Option("--dry-run", help=N_("Do all of it, say what came of it, and take it back."))]
Update = Annotated[bool, Option("--update", help=N_("Let the file change the records it differs from."))]


class TakenBack(Exception):
    """Ends the transaction without a trace."""


@group.change("import", help=HELP)
def import_(source: Source, as_: As = None, dry_run: DryRun = False, update: Update = False) -> Result:
    from chodon_cli.exchange import intake as reading
    from chodon_cli.register import transaction
    from chodon_cli.register.intake import Intake

    if str(source) != "-" and not source.exists():
        raise NotFound(_("{path}: there is no such file").format(path=source))
    batches = reading.folder(source) if source.is_dir() else [reading.file(source, as_)]
    try:
        with transaction() as session:
            intake = Intake(session, dates.today(), update)
            for batch in batches:
                intake.take(batch.noun, batch.file, batch.entries, batch.is_exact)
            intake.settle()
            faults = [fault for verdict in intake.verdicts for fault in verdict.faults]
            if dry_run or faults:
                raise TakenBack
    except TakenBack:
        pass
    rows: list[Row] = [(v.file, v.new, v.changed, v.unchanged, len(v.refused)) for v in intake.verdicts]
    hints = [hint for batch in batches for hint in batch.hints]
    hints += [hint for verdict in intake.verdicts for hint in verdict.hints]
    if guessed := sum(verdict.from_titles for verdict in intake.verdicts):
        hints.append(_("leadership found from the title in {number} rows").format(number=guessed))
    if faults:
        hints.append(_("nothing was taken in: mend the rows named above and import again"))
    elif dry_run:
        hints.append(_("a dry run: nothing was changed"))
    return Result(
        N_("Import"),
        COLUMNS,
        rows,
        totals=(None, *(sum(counts) for counts in zip(*(row[1:] for row in rows), strict=True))),
        faults=faults,
        hints=hints,
        is_write=True,
        exit_code=1 if faults else 0,
    )
