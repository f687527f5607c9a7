"""feedback.csv: what citizens praised or complained of, whom or which unit, and what they were answered."""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import IsNotWord, OrderOfDays, Where
from chodon_cli.nouns.declaration import Field, Noun, Privacy, Switch
from chodon_cli.nouns.fields import FULL_NAME_FIELD, RECORD_NUMBER_FIELD, STAFF_FIELD, UNIT_FIELD, VOIDED_FIELDS
from chodon_cli.nouns.number import Number
from chodon_cli.queries.measures import ANSWER_OVERDUE, ANSWER_WAITED_FOR, ANSWERED_LATE

NUMBER_FORM = Number("PA")
NUMBER_SQL = NUMBER_FORM.sql("f")
IS_COMPLAINT = IsNotWord("kind", "praise")  # a denunciation, or a complaint under the law, is one too
VIOLATION_CAME_FIRST = Where(IS_COMPLAINT, OrderOfDays("violation.occurred_on", "received_on"))
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(
        sql=NUMBER_SQL, headings=("Mã phản ánh", *RECORD_NUMBER_FIELD.headings, "Số phản ánh")
    ),
    Field(
        "received_on",
        "date",
        label=N_("Received on"),
        is_needed=True,
        option="--on",
        help=N_("Day on which it was received."),
        headings=("Ngày tiếp nhận", "Ngày nhận", "Tiếp nhận ngày"),
    ),
    Field(
        "channel",
        "word",
        4,
        label=N_("Channel"),
        is_filled_in=True,
        default="other",
        option="--channel",
        help=N_("How it came; other if not given."),
        headings=("Hình thức tiếp nhận", "Kênh tiếp nhận", "Kênh", "Hình thức"),
    ),
    Field(
        "kind",
        "word",
        words="feedback-kind",
        is_needed=True,
        option="--kind",
        label=N_("Kind of feedback"),
        help=N_("Praise or complaint."),
        headings=("Loại ý kiến", "Loại phản ánh", "Khen hay phản ánh", "Loại", "Phân loại"),
    ),
    UNIT_FIELD.with_changes(
        is_filled_in=True,
        option="--unit",
        help=N_("The unit it is about; that of the person's post on the day if not given."),
        headings=(*UNIT_FIELD.headings, "Đơn vị được phản ánh", "Đơn vị bị phản ánh", "Cơ quan bị phản ánh"),
    ),
    STAFF_FIELD.with_changes(
        rank=3,
        label=N_("Person meant"),
        option="--staff",
        help=N_("The person it is about: a code, or a full name."),
        headings=("Người được phản ánh", *STAFF_FIELD.headings, "Họ và tên", "Họ tên", "Mã người", "Person"),
    ),
    FULL_NAME_FIELD.with_changes(rank=3),
    Field(
        "service",
        "text",
        5,
        label=N_("Service"),
        option="--service",
        help=N_("The service it is about."),
        headings=("Dịch vụ", "Thủ tục", "Lĩnh vực phản ánh"),
    ),
    Field(
        "text",
        "text",
        2,
        label=N_("What was said"),
        is_needed=True,
        privacy=Privacy.REPLACE,
        option="--text",
        help=N_("What was said."),
        headings=("Nội dung phản ánh", "Nội dung kiến nghị", "Nội dung ý kiến", "Nội dung"),
    ),
    Field(
        "due_on",
        "date",
        2,
        option="--due",
        help=N_("The day by which it is to be answered."),
        headings=("Hạn trả lời", "Thời hạn", "Hạn", "Hạn xử lý", "Ngày hết hạn"),
    ),
    Field(
        "answered_on",
        "date",
        2,
        label=N_("Answered on"),
        option="--answered",
        help=N_("Day on which it was answered."),
        headings=("Ngày trả lời", "Trả lời ngày"),
    ),
    Field(
        "answer",
        "text",
        6,
        label=N_("Answer"),
        option="--answer",
        help=N_("What was answered."),
        headings=("Nội dung trả lời", "Trả lời"),
    ),
    Field(
        "violation",
        "code",
        4,
        label=N_("Violation"),
        sql=number.VIOLATION_NUMBER.sql("v"),
        as_of_sql=f"CASE WHEN v.found_on <= :known THEN {number.VIOLATION_NUMBER.sql('v')} END",
        refers_to="violation",
        help=N_("Number of the violation that the complaint became."),
        headings=("Số vi phạm",),
    ),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "feedback",
    N_("Feedback"),
    one=N_("feedback"),
    alias="f",
    order="f.year, f.n",
    fields=FIELDS,
    joins="""JOIN unit u ON u.id = f.unit_id
LEFT JOIN staff s ON s.id = f.staff_id
LEFT JOIN violation v ON v.id = f.violation_id
""",
    number=NUMBER_FORM,
    day="received_on",
    later={"answered_on": ("answer",)},
    place=220,
    dossier=80,
    unit_page=0,
    filters=("period", "unit", "units", "staff", "kind", "channel", "find", "open", "late", "voided"),
    switches={
        "open": Switch(N_("Only what waits for an answer."), ANSWER_WAITED_FOR.replace(":end", ":known")),
        "late": Switch(
            N_("Only what was answered late, or not by its day."),
            f"{ANSWERED_LATE} OR {ANSWER_OVERDUE}".replace(":end", ":known"),
        ),
    },
)
