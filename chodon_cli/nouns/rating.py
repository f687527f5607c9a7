"""rating.csv: how a year of somebody's work was rated, by themselves and in the end."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import (
    FULL_NAME_FIELD,
    NOTE_FIELD,
    RECORD_NUMBER_FIELD,
    STAFF_FIELD,
    UNIT_FIELD,
    VOIDED_FIELDS,
    YEAR_FIELD,
)
from chodon_cli.nouns.number import Number

NUMBER_FORM = Number("XL")
NUMBER_SQL = NUMBER_FORM.sql("r")
FIELDS = [
    RECORD_NUMBER_FIELD.but(sql=NUMBER_SQL),
    STAFF_FIELD.but(is_needed=True, option="--staff", headings=(*STAFF_FIELD.headings, "Họ và tên", "Họ tên")),
    FULL_NAME_FIELD,
    YEAR_FIELD.but(option="--year", help=N_("The year that is rated.")),
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
    UNIT_FIELD.but(
        label=N_("Rated by"),
        is_filled_in=True,
        option="--unit",
        help=N_("The unit that rated; that of the last post in the year if not given."),
        headings=(*UNIT_FIELD.headings, "Đơn vị đánh giá", "Đơn vị xếp loại"),
    ),
    Field(
        "level",
        "word",
        label=N_("Rating"),
        words="rating-level",
        is_needed=True,
        option="--level",
        help=N_("The level."),
        headings=(
            "Mức xếp loại",
            "Xếp loại",
            "Kết quả xếp loại",
            "Mức",
            "Mức xếp loại chất lượng",
            "Xếp loại chất lượng",
            "Kết quả xếp loại chất lượng",
            "Mức độ hoàn thành nhiệm vụ",
        ),
    ),
    Field(
        "score",
        "decimal",
        3,
        label=N_("Score"),
        option="--score",
        help=N_("The score, where there is one: 0 to 100."),
        headings=("Điểm", "Điểm đánh giá", "Tổng điểm"),
    ),
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
    NOTE_FIELD.but(option="--note", help=N_("A note.")),
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
