"""unit_rating.csv: how a year of a unit's work was rated by the authority above it."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    NOTE_FIELD,
    RATED_YEAR_FIELD,
    RATING_LEVEL_FIELD,
    RATING_SCORE_FIELD,
    RECORD_NUMBER_FIELD,
    UNIT_FIELD,
    VOIDED_FIELDS,
)
from chodon_cli.nouns.number import Number

NUMBER_FORM = Number("XD")
NUMBER_SQL = NUMBER_FORM.sql("w")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    UNIT_FIELD.with_changes(
        is_needed=True,
        option="--unit",
        help=N_("The unit that was rated: its code or full name."),
        option_help=N_("The unit that was rated."),
        headings=(*UNIT_FIELD.headings, "Đơn vị được xếp loại", "Đơn vị được đánh giá"),
    ),
    RATED_YEAR_FIELD,
    RATING_LEVEL_FIELD,
    RATING_SCORE_FIELD,
    Field(
        "decided_on",
        "date",
        2,
        label=N_("Rated on"),
        is_needed=True,
        option="--on",
        help=N_("Day of the rating."),
        headings=("Ngày công nhận", "Ngày quyết định", "Ngày"),
    ),
    NOTE_FIELD.with_changes(option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "unit_rating",
    N_("Ratings of units"),
    one=N_("rating of a unit"),
    alias="w",
    order="w.year, w.n",
    fields=FIELDS,
    joins="JOIN unit u ON u.id = w.unit_id\n",
    number=NUMBER_FORM,
    day="decided_on",
    place=185,
    counted_as="unit_ratings",
    unit_page=55,
)
