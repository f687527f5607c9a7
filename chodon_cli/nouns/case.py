"""case.csv: one row a case."""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.declaration import Field, Noun, Privacy, Switch
from chodon_cli.nouns.fields import RECORD_NUMBER_FIELD, STAFF_FIELD, VERIFIED_FIELD, VOIDED_FIELDS

NUMBER_FORM = number.CASE_NUMBER
NUMBER_SQL = NUMBER_FORM.sql("c")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(
        sql=NUMBER_SQL,
        is_needed=True,
        help=N_("Number of the case; it bears the year of its opening."),
        headings=("Số vụ việc", *RECORD_NUMBER_FIELD.headings),
    ),
    STAFF_FIELD.with_changes(
        is_needed=True, help=N_("Whom it is against: a code, or a full name that only one bears.")
    ),
    Field(
        "found_on",
        "date",
        is_needed=True,
        option="--found",
        option_help=N_("Day on which the clock starts; when the first was found if not given."),
        help=N_("Day on which the violation was found: from it the processing limit runs."),
        headings=("Ngày phát hiện", "Phát hiện ngày", "Thời điểm phát hiện", "Ngày lập biên bản"),
    ),
    Field(
        "opened_on",
        "date",
        label=N_("Case opened on"),
        is_needed=True,
        option="--on",
        option_help=N_("Day of opening; today if not given."),
        help=N_("Day on which the case was opened, once its violations had been found."),
        headings=("Ngày mở vụ việc",),
    ),
    Field(
        "limitation",
        "word",
        label=N_("Limitation"),
        option="--limitation",
        option_help=N_("Acts without limitation; of a labour contract, acts against finance, assets, secrets."),
        help=N_("Why no limitation runs; empty as a rule."),
        headings=("Thời hiệu",),
    ),
    Field(
        "category",
        "word",
        is_filled_in=True,
        help=N_("Category of the person at the opening; that of the post if empty."),
        headings=(
            "Loại",
            "Đối tượng",
            "Loại cán bộ",
            "Phân loại",
            "Loại công chức, viên chức",
            "Ngạch",
            "Diện",
            "Loại CBCCVC",
            "Phân loại CBCCVC",
            "Nhóm đối tượng",
            "Loại lao động",
            "Loại hình lao động",
            "Cán bộ/công chức/viên chức",
            "CB/CC/VC",
            "Cán bộ, công chức, viên chức, người lao động",
        ),
    ),
    Field(
        "normal_days",
        "integer",
        label=N_("Days to settle in"),
        is_filled_in=True,
        may_stay_empty=True,
        help=N_("Leave it empty: the law of the day on which it was found gives it."),
        headings=("Số ngày xử lý", "Số ngày", "Days"),
    ),
    Field(
        "extended_days",
        "integer",
        is_filled_in=True,
        may_stay_empty=True,
        help=N_("Leave it empty: the law of the day on which it was found gives it."),
        headings=("Số ngày tối đa khi gia hạn",),
    ),
    Field(
        "document",
        is_filled_in=True,
        may_stay_empty=True,
        privacy=Privacy.KEEP,
        help=N_("The source of the limit. Leave it empty: the law gives it."),
        headings=("Văn bản", "Căn cứ", "Văn bản quy định"),
    ),
    Field(
        "article",
        is_filled_in=True,
        may_stay_empty=True,
        privacy=Privacy.KEEP,
        help=N_("Article of the source. Leave it empty: the law gives it."),
        headings=("Điều", "Điều khoản"),
    ),
    VERIFIED_FIELD.with_changes(
        is_filled_in=True,
        may_stay_empty=True,
        not_beside="days_left",
        help=N_("How well the source was checked. Leave it empty: the law gives it."),
    ),
    Field(
        "rules",
        "integer",
        6,
        label=N_("Office rules known"),
        is_filled_in=True,
        help=N_("Leave it empty: how many words of the office on the law were known when the case was opened."),
        headings=("Số quy định của cơ quan đã biết",),
    ),
    *(field.with_changes(rank=6, shown="always") for field in VOIDED_FIELDS),
]
DECLARATION = Noun(
    "case",
    N_("Cases"),
    alias="c",
    order="c.year, c.n",
    fields=FIELDS,
    table="discipline_case",
    joins="JOIN staff s ON s.id = c.staff_id",
    number=NUMBER_FORM,
    day="opened_on",
    place=110,
    mended_by="case show",
    counted_as="cases",
    dossier=0,
    unit_page=0,
    filters=("as_of", "period", "unit", "units", "staff", "state", "overdue", "find"),
    filter_fields=(Field("state", "word", filter_help=N_("Only cases in this state.")),),
    switches={"overdue": Switch(N_("Only live cases past their limit."))},
)
