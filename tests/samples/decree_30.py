"""Parts of a document as Decree 30/2020/NĐ-CP (annex I) has them laid out, for the templates of this program.

    document = new_document()
    letterhead(document, "BC")
    title(document, "BÁO CÁO", "Về việc … {{ period }}")
    paragraph(document, "…"); table(document, ["TT", "Đơn vị"], ["{{ loop.index }}", "{{ row.unit }}"], "row in rows")
    closing(document)
    save(document, path)

Values that the parts ask for: superior, organisation, number, symbol, place, day, month, year, signatory_title,
signatory, recipients (a list of lines). A4, margins 20/20/30/15 mm, Times New Roman 14, page numbers in the middle of
the head of the page from the second page on.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
TEXT_WIDTH = 165  # mm between the margins


def new_document() -> Any:
    """A4 with the margins, the font and the page numbers of the decree."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    set_margins(section)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    add_field(number, "PAGE")
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if "thumbnail" in relation.reltype]:
        del relations[key]  # a picture of another document
    properties = document.core_properties
    properties.author = properties.comments = properties.title = ""
    return document


def set_margins(section: Any) -> None:
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)


def add_field(paragraph: Any, code: str) -> None:
    """A field that Word fills in, as the number of the page."""
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def letterhead(document: Any, kind: str) -> None:
    """Superior and agency, national title, number and symbol (`kind`: QĐ, BC, TB …), place and day."""
    head = document.add_table(rows=2, cols=2)
    head.alignment, head.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(head, (70, 100))
    agency, nation = head.rows[0].cells
    line(agency, "{%p if superior %}", 12, first=True)
    line(agency, "{{ superior|upper }}", 12)
    line(agency, "{%p endif %}", 12)
    line(agency, "{{ organisation|upper }}", 12, bold=True)
    rule(agency, 22)
    line(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True, first=True)
    line(nation, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    rule(nation, 21)
    number, day = head.rows[1].cells
    line(number, f"Số: {{{{ number }}}}/{kind}{{% if symbol %}}-{{{{ symbol }}}}{{% endif %}}", 13, first=True)
    place = "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}"
    line(day, place, 13, italic=True, first=True)


def title(document: Any, name: str, subject: str) -> None:
    """The name of the kind of document and what it is about, with the line beneath."""
    paragraph(document, name, bold=True, align=CENTRE, indent=0, before=16)
    paragraph(document, subject, bold=True, align=CENTRE, indent=0, before=0)
    rule(document, 62)


def paragraph(
    document: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = BOTH,
    indent: float = 12.7,
    before: float = 6,
    keep_with_next: bool = False,
) -> Any:
    """A paragraph of the text: justified, its first line drawn in by so many mm, so many points after the last."""
    made = document.add_paragraph()
    made.alignment = align
    layout = made.paragraph_format
    layout.first_line_indent, layout.space_before, layout.line_spacing = Mm(indent), Pt(before), 1.1
    layout.keep_with_next = keep_with_next
    run = made.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return made


def heading(document: Any, text: str) -> Any:
    """The heading of a part: bold, with what follows it on the same page."""
    return paragraph(document, text, bold=True, keep_with_next=True, before=9)


def control(document: Any, statement: str) -> None:
    """A statement of the template that stands in a paragraph of its own, which goes: `if cases`, `endif`."""
    document.add_paragraph(f"{{%p {statement} %}}")


def table(
    document: Any,
    headings: Sequence[str],
    cells: Sequence[str],
    loop: str,
    widths: Sequence[float],
    *,
    size: float = 12,
    figures_from: int | None = None,
    totals: Sequence[str] = (),
) -> Any:
    """A table with a row for each of `loop` (`row in rows`); its headings are repeated on every page.

    `widths` in mm; columns from `figures_from` on are set to the right.
    """
    made = document.add_table(rows=4 + bool(totals), cols=len(headings))
    made.style, made.autofit = "Table Grid", False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(made, widths)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for place, text in enumerate(headings):
        line(made.rows[0].cells[place], text, size, bold=True, first=True)
    made.rows[1].cells[0].text = f"{{%tr for {loop} %}}"
    rows = [(made.rows[2], cells, False)]
    made.rows[3].cells[0].text = "{%tr endfor %}"
    if totals:
        rows.append((made.rows[4], totals, True))
    for row, texts, bold in rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, text in enumerate(texts):
            is_figure = figures_from is not None and place >= figures_from
            line(row.cells[place], text, size, bold=bold, first=True, align=RIGHT if is_figure else LEFT)
    return made


def closing(document: Any, signature: str = "{{ signatory_title|upper }}") -> None:
    """Recipients on the left, who signs on the right."""
    foot = document.add_table(rows=1, cols=2)
    foot.alignment, foot.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(foot, (85, 85))
    foot.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    recipients, signer = foot.rows[0].cells
    line(recipients, "Nơi nhận:", 12, bold=True, italic=True, first=True, align=LEFT)
    line(recipients, "{%p for recipient in recipients %}", 11, align=LEFT)
    line(recipients, "- {{ recipient }};", 11, align=LEFT)
    line(recipients, "{%p endfor %}", 11, align=LEFT)
    line(recipients, "- Lưu: VT.", 11, align=LEFT)
    line(signer, signature, 14, bold=True, first=True)
    for _space in range(4):
        line(signer, "", 14)
    line(signer, "{{ signatory }}", 14, bold=True)


def landscape(document: Any) -> None:
    """What follows stands on pages laid across, as appendices with wide tables do."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(30), Mm(15)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = False


def new_page(document: Any) -> None:
    document.add_page_break()


def line(
    cell: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
    align: Any = CENTRE,
) -> None:
    """A line in a cell; the `first` takes the paragraph that is there."""
    made = cell.paragraphs[0] if first else cell.add_paragraph()
    made.alignment = align
    run = made.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    mark = OxmlElement("w:rPr")  # of the end of the line, which makes an empty one as high
    mark_size = OxmlElement("w:sz")
    mark_size.set(qn("w:val"), str(round(size * 2)))
    mark.append(mark_size)
    made._p.get_or_add_pPr().append(mark)


def rule(place: Any, indent: float) -> None:
    """A thin line under what stands above, drawn in by so many mm on either side."""
    made = place.add_paragraph()
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = Mm(indent)
    made.paragraph_format.line_spacing, made.paragraph_format.space_before = Pt(4), Pt(2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    made._p.get_or_add_pPr().append(borders)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for cell in table.columns[place].cells:
            cell.width = Mm(width)


def save(document: Any, path: Path) -> None:
    """Write the document; the same parts give the same bytes."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
