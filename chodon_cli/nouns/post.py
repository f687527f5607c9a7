"""post.csv: who served where, as what, from when to when."""

from chodon_cli.locale import N_
from chodon_cli.nouns.condition import OrderOfDays
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import FULL_NAME_FIELD, STAFF_FIELD, UNIT_FIELD, VOIDED_FIELDS

ON_DAY = ["p.started_on <= :day", "coalesce(p.ended_on, '9999-12-31') >= :day"]


def is_held_sql(day: str, alias: str = "p") -> str:
    """The SQL condition that the post is held on a day, and was not entered by mistake."""
    ends = f"coalesce({alias}.ended_on, '9999-12-31') >= {day}"
    return f"{alias}.voided_on IS NULL AND {alias}.started_on <= {day} AND {ends}"


POST_ON_THE_DAY = f"""
LEFT JOIN post p ON p.staff_id = s.id AND {is_held_sql("{day}")}
LEFT JOIN unit u ON u.id = p.unit_id
"""  # the unit u in which the person s served on a day; none without a post
BEGINS_AFTER_BIRTH = OrderOfDays("staff.born_on", "started_on", is_strict=True)
BEGINS_IN_LIFE_OF_UNIT = OrderOfDays("unit.opened_on", "started_on")
ENDS_IN_LIFE_OF_UNIT = OrderOfDays("ended_on", "unit.closed_on", is_open_ended=True)
FIELDS = [
    STAFF_FIELD.with_changes(is_needed=True),
    UNIT_FIELD.with_changes(
        is_needed=True,
        option="--unit",
        option_help=N_("Unit in which the person serves."),
        help=N_("The unit in which this post is: its code or full name."),
    ),
    Field(
        "category",
        "word",
        sql="p.category",
        is_needed=True,
        option="--category",
        option_help=N_("Category of staff."),
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
        option="--title",
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
        option="--leadership",
        option_help=N_("Leadership; found from the title if not given."),
        help=N_("Whether it is a post of leadership; found from the title if empty."),
        headings=("Lãnh đạo", "Giữ chức vụ lãnh đạo", "Chức vụ lãnh đạo", "Vai trò lãnh đạo"),
    ),
    Field(
        "started_on",
        "date",
        sql="p.started_on",
        is_needed=True,
        option="--from",
        option_help=N_("First day of the post."),
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
            "Thời điểm bổ nhiệm",
            "Ngày ký HĐ",
            "Ngày ký hợp đồng",
            "Ngày ký HĐLĐ",
            "Ngày vào ngành",
            "Ngày tuyển dụng",
            "Ngày được tuyển dụng",
            "Thời điểm tuyển dụng",
            "Ngày vào biên chế",
            "Năm vào ngành",
        ),
    ),
    Field(
        "ended_on",
        "date",
        sql="p.ended_on",
        option="--until",
        option_help=N_("With --post: its last day; “” for none."),
        help=N_("Its last day; empty while it is held."),
        headings=("Đến ngày", "Ngày kết thúc", "Ngày thôi giữ"),
    ),
    Field(
        "reason",
        "word",
        2,
        label=N_("Reason"),
        sql="p.reason",
        option="--reason",
        option_help=N_("With --post: why the person left; “” for no reason."),
        help=N_("Why the post ended; only with a last day."),
        headings=("Lý do", "Lý do thôi"),
    ),
    FULL_NAME_FIELD,
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "post",
    N_("Posts"),
    one=N_("post"),
    alias="p",
    order="s.code, p.started_on, p.id",
    fields=FIELDS,
    joins="""JOIN staff s ON s.id = p.staff_id
JOIN unit u ON u.id = p.unit_id
""",
    live="p.voided_on IS NULL",
    place=40,
    mended_by="staff edit --post",
    counted_as="posts",
    dossier=0,
)
