"""quota.csv: how many people a unit may have, by year and category."""

from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import UNIT_FIELD, YEAR_FIELD

FIELDS = [
    UNIT_FIELD.with_changes(is_needed=True),
    YEAR_FIELD,
    Field(
        "category",
        "word",
        is_needed=True,
        option="--category",
        option_help=N_("Category of staff."),
        help=N_("The category of staff."),
        headings=(
            "Loại",
            "Đối tượng",
            "Loại cán bộ",
            "Phân loại",
            "Loại công chức, viên chức",
            "Ngạch",
            "Diện",
            "Loại CBCCVC",
            "Phân loại CBCCVC",
            "Nhóm đối tượng",
            "Loại lao động",
            "Loại hình lao động",
            "Cán bộ/công chức/viên chức",
            "CB/CC/VC",
            "Cán bộ, công chức, viên chức, người lao động",
        ),
    ),
    Field(
        "number",
        "integer",
        label=N_("Quota"),
        is_needed=True,
        option="--number",
        option_help=N_("How many people."),
        help=N_("How many people it may have."),
        headings=("Chỉ tiêu", "Biên chế", "Số biên chế", "Biên chế được giao", "Số lượng", "Số"),
    ),
    Field("name", "text", 2, shown="people", label=N_("Unit name"), sql="u.name", privacy=Privacy.KEEP),
]
DECLARATION = Noun(
    "quota",
    N_("Quotas"),
    alias="q",
    order="u.code, q.year, q.category",
    fields=FIELDS,
    joins="JOIN unit u ON u.id = q.unit_id",
    place=20,
    counted_as="quotas",
    mended_by="quota set",
    filters=("year", "unit", "units"),
)
