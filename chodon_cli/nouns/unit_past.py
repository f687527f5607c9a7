"""unit_past.csv: what a unit was called and which it was under, until it was renamed or moved on a day."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun, Privacy

FIELDS = [
    Field(
        "unit",
        "code",
        sql="u.code",
        refers_to="unit",
        is_needed=True,
        help=N_("Code or name of the unit, as it is now."),
        headings=("Mã đơn vị", "Đơn vị"),
    ),
    Field(
        "until_on",
        "date",
        label=N_("Until"),
        is_needed=True,
        help=N_("The last day on which it was so."),
        headings=("Đến ngày", "Đến hết ngày"),
    ),
    Field(
        "name",
        label=N_("Former name"),
        is_needed=True,
        privacy=Privacy.KEEP,
        help=N_("What it was called until then."),
        headings=("Tên cũ", "Tên"),
    ),
    Field(
        "parent",
        "code",
        label=N_("Under"),
        sql="above.code",
        refers_to="unit",
        help=N_("The unit above it until then; empty if there was none."),
        headings=("Trực thuộc", "Đơn vị cấp trên"),
    ),
]
DECLARATION = Noun(
    "unit_past",
    N_("Units as they were"),
    alias="h",
    order="u.code, h.until_on",
    fields=FIELDS,
    joins="""JOIN unit u ON u.id = h.unit_id
LEFT JOIN unit above ON above.id = h.parent_id
""",
    place=15,
    is_own=True,
    mended_by="unit show",
    counted_as="unit_changes",
)
