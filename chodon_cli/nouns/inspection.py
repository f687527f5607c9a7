"""inspection.csv: which unit was inspected when, who was there, what was concluded and remedied."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.law import checklist
from chodon_cli.locale import N_
from chodon_cli.nouns import inspection_check, number, violation
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import NOTE_FIELD, RECORD_NUMBER_FIELD, UNIT_FIELD, VOIDED_FIELDS
from chodon_cli.queries import numbered
from chodon_cli.queries import select as lists
from chodon_cli.result import Column, Result

NUMBER_FORM = number.INSPECTION_NUMBER
NUMBER_SQL = NUMBER_FORM.sql("i")
COUNTS_OF_PEOPLE = ("people", "present", "absent_with_reason", "absent_without_reason", "came_late")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL, headings=("Số cuộc kiểm tra", *RECORD_NUMBER_FIELD.headings)),
    UNIT_FIELD.with_changes(
        is_needed=True,
        option="--unit",
        option_help=N_("The unit that is inspected."),
        help=N_("The unit that was inspected: its code or full name; open on that day."),
        headings=(*UNIT_FIELD.headings, "Đơn vị được kiểm tra"),
    ),
    Field(
        "kind",
        "word",
        label=N_("Kind of inspection"),
        words="inspection_kind",
        is_needed=True,
        option="--kind",
        option_help=N_("How it comes about."),
        help=N_("Whether it was planned, a surprise, or the unit's own."),
        headings=("Hình thức kiểm tra", "Hình thức", "Loại kiểm tra"),
    ),
    Field(
        "planned_on",
        "date",
        4,
        label=N_("Planned for"),
        option="--planned",
        option_help=N_("Day for which it is planned."),
        help=N_("Day for which it is planned; needed where it is of that kind."),
        headings=("Ngày dự kiến", "Ngày theo kế hoạch", "Dự kiến kiểm tra"),
    ),
    Field(
        "visited_on",
        "date",
        label=N_("Carried out on"),
        option="--on",
        option_help=N_("Day on which it was carried out."),
        help=N_("Day on which it was carried out; empty while it is still to come."),
        headings=("Ngày kiểm tra", "Ngày tiến hành", "Ngày tiến hành kiểm tra", "Ngày", "Thời gian kiểm tra"),
    ),
    Field(
        "hour",
        "code",
        3,
        label=N_("Hour"),
        option="--hour",
        option_help=N_("Hour of the visit."),
        metavar="HH:MM",
        parse=dates.parse_hour,
        help=N_("Hour of the visit, as 07:15."),
        headings=("Giờ kiểm tra", "Giờ", "Thời điểm kiểm tra"),
    ),
    Field(
        "people",
        "integer",
        3,
        option="--people",
        option_help=N_("How many people there should be."),
        help=N_("How many people there should be: present and absent together."),
        headings=("Tổng số người", "Tổng số", "Tổng", "Tổng số CBCCVC", "Tổng số CBCC", "Tổng số CB, CC, VC"),
    ),
    Field(
        "present",
        "integer",
        3,
        option="--present",
        help=N_("How many were present."),
        headings=("Có mặt", "Số có mặt", "Số người có mặt"),
    ),
    Field(
        "absent_with_reason",
        "integer",
        4,
        is_filled_in=True,
        may_stay_empty=True,
        option="--absent-with-reason",
        option_help=N_("How many were absent with a reason."),
        help=N_("How many were absent with a reason; none if empty."),
        headings=("Vắng có lý do", "Vắng CLD", "Vắng có phép", "Có lý do", "Có phép"),
    ),
    Field(
        "absent_without_reason",
        "integer",
        2,
        is_filled_in=True,
        may_stay_empty=True,
        option="--absent-without-reason",
        option_help=N_("How many were absent without a reason."),
        help=N_("How many were absent without a reason; none if empty."),
        headings=("Vắng không lý do", "Vắng KLD", "Vắng không phép", "Không lý do", "Không phép"),
    ),
    Field(
        "came_late",
        "integer",
        2,
        is_filled_in=True,
        may_stay_empty=True,
        option="--late",
        option_help=N_("How many of those present came late."),
        help=N_("How many of those present came late; none if empty."),
        headings=("Đi muộn", "Số người đi muộn", "Đến muộn"),
    ),
    Field(
        "conclusion",
        "text",
        4,
        label=N_("Conclusion No."),
        privacy=Privacy.REPLACE,
        option="--conclusion",
        metavar="NUMBER",
        help=N_("Number of the conclusion."),
        headings=("Kết luận số", "Số kết luận", "Thông báo kết luận số"),
    ),
    Field(
        "concluded_on",
        "date",
        4,
        label=N_("Concluded on"),
        option="--concluded",
        option_help=N_("Day of the conclusion."),
        help=N_("Day of the conclusion, not before the visit."),
        headings=("Ngày kết luận", "Ngày ra kết luận"),
    ),
    Field(
        "to_remedy",
        "text",
        5,
        label=N_("To be remedied"),
        option="--to-remedy",
        help=N_("What is to be remedied."),
        headings=(
            "Phải khắc phục",
            "Tồn tại",
            "Tồn tại phải khắc phục",
            "Nội dung phải khắc phục",
            "Tồn tại, hạn chế",
            "Kiến nghị",
        ),
    ),
    Field(
        "remedy_due_on",
        "date",
        3,
        label=N_("Remedy due on"),
        option="--remedy-due",
        help=N_("Day by which it is to be remedied."),
        headings=("Hạn khắc phục", "Thời hạn khắc phục"),
    ),
    Field(
        "remedied",
        "text",
        6,
        label=N_("What was remedied"),
        option="--remedied",
        help=N_("What was remedied."),
        headings=("Kết quả khắc phục", "Nội dung đã khắc phục", "Đã khắc phục"),
    ),
    Field(
        "remedied_on",
        "date",
        3,
        label=N_("Remedied on"),
        option="--remedied-on",
        option_help=N_("Day on which it was remedied."),
        help=N_("Day on which it was remedied, not before the conclusion."),
        headings=("Ngày khắc phục", "Ngày báo cáo khắc phục", "Khắc phục xong ngày"),
    ),
    NOTE_FIELD.with_changes(rank=6, option="--note", option_help=N_("A note.")),
    *VOIDED_FIELDS,
]
OWN_DAY = "coalesce(i.visited_on, i.planned_on)"  # when it was carried out; while it is still to come, when it will be
DECLARATION = Noun(
    "inspection",
    N_("Inspections"),
    alias="i",
    order="i.year, i.n",
    fields=FIELDS,
    joins="JOIN unit u ON u.id = i.unit_id",
    number=NUMBER_FORM,
    day="visited_on planned_on",
    known_from="CASE WHEN i.planned_on IS NULL THEN i.visited_on ELSE '' END",  # no day says since when it is planned
    later={
        "visited_on": ("hour", *COUNTS_OF_PEOPLE),
        "concluded_on": ("conclusion", "to_remedy", "remedy_due_on"),
        "remedied_on": ("remedied",),
    },
    place=80,
    counted_as="inspections",
    unit_page=10,
    filters=("period", "unit", "units", "kind", "find", "voided"),
)
CHECKLIST_COLUMNS = [
    Column("item", "code"),
    Column("title", label=N_("What is looked at")),
    Column("standard", "code", 2),
    Column("document", "text", 3, label=N_("Source of the item")),
    Column("verified", "word", 2),
]


def show_inspection(db: Connection, reference: str) -> Result:
    """One inspection with what was checked and the violations that were found."""
    id = numbered.record_id(db, DECLARATION, reference)
    columns = [replace(column, shown="always") for column in FIELDS]
    today = dates.today()
    violations = lists.rows(db, violation.DECLARATION, ["v.inspection_id = :id"], known_on=today, id=id)
    return Result(
        N_("Inspection"),
        columns,
        lists.rows(db, DECLARATION, ["i.id = :id"], known_on=today, id=id),
        layout="record",
        details=[
            inspection_check.checks_of_inspection(db, id),
            Result(N_("Violations"), violation.FIELDS, violations),
        ],
    )


def items(on: str) -> Result:
    """What an inspection looks at on this day, beside the standards of conduct."""
    keys = ("code", "title", "standard", "document", "verified")
    rows = [tuple(item.get(key) for key in keys) for item in checklist.items(on)]
    return Result(N_("What an inspection looks at"), CHECKLIST_COLUMNS, rows, as_of=on)
