"""Documents: add, list, show, correct, void."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import Number, Reason, argument
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._field_options import correcting, entering, parameter, takes
from chodon_cli.commands._list_options import list_options
from chodon_cli.dates import Period
from chodon_cli.locale import N_
from chodon_cli.nouns import document as documents
from chodon_cli.result import Result

HELP = N_("Plans, directives and decisions that tasks and standards rest on.")
SECTION = "setup"
group = Group(HELP)

Which = Annotated[str, argument("NUMBER", N_("Its number, or NUMBER@DATE where several have it."))]
Several = Annotated[list[str], argument("NUMBER…", N_("Its number, or NUMBER@DATE where several have it."))]


@group.change("add", help=N_("Enter a document."))
@takes(parameter("number", Number), *entering(documents.DECLARATION, without=("number",)))
def add(**values: object) -> Result:
    from chodon_cli.register import document
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = document.add(session, values, dates.today())
    return written_records(documents.DECLARATION, [outcome.id], N_("Document entered"), outcome.hints)


@group.query("list", help=N_("List the documents."))
@takes(*list_options(documents.DECLARATION))
def list_(period: Period | None, find: str | None, voided: bool) -> Result:
    with store.reading_until_shown() as db:
        return documents.list_documents(db, period, find, voided)


@group.query("show", help=N_("Show one document."))
def show(number: Which) -> Result:
    with store.reading() as db:
        return documents.show_document(db, number)


@group.change("edit", help=N_("Correct what was entered of a document."))
@takes(parameter("which", Which), *correcting(documents.DECLARATION))
def edit(which: str, **changes: object) -> Result:
    from chodon_cli.register import document
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = document.edit(session, which, changes, dates.today())
    return written_records(documents.DECLARATION, [outcome.id], N_("Document corrected"), outcome.hints)


@group.change("void", help=N_("Mark a document as entered by mistake."))
def void(numbers: Several, reason: Reason) -> Result:
    from chodon_cli.register import document, record
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        ids, hints = record.each_of(numbers, lambda said: document.void(session, said, reason, dates.today()))
    return written_records(documents.DECLARATION, ids, N_("{noun} entered by mistake"), hints)
