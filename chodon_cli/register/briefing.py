"""What may be done to a briefing: entered, corrected, voided, all by `record`."""

from chodon_cli.locale import _
from chodon_cli.nouns.briefing import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.tables.briefing import BriefingRow

NUMBERING = Numbering(LIST, "held_on")


def row(draft: Draft) -> Row:
    """A briefing's row: no more people attended than were invited."""
    draft.needs("document", "unit", "held_on", "form", "invited", "attended")
    draft.not_in_future("held_on")
    draft.void_has_reason()
    document = draft.refer(draft.refs.document, "document")
    unit = draft.refer(draft.refs.unit, "unit")
    invited, attended = draft["invited"], draft["attended"]
    if invited is not None and attended is not None and attended > invited:
        draft.refuse("attended", _("more than the {number} invited").format(number=invited))
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        "document_id": document and document.id,
        "unit_id": unit and unit.id,
        **{key: draft[key] for key in ("held_on", "form", "invited", "attended", "note")},
        **{key: draft[key] for key in ("voided_on", "void_reason")},
    }


NOUN = NounVerbs(
    LIST,
    BriefingRow,
    row,
    touches=lambda row: {"units": [row["unit_id"]]},
    identity=NUMBERING.identity,
    references={"document": "document", "unit": "unit"},
    defaulted=("number",),
    numbering=NUMBERING,
)
