"""pledge.csv: who signed the commitment of a document for a year."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    DOCUMENT_FIELD,
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_SERVED_IN,
    VOIDED_FIELDS,
    YEAR_FIELD,
)
from chodon_cli.nouns.number import Number
from chodon_cli.nouns.post import POST_ON_THE_DAY

NUMBER_FORM = Number("CK")
NUMBER_SQL = NUMBER_FORM.sql("g")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    STAFF_FIELD.with_changes(is_needed=True, option="--staff", headings=(*STAFF_FIELD.headings, "Họ và tên", "Họ tên")),
    FULL_NAME_FIELD,
    UNIT_SERVED_IN,
    DOCUMENT_FIELD.with_changes(is_needed=True, option="--document"),
    YEAR_FIELD.with_changes(option="--year", help=N_("The year for which it is made.")),
    Field(
        "signed_on",
        "date",
        label=N_("Signed on"),
        is_needed=True,
        option="--on",
        help=N_("Day of signing."),
        headings=("Ngày ký cam kết", "Ngày cam kết", "Ngày ký"),
    ),
    NOTE_FIELD.with_changes(option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "pledge",
    N_("Pledges"),
    one=N_("pledge"),
    alias="g",
    order="g.year, g.n",
    fields=FIELDS,
    joins="""JOIN staff s ON s.id = g.staff_id
JOIN document d ON d.id = g.document_id"""
    + POST_ON_THE_DAY.format(day="g.signed_on"),
    number=NUMBER_FORM,
    day="signed_on",
    place=170,
    counted_as="pledges",
    dossier=50,
    unit_page=40,
)
