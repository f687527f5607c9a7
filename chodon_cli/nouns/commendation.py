"""commendation.csv: which person or unit was commended, how, by whom."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_FIELD,
    VOIDED_FIELDS,
)
from chodon_cli.nouns.number import Number
from chodon_cli.nouns.post import is_held_sql

NUMBER_FORM = Number("TD")
NUMBER_SQL = NUMBER_FORM.sql("c")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    STAFF_FIELD.with_changes(
        option="--staff",
        help=N_("The person who was commended: a code, or a full name; or else a unit."),
        option_help=N_("The person, by code or full name; or else --unit."),
        headings=(*STAFF_FIELD.headings, "Họ và tên", "Họ tên"),
    ),
    FULL_NAME_FIELD,
    UNIT_FIELD.with_changes(sql="w.code", option="--unit", help=N_("The unit, where a unit was commended.")),
    Field(
        "form",
        "word",
        words="commendation-form",
        is_needed=True,
        option="--form",
        help=N_("Form of the commendation."),
        option_help=N_("In which form."),
        headings=("Hình thức", "Hình thức khen thưởng", "Danh hiệu thi đua, hình thức khen thưởng"),
    ),
    Field(
        "title",
        label=N_("Commended as"),
        option="--title",
        help=N_("As what, or for what."),
        headings=("Danh hiệu", "Tiêu đề", "Trích yếu", "Nội dung khen thưởng", "Thành tích"),
    ),
    Field(
        "decision",
        "text",
        2,
        option="--decision",
        help=N_("Number of the decision."),
        headings=("Số quyết định", "Quyết định", "Quyết định số", "Số QĐ"),
    ),
    Field(
        "authority",
        "text",
        3,
        label=N_("Decided by"),
        option="--authority",
        help=N_("Who decided."),
        headings=("Cấp quyết định", "Cấp khen thưởng", "Cơ quan quyết định", "Người ký"),
    ),
    Field(
        "decided_on",
        "date",
        is_needed=True,
        option="--on",
        help=N_("Day of the decision."),
        headings=("Ngày quyết định", "Ngày khen thưởng", "Ngày", "Ngày QĐ", "Ngày ký QĐ", "Ngày ký"),
    ),
    NOTE_FIELD.with_changes(option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
# --unit finds the commended unit, and the people who served in it on that day
DECLARATION = Noun(
    "commendation",
    N_("Commendations"),
    one=N_("commendation"),
    alias="c",
    order="c.year, c.n",
    fields=FIELDS,
    joins=f"""LEFT JOIN staff s ON s.id = c.staff_id
LEFT JOIN unit w ON w.id = c.unit_id
LEFT JOIN post p ON p.staff_id = c.staff_id AND {is_held_sql("c.decided_on")}
LEFT JOIN unit u ON u.id = coalesce(c.unit_id, p.unit_id)
""",
    number=NUMBER_FORM,
    day="decided_on",
    place=150,
    counted_as="commendations",
    dossier=20,
    unit_page=20,
)
