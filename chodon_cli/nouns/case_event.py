"""case_event.csv: what happened to a case, in its order."""

from typing import NamedTuple

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import NOTE_FIELD, VERIFIED_FIELD, VOIDED_FIELDS
from chodon_cli.text import clean
from chodon_cli.words.case import CIRCUMSTANCE


def circumstance_codes(text: str) -> str:
    """Several circumstances, parted by commas, as their codes. Usage error if one is none."""
    return ",".join(dict.fromkeys(CIRCUMSTANCE.parse(word) for word in clean(text).split(",")))


FIELDS = [
    Field(
        "case",
        "code",
        label=N_("Case"),
        sql=number.CASE_NUMBER.sql("c"),
        refers_to="discipline_case",
        is_needed=True,
        help=N_("Number of the case."),
        headings=("Vụ việc",),
    ),
    Field(
        "n",
        "integer",
        label=N_("Place in order"),
        is_needed=True,
        help=N_("The place in the order of the case: 1, 2, 3 …"),
        headings=("Thứ tự", "STT", "No."),
    ),
    Field(
        "kind",
        "word",
        label=N_("Step"),
        words="event",
        is_needed=True,
        help=N_("What happened."),
        headings=("Diễn biến", "Loại"),
    ),
    Field(
        "happened_on",
        "date",
        is_needed=True,
        option="--on",
        option_help=N_("The day."),
        help=N_("The day, not after today."),
        headings=("Ngày diễn ra",),
    ),
    Field(
        "until_on",
        "date",
        3,
        label=N_("Until"),
        option="--until",
        option_help=N_("Day on which it is expected to end."),
        help=N_("Of an extension the new last day; of a postponement its expected end."),
        headings=("Gia hạn, tạm hoãn đến",),
    ),
    Field(
        "ground",
        "word",
        3,
        label=N_("Ground"),
        option="--ground",
        option_help=N_("The legal ground."),
        help=N_("Of a postponement: on what ground."),
        headings=("Căn cứ tạm hoãn",),
    ),
    Field(
        "form",
        "word",
        2,
        label=N_("Form of discipline"),
        option="--form",
        option_help=N_("The form that is signed."),
        help=N_("Of a decision: the form of discipline."),
        headings=("Hình thức kỷ luật", "Hình thức"),
    ),
    Field(
        "decision",
        "text",
        2,
        privacy=Privacy.REPLACE,
        option="--decision",
        option_help=N_("Number of the decision."),
        metavar="NUMBER",
        help=N_("Of a decision or an annulment: its number."),
        headings=("Số quyết định", "Quyết định", "Quyết định số"),
    ),
    Field(
        "effective_on",
        "date",
        3,
        option="--effective",
        option_help=N_("First day of its effect."),
        help=N_("Of a decision: its first day of effect."),
        headings=("Ngày có hiệu lực",),
    ),
    Field(
        "party_effective_on",
        "date",
        6,
        label=N_("Party decision in effect from"),
        option="--party-effective",
        option_help=N_("First day of the effect of the Party's decision, if there is one."),
        help=N_("Of a decision: first day of effect of the Party's decision, if there is one."),
        headings=("Kỷ luật đảng có hiệu lực từ",),
    ),
    Field(
        "lapses_on",
        "date",
        4,
        is_filled_in=True,
        may_stay_empty=True,
        help=N_("Of a decision: the day on which it lapses. Leave it empty: the law gives it."),
        headings=("Ngày hết hiệu lực",),
    ),
    VERIFIED_FIELD.with_changes(
        rank=6,
        is_filled_in=True,
        may_stay_empty=True,
        help=N_("Of a decision: how well the law was checked. Leave it empty: the law gives it."),
    ),
    Field(
        "outcome",
        "word",
        2,
        option="--outcome",
        option_help=N_("How the case ends without a decision."),
        help=N_("Of a closing without a decision: what came of it."),
        headings=("Kết quả xử lý",),
    ),
    Field(
        "mitigating",
        "text",
        6,
        label=N_("Mitigating"),
        privacy=Privacy.KEEP,
        option="--mitigating",
        option_help=N_("Mitigating circumstances: a,b,c."),
        metavar="WORDS",
        parse=circumstance_codes,
        help=N_("Of a decision: mitigating circumstances, as codes joined by commas."),
        headings=("Tình tiết giảm nhẹ",),
    ),
    Field(
        "aggravating",
        "text",
        6,
        label=N_("Aggravating"),
        privacy=Privacy.KEEP,
        option="--aggravating",
        option_help=N_("Aggravating circumstances: a,b,c."),
        metavar="WORDS",
        parse=circumstance_codes,
        help=N_("Of a decision: aggravating circumstances, as codes joined by commas."),
        headings=("Tình tiết tăng nặng",),
    ),
    Field(
        "in_duty",
        "word",
        4,
        label=N_("In duty"),
        option="--in-duty",
        option_help=N_("Whether the act was in connection with the duty: the year's rating asks for it."),
        help=N_("Of a decision: whether the act was in connection with the duty."),
        headings=("Liên quan công vụ", "Vi phạm liên quan công vụ", "Trong thi hành công vụ"),
    ),
    Field(
        "document",
        "text",
        4,
        privacy=Privacy.REPLACE,
        option="--document",
        option_help=N_("The document that grants it."),
        metavar="NUMBER",
        help=N_("Of an extension or a closing: the document, in words."),
        headings=("Văn bản", "Căn cứ", "Văn bản quy định"),
    ),
    Field(
        "reason",
        "text",
        3,
        label=N_("Reason"),
        privacy=Privacy.REPLACE,
        option="--reason",
        option_help=N_("Why: kept with the record."),
        help=N_("Why; needed for an extension, a closing, an annulment, a step that is skipped."),
        headings=("Lý do",),
    ),
    NOTE_FIELD.with_changes(option="--note", option_help=N_("A note.")),
    Field(
        "exemption",
        "word",
        4,
        label=N_("Kind of exemption"),
        is_seldom=True,
        option="--kind",
        option_help=N_("Of an exemption: which case of the law."),
        help=N_("Of a closing as exempt: which case of the law."),
        headings=("Trường hợp miễn", "Trường hợp miễn trách nhiệm"),
    ),
    Field(
        "judgment",
        "text",
        5,
        label=N_("Judgment"),
        is_seldom=True,
        privacy=Privacy.REPLACE,
        option="--judgment",
        option_help=N_("Number of the judgment from which the effect runs."),
        metavar="NUMBER",
        help=N_("Of a decision: number of the judgment from which its effect runs."),
        headings=("Bản án", "Số bản án"),
    ),
    Field(
        "judgment_on",
        "date",
        5,
        label=N_("Judgment final from"),
        is_seldom=True,
        option="--judgment-on",
        option_help=N_("Day on which the judgment became final."),
        help=N_("Day on which that judgment became final."),
        headings=("Ngày bản án có hiệu lực", "Bản án có hiệu lực từ"),
    ),
    *(field.with_changes(rank=6, shown="always") for field in VOIDED_FIELDS),
]


class EventColumns(NamedTuple):
    """Which columns an event of one kind has, beside its day, a reason and a note, which any may have."""

    needed: tuple[str, ...] = ()  # without which it says nothing
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.needed + self.others


COLUMNS_BY_KIND = {  # of a kind that is not named: none
    "extend": EventColumns(("until_on", "document", "reason")),
    "pause": EventColumns(("ground",), ("until_on",)),
    "decide": EventColumns(
        ("form", "decision", "effective_on"),
        (
            *("party_effective_on", "lapses_on", "verified", "mitigating", "aggravating", "in_duty"),
            *("judgment", "judgment_on"),
        ),
    ),
    "close": EventColumns(("outcome", "reason"), ("exemption", "document")),
    "annul": EventColumns(("decision", "reason")),
    "skip-review": EventColumns(("reason",)),
    "skip-council": EventColumns(("reason",)),
}
COLUMNS_OF_ANY = ("reason", "note")
DECLARATION = Noun(
    "case_event",
    N_("What happened to a case"),
    alias="e",
    order="c.year, c.n, e.n",
    fields=FIELDS,
    joins="JOIN discipline_case c ON c.id = e.case_id",
    place=130,
    sheet_of="case",
    mended_by="case show",
    counted_as="case_events",
)
