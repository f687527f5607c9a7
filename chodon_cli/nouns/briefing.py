"""briefing.csv: which document was made known in which unit, when, how, to how many."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import DOCUMENT, NOTE, RECORD_NUMBER, UNIT, VOIDED
from chodon_cli.nouns.number import Number

NUMBERED = Number("QT")
NUMBER = NUMBERED.sql("b")
COLUMNS = [
    RECORD_NUMBER.but(sql=NUMBER),
    DOCUMENT.but(
        is_needed=True, option="--document", headings=(*DOCUMENT.headings, "Văn bản phổ biến", "Văn bản quán triệt")
    ),
    UNIT.but(
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
    NOTE.but(option="--note", help=N_("A note.")),
    *VOIDED,
]
LIST = Noun(
    "briefing",
    N_("Briefings"),
    one=N_("briefing"),
    alias="b",
    order="b.year, b.n",
    fields=COLUMNS,
    joins="""JOIN document d ON d.id = b.document_id
JOIN unit u ON u.id = b.unit_id
""",
    number=NUMBERED,
    day="held_on",
    place=160,
    counted_as="briefings",
    unit_page=30,
)
