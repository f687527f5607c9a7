"""quota.csv: how many people a unit may have, by year and category."""

from sqlite3 import Connection

from chodon_cli.input_row import Values
from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.nouns.fields import UNIT_FIELD, YEAR_FIELD
from chodon_cli.queries import select as lists
from chodon_cli.queries.unit_tree import under
from chodon_cli.result import Result

FIELDS = [
    UNIT_FIELD.but(is_needed=True),
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
        is_needed=True,
        option="--number",
        option_help=N_("How many people."),
        help=N_("How many people it may have."),
        headings=("Chỉ tiêu", "Số lượng", "Số"),
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
)


def list_quotas(db: Connection, year: int | None, unit: str | None, is_now: bool = False) -> Result:
    """The quotas, of a year and of a unit with those beneath it if asked; now: also of those that it succeeded."""
    where: list[str] = []
    values: Values = {}
    if year:
        where.append("q.year = :year")
        values["year"] = year
    if unit:
        condition, values["unit_ids"] = under(db, unit, is_now)
        where.append(condition)
    return lists.listing(db, DECLARATION, where, **values)
