"""What may be done to a pledge: entered, corrected, voided, all by `record`."""

from chodon_cli.nouns.pledge import LIST
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import NounVerbs
from chodon_cli.register.tables.pledge import PledgeRow

NUMBERING = Numbering(LIST, "year")


def row(draft: Draft) -> Row:
    """A pledge's row; its number bears the year for which it was made."""
    draft.needs("staff", "document", "year", "signed_on")
    draft.is_year("year")
    draft.not_in_future("signed_on")
    draft.void_has_reason()
    staff = draft.refer(draft.refs.staff, "staff")
    document = draft.refer(draft.refs.document, "document")
    year, n = NUMBERING.of(draft)
    return {
        "year": year,
        "n": n,
        "staff_id": staff and staff.id,
        "document_id": document and document.id,
        **{key: draft[key] for key in ("signed_on", "note", "voided_on", "void_reason")},
    }


NOUN = NounVerbs(
    LIST,
    PledgeRow,
    row,
    touches=lambda row: {},
    identity=NUMBERING.identity,
    references={"staff": "staff", "document": "document"},
    defaulted=("number",),
    numbering=NUMBERING,
)
