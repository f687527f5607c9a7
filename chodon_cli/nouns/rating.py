"""rating.csv: how a year of somebody's work was rated, by themselves and in the end."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RATED_YEAR_FIELD,
    RATING_LEVEL_FIELD,
    RATING_SCORE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_FIELD,
    VOIDED_FIELDS,
)
from chodon_cli.nouns.number import Number

NUMBER_FORM = Number("XL")
NUMBER_SQL = NUMBER_FORM.sql("r")
FIELDS = [
    RECORD_NUMBER_FIELD.with_changes(sql=NUMBER_SQL),
    STAFF_FIELD.with_changes(is_needed=True, option="--staff", headings=(*STAFF_FIELD.headings, "Họ và tên", "Họ tên")),
    FULL_NAME_FIELD,
    RATED_YEAR_FIELD,
    Field(
        "kind",
        "word",
        label=N_("Kind of rating"),
        words="rating-kind",
        is_needed=True,
        option="--kind",
        help=N_("Rated by oneself, or decided."),
        headings=("Loại đánh giá", "Hình thức đánh giá"),
    ),
    UNIT_FIELD.with_changes(
        label=N_("Rated by"),
        is_filled_in=True,
        option="--unit",
        help=N_("The unit that rated; that of the last post in the year if not given."),
        headings=(*UNIT_FIELD.headings, "Đơn vị đánh giá", "Đơn vị xếp loại"),
    ),
    RATING_LEVEL_FIELD.with_changes(
        headings=(
            *RATING_LEVEL_FIELD.headings,
            "Mức xếp loại chất lượng",
            "Xếp loại chất lượng",
            "Kết quả xếp loại chất lượng",
            "Mức độ hoàn thành nhiệm vụ",
        ),
    ),
    RATING_SCORE_FIELD,
    Field(
        "decided_on",
        "date",
        2,
        label=N_("Rated on"),
        is_needed=True,
        option="--on",
        help=N_("Day of the rating."),
        headings=("Ngày quyết định", "Ngày", "Ngày QĐ", "Ngày ký QĐ", "Ngày ký"),
    ),
    NOTE_FIELD.with_changes(option="--note", help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "rating",
    N_("Ratings"),
    one=N_("rating"),
    alias="r",
    order="r.year, r.n",
    fields=FIELDS,
    joins="""JOIN staff s ON s.id = r.staff_id
JOIN unit u ON u.id = r.unit_id
""",
    number=NUMBER_FORM,
    day="decided_on",
    place=180,
    counted_as="ratings",
    dossier=30,
    unit_page=60,
)
