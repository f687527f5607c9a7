"""task.csv: what was to be done, by whom and by when, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection

from chodon_cli import row_stream
from chodon_cli.locale import N_
from chodon_cli.nouns import number, task_extension
from chodon_cli.nouns.declaration import Field, Noun, Privacy, Switch
from chodon_cli.nouns.fields import (
    DOCUMENT_FIELD,
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_FIELD,
    VOIDED_FIELDS,
)
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.measures import (
    FOREVER_SQL,
    TASK_HELD_DUE_ON,
    TASK_HELD_DUE_ON_AS_KNOWN,
    TASK_LAST_DUE_ON,
    TASK_LAST_DUE_ON_AS_KNOWN,
)
from chodon_cli.result import Column, Result
from chodon_cli.store import Reader

STATE_COLUMN = Column("state", "word", 2, shown="people", words="task_state")
STATE_RESTS_ON = ("voided_on", "cancelled_on", "done_on", "held_due_on")
NUMBER_FORM = number.TASK_NUMBER
NUMBER_SQL = NUMBER_FORM.sql("t")
COUNT_OF_EXTENSIONS = "(SELECT count(*) FROM task_extension e WHERE e.task_id = t.id AND e.voided_on IS NULL)"
EXTENSIONS_AS_KNOWN = COUNT_OF_EXTENSIONS.replace("voided_on IS NULL", "voided_on IS NULL AND e.extended_on <= :known")
IS_LIVE_SQL = f"t.voided_on IS NULL AND coalesce(t.cancelled_on, {FOREVER_SQL}) > :known"
STILL_OPEN_SQL = f"{IS_LIVE_SQL} AND coalesce(t.done_on, {FOREVER_SQL}) > :known"  # most tasks are done
LATE_SQL = f"""
{IS_LIVE_SQL} AND CASE WHEN t.done_on <= :known THEN t.done_on ELSE :known END > {TASK_HELD_DUE_ON_AS_KNOWN}
"""
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(
        sql=NUMBER_SQL, headings=("Mã nhiệm vụ", *RECORD_NUMBER_FIELD.headings, "Số nhiệm vụ")
    ),
    Field(
        "title",
        "text",
        2,
        label=N_("Task"),
        is_needed=True,
        privacy=Privacy.REPLACE,
        option="--title",
        metavar="TASK",
        help=N_("What is to be done."),
        headings=(
            "Nhiệm vụ",
            "Tiêu đề",
            "Trích yếu",
            "Nội dung nhiệm vụ",
            "Nội dung công việc",
            "Công việc",
            "Tên nhiệm vụ",
            "Nội dung",
        ),
    ),
    DOCUMENT_FIELD.with_changes(
        rank=4,
        option="--document",
        option_help=N_("The document it rests on: NUMBER, or NUMBER@DAY."),
        filter_help=N_("Only what rests on this document."),
        headings=(
            *DOCUMENT_FIELD.headings,
            "Văn bản giao",
            "Văn bản giao việc",
            "Căn cứ giao",
            "Số, ký hiệu văn bản giao",
            "Văn bản chỉ đạo",
        ),
    ),
    UNIT_FIELD.with_changes(
        is_needed=True,
        option="--unit",
        option_help=N_("The unit that is to do it."),
        help=N_("The unit that is to do it, open on the day it was assigned: its code or full name."),
        headings=(
            "Đơn vị thực hiện",
            *UNIT_FIELD.headings,
            "Đơn vị chủ trì",
            "Đơn vị được giao",
            "Cơ quan chủ trì",
            "Cơ quan thực hiện",
            "Cơ quan, đơn vị chủ trì",
            "Cơ quan, đơn vị thực hiện",
            "Bộ phận thực hiện",
        ),
    ),
    STAFF_FIELD.with_changes(
        rank=3,
        label=N_("Carried out by"),
        option="--staff",
        option_help=N_("The person in that unit who is to do it."),
        help=N_("Who is to do it, if anybody by name; served in the unit on the day it was assigned."),
        headings=(
            "Người thực hiện",
            *STAFF_FIELD.headings,
            "Họ và tên",
            "Họ tên",
            "Cán bộ thực hiện",
            "Người được giao",
            "Mã người",
            "Person",
        ),
    ),
    FULL_NAME_FIELD.with_changes(rank=3),
    Field(
        "assigned_on",
        "date",
        4,
        label=N_("Assigned on"),
        is_needed=True,
        option="--on",
        help=N_("Day on which it was assigned."),
        headings=("Ngày giao", "Ngày giao nhiệm vụ", "Giao ngày", "Ngày giao việc"),
    ),
    Field(
        "scheduled_on",
        "date",
        7,
        label=N_("Scheduled on"),
        is_filled_in=True,
        may_stay_empty=True,
        is_seldom=True,
        help=N_("Of a task that comes again: the day on which it falls by its schedule; the due day if empty."),
        headings=("Ngày theo lịch",),
    ),
    Field(
        "due_on",
        "date",
        6,
        is_needed=True,
        option="--due",
        option_help=N_("The day by which it is to be done."),
        help=N_("Day by which it was to be done at first, not before it was assigned."),
        headings=("Hạn hoàn thành", "Thời hạn hoàn thành", "Thời hạn", "Hạn", "Hạn xử lý", "Ngày hết hạn"),
    ),
    Field(
        "current_due_on",
        "date",
        shown="people",
        label=N_("Due now"),
        sql=TASK_LAST_DUE_ON,
        as_of_sql=TASK_LAST_DUE_ON_AS_KNOWN,
    ),
    Field("extensions", "integer", 5, shown="people", sql=COUNT_OF_EXTENSIONS, as_of_sql=EXTENSIONS_AS_KNOWN),
    Field(
        "held_due_on",
        "date",
        8,
        shown="people",
        label=N_("Day that held"),
        sql=TASK_HELD_DUE_ON,
        as_of_sql=TASK_HELD_DUE_ON_AS_KNOWN,
    ),
    Field(
        "done_on",
        "date",
        2,
        label=N_("Done on"),
        option="--done",
        option_help=N_("Day on which it was done; an empty word: it was not."),
        help=N_("Day on which it was done; empty while it is not."),
        headings=("Ngày hoàn thành", "Hoàn thành ngày", "Ngày thực hiện xong"),
    ),
    Field(
        "quality",
        "word",
        5,
        label=N_("Quality"),
        option="--quality",
        option_help=N_("How well it was done."),
        help=N_("How well it was done; only of what is done."),
        headings=("Chất lượng", "Kết quả", "Đánh giá chất lượng", "Kết quả thực hiện"),
    ),
    Field(
        "cancelled_on",
        "date",
        5,
        label=N_("Cancelled on"),
        is_seldom=True,
        option="--cancelled",
        option_help=N_("Day on which it was cancelled; an empty word: not."),
        help=N_("Day on which it was withdrawn; empty as a rule."),
        headings=("Ngày rút nhiệm vụ", "Ngày thôi giao"),
    ),
    Field(
        "cancel_reason",
        "text",
        7,
        label=N_("Reason for cancelling"),
        is_seldom=True,
        privacy=Privacy.REPLACE,
        option="--reason",
        option_help=N_("Why it was cancelled."),
        help=N_("Why it was withdrawn."),
        headings=("Lý do hủy bỏ", "Lý do rút nhiệm vụ"),
    ),
    Field(
        "repeats",
        "word",
        6,
        label=N_("Repeats"),
        option="--repeats",
        option_help=N_("How often it comes again; an empty word: no more."),
        help=N_("How often it comes again; empty if it does not."),
        headings=("Định kỳ", "Lặp lại", "Chu kỳ"),
    ),
    Field(
        "series",
        "code",
        7,
        label=N_("Series"),
        is_seldom=True,
        help=N_("Of a task that comes again: the number of its first."),
        headings=("Chuỗi nhiệm vụ",),
    ),
    NOTE_FIELD.with_changes(rank=7, option="--note", option_help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "task",
    N_("Tasks"),
    one=N_("task"),
    alias="t",
    order="t.year, t.n",
    fields=FIELDS,
    joins="""JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff s ON s.id = t.staff_id
LEFT JOIN document d ON d.id = t.document_id
""",
    number=NUMBER_FORM,
    day="assigned_on",
    later={"done_on": ("quality",), "cancelled_on": ("cancel_reason",)},
    place=200,
    counted_as="tasks",
    dossier=70,
    unit_page=0,
    filters=("period", "unit", "units", "staff", "document", "find", "open", "late", "voided"),
    switches={
        "open": Switch(N_("Only what is neither done nor cancelled."), STILL_OPEN_SQL),
        "late": Switch(N_("Only what was done late, or is overdue; with --open only the latter."), LATE_SQL),
    },
    with_state=lambda result, today: with_states(result, today),
)


def show_task(db: Connection, reference: str, today: str) -> Result:
    """One task, with each later day that was granted."""
    id = lookup.task(db, reference, even_void=True).id
    columns = [replace(column, shown="always") for column in FIELDS]
    record = Result(
        N_("Task"), columns, lists.rows(db, DECLARATION, ["t.id = :id"], known_on=today, id=id), layout="record"
    )
    granted = lists.rows(db, task_extension.DECLARATION, ["t.id = :id"], known_on=today, id=id)
    telling_columns = lists.saying(task_extension.FIELDS, granted)
    columns_without_task = [
        replace(column, shown="asked") if column.key == "task" else column for column in telling_columns
    ]
    details = [Result(N_("Extensions"), columns_without_task, granted)] if granted else []
    return replace(with_states(record, today), details=details)


def rolled_tasks(db: Reader, ids: Sequence[int], hints: Sequence[str]) -> Result:
    """The tasks that were made for those that come again."""
    result = lists.written_records(db, DECLARATION, ids, N_("Tasks made"), hints)
    keys = ("number", "title", "unit", "staff", "assigned_on", "due_on", "series")
    columns = [replace(column, shown="always" if column.key in keys else "asked") for column in result.columns]
    return replace(result, columns=columns, layout="table", is_stored=bool(ids))


def with_states(result: Result, today: str) -> Result:
    """The tasks with what has become of each by this day, beside the day on which it is due."""
    keys = [column.key for column in result.columns]
    place = keys.index("current_due_on") + 1
    word = replace(STATE_COLUMN, shown="always") if result.layout == "record" else STATE_COLUMN
    needs = [keys.index(key) for key in STATE_RESTS_ON]
    rows = row_stream.insert(result.rows, len(keys), place, needs, lambda values: state(*values, today=today))
    return replace(result, columns=[*result.columns[:place], word, *result.columns[place:]], rows=rows)


def state(
    voided_on: str | None, cancelled_on: str | None, done_on: str | None, held_due_on: str, *, today: str
) -> str | None:
    """A word of `words.TASK_STATE`; None for a task that was entered by mistake."""
    if voided_on:
        return None
    if cancelled_on:
        return "cancelled"
    if done_on:
        return "done" if done_on <= held_due_on else "done-late"
    return "open" if today <= held_due_on else "late"
