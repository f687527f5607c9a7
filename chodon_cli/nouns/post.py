"""post.csv: who served where, as what, from when to when."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import FULL_NAME, STAFF, UNIT, VOIDED

ON_DAY = ["p.started_on <= :day", "coalesce(p.ended_on, '9999-12-31') >= :day"]
SERVED = """
LEFT JOIN post p ON p.staff_id = s.id AND p.voided_on IS NULL AND p.started_on <= {day}
     AND coalesce(p.ended_on, '9999-12-31') >= {day}
LEFT JOIN unit u ON u.id = p.unit_id
"""  # the unit u in which the person s served on a day; none without a post
COLUMNS = [
    STAFF.but(is_needed=True),
    UNIT.but(is_needed=True, help=N_("The unit in which this post is: its code or full name.")),
    Field(
        "category",
        "word",
        sql="p.category",
        is_needed=True,
        help=N_("Category of the person in this post."),
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
            "Loại hình",
        ),
    ),
    Field(
        "title",
        sql="p.title",
        help=N_("Title of the post."),
        headings=(
            "Chức vụ",
            "Chức danh",
            "Chức vụ, chức danh",
            "Chức danh, chức vụ",
            "Chức vụ/chức danh",
            "Chức vụ hiện tại",
            "Chức vụ công tác",
            "Chức vụ đảm nhiệm",
            "Chức vụ, vị trí việc làm",
            "Vị trí việc làm",
            "Chức danh nghề nghiệp",
            "Chức danh công việc",
            "Chức danh/Chức vụ",
        ),
    ),
    Field(
        "leadership",
        "word",
        3,
        label=N_("Leadership"),
        sql="p.leadership",
        is_filled_in=True,
        help=N_("Whether it is a post of leadership; found from the title if empty."),
        headings=("Lãnh đạo", "Giữ chức vụ lãnh đạo", "Chức vụ lãnh đạo", "Vai trò lãnh đạo"),
    ),
    Field(
        "started_on",
        "date",
        sql="p.started_on",
        is_needed=True,
        help=N_("First day of this post."),
        headings=(
            "Từ ngày",
            "Ngày bắt đầu",
            "Ngày nhận chức vụ",
            "Ngày vào",
            "Ngày bổ nhiệm",
            "Bắt đầu từ",
            "Ngày giữ chức vụ",
            "Ngày nhận công tác",
            "Ngày về công tác",
            "Ngày về đơn vị",
            "Ngày công tác tại đơn vị",
            "Công tác từ ngày",
            "Thời gian bắt đầu",
            "Thời điểm bắt đầu",
            "Thời gian bắt đầu giữ chức vụ",
            "Thời gian giữ chức vụ",
            "Ngày bắt đầu công tác",
            "Ngày bắt đầu làm việc",
            "Ngày vào làm",
            "Ngày vào cơ quan",
            "Ngày về cơ quan",
            "Ngày về trường",
            "Từ ngày, tháng, năm",
        ),
    ),
    Field(
        "ended_on",
        "date",
        sql="p.ended_on",
        help=N_("Its last day; empty while it is held."),
        headings=("Đến ngày", "Ngày kết thúc", "Ngày thôi giữ"),
    ),
    Field(
        "reason",
        "word",
        2,
        label=N_("Reason"),
        sql="p.reason",
        help=N_("Why the post ended; only with a last day."),
        headings=("Lý do", "Lý do thôi"),
    ),
    FULL_NAME,
    *VOIDED,
]
LIST = Noun(
    "post",
    N_("Posts"),
    alias="p",
    order="s.code, p.started_on, p.id",
    fields=COLUMNS,
    joins="""JOIN staff s ON s.id = p.staff_id
JOIN unit u ON u.id = p.unit_id
""",
    live="p.voided_on IS NULL",
    place=40,
    mended_by="staff edit --post",
    counted_as="posts",
    dossier=0,
)
