"""task_extension.csv: each time that a task was put off, to which day, by whom and why.

A void extension shares task and new due day with the one that took its place, so it is in no file.
"""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import VOIDED_FIELDS

FIELDS = [
    Field(
        "task",
        "code",
        label=N_("Task"),
        sql=number.TASK_NUMBER.sql("t"),
        refers_to="task",
        is_needed=True,
        help=N_("Number of the task."),
        headings=("Nhiệm vụ", "Số nhiệm vụ"),
    ),
    Field(
        "extended_on",
        "date",
        label=N_("Granted on"),
        is_needed=True,
        help=N_("Day on which it was granted."),
        headings=("Ngày gia hạn", "Gia hạn ngày"),
    ),
    Field(
        "due_on",
        "date",
        label=N_("New due day"),
        is_needed=True,
        help=N_("The new day, later than the one that held until then."),
        headings=(
            "Hạn hoàn thành",
            "Thời hạn hoàn thành",
            "Thời hạn",
            "Hạn",
            "Hạn xử lý",
            "Ngày hết hạn",
            "Hạn mới",
            "Gia hạn đến",
            "Gia hạn đến ngày",
        ),
    ),
    Field(
        "extended_by",
        label=N_("Granted by"),
        is_needed=True,
        privacy=Privacy.REPLACE,
        help=N_("Who granted it."),
        headings=("Người cho gia hạn", "Người gia hạn", "Cấp gia hạn"),
    ),
    Field(
        "reason",
        label=N_("Reason"),
        is_needed=True,
        privacy=Privacy.REPLACE,
        help=N_("Why it was put off."),
        headings=("Lý do",),
    ),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "task_extension",
    N_("Extensions of tasks"),
    alias="e",
    order="t.year, t.n, e.due_on, e.id",
    fields=FIELDS,
    joins="JOIN task t ON t.id = e.task_id",
    known_from="e.extended_on",
    live="e.voided_on IS NULL",
    place=210,
    counted_as="task_extensions",
    mended_by="task show",
)
