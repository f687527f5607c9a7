"""training.csv: who studied what, from when to when."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_SERVED_IN,
    VOIDED_FIELDS,
)
from chodon_cli.nouns.number import Number
from chodon_cli.nouns.post import POST_ON_THE_DAY

NUMBER_FORM = Number("BD")
NUMBER_SQL = NUMBER_FORM.sql("t")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    STAFF_FIELD.with_changes(is_needed=True, option="--staff", headings=(*STAFF_FIELD.headings, "Họ và tên", "Họ tên")),
    FULL_NAME_FIELD,
    UNIT_SERVED_IN,
    Field(
        "field",
        "word",
        words="training-field",
        is_needed=True,
        option="--field",
        help=N_("What was studied."),
        headings=(
            "Lĩnh vực",
            "Lĩnh vực đào tạo",
            "Nội dung đào tạo",
            "Lĩnh vực đào tạo, bồi dưỡng",
            "Nội dung đào tạo, bồi dưỡng",
        ),
    ),
    Field(
        "title",
        label=N_("Course"),
        option="--title",
        help=N_("The course."),
        headings=("Khóa học", "Tiêu đề", "Tên khóa học", "Lớp đào tạo, bồi dưỡng", "Tên lớp"),
    ),
    Field(
        "provider",
        "text",
        4,
        label=N_("Held by"),
        option="--provider",
        help=N_("Who held the course."),
        headings=("Cơ sở đào tạo", "Đơn vị tổ chức", "Nơi đào tạo", "Cơ sở đào tạo, bồi dưỡng"),
    ),
    Field(
        "started_on",
        "date",
        is_needed=True,
        option="--from",
        help=N_("First day of the course."),
        headings=(
            "Từ ngày",
            "Ngày bắt đầu",
            "Bắt đầu từ",
            "Thời gian bắt đầu",
            "Thời điểm bắt đầu",
            "Từ ngày, tháng, năm",
        ),
    ),
    Field(
        "ended_on",
        "date",
        3,
        option="--until",
        help=N_("Last day of the course."),
        headings=("Đến ngày", "Ngày kết thúc", "Ngày thôi giữ"),
    ),
    Field(
        "days",
        "integer",
        2,
        is_filled_in=True,
        may_stay_empty=True,
        option="--days",
        help=N_("Days of study; all from the first to the last if not given."),
        headings=("Số ngày", "Số ngày học", "Thời gian (ngày)"),
    ),
    Field(
        "certificate",
        "text",
        3,
        label=N_("Certificate"),
        option="--certificate",
        help=N_("The certificate: its number, or what it is."),
        headings=("Văn bằng, chứng chỉ", "Chứng chỉ", "Số chứng chỉ", "Số hiệu chứng chỉ", "Văn bằng"),
    ),
    NOTE_FIELD.with_changes(option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "training",
    N_("Training"),
    one=N_("course attended"),
    alias="t",
    order="t.year, t.n",
    fields=FIELDS,
    joins="JOIN staff s ON s.id = t.staff_id" + POST_ON_THE_DAY.format(day="t.started_on"),
    number=NUMBER_FORM,
    day="started_on",
    place=140,
    counted_as="trainings",
    dossier=40,
    unit_page=50,
)
