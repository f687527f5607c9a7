"""Word documents from templates: what stands in the record goes in, what it lacks is a marked gap.

A template is a `.docx` that an office edits in Word; Jinja2 in it says where a value goes:

    {{ organisation }}   {%p if cases %} … {%p endif %}   {%tr for row in rows %} … {%tr endfor %}   {{ chart }}

    gaps = fill(template("bulletin"), {"organisation": "…", "rows": [{"unit": "…"}], "chart": Picture(png, 160)}, path)

Values are text, figures as they are to be read, lists and mappings of these, and `Picture`s. A value that is None or
not there becomes a highlighted gap that names it (`gap_labels` says how, else the headings of columns); `fill` returns
the gaps in their order, each once. Empty text is known to be empty, and no gap. The file is 0600 and takes its place in
one step. Templates are run in Jinja2's sandbox and values are escaped: neither can do anything but stand there.

The templates of this program stand in `templates/` beside this file; `tests/samples/make_documents.py` makes them.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chodon_cli import durable
from chodon_cli.errors import ChodonError, NotFound, system_reason, what_to_do
from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.locale import N_, _, catalogue
from chodon_cli.text import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docxtpl import DocxTemplate

COMMON_GAPS = {  # what the head and the foot of a document ask for
    "superior": N_("superior body"),
    "organisation": N_("name of the office"),
    "number": N_("number of the document"),
    "symbol": N_("symbol of the office"),
    "place": N_("place"),
    "day": N_("day"),
    "month": N_("month"),
    "year": N_("year"),
    "signatory": N_("who signs"),
    "signatory_title": N_("title of who signs"),
}
TEMPLATES_FOLDER = Path(__file__).parent / "templates"
GAP_START, GAP_END, UNDERSCORE = "\ue000", "\ue001", "\ue002"  # of private use: taken out of every value
NOT_IN_XML = re.compile("[\ue000-\ue002\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
BETWEEN_BRACES = re.compile("(?<=[{%}])_(?=[{%}])")  # docxtpl would turn {_{ into {{
TEMPLATE_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Picture(NamedTuple):
    """A picture (PNG) in a document, as wide as so many millimetres."""

    png: bytes
    width: float


def template(name: str) -> Path:
    """The template of this name that comes with the program. NotFound if there is none."""
    path = TEMPLATES_FOLDER / f"{name}.docx"
    if not path.is_file():
        raise NotFound(
            _("there is no template “{name}”").format(name=name),
            _("see: {command}").format(command="chodon draft --help"),
        )
    return path


def fill(
    source: Path, values: Mapping[str, object], target: Path, gap_labels: Mapping[str, str] | None = None
) -> list[str]:
    """Fill the template in and put the document at its place; the labels of its gaps in the language in use, each once.

    ChodonError, and nothing is written, if docxtpl is not installed, the template cannot be read or filled in, or the
    place cannot be written.
    """
    data, gaps = document(source, values, gap_labels)
    put(target, data)
    return gaps


def document(
    source: Path, values: Mapping[str, object], gap_labels: Mapping[str, str] | None = None
) -> tuple[bytes, list[str]]:
    """The template filled in, and the labels of its gaps, each once. ChodonError as of `fill`.

    `gap_labels`: key -> message. The document is Vietnamese; what it lacks is told in the language in use, in the small
    letters of the message where a heading has it in capitals as well.
    """
    loaded = load(source)
    try:
        from jinja2 import TemplateError

        labels = {**COMMON_GAPS, **(gap_labels or {})}
        loaded.render(prepare(values, loaded), environment(labels))
    except (TemplateError, *TEMPLATE_FAULTS) as error:
        reason = printable(str(error).splitlines()[0] if str(error) else type(error).__name__)
        raise ChodonError(
            _("{path}: the template cannot be filled in: {reason}").format(path=source, reason=reason),
            _("compare it with the one that comes with the program"),
        ) from error
    spoken = {in_vietnamese(label).casefold(): _(label) for label in (*LABELS_OF_COLUMNS.values(), *labels.values())}
    gaps = list(dict.fromkeys(spoken.get(gap.casefold(), gap) for gap in mark_gaps(loaded.docx)))
    written = io.BytesIO()
    loaded.docx.save(written)
    return written.getvalue(), gaps


def load(source: Path) -> "DocxTemplate":
    """The template. ChodonError if docxtpl is not installed, or the file is no document."""
    try:
        from docxtpl import DocxTemplate
    except ImportError as error:
        raise ChodonError(_("Word documents need a further package"), "pip install 'chodon[docx]'") from error
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = DocxTemplate(io.BytesIO(source.read_bytes()))
        document.init_docx()
    except OSError as error:
        raise ChodonError(f"{source}: {system_reason(error)}", what_to_do(error)) from error
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
        raise ChodonError(
            _("{path}: this is no Word document (.docx)").format(path=source), _("save it in Word as .docx")
        ) from error
    return document


def environment(gap_labels: Mapping[str, str]) -> object:
    """Jinja2 in its sandbox: what a template may do is put values in their places."""
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Gap(ChainableUndefined):
        """What the record lacks, by the label of what was asked for."""

        def __str__(self) -> str:
            name = str(self._undefined_name or "")
            label = gap_labels.get(name) or LABELS_OF_COLUMNS.get(name, name)
            return f"{GAP_START}{in_vietnamese(label)}{GAP_END}"

        def __html__(self) -> str:
            return str(self)

    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=Gap)
    del sandbox.filters["safe"]  # nothing is
    return sandbox


def in_vietnamese(message: str) -> str:
    """The message as a document has it, whatever language the program speaks."""
    return catalogue("vi").gettext(message) if message else ""


def prepare(value: object, document: object) -> object:
    """The value as the template takes it: text that no reader of XML stumbles over, gaps left out, pictures drawn."""
    if isinstance(value, Picture):
        from docx.shared import Mm
        from docxtpl import InlineImage

        return InlineImage(document, io.BytesIO(value.png), width=Mm(value.width))
    if isinstance(value, str):
        return BETWEEN_BRACES.sub(UNDERSCORE, NOT_IN_XML.sub("", printable(value)))
    if isinstance(value, Mapping):
        return {key: prepare(each, document) for key, each in value.items() if each is not None}
    if isinstance(value, Sequence):
        return [prepare(each, document) for each in value if each is not None]
    return value


def mark_gaps(document: "Document") -> Iterator[str]:
    """Highlight each gap in the body, the headers and the footers; their labels."""
    from docx.oxml.ns import qn

    parts = [document.element.body]
    for section in document.sections:
        sheets = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        parts += [each._element for each in sheets if not each.is_linked_to_previous]
    for part in parts:
        for text in list(part.iter(qn("w:t"))):
            if text.text and UNDERSCORE in text.text:
                text.text = text.text.replace(UNDERSCORE, "_")
            if text.text and GAP_START in text.text:
                yield from mark_gaps_of(text)


def mark_gaps_of(text: "BaseOxmlElement") -> Iterator[str]:
    """Split the run at its gaps, so that each is a run of its own, highlighted."""
    from docx.enum.text import WD_COLOR_INDEX
    from docx.oxml.ns import qn
    from docx.text.run import Run

    run = text.getparent()
    pieces = re.split(f"({GAP_START}[^{GAP_END}]*{GAP_END})", text.text)
    text.text = pieces[0]
    text.set(qn("xml:space"), "preserve")
    rest = list(text.itersiblings())
    last = run
    for piece in filter(None, pieces[1:]):
        new = deepcopy(run)
        for child in list(new):
            if child.tag != qn("w:rPr"):
                new.remove(child)
        added = Run(new, None)  # type: ignore[arg-type]  # a parent is needed only for styles
        label = piece.strip(GAP_START + GAP_END)
        if piece.startswith(GAP_START):
            added.font.highlight_color = WD_COLOR_INDEX.YELLOW
            yield label
        added.text = f"[{label}]" if piece.startswith(GAP_START) else piece
        last.addnext(new)
        last = new
    for each in rest:
        last.append(each)


def put(target: Path, data: bytes) -> None:
    """Put the file (0600) at its place in one step. ChodonError if the place cannot be written."""
    durable.needs_folder(target.parent)
    place = durable.own_place(target)
    try:
        if place.exists() and not place.is_file():  # a device or a pipe cannot be replaced
            place.write_bytes(data)
            return
        with durable.draft_of(place) as draft:
            draft.write_bytes(data)
            durable.put(draft, place)
    except OSError as error:
        raise ChodonError(f"{target}: {system_reason(error)}", what_to_do(error)) from error
