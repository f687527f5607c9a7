"""Official documents, filled in from the record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates, drafts, durable, store
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option, Parameter, with_parameters
from chodon_cli.cli.showing import Group
from chodon_cli.errors import ChodonError, Usage, system_reason, what_to_do
from chodon_cli.locale import N_, _
from chodon_cli.queries.settings import setting
from chodon_cli.result import Column, Result, Row
from chodon_cli.text import in_file_name

HELP = N_("Draft official documents in Word from the record: decisions, minutes, notices, reminders, dossiers.")
SECTION = "cases"
group = Group(HELP)

DRAFT_COLUMNS = [Column("file", "code"), Column("gaps", "integer", label=N_("Gaps to fill in"))]
KINDS_COLUMNS = [
    Column("kind", "code"),
    Column("about", label=N_("What it is")),
    Column("record", label=N_("Drafted from")),
    Column("template", "code", label=N_("The office's template")),
]
HELP_OF_RECORDS = {
    "case": N_("Number of the case."),
    "inspection": N_("Number of the inspection."),
    "task": N_("Number of the task."),
    "staff": N_("Code or name of the person."),
}
Output = Annotated[
    Path, Option("--output", "-o", parser=options.file_path, metavar="FILE", help=N_("The Word file (.docx) to write."))
]
Folder = Annotated[Path, Option("--output", "-o", metavar="DIR", help=N_("The folder; it is made if it is not there."))]
OfCase = Annotated[str, options.text_option("NUMBER", N_("Number of the case."), "--case")]
Kind = Annotated[str, options.argument("KIND", N_("The kind of document; draft list names them."))]


@group.query("list", help=N_("List the kinds of documents and the templates in use."))
def list_() -> Result:
    with store.reading() as db:
        rows: list[Row] = []
        for kind in drafts.DRAFT_KINDS:
            module, own = drafts.draft_module(kind), own_template(db, kind)
            rows.append(
                (kind, _(module.WHAT_IT_IS), _(HELP_OF_RECORDS[module.RECORD_NOUN]).rstrip("."), own and str(own))
            )
    return Result(N_("Documents that can be drafted"), KINDS_COLUMNS, rows)


@group.add_plain_command(
    "all", help=N_("Draft the whole set of a case: council, notice, minutes, decision, dossier of the person.")
)
def all_(case: OfCase, output: Folder) -> Result:
    from chodon_cli.casework.case import case_of_number
    from chodon_cli.render import _docx

    today = dates.today()
    with store.reading() as db:
        of = case_of_number(db, case)
        wanted = [(kind, of.number) for kind in drafts.OF_A_CASE] + [("dossier", of.staff)]
        documents = [
            (
                output / f"{kind}-{in_file_name(reference)}.docx",
                *_docx.document(*ingredients(db, kind, reference, today)),
            )
            for kind, reference in wanted
        ]
    make_folder(output)
    for file, data, _gaps in documents:
        _docx.put(file, data)
    return drafted_result([(file, gaps) for file, _data, gaps in documents])


@group.add_plain_command("template", help=N_("Take the template of a kind out, to edit it in Word."))
def template(kind: Kind, output: Output) -> Result:
    from chodon_cli.render import _docx

    if kind not in (kinds := (*drafts.DRAFT_KINDS, "bulletin")):  # which `report` fills in
        raise Usage(
            _("there is no document “{kind}”").format(kind=kind), _("allowed: {words}").format(words=", ".join(kinds))
        )
    _docx.put(docx_file(output), _docx.template(kind).read_bytes())
    hint = _("edit it in Word, keep it as {name} in a folder, and name that: chodon settings set templates FOLDER")
    return Result(
        N_("Template"),
        DRAFT_COLUMNS[:1],
        [(str(output),)],
        layout="record",
        hints=[hint.format(name=f"{kind}.docx")],
        is_write=True,
        is_stored=False,
    )


def draft_command(kind: str) -> Callable[..., Result]:
    """The command that drafts this kind."""

    def run(number: str, output: Path) -> Result:
        with store.reading() as db:
            return drafted_result([draft(db, kind, number, docx_file(output))])

    argument = Annotated[str, options.argument("NUMBER", HELP_OF_RECORDS[drafts.draft_module(kind).RECORD_NOUN])]
    return with_parameters(
        run,
        [Parameter("number", argument), Parameter("output", Output)],
    )


for _kind in drafts.DRAFT_KINDS:
    group.add_plain_command(_kind, help=drafts.draft_module(_kind).WHAT_IT_IS)(draft_command(_kind))


def draft(db: Connection, kind: str, reference: str, target: Path) -> tuple[Path, list[str]]:
    """Write the document; its file and the labels of its gaps."""
    from chodon_cli.render import _docx

    source, values, labels = ingredients(db, kind, reference, dates.today())
    return target, _docx.fill(source, values, target, labels)


def ingredients(
    db: Connection, kind: str, reference: str, today: str
) -> tuple[Path, Mapping[str, object], Mapping[str, str]]:
    """The template of a document, what is filled in, and what its gaps are called."""
    from chodon_cli.render import _docx

    module = drafts.draft_module(kind)
    return own_template(db, kind) or _docx.template(kind), module.values(db, reference, today), module.GAP_NAMES


def own_template(db: Connection, kind: str) -> Path | None:
    """The office's own template of the kind, if it has one."""
    folder = setting(db, "templates")
    file = durable.with_home(folder) / f"{kind}.docx" if folder else None
    return file if file and file.is_file() else None


def docx_file(output: Path) -> Path:
    """The file to write. Usage error if it is called as no Word document is."""
    if output.suffix.lower() != ".docx":
        raise Usage(
            _("{path}: a document is written as .docx").format(path=output), _("name a file that ends in .docx")
        )
    return output


def make_folder(folder: Path) -> None:
    try:
        durable.needs_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ChodonError(f"{folder}: {system_reason(error)}", what_to_do(error)) from error


def drafted_result(documents: Sequence[tuple[Path, list[str]]]) -> Result:
    """The documents that were written; what each lacks is said beside."""
    hints = [_("{file} lacks: {gaps}").format(file=file.name, gaps="; ".join(gaps)) for file, gaps in documents if gaps]
    rows: list[Row] = [(str(file), len(gaps)) for file, gaps in documents]
    result = Result(N_("Drafted"), DRAFT_COLUMNS, rows, hints=hints, is_write=True, is_stored=False)
    return replace(result, layout="record") if len(rows) == 1 else result
