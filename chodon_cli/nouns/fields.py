"""The fields that several nouns have, and a condition, said once."""

from chodon_cli.locale import N_
from chodon_cli.nouns.condition import AreSaid, Where
from chodon_cli.nouns.declaration import Field, Privacy

DOCUMENT_REFERENCE_SQL = """
CASE WHEN (SELECT count(*) FROM document other WHERE other.number_key = d.number_key) > 1
     THEN d.number || '@' || d.issued_on ELSE d.number END
"""  # how other records name the document d: its number, with the day where several have it
NUMBERS_OF_DOCUMENTS = ("number", "decision", "conclusion", "certificate", "judgment", "document")  # by their keys
INSPECTION_WAS_CARRIED_OUT = Where(AreSaid(("inspection.id",)), AreSaid(("inspection.visited_on",)))
STAFF_FIELD = Field(
    "staff",
    "code",
    label=N_("Person"),
    sql="s.code",
    refers_to="staff",
    privacy=Privacy.PSEUDONYM,
    help=N_("Code of the person, or a full name that only one bears."),
    headings=(
        "Mã cán bộ",
        "Mã nhân viên",
        "Người vi phạm",
        "Cán bộ",
        "Mã",
        "Mã số",
        "Mã CB",
        "Mã NV",
        "Mã CC",
        "Mã VC",
        "Mã số cán bộ",
        "Mã CBCCVC",
        "Mã số CBCCVC",
        "Mã công chức",
        "Mã viên chức",
        "Cán bộ vi phạm",
        "Mã số CBCC",
        "Số hiệu CBCC",
        "MSCB",
        "Mã số CC, VC",
    ),
)
FULL_NAME_FIELD = Field("full_name", "person", 2, shown="people", sql="s.full_name")
UNIT_FIELD = Field(
    "unit",
    "code",
    sql="u.code",
    refers_to="unit",
    help=N_("The unit: its code or full name."),
    headings=(
        "Đơn vị",
        "Đơn vị công tác",
        "Cơ quan",
        "Phòng",
        "Nơi công tác",
        "Mã đơn vị",
        "Cơ quan, đơn vị",
        "Tên đơn vị",
        "Tên cơ quan, đơn vị",
        "Cơ quan/đơn vị",
        "Cơ quan công tác",
        "Cơ quan, đơn vị công tác",
        "Đơn vị làm việc",
        "Đơn vị đang công tác",
        "Nơi làm việc",
        "Phòng ban",
        "Phòng, ban, đơn vị",
        "Phòng/ban",
        "Bộ phận",
        "Trường",
        "Tên trường",
        "Đơn vị trường",
    ),
)
UNIT_SERVED_IN = Field("unit", "code", 3, shown="people", sql="u.code")
RECORD_NUMBER_FIELD = Field(
    "number",
    "code",
    is_filled_in=True,
    help=N_("Number of the record; empty: the program gives one."),
    headings=("Số",),
)
DOCUMENT_FIELD = Field(
    "document",
    "code",
    sql=DOCUMENT_REFERENCE_SQL,
    refers_to="document",
    help=N_("The document: its number, or NUMBER@DATE where several have it."),
    headings=("Văn bản", "Căn cứ", "Văn bản quy định"),
)
YEAR_FIELD = Field("year", "year", is_needed=True, help=N_("The year, four digits."), headings=("Năm",))
VERIFIED_FIELD = Field(
    "verified", "word", help=N_("How well the source was checked."), headings=("Đối chiếu", "Mức đối chiếu")
)
NOTE_FIELD = Field(
    "note", "text", 5, help=N_("Anything worth keeping."), headings=("Ghi chú", "Nội dung", "Mô tả", "Diễn giải")
)
VOIDED_FIELDS = [
    Field(
        "voided_on",
        "date",
        9,
        shown="asked",
        label=N_("Voided on"),
        is_seldom=True,
        help=N_("Of a record entered by mistake: the day on which that was seen; empty as a rule."),
        headings=("Ngày hủy", "Hủy ngày"),
    ),
    Field(
        "void_reason",
        "text",
        9,
        shown="asked",
        label=N_("Reason for voiding"),
        is_seldom=True,
        privacy=Privacy.REPLACE,
        help=N_("Of a record entered by mistake: what the mistake was."),
        headings=("Lý do hủy", "Lý do huỷ"),
    ),
]

# Of a rating, of a person or of a unit.
RATED_YEAR_FIELD = YEAR_FIELD.with_changes(option="--year", help=N_("The year that is rated."))
RATING_LEVEL_FIELD = Field(
    "level",
    "word",
    label=N_("Rating"),
    words="rating-level",
    is_needed=True,
    option="--level",
    help=N_("The level."),
    headings=("Mức xếp loại", "Xếp loại", "Kết quả xếp loại", "Mức"),
)
RATING_SCORE_FIELD = Field(
    "score",
    "decimal",
    3,
    label=N_("Score"),
    option="--score",
    help=N_("The score, where there is one: 0 to 100."),
    headings=("Điểm", "Điểm đánh giá", "Tổng điểm"),
)
