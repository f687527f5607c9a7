"""What may be done to a rating: entered, corrected, voided, all by `record`. What is odd is listed, not refused."""

from typing import Any

from chodon_cli.locale import _
from chodon_cli.nouns.rating import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.tables.rating import RatingRow

NUMBERING = Numbering(LIST, "year")
HIGHEST = 100


def row(draft: Draft) -> Row:
    """A rating's row; where no unit is named, it is that of the person's last post in the year before the decision."""
    draft.needs("staff", "year", "kind", "level", "decided_on")
    draft.is_year("year")
    draft.not_in_future("decided_on")
    draft.void_has_reason()
    staff = draft.refer(draft.refs.staff, "staff")
    if draft["year"] and draft["decided_on"] and int(draft["decided_on"][:4]) < draft["year"]:
        draft.refuse("decided_on", _("lies before the year that is rated"))
    if draft["score"] is not None and not 0 <= draft["score"] <= HIGHEST:
        draft.refuse("score", _("a score is between 0 and 100"))
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        "staff_id": staff and staff.id,
        "unit_id": _unit(draft, staff),
        **{key: draft[key] for key in ("kind", "level", "score", "decided_on", "note", "voided_on", "void_reason")},
    }


NOUN = NounVerbs(
    LIST,
    RatingRow,
    row,
    touches=lambda row: {},
    identity=NUMBERING.identity,
    references={"staff": "staff", "unit": "unit"},
    defaulted=("number", "unit"),
    numbering=NUMBERING,
)


def _unit(draft: Draft, staff: Any) -> int | None:
    if draft["unit"]:
        named = draft.refer(draft.refs.unit, "unit")
        return named.id if named else None
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
