"""What may be done to a commendation: entered, corrected, voided, all by `record`."""

from chodon_cli.locale import _
from chodon_cli.nouns.commendation import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.tables.commendation import CommendationRow

NUMBERING = Numbering(LIST, "decided_on")


def row(draft: Draft) -> Row:
    """A commendation's row: of a person or of a unit, never of both or of neither."""
    draft.needs("form", "decided_on")
    draft.not_in_future("decided_on")
    draft.void_has_reason()
    if bool(draft["staff"]) == bool(draft["unit"]):
        draft.refuse("staff", _("a person or a unit is commended: name one of them"))
    staff = draft.refer(draft.refs.staff, "staff")
    unit = draft.refer(draft.refs.unit, "unit")
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        "staff_id": staff and staff.id,
        "unit_id": unit and unit.id,
        **{key: draft[key] for key in ("form", "title", "decision", "authority", "decided_on", "note")},
        **{key: draft[key] for key in ("voided_on", "void_reason")},
    }


NOUN = NounVerbs(
    LIST,
    CommendationRow,
    row,
    touches=lambda row: {},
    identity=NUMBERING.identity,
    references={"staff": "staff", "unit": "unit"},
    defaulted=("number",),
    numbering=NUMBERING,
)
