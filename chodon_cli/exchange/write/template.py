"""A workbook to fill in: headings, widths, lists of allowed values, and a sheet that explains the columns."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from chodon_cli import labels, locale, words
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from chodon_cli.locale import N_, _
from chodon_cli.result import Column

ROWS = 5000  # rows that are ready to be filled in
AS_TEXT = 49  # the spreadsheet's own format of this number: zeros in front stay
CHOICES = "_"  # the hidden sheet that holds the allowed values
TOGETHER = {"case": layout.CASES}  # sheets of one workbook: they are held against each other
EXPLAINED = {
    "absent_with_reason": N_("How many were absent with a reason."),
    "absent_without_reason": N_("How many were absent without a reason."),
    "against": N_("Against what it was checked."),
    "aggravating": N_("Aggravating circumstances, as codes joined by commas."),
    "answer": N_("What was answered."),
    "answered_on": N_("dd/mm/yyyy; empty while it is not answered."),
    "article": N_("Article of the source."),
    "assigned_on": N_("dd/mm/yyyy; the unit was open, and the person served there, on that day."),
    "attended": N_("How many of those invited attended."),
    "authority": N_("Who decided."),
    "born_on": N_("dd/mm/yyyy, the whole day: a year alone is refused."),
    "came_late": N_("How many of those present came late."),
    "cancel_reason": N_("Why it was withdrawn."),
    "cancelled_on": N_("Day on which it was withdrawn; empty as a rule."),
    "case": N_("Number of the case."),
    "category": N_("Choose from the list."),
    "certificate": N_("The certificate: its number, or what it is."),
    "channel": N_("Choose from the list; other if empty."),
    "checked_by": N_("Who checked it."),
    "checked_on": N_("dd/mm/yyyy."),
    "closed_on": N_("Its last day, if it has closed."),
    "code": N_("Letters, digits and . / - _; only a new person may have none: the program gives one."),
    "concluded_on": N_("Day of the conclusion."),
    "conclusion": N_("Number of the conclusion."),
    "days": N_("Days of study; all from the first to the last if empty."),
    "decided_on": N_("dd/mm/yyyy."),
    "decision": N_("Number of the decision."),
    "document": N_("Of a standard, the source in words; else a document's number, or NUMBER@DATE."),
    "done_on": N_("dd/mm/yyyy; empty while it is not done."),
    "due_on": N_("dd/mm/yyyy."),
    "effective_on": N_("Of a decision: its first day of effect."),
    "ended_on": N_("Its last day, dd/mm/yyyy."),
    "extended_by": N_("Who granted it."),
    "extended_days": N_("Leave it empty: the law of the day on which it was found gives it."),
    "extended_on": N_("Day on which it was granted, dd/mm/yyyy."),
    "failed_staff": N_("Who failed: codes or full names, separated by semicolons."),
    "field": N_("Choose from the list."),
    "form": N_("Choose from the list."),
    "found_on": N_("Day on which it was found; the same day if empty."),
    "full_name": N_("Family name, middle names, given name, typed in Unicode."),
    "ground": N_("Of a postponement: choose from the list."),
    "group": N_("The group of standards."),
    "happened_on": N_("The day, dd/mm/yyyy; not after today."),
    "held_on": N_("dd/mm/yyyy."),
    "hour": N_("Hour of the visit, as 07:15."),
    "id_number": N_("12 digits as on the card (or the 9 of an old one); the column is text, so zeros stay."),
    "in_duty": N_("Of a decision: whether the act was in connection with the duty; choose from the list."),
    "in_force_from": N_("First day in force."),
    "in_force_to": N_("Last day in force."),
    "inspection": N_("Number of the inspection at which it was seen."),
    "invited": N_("How many people were to hear it."),
    "issued_on": N_("dd/mm/yyyy."),
    "issuer": N_("Who issued it."),
    "item": N_("Code of an item of the checklist (M01 to M14), or of a standard."),
    "kind": N_("Choose from the list; of a document: plan, directive, decision …"),
    "lapses_on": N_("Leave it empty: the law gives it."),
    "leadership": N_("Choose from the list; from the title if empty."),
    "level": N_("Choose from the list."),
    "limitation": N_("Empty as a rule; choose from the list."),
    "made": N_("How many were checked."),
    "mitigating": N_("Mitigating circumstances, as codes joined by commas."),
    "n": N_("The place in the order of the case: 1, 2, 3 …"),
    "name": N_("Full name of the unit."),
    "normal_days": N_("Leave it empty: the law of the day on which it was found gives it."),
    "note": N_("Anything worth keeping."),
    "number": N_(
        "A document's number, a quota's number of people; of other records: left empty, the program gives one."
    ),
    "occurred_on": N_("dd/mm/yyyy; the person had a post on that day."),
    "opened_on": N_("Its first day; of a unit empty if it always existed."),
    "outcome": N_("Of a closing without a decision: choose from the list."),
    "parent": N_("Code or name of the unit above it."),
    "party_effective_on": N_("Of a decision: first day of effect of the Party's decision, if there is one."),
    "passed": N_("How many of them were in order."),
    "people": N_("How many people there should be: present and absent together."),
    "planned_on": N_("Day for which it is planned; needed where it is of that kind."),
    "present": N_("How many were present."),
    "provider": N_("Who held it."),
    "quality": N_("Choose from the list; only of what is done."),
    "reason": N_(
        "Why; of a post, why it ended; needed for an extension, a closing, an annulment, a step that is skipped."
    ),
    "received_on": N_("dd/mm/yyyy."),
    "remedied": N_("What was remedied."),
    "remedied_on": N_("Day on which it was remedied."),
    "remedy_due_on": N_("Day by which it is to be remedied."),
    "repeats": N_("Choose from the list; empty if it does not come again."),
    "rule": N_("The rule, as chodon law list names it."),
    "rules": N_("Leave it empty: how many words of the office on the law were known when the case was opened."),
    "says": N_("What the office has set, as JSON; empty: confirmed as it is."),
    "scheduled_on": N_("Of a task that comes again: the day on which it was to be assigned."),
    "score": N_("The score, where there is one: 0 to 100."),
    "series": N_("Of a task that comes again: the number of its first."),
    "service": N_("The service or procedure it is about."),
    "severity": N_("Choose from the list; minor if empty."),
    "sex": N_("Choose from the list."),
    "signed_on": N_("dd/mm/yyyy."),
    "source": N_("Choose from the list; other if empty."),
    "staff": N_("Code of the person, or a full name that only one bears."),
    "standard": N_("Code of the standard."),
    "started_on": N_("Its first day, dd/mm/yyyy."),
    "successor": N_("The unit it was merged into, if it was."),
    "task": N_("Number of the task."),
    "text": N_("What was said."),
    "title": N_(
        "Title of the post; the course; what is to be done; of a document or a commendation, what it is about."
    ),
    "to_remedy": N_("What is to be remedied."),
    "unit": N_("Code or full name of the unit; choose from the list."),
    "until_on": N_("Of an extension the new last day; of a postponement its expected end."),
    "verified": N_("How well the source was checked."),
    "violation": N_("Number of the violation."),
    "visited_on": N_("Day on which it was carried out; empty while it is still to come."),
    "void_reason": N_("Of a record entered by mistake: what the mistake was."),
    "voided_on": N_("Of a record entered by mistake: the day on which that was seen; empty as a rule."),
    "year": N_("The year, four digits."),
}
HEADINGS = {  # where the first spelling of a key says something else
    ("case", "number"): "Số vụ việc",
    ("case", "opened_on"): "Ngày mở vụ việc",
    ("case_event", "kind"): "Diễn biến",
    ("case_event", "form"): "Hình thức kỷ luật",
    ("document", "kind"): "Loại văn bản",
    ("document", "number"): "Số, ký hiệu",
    ("document", "title"): "Trích yếu",
    ("inspection", "kind"): "Hình thức kiểm tra",
    ("inspection", "number"): "Số cuộc kiểm tra",
    ("quota", "number"): "Chỉ tiêu",
    ("review", "closed_on"): "Ngày kết thúc đợt",
    ("review", "opened_on"): "Ngày mở đợt",
    ("standard", "title"): "Tên chuẩn mực",
    ("violation", "number"): "Số vi phạm",
    ("commendation", "title"): "Danh hiệu",
    ("rating", "kind"): "Loại đánh giá",
    ("training", "title"): "Khóa học",
    ("feedback", "due_on"): "Hạn trả lời",
    ("feedback", "kind"): "Loại ý kiến",
    ("feedback", "number"): "Mã phản ánh",
    ("feedback", "staff"): "Người được phản ánh",
    ("task", "number"): "Mã nhiệm vụ",
    ("task", "title"): "Nhiệm vụ",
    ("task", "unit"): "Đơn vị thực hiện",
    ("task", "staff"): "Người thực hiện",
}
SELDOM = (  # folded away: there for who needs them
    *("voided_on", "void_reason", "reason"),
    *("cancelled_on", "cancel_reason", "scheduled_on", "series"),
)
ASKED = {"case_event": ("reason",), "post": ("reason",)}  # all the same


def columns(noun: str) -> list[Column]:
    """Every column of the noun's file, those that are seldom filled in at the end."""
    return sorted(layout.readable(noun).values(), key=lambda column: is_seldom(column.key, noun))


def is_seldom(key: str, noun: str) -> bool:
    return key in SELDOM and key not in (*layout.NEEDED[noun], *ASKED.get(noun, ()))


def heading_of(key: str, noun: str) -> str:
    """The heading under which the column is asked for, in the language in use; `headings` reads it back."""
    if locale.language() == "en":
        return labels.heading(key)
    return HEADINGS.get((noun, key)) or headings.SPELLINGS[key][0]


def workbook(noun: str, known: Mapping[str, Sequence[str]]) -> bytes:
    """The template of a noun as the bytes of an .xlsx; `known` gives the codes of the register by column key.

    Each sheet to fill in is called by its noun: so it is known again, whatever its headings are.
    """
    from xlsxwriter import Workbook

    made = io.BytesIO()
    with Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        nouns = TOGETHER.get(noun, (noun,))
        sheets = {each: book.add_worksheet(each) for each in nouns}
        guide = book.add_worksheet(_(layout.GUIDE))
        choices = book.add_worksheet(CHOICES)
        choices.hide()
        _explain(book, guide, nouns)
        lists = 0
        for each, sheet in sheets.items():
            for place, column in enumerate(columns(each)):
                _column(book, sheet, place, column, each)
                _choose(sheet, choices, place, lists + place, column, known)
            lists += len(columns(each))
            sheet.freeze_panes(1, 0)
    return made.getvalue()


def _column(book: Any, sheet: Any, place: int, column: Column, noun: str) -> None:
    """A heading, bold where the column is needed, over cells of the column's kind; folded away if seldom wanted."""
    is_needed = column.key in layout.NEEDED[noun]
    heading = book.add_format({"bold": is_needed, "bg_color": "#DDE8F5", "border": 1, "text_wrap": True})
    shape = {"num_format": {"date": "dd/mm/yyyy", "integer": "0"}.get(column.type, AS_TEXT)}
    text = heading_of(column.key, noun)
    folded = {"level": 1, "hidden": True} if is_seldom(column.key, noun) else {}
    sheet.set_column(place, place, max(12, min(len(text) + 4, 30)), book.add_format(shape), folded)
    sheet.write_string(0, place, text, heading)


def _choose(sheet: Any, choices: Any, place: int, of: int, column: Column, known: Mapping[str, Sequence[str]]) -> None:
    """The list of allowed values of the column, kept in column `of` of the choices; and days that are days."""
    words_of = choices_of(column)
    allowed = words_of or list(known.get(column.key, ()))
    if allowed:
        for line, word in enumerate(allowed):
            choices.write_string(line, of, word)
        letter = _letter(of)
        source = f"='{CHOICES}'!${letter}$1:${letter}${len(allowed)}"
        strictness = "stop" if words_of else "warning"  # a unit may also be written by its name
        sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": source, "error_type": strictness})
    elif column.type == "date":
        from datetime import date

        rule = {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2100, 1, 1)}
        sheet.data_validation(1, place, ROWS, place, rule)


def _explain(book: Any, sheet: Any, nouns: Sequence[str]) -> None:
    """The guide: each column, whether it is needed, what goes in, which words are allowed."""
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (text, width) in enumerate(
        [(_("Column"), 26), (_("Needed"), 10), (_("What goes in"), 60), (_("Allowed values"), 70)]
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, text, bold)
    lines = [line for noun in nouns for line in ([[noun]] if len(nouns) > 1 else []) + explained(noun)]
    for line, cells in enumerate(lines, start=1):
        for place, text in enumerate(cells):
            sheet.write_string(line, place, text, bold if len(cells) == 1 else wrap)


def explained(noun: str) -> list[list[str]]:
    """Of each column of the noun: its heading, whether it is needed, what goes in, which words are allowed."""
    return [
        [
            heading_of(column.key, noun),
            _("yes") if column.key in layout.NEEDED[noun] else "",
            _(EXPLAINED[column.key]),
            ", ".join(choices_of(column)),
        ]
        for column in columns(noun)
    ]


def choices_of(column: Column) -> list[str]:
    """What the words are called that the column takes; none if it takes any text."""
    list_of = words.of(column)
    return [_(label) for label in list_of.labels.values()] if list_of else []


def _letter(place: int) -> str:
    """A, B … Z, AA: the name of a spreadsheet column."""
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)
