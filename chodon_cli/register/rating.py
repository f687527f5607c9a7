"""What may be done to a rating: entered, corrected, voided, all by `record`. What is odd is listed, not refused."""

from chodon_cli.locale import _
from chodon_cli.nouns.rating import DECLARATION
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.row_rule import IS_YEAR, RowRule, no_row_is, not_in_future

HIGHEST_SCORE = 100
AFTER_YEAR_BEGAN = RowRule(
    "decided_on",
    ("decided_on", "year"),
    no_row_is(lambda day, year: day and year and int(day[:4]) < year),
    lambda row: _("lies before the year that is rated"),
)
IS_SCORE = RowRule(
    "score",
    ("score",),
    no_row_is(lambda score: score is not None and not 0 <= score <= HIGHEST_SCORE),
    lambda row: _("a score is between 0 and 100"),
)


def _unit(draft: Draft) -> int | None:
    """The unit that is named, or that of the person's last post in the year before the decision."""
    staff = draft.records["staff"]
    if draft["unit"]:
        unit_id: int | None = draft.value("unit.id")
        return unit_id
    if not staff or not draft["year"] or not draft["decided_on"]:
        return None
    last = min(draft["decided_on"], f"{draft['year']:04}-12-31")
    served = draft.refs.last_post(staff.id, f"{draft['year']:04}-01-01", last)
    if served is None:
        draft.refuse(
            "unit", _("{staff} has no post in {year}: name the unit").format(staff=staff.code, year=draft["year"])
        )
        return None
    return served.unit_id


def derive_columns(many: ColumnDraft) -> Columns:
    """The units, where all are named."""
    many.has_all("unit")
    return {"unit_id": many.column("unit.id")}


VERBS = NounVerbs(
    DECLARATION,
    (
        IS_YEAR,
        not_in_future("decided_on"),
        AFTER_YEAR_BEGAN,
        IS_SCORE,
    ),
    derive=lambda draft: {"unit_id": _unit(draft)},
    derive_columns=derive_columns,
    numbering=Numbering(DECLARATION, "year"),
)
