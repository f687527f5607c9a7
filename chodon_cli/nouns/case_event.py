"""case_event.csv: what happened to a case, in its order."""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import NOTE, VERIFIED

COLUMNS = [
    Field(
        "case",
        "code",
        label=N_("Case"),
        sql=number.CASE.sql("c"),
        refers_to="discipline_case",
        is_needed=True,
        help=N_("Number of the case."),
        headings=("Vụ việc",),
    ),
    Field(
        "n",
        "integer",
        label=N_("No."),
        is_needed=True,
        help=N_("The place in the order of the case: 1, 2, 3 …"),
        headings=("Thứ tự",),
    ),
    Field("kind", "word", words="event", is_needed=True, help=N_("What happened."), headings=("Diễn biến",)),
    Field("happened_on", "date", is_needed=True, help=N_("The day, not after today."), headings=("Ngày diễn ra",)),
    Field(
        "until_on",
        "date",
        3,
        label=N_("Until"),
        help=N_("Of an extension the new last day; of a postponement its expected end."),
        headings=("Gia hạn, tạm hoãn đến",),
    ),
    Field(
        "ground",
        "word",
        3,
        label=N_("Ground"),
        help=N_("Of a postponement: on what ground."),
        headings=("Căn cứ tạm hoãn",),
    ),
    Field(
        "form",
        "word",
        2,
        label=N_("Form of discipline"),
        help=N_("Of a decision: the form of discipline."),
        headings=("Hình thức kỷ luật", "Hình thức"),
    ),
    Field(
        "decision",
        "text",
        2,
        privacy=Privacy.REPLACE,
        help=N_("Of a decision or an annulment: its number."),
        headings=("Số quyết định", "Quyết định", "Quyết định số"),
    ),
    Field(
        "effective_on", "date", 3, help=N_("Of a decision: its first day of effect."), headings=("Ngày có hiệu lực",)
    ),
    Field(
        "party_effective_on",
        "date",
        6,
        label=N_("Party decision in effect from"),
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
    VERIFIED.but(
        rank=6,
        is_filled_in=True,
        may_stay_empty=True,
        help=N_("Of a decision: how well the law was checked. Leave it empty: the law gives it."),
    ),
    Field(
        "outcome", "word", 2, help=N_("Of a closing without a decision: what came of it."), headings=("Kết quả xử lý",)
    ),
    Field(
        "mitigating",
        "text",
        6,
        label=N_("Mitigating"),
        privacy=Privacy.KEEP,
        help=N_("Of a decision: mitigating circumstances, as codes joined by commas."),
        headings=("Tình tiết giảm nhẹ",),
    ),
    Field(
        "aggravating",
        "text",
        6,
        label=N_("Aggravating"),
        privacy=Privacy.KEEP,
        help=N_("Of a decision: aggravating circumstances, as codes joined by commas."),
        headings=("Tình tiết tăng nặng",),
    ),
    Field(
        "in_duty",
        "word",
        4,
        label=N_("In duty"),
        help=N_("Of a decision: whether the act was in connection with the duty."),
        headings=("Liên quan công vụ", "Vi phạm liên quan công vụ", "Trong thi hành công vụ"),
    ),
    Field(
        "document",
        "text",
        4,
        privacy=Privacy.REPLACE,
        help=N_("Of an extension or a closing: the document, in words."),
        headings=("Văn bản", "Căn cứ", "Văn bản quy định"),
    ),
    Field(
        "reason",
        "text",
        3,
        label=N_("Reason"),
        privacy=Privacy.REPLACE,
        help=N_("Why; needed for an extension, a closing, an annulment, a step that is skipped."),
        headings=("Lý do",),
    ),
    NOTE,
]
LIST = Noun(
    "case_event",
    N_("What happened to a case"),
    alias="e",
    order="c.year, c.n, e.n",
    fields=COLUMNS,
    joins="JOIN discipline_case c ON c.id = e.case_id",
    place=130,
    sheet_of="case",
    mended_by="case show",
    counted_as="case_events",
)
