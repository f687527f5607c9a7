"""review.csv: the yearly reviews."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.fields import UNIT_FIELD, YEAR_FIELD

FIELDS = [
    YEAR_FIELD,
    UNIT_FIELD.with_changes(help=N_("The unit, with those beneath it; all of them if empty.")),
    Field(
        "due_on",
        "date",
        help=N_("Day by which it is to be finished."),
        headings=("Hạn hoàn thành", "Thời hạn hoàn thành", "Thời hạn", "Hạn", "Hạn xử lý", "Ngày hết hạn"),
    ),
    Field(
        "opened_on", "date", label=N_("Open from"), is_needed=True, help=N_("Its first day."), headings=("Ngày mở đợt",)
    ),
    Field(
        "closed_on",
        "date",
        label=N_("Open until"),
        help=N_("Its last day; empty while it is open."),
        headings=("Ngày kết thúc đợt",),
    ),
    Field(
        "reason",
        "text",
        5,
        label=N_("Reason"),
        is_seldom=True,
        help=N_("Why it was closed while something was lacking; only with a last day."),
        headings=("Lý do",),
    ),
]
DECLARATION = Noun(
    "review",
    N_("Reviews"),
    alias="w",
    order="w.year, coalesce(u.code, '')",
    fields=FIELDS,
    joins="LEFT JOIN unit u ON u.id = w.unit_id",
    known_from="w.opened_on",
    later={"closed_on": ()},
    place=190,
    is_own=True,
    counted_as="reviews",
    mended_by="review show",
)
