"""reminder.csv: who was reminded of which violation, when and by whom: what is dealt with without a case."""

from chodon_cli.locale import N_
from chodon_cli.nouns import number
from chodon_cli.nouns.condition import AreNotSaid, OrderOfDays, Where
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import FULL_NAME_FIELD, NOTE_FIELD, RECORD_NUMBER_FIELD, VOIDED_FIELDS
from chodon_cli.nouns.number import Number

NUMBER_FORM = Number("NN")
NUMBER_SQL = NUMBER_FORM.sql("m")
VIOLATION_IS_VALID = AreNotSaid(("violation.voided_on",))
VIOLATION_WAS_FOUND = Where(VIOLATION_IS_VALID, OrderOfDays("violation.found_on", "reminded_on"))
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    Field(
        "violation",
        "code",
        label=N_("Violation"),
        sql=number.VIOLATION_NUMBER.sql("v"),
        refers_to="violation",
        is_needed=True,
        option="--violation",
        help=N_("Number of the violation."),
        headings=("Số vi phạm", "Vi phạm"),
    ),
    Field("person", "code", 2, shown="people", label=N_("Person"), sql="s.code"),
    FULL_NAME_FIELD.with_changes(rank=2),
    Field(
        "reminded_on",
        "date",
        label=N_("Reminded on"),
        is_needed=True,
        option="--on",
        help=N_("Day of the reminder, not before the violation was found."),
        headings=("Ngày nhắc nhở", "Nhắc nhở ngày", "Ngày rút kinh nghiệm"),
    ),
    Field(
        "reminded_by",
        "code",
        3,
        label=N_("Reminded by"),
        sql="b.code",
        column="reminded_by_id",
        refers_to="staff",
        privacy=Privacy.PSEUDONYM,
        option="--by",
        help=N_("Who reminded: a code, or a full name that only one bears."),
        headings=("Người nhắc nhở",),
    ),
    NOTE_FIELD.with_changes(rank=4, option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "reminder",
    N_("Reminders"),
    one=N_("reminder"),
    alias="m",
    order="m.year, m.n",
    fields=FIELDS,
    joins="""JOIN violation v ON v.id = m.violation_id
JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
LEFT JOIN staff b ON b.id = m.reminded_by_id
""",
    number=NUMBER_FORM,
    day="reminded_on",
    place=105,
    counted_as="reminders",
    dossier=15,
    unit_page=5,
)
