"""briefing.csv: which document was made known in which unit, when, how, to how many."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import DOCUMENT_FIELD, NOTE_FIELD, RECORD_NUMBER_FIELD, UNIT_FIELD, VOIDED_FIELDS
from chodon_cli.nouns.number import Number

NUMBER_FORM = Number("QT")
NUMBER_SQL = NUMBER_FORM.sql("b")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    DOCUMENT_FIELD.with_changes(
        is_needed=True,
        option="--document",
        headings=(*DOCUMENT_FIELD.headings, "Văn bản phổ biến", "Văn bản quán triệt"),
    ),
    UNIT_FIELD.with_changes(
        is_needed=True,
        option="--unit",
        help=N_("The unit in which it was held: its code or full name."),
        option_help=N_("The unit."),
    ),
    Field(
        "held_on",
        "date",
        label=N_("Held on"),
        is_needed=True,
        option="--on",
        help=N_("Day on which it was held."),
        option_help=N_("The day."),
        headings=("Ngày tổ chức", "Ngày phổ biến", "Ngày"),
    ),
    Field(
        "form",
        "word",
        2,
        words="briefing-form",
        is_needed=True,
        option="--form",
        help=N_("How it was made known."),
        option_help=N_("In which form."),
        headings=("Hình thức", "Hình thức phổ biến", "Hình thức tổ chức"),
    ),
    Field(
        "invited",
        "integer",
        is_needed=True,
        option="--invited",
        help=N_("How many people were to hear it."),
        headings=("Số người được mời", "Số mời", "Số người triệu tập", "Triệu tập"),
    ),
    Field(
        "attended",
        "integer",
        is_needed=True,
        option="--attended",
        help=N_("How many of those invited attended."),
        option_help=N_("How many of them did."),
        headings=("Số người dự", "Số dự", "Dự", "Số người tham dự"),
    ),
    NOTE_FIELD.with_changes(option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "briefing",
    N_("Briefings"),
    one=N_("briefing"),
    alias="b",
    order="b.year, b.n",
    fields=FIELDS,
    joins="""JOIN document d ON d.id = b.document_id
JOIN unit u ON u.id = b.unit_id
""",
    number=NUMBER_FORM,
    day="held_on",
    place=160,
    counted_as="briefings",
    unit_page=30,
)
