"""Files kept with records."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.audit import attachments
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import NotFound
from chodon_cli.locale import N_, _
from chodon_cli.result import Result

HELP = N_("Scans and photographs kept with a record: add, list, get, void, purge.")
SECTION = "upkeep"
group = Group(HELP)

Record = Annotated[str, options.argument("RECORD", N_("Number or code of the record."))]
MaybeRecord = Annotated[str | None, Argument(metavar="RECORD", help=N_("Number or code of the record."))]
Files = Annotated[list[Path], Argument(metavar="FILE…", help=N_("The files: PDF, pictures, documents, tables."))]
Which = Annotated[int, Argument(parser=options.number, metavar="N", help=N_("Number of the attached file."))]
Target = Annotated[
    Path | None,
    Option("--to", parser=options.file_path, metavar="FILE", help=N_("Where to; by default its name, here.")),
]
OlderThan = Annotated[int, options.count_option(N_("Void for so many days."), "--older-than")]


@group.change("add", help=N_("Keep files with a record."))
def add(record: Record, files: Files, note: options.Note = None) -> Result:
    from chodon_cli.audit.find import record_of
    from chodon_cli.queries.settings import number_setting
    from chodon_cli.register import attachment
    from chodon_cli.register.transaction import transaction
    from chodon_cli.store import attachments as kept

    with store.reading() as db:
        record_of(db, record)
        limit = number_setting(db, "attachment-megabytes") or 0
    with kept.drafts_of(files, limit) as drafts, transaction() as session:
        new, mended = attachment.attach(session, record, drafts, note, dates.today())
    sentence = _("{number} was missing or damaged and is whole again: it stands as it was attached, nothing is new")
    with store.reading() as db:
        result = attachments.list_attachments(db, N_("Attached"), numbers=[*new, *mended])
    hints = [sentence.format(number=number) for number in mended]
    return replace(result, hints=hints, is_write=True, is_stored=bool(new))


@group.query("list", help=N_("List the files kept with a record, or all."))
def list_(record: MaybeRecord = None, voided: options.Voided = False) -> Result:
    from chodon_cli.audit.find import record_of

    with store.reading() as db:
        of = record_of(db, record) if record else None
        return attachments.list_attachments(db, N_("Attached files"), of=of, with_void=voided)


@group.add_plain_command("get", help=N_("Copy an attached file out."))
def get(which: Which, to: Target = None) -> Result:
    from chodon_cli.store import attachments as files

    with store.reading() as db:
        attachment = attachments.list_attachments(db, N_("Attached file"), numbers=[which], with_void=True)
    if not attachment.rows:
        raise attachments.not_attached(which)
    row = dict(zip([column.key for column in attachment.columns], attachment.rows[0], strict=True))
    if row["purged_on"]:
        sentence = _("attached file {number} was removed for good on {day}")
        day = dates.show_day(str(row["purged_on"]))
        hint = _("a backup made before that day may have it")
        raise NotFound(sentence.format(number=which, day=day), hint)
    files.give(str(row["sha256"]), to or Path(str(row["name"])))
    return attachment


@group.change("void", help=N_("Mark an attached file as attached by mistake; it stays until it is purged."))
def void(which: Which, reason: options.Reason) -> Result:
    from chodon_cli.register import attachment
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        numbers = [attachment.void(session, which, reason, dates.today())]
    with store.reading() as db:
        listed = attachments.list_attachments(db, N_("Entered by mistake"), numbers=numbers, with_void=True)
    return replace(listed, is_write=True)


@group.change("purge", help=N_("Remove for good the files that have been void for long."))
def purge(older_than: OlderThan) -> Result:
    from chodon_cli.register import attachment
    from chodon_cli.register.transaction import transaction
    from chodon_cli.store import attachments as files

    with transaction() as session:
        numbers, digests = attachment.purge(session, older_than, dates.today())
    for sha256 in digests:
        files.keeper().remove(sha256)
    with store.reading() as db:
        return replace(attachments.list_attachments(db, N_("Removed"), numbers=numbers, with_void=True), is_write=True)
