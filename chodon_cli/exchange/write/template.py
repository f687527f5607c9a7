"""A workbook to fill in: headings, widths, lists of allowed values, and a sheet that explains the columns."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from chodon_cli import words
from chodon_cli.exchange import layout
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Field
from chodon_cli.result import Column

Codes = Mapping[str, Mapping[str, str]]  # key of a column -> the codes that it takes, each with what it stands for
Workbook = Any  # of xlsxwriter, which says no types
Sheet = Any
ROWS_TO_FILL_IN = 5000  # rows that are ready to be filled in
AS_TEXT = 49  # the spreadsheet's own format of this number: zeros in front stay
CHOICES_SHEET = "_"  # the hidden sheet that holds the allowed values


def fields_of(noun: str) -> list[Field]:
    """Every field of the noun's file, those that are seldom filled in at the end."""
    return sorted(layout.readable(noun).values(), key=lambda field: field.is_seldom)


DELIMITERS = {"csv": ",", "tsv": "\t"}


def text(noun: str, ending: str) -> bytes:
    """The headings alone, as a file of text that spreadsheets open: with a byte order mark."""
    lines = io.StringIO()
    csv.writer(lines, delimiter=DELIMITERS[ending]).writerow(field.heading_to_fill_in for field in fields_of(noun))
    return lines.getvalue().encode("utf-8-sig")


def workbook(noun: str, codes: Codes) -> bytes:
    """The template of a noun as the bytes of an .xlsx; `codes` gives the codes of the register.

    Each sheet to fill in is called by its noun: so it is known again, whatever its headings are.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        nouns = layout.sheets(noun)
        sheets = {each: book.add_worksheet(each) for each in nouns}
        guide = book.add_worksheet(_(layout.GUIDE_SHEET))
        choices = book.add_worksheet(CHOICES_SHEET)
        choices.hide()
        _explain(book, guide, nouns, codes)
        lists = 0
        for each, sheet in sheets.items():
            for place, field in enumerate(fields_of(each)):
                _column(book, sheet, place, field)
                _choose(sheet, choices, place, lists + place, field, codes)
            lists += len(fields_of(each))
            sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _column(book: Workbook, sheet: Sheet, place: int, field: Field) -> None:
    """A heading, bold where the column is needed, over cells of the column's kind; folded away if seldom wanted."""
    heading = book.add_format({"bold": field.is_needed, "bg_color": "#DDE8F5", "border": 1, "text_wrap": True})
    shape = {"num_format": {"date": "dd/mm/yyyy", "integer": "0"}.get(field.type, AS_TEXT)}
    text = field.heading_to_fill_in
    folded = {"level": 1, "hidden": True} if field.is_seldom else {}
    sheet.set_column(place, place, max(12, min(len(text) + 4, 30)), book.add_format(shape), folded)
    sheet.write_string(0, place, text, heading)


def _choose(sheet: Sheet, choices: Sheet, place: int, of: int, field: Field, codes: Codes) -> None:
    """The list of allowed values of the column, kept in column `of` of the choices; and days that are days."""
    words_of = choices_of(field)
    allowed = words_of or list(codes.get(field.key, ()))
    if allowed:
        for line, word in enumerate(allowed):
            choices.write_string(line, of, word)
        letter = _letter(of)
        source = f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(allowed)}"
        strictness = "stop" if words_of else "warning"  # a unit may also be written by its name
        sheet.data_validation(
            1, place, ROWS_TO_FILL_IN, place, {"validate": "list", "source": source, "error_type": strictness}
        )
    elif field.type == "date":
        from datetime import date

        rule = {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2100, 1, 1)}
        sheet.data_validation(1, place, ROWS_TO_FILL_IN, place, rule)


def _explain(book: Workbook, sheet: Sheet, nouns: Sequence[str], codes: Codes) -> None:
    """The guide: each column, whether it is needed, what goes in, which words are allowed; then what codes stand for.

    A list to choose from shows a code alone: the name is looked up here.
    """
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (text, width) in enumerate(
        [(_("Column"), 26), (_("Needed"), 10), (_("What goes in"), 60), (_("Allowed values"), 70)]
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, text, bold)
    lines = [line for noun in nouns for line in ([[noun]] if len(nouns) > 1 else []) + explanations(noun)]
    for heading, names in _lists_of_codes(nouns, codes).items():
        lines += [[""], [heading], *([code, "", name] for code, name in names.items())]
    for line, cells in enumerate(lines, start=1):
        for place, text in enumerate(cells):
            sheet.write_string(line, place, text, bold if len(cells) == 1 else wrap)


def _lists_of_codes(nouns: Sequence[str], codes: Codes) -> dict[str, Mapping[str, str]]:
    """Heading -> the codes of the register that may stand under it, with their names; no list comes twice."""
    lists: dict[str, Mapping[str, str]] = {}
    for field in (field for noun in nouns for field in fields_of(noun)):
        names = codes.get(field.key)
        if names and names not in lists.values():
            lists[field.heading_to_fill_in] = names
    return lists


def explanations(noun: str) -> list[list[str]]:
    """Of each column of the noun: its heading, whether it is needed, what goes in, which words are allowed."""
    return [
        [field.heading_to_fill_in, _("yes") if field.is_needed else "", _(field.help), ", ".join(choices_of(field))]
        for field in fields_of(noun)
    ]


def choices_of(column: Column) -> list[str]:
    """What the words are called that the column takes; none if it takes any text."""
    list_of = words.word_list_of(column)
    return [_(label) for label in list_of.labels.values()] if list_of else []


def _letter(place: int) -> str:
    """A, B … Z, AA: the name of a spreadsheet column."""
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)
