"""pledge.csv: who signed the commitment of a document for a year."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import DOCUMENT, FULL_NAME, NOTE, RECORD_NUMBER, STAFF, UNIT_SERVED_IN, VOIDED, YEAR
from chodon_cli.nouns.number import Number
from chodon_cli.nouns.post import SERVED

NUMBERED = Number("CK")
NUMBER = NUMBERED.sql("g")
COLUMNS = [
    RECORD_NUMBER.but(sql=NUMBER),
    STAFF.but(is_needed=True, option="--staff", headings=(*STAFF.headings, "Họ và tên", "Họ tên")),
    FULL_NAME,
    UNIT_SERVED_IN,
    DOCUMENT.but(is_needed=True, option="--document"),
    YEAR.but(option="--year", help=N_("The year for which it is made.")),
    Field(
        "signed_on",
        "date",
        label=N_("Signed on"),
        is_needed=True,
        option="--on",
        help=N_("Day of signing."),
        headings=("Ngày ký cam kết", "Ngày cam kết", "Ngày ký"),
    ),
    NOTE.but(option="--note", help=N_("A note.")),
    *VOIDED,
]
LIST = Noun(
    "pledge",
    N_("Pledges"),
    one=N_("pledge"),
    alias="g",
    order="g.year, g.n",
    fields=COLUMNS,
    joins="""JOIN staff s ON s.id = g.staff_id
JOIN document d ON d.id = g.document_id"""
    + SERVED.format(day="g.signed_on"),
    number=NUMBERED,
    day="signed_on",
    place=170,
    counted_as="pledges",
    dossier=50,
    unit_page=40,
)
