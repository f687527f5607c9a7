"""violation.csv: who broke which standard, when and in which unit."""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import AreSaid, IsSame, OrderOfDays, Where
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_FIELD,
    VOIDED_FIELDS,
)
from chodon_cli.queries.measures import FOUND_GROUNDLESS_ON

NUMBER_FORM = number.VIOLATION_NUMBER
NUMBER_SQL = NUMBER_FORM.sql("v")
INSPECTION_NUMBER_SQL = number.INSPECTION_NUMBER.sql("i")
STANDARD_WAS_IN_FORCE = OrderOfDays("occurred_on", "standard.in_force_to")
NOT_AFTER_INSPECTION = OrderOfDays("occurred_on", "inspection.visited_on")
HAD_POST = Where(AreSaid(("staff.id", "occurred_on")), AreSaid(("post.unit_id",)))  # post: that of the day
IN_UNIT_OF_POST = IsSame(("unit.id", "post.unit_id"))
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL, headings=("Số vi phạm", *RECORD_NUMBER_FIELD.headings)),
    STAFF_FIELD.with_changes(
        is_needed=True,
        option="--staff",
        option_help=N_("Code of the person, or a full name that only one bears."),
        help=N_("Who broke the standard: a code, or a full name that only one bears."),
        headings=(
            *STAFF_FIELD.headings,
            "Họ và tên",
            "Họ tên",
            "Họ và tên người vi phạm",
            "Họ tên người vi phạm",
            "Họ và tên cán bộ vi phạm",
            "Họ và tên cán bộ",
            "Họ tên cán bộ",
            "Họ và tên cán bộ, công chức, viên chức",
            "Tên người vi phạm",
        ),
    ),
    FULL_NAME_FIELD,
    UNIT_FIELD.with_changes(
        is_filled_in=True,
        option="--unit",
        option_help=N_("Must be the unit of the person's post on that day."),
        help=N_("The unit in which the person served on that day; found from the post if empty."),
    ),
    Field(
        "standard",
        "code",
        sql="c.code",
        refers_to="standard",
        is_needed=True,
        option="--standard",
        option_help=N_("The standard that was broken."),
        help=N_("Code of the standard."),
        headings=(
            "Chuẩn mực",
            "Mã chuẩn mực",
            "Lỗi vi phạm",
            "Mã lỗi",
            "Quy định vi phạm",
            "Hành vi",
            "Mã vi phạm",
            "Mã hành vi",
            "Mã quy định",
            "Tiêu chuẩn",
            "Mã tiêu chuẩn",
            "Mã lỗi vi phạm",
            "Chuẩn mực vi phạm",
            "Hành vi vi phạm",
        ),
    ),
    Field(
        "occurred_on",
        "date",
        label=N_("Occurred on"),
        is_needed=True,
        option="--on",
        option_help=N_("The day."),
        help=N_("The day of the act; the person had a post on that day."),
        headings=(
            "Ngày vi phạm",
            "Ngày xảy ra",
            "Thời điểm vi phạm",
            "Ngày",
            "Ngày xảy ra vi phạm",
            "Thời gian vi phạm",
            "Ngày tháng vi phạm",
            "Ngày, tháng, năm vi phạm",
        ),
    ),
    Field(
        "found_on",
        "date",
        4,
        is_filled_in=True,
        default_of="occurred_on",
        option="--found",
        option_help=N_("Day on which it was found; the same day if not given."),
        help=N_("Day on which it was found; the same day if empty."),
        headings=("Ngày phát hiện", "Phát hiện ngày", "Thời điểm phát hiện", "Ngày lập biên bản"),
    ),
    Field(
        "source",
        "word",
        4,
        is_filled_in=True,
        default="other",
        option="--source",
        option_help=N_("How it came to be known."),
        help=N_("How it was found; other if empty, inspection where one is named."),
        headings=("Nguồn", "Nguồn phát hiện", "Phát hiện qua", "Hình thức phát hiện", "Cơ quan phát hiện"),
    ),
    Field(
        "severity",
        "word",
        3,
        is_filled_in=True,
        default="minor",
        option="--severity",
        option_help=N_("How grave it is."),
        help=N_("How grave it is; minor if empty."),
        headings=("Mức độ", "Mức độ vi phạm", "Tính chất, mức độ"),
    ),
    NOTE_FIELD.with_changes(
        rank=3,
        option="--note",
        option_help=N_("A note."),
        help=N_("What happened."),
        headings=(
            *NOTE_FIELD.headings,
            "Nội dung vi phạm",
            "Mô tả vi phạm",
            "Chi tiết vi phạm",
            "Nội dung sự việc",
            "Chi tiết",
        ),
    ),
    Field(
        "inspection",
        "code",
        6,
        label=N_("Inspection"),
        sql=INSPECTION_NUMBER_SQL,
        refers_to="inspection",
        option="--inspection",
        option_help=N_("Number of the inspection at which it was found."),
        help=N_("Number of the inspection at which it was seen."),
        headings=("Cuộc kiểm tra", "Đợt kiểm tra"),
    ),
    Field(
        "groundless_on",
        "date",
        2,
        shown="people",
        label=N_("Found groundless on"),
        sql=FOUND_GROUNDLESS_ON,
        as_of_sql=f"(SELECT day FROM (SELECT {FOUND_GROUNDLESS_ON} AS day) WHERE day <= :known)",
    ),
    *(field.with_changes(rank=rank, shown="always") for field, rank in zip(VOIDED_FIELDS, (2, 6), strict=True)),
]
DECLARATION = Noun(
    "violation",
    N_("Violations"),
    alias="v",
    order="v.year, v.n",
    fields=FIELDS,
    joins="""JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
JOIN standard c ON c.id = v.standard_id
LEFT JOIN inspection i ON i.id = v.inspection_id
""",
    number=NUMBER_FORM,
    day="occurred_on",
    known_from="v.found_on",
    place=100,
    counted_as="violations",
    dossier=10,
    unit_page=0,
    filters=("period", "unit", "units", "staff", "standard", "source", "severity", "inspection", "find"),
)
